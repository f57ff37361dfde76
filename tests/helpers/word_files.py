"""Word files for tests: everything a careless office leaves in one, made by hand so that nothing is left to luck."""

import io
import zipfile
from typing import Final

from docx import Document
from docx.document import Document as WordFile
from docx.oxml import parse_xml

NAMES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml"')
HYPERLINK: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"

TRACKED: Final = """<w:p {names}>
<w:r><w:t>面积</w:t></w:r>
<w:del w:id="1" w:author="赖晓春"><w:r><w:delText>三亩</w:delText></w:r></w:del>
<w:ins w:id="2" w:author="赖晓春"><w:r><w:t>五亩</w:t></w:r></w:ins>
<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏起来的话</w:t></w:r></w:p>"""

TAGGED: Final = """<w:p {names} w:rsidR="00AB12CD"><w:smartTag w:uri="u" w:element="person">
<w:r w:rsidR="00AB12CD"><w:t>刘秀英</w:t></w:r></w:smartTag></w:p>"""

BOX: Final = """<w:p {names}><w:r><mc:AlternateContent>
<mc:Choice Requires="wps"><w:drawing>{inside}</w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>
</mc:AlternateContent></w:r></w:p>"""
INSIDE: Final = "<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"

FIELD: Final = """<w:p {names}><w:r><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:instrText>{first}</w:instrText></w:r><w:r><w:instrText>{second}</w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"""

CELL: Final = """<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{more}</w:tcPr>
<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"""
TABLE: Final = """<w:tbl {names}><w:tblPr><w:tblW w:w="8000" w:type="dxa"/></w:tblPr><w:tblGrid>
<w:gridCol w:w="2000"/><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>
{rows}</w:tbl>"""
LINK: Final = """<w:p {names}><w:hyperlink r:id="{link}" w:tooltip="曾强雪">
<w:r><w:t>邮箱</w:t></w:r></w:hyperlink></w:p>"""

_ROWS: Final = (
    ("", (("登记表", '<w:gridSpan w:val="4"/>'),)),
    ("", (("村组", ""), ("姓名", ""), ("身份证号", ""), ("金额", ""))),
    ("", (("一组", '<w:vMerge w:val="restart"/>'), ("钟建国", ""), ("360702195904140205", ""), ("100", ""))),
    ("", (("", "<w:vMerge/>"), ("刘秀英", ""), ("360702196004140207", ""), ("200", ""))),
    ("<w:trPr><w:hidden/></w:trPr>", (("二组", ""), ("李文", ""), ("隐藏", ""), ("300", ""))),
)


def field(instruction: str, result: str) -> str:
    """A complex field in a paragraph of its own; its instruction is split over two runs, as Word does."""
    half = len(instruction) // 2
    return FIELD.format(names=NAMES, first=instruction[:half], second=instruction[half:], result=result)


def merged_table() -> str:
    """A title row over all columns, a header, two rows with a cell merged downwards, a hidden row."""
    rows = "".join(
        f"<w:tr>{marks}" + "".join(CELL.format(text=text, more=more) for text, more in cells) + "</w:tr>"
        for marks, cells in _ROWS)
    return TABLE.format(names=NAMES, rows=rows)


def awkward_docx() -> bytes:
    """Header, footer, split runs, tracked changes, comment, hidden run, box, fields, links, table, properties."""
    document = Document()
    document.core_properties.author = "赖晓春"
    document.core_properties.title = "曾强雪的申请"
    section = document.sections[0]
    section.header.paragraphs[0].text = "内部流转 曾强雪"
    section.footer.paragraphs[0].text = "共一页"
    document.add_heading("关于登记结果的公告", 1)
    paragraph = document.add_paragraph()
    for piece in ("村民曾", "强雪的手机是159", "0581", "4813，请", "联系。"):
        paragraph.add_run(piece).bold = piece == "0581"
    paragraph.runs[-1].add_break()
    document.add_comment(paragraph.runs[0], text="曾强雪来过电话", author="赖晓春")
    inside = INSIDE.format(text="框里的话")
    link = document.part.relate_to("mailto:zengqx@126.com", HYPERLINK, is_external=True)
    pieces = (
        TRACKED.format(names=NAMES), TAGGED.format(names=NAMES), field('HYPERLINK "mailto:zengqx@126.com"', "写信"),
        field('HYPERLINK "https://www.example.gov.cn/a"', "网站"), field("AUTHOR", "赖晓春的稿"), field("PAGE", "1"),
        BOX.format(names=NAMES, inside=inside), merged_table(), LINK.format(names=NAMES, link=link))
    for xml in pieces:
        document.element.body.insert(-1, parse_xml(xml))
    return _with_extras(document)


FOOTNOTES: Final = """<w:footnotes {names}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>注：曾强雪是户主</w:t></w:r></w:p></w:footnote></w:footnotes>"""
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FOOTNOTES_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def _with_extras(document: WordFile) -> bytes:
    """Add footnotes, a macro and an embedded object to the saved file."""
    saved, stream = io.BytesIO(), io.BytesIO()
    document.save(saved)
    listed = f'<Override PartName="/word/footnotes.xml" ContentType="{FOOTNOTES_TYPE}"/></Types>'
    linked = f'<Relationship Id="rNotes" Type="{OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>'
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(stream, "w") as archive:
        for name in old.namelist():
            content = old.read(name).decode("utf-8", "surrogateescape")
            if name == "[Content_Types].xml":
                content = content.replace("</Types>", listed)
            elif name == "word/_rels/document.xml.rels":
                content = content.replace("</Relationships>", linked)
            archive.writestr(name, content.encode("utf-8", "surrogateescape"))
        archive.writestr("word/footnotes.xml", FOOTNOTES.format(names=NAMES))
        archive.writestr("word/vbaProject.bin", b"macro")
        archive.writestr("word/embeddings/oleObject1.bin", "曾强雪".encode())
    return stream.getvalue()
