"""Office files, pages and texts made to be hard to redact, all with the synthetic person of `awkward_pdfs`.

Every case is (name, bytes). Whole packages: each opens in an office program as it is.
"""

import base64
import io
import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

import docx
from PIL import Image

import awkward_sheets as sheets
from awkward_pdfs import AFTER, BEFORE, LINE, MOBILE, NUMBER, PERSON
from awkward_sheets import members_of
from hostile_files import NAMESPACES, repacked

_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
Link = tuple[str, str, str, str]
"""Id, kind, target, mode."""

File = tuple[str, bytes]


def _named(xml: str) -> str:
    return xml.replace("<w:p>", f"<w:p {NAMESPACES}>", 1)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def line(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def word(
    body: str, links: Sequence[Link] = (), parts: Mapping[str, bytes | str] | None = None,
    types: Mapping[str, str] | None = None, change: Callable[[docx.document.Document], None] | None = None,
) -> bytes:
    """A Word file of python-docx with this body between two paragraphs, further parts and links to them."""
    document = docx.Document()
    document.add_paragraph(BEFORE)
    document.add_paragraph("HERE")
    document.add_paragraph(AFTER)
    if change is not None:
        change(document)
    stream = io.BytesIO()
    document.save(stream)
    data = stream.getvalue()
    with_zip = members_of(data)
    content = with_zip["word/document.xml"].decode()
    start = content.rindex("<w:p>", 0, content.index("HERE"))
    end = content.index("</w:p>", start) + len("</w:p>")
    root = content.index("<w:document ") + len("<w:document ")
    missing = " ".join(one for one in NAMESPACES.split(" ") if one.partition("=")[0] not in content[:start])
    content = content[:root] + missing + " " + content[root:start] + body + content[end:]
    rels = with_zip["word/_rels/document.xml.rels"].decode()
    rows = "".join(
        f'<Relationship Id="{key}" Type="{_R}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for key, kind, target, mode in links)
    listed = with_zip["[Content_Types].xml"].decode()
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in (types or {}).items())
    return repacked(data, {
        "word/document.xml": content,
        "word/_rels/document.xml.rels": rels.replace("</Relationships>", rows + "</Relationships>"),
        "[Content_Types].xml": listed.replace("</Types>", overrides + "</Types>"), **(parts or {})})


def nested_tables() -> bytes:
    def table(inside: str) -> str:
        return (
            '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>'
            f'<w:tr><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{inside}<w:p/></w:tc></w:tr></w:tbl>')

    return word(table(table(table(line(run(LINE))))) + "<w:p/>")


def box() -> bytes:
    from word_files import BOX, INSIDE

    return word(BOX.format(names="", inside=INSIDE.format(text=LINE)).replace("<w:p >", "<w:p>"))


def split_runs() -> bytes:
    """Every sign in a run of its own, with changing looks, proofing marks and bookmarks between."""
    marks = '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="{0}" w:name="m{0}"/><w:bookmarkEnd w:id="{0}"/>'
    return word(line(*(
        run(sign, "<w:b/>" if at % 2 else "<w:sz w:val='30'/>") + marks.format(at) for at, sign in enumerate(LINE))))


def broken_number() -> bytes:
    """Tabs, soft hyphens, line breaks and symbols inside numbers."""
    return word(line(
        run(f"联系人：{PERSON}，电话{MOBILE[:3]}"), "<w:r><w:noBreakHyphen/></w:r>", run(MOBILE[3:7]),
        "<w:r><w:softHyphen/></w:r>", run(MOBILE[7:]), "<w:r><w:br/></w:r>", run(f"证号{NUMBER}。")))


def fields() -> bytes:
    from word_files import field

    inside = [
        field(f"MERGEFIELD {PERSON}", PERSON), field(f'HYPERLINK "tel:{MOBILE}"', MOBILE),
        field(f'DOCPROPERTY "{PERSON}"', LINE), field(f'QUOTE "{NUMBER}"', NUMBER)]
    return word("".join(one.replace(NAMESPACES, "") for one in inside))


def footnotes() -> bytes:
    def notes(root: str, one: str) -> str:
        return (
            f'<w:{root} {NAMESPACES}><w:{one} w:id="-1" w:type="separator"><w:p/></w:{one}>'
            f'<w:{one} w:id="2">{line(run(LINE))}</w:{one}></w:{root}>')

    return word(
        line(run("见注"), '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r>'),
        [("rF", "footnotes", "footnotes.xml", "Internal"), ("rE", "endnotes", "endnotes.xml", "Internal")],
        {"word/footnotes.xml": notes("footnotes", "footnote"), "word/endnotes.xml": notes("endnotes", "endnote")},
        {"word/footnotes.xml": f"{_WORD}.footnotes+xml", "word/endnotes.xml": f"{_WORD}.endnotes+xml"})


def headers() -> bytes:
    def change(document: docx.document.Document) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        document.settings.odd_and_even_pages_header_footer = True
        for one in (section.header, section.footer, section.first_page_header, section.even_page_footer):
            one.paragraphs[0].text = LINE

    return word(line(run("正文")), change=change)


def comments() -> bytes:
    def change(document: docx.document.Document) -> None:
        document.add_comment(document.paragraphs[0].runs[0], text=LINE, author=PERSON, initials=PERSON)

    people = (
        '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        f'<w15:person w15:author="{PERSON}"><w15:presenceInfo w15:providerId="None" w15:userId="{MOBILE}"/>'
        "</w15:person></w15:people>")
    return word(
        line(run("正文")), [("rP", "people", "people.xml", "Internal")], {"word/people.xml": people},
        {"word/people.xml": f"{_WORD}.people+xml"}, change)


def tracked() -> bytes:
    """Deleted, inserted and moved text, and a paragraph whose mark was deleted."""
    by = f'w:author="{PERSON}" w:date="2018-06-01T00:00:00Z"'
    gone = f'<w:r><w:delText xml:space="preserve">{LINE}</w:delText></w:r>'
    return word(
        line(run("留下"), f'<w:del w:id="1" {by}>{gone}</w:del>', f'<w:ins w:id="2" {by}>{run(LINE)}</w:ins>')
        + f'<w:p><w:moveFromRangeStart w:id="3" {by} w:name="m1"/><w:moveFrom w:id="4" {by}>{run(LINE)}</w:moveFrom>'
          '<w:moveFromRangeEnd w:id="3"/></w:p>'
        + f'<w:p><w:moveToRangeStart w:id="5" {by} w:name="m1"/><w:moveTo w:id="6" {by}>{run(LINE)}</w:moveTo>'
          '<w:moveToRangeEnd w:id="5"/></w:p>')


def custom_xml() -> bytes:
    """A content control bound to a store of its own."""
    store = f"<root><who>{PERSON}</who><id>{NUMBER}</id><tel>{MOBILE}</tel></root>"
    binding = '<w:dataBinding w:xpath="/root/who" w:storeItemID="{00000000-0000-0000-0000-000000000001}"/>'
    names = f'<w:alias w:val="{PERSON}"/><w:tag w:val="{MOBILE}"/>'
    items = f'<w:dropDownList><w:listItem w:displayText="{PERSON}" w:value="{NUMBER}"/></w:dropDownList>'
    control = f"<w:sdt><w:sdtPr>{names}{binding}{items}</w:sdtPr><w:sdtContent>{line(run(LINE))}</w:sdtContent></w:sdt>"
    return word(control, [("rC", "customXml", "../customXml/item1.xml", "Internal")], {"customXml/item1.xml": store})


def embedded() -> bytes:
    """An OLE object that is a Word file, drawn by a picture."""
    inside = word(line(run(LINE)))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    spot = (
        '<w:r><w:object><v:shape id="s1" style="width:100pt;height:50pt"/>'
        '<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" ProgID="Word.Document.12" '
        'ShapeID="s1" DrawAspect="Content" ObjectID="_1" r:id="rO"/></w:object></w:r>')
    return word(
        line(run(LINE), spot), [("rO", "package", "embeddings/a.docx", "Internal")],
        {"word/embeddings/a.docx": inside}, {"word/embeddings/a.docx": kind})


def links() -> bytes:
    spots = "".join(f'<w:hyperlink r:id="rL{at}" w:tooltip="{PERSON}">{run("点此")}</w:hyperlink>' for at in range(4))
    targets = (
        f"tel:{MOBILE}", f"mailto:{MOBILE}@126.com?subject={PERSON}", f"https://www.example.gov.cn/?id={NUMBER}",
        "https://www.example.gov.cn/%E6%9B%BE%E5%BC%BA%E9%9B%AA")
    return word(line(run(LINE), spots), [
        (f"rL{at}", "hyperlink", target, "External") for at, target in enumerate(targets)])


def described() -> bytes:
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{PERSON}"><vt:lpwstr>{NUMBER}'
        "</vt:lpwstr></property></Properties>")

    def change(document: docx.document.Document) -> None:
        document.core_properties.author = PERSON
        document.core_properties.keywords = MOBILE
        document.core_properties.comments = LINE

    return repacked(word(line(run(LINE)), change=change), {"docProps/custom.xml": custom})


def hidden() -> bytes:
    return word(
        line(run("看得见"), run(LINE, "<w:vanish/>"), run(LINE))
        + '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>'
          f'<w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{line(run(LINE))}</w:tc></w:tr></w:tbl><w:p/>')


def picture(*, crop: bool = False) -> bytes:
    """A photograph with its camera's notes, named after a person; `crop`: only its middle is shown."""
    image = Image.new("RGB", (200, 100), "white")
    image.paste("black", (0, 0, 40, 100))
    exif = Image.Exif()
    exif[0x013B], exif[0x010E] = MOBILE, MOBILE
    stream = io.BytesIO()
    image.save(stream, "JPEG", exif=exif, comment=NUMBER.encode())
    cut = '<a:srcRect l="25000" r="25000"/>' if crop else ""
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="1800000" cy="900000"/>'
        f'<wp:docPr id="1" name="{PERSON}" descr="{LINE}" title="{PERSON}"/><a:graphic xmlns:a="{_A}">'
        f'<a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr><pic:cNvPr id="1" name="{MOBILE}.jpg"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rI"/>{cut}<a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>")
    return word(
        line(run(LINE), drawing), [("rI", "image", "media/p1.jpeg", "Internal")],
        {"word/media/p1.jpeg": stream.getvalue()}, {"word/media/p1.jpeg": "image/jpeg"})


def marked_up() -> bytes:
    """Smart tags, bookmarks and a style named after the person, document variables, ruby."""
    ruby = (
        f'<w:r><w:ruby><w:rubyPr/><w:rt>{run("ceng")}</w:rt><w:rubyBase>{run(PERSON)}</w:rubyBase></w:ruby></w:r>')
    tag = (
        f'<w:smartTag w:uri="urn:x" w:element="person"><w:smartTagPr><w:attr w:uri="urn:x" w:name="{PERSON}" '
        f'w:val="{NUMBER}"/></w:smartTagPr>{run(LINE)}</w:smartTag>')
    mark = f'<w:bookmarkStart w:id="9" w:name="{PERSON}"/><w:bookmarkEnd w:id="9"/>'

    def change(document: docx.document.Document) -> None:
        from docx.enum.style import WD_STYLE_TYPE

        document.styles.add_style(f"{PERSON}的样式", WD_STYLE_TYPE.PARAGRAPH)

    return word(line(mark, tag, ruby), change=change)


def wide_digits() -> bytes:
    """Numbers in full width: another spelling of the same digits."""
    wide = {ord(str(digit)): 0xFF10 + digit for digit in range(10)}
    return word(line(run(LINE.translate(wide))) + line(run(LINE)))


def page() -> bytes:
    data = json.dumps({"who": PERSON, "tel": MOBILE})
    inline = base64.b64encode(LINE.encode()).decode()
    return f"""<!DOCTYPE html><html><head><title>公告</title><meta name="author" content="{PERSON}">
<style>.a::after {{ content: "{MOBILE}" }}</style><script>var x = {data};</script></head><body>
<!-- {LINE} --><h1>{BEFORE}</h1><p title="{PERSON}"
data-id="{NUMBER}">联系人：<b>曾</b>&#24378;<i>&#x96EA;</i>，
证号{NUMBER[:6]}<span>{NUMBER[6:]}</span>，
电话<a href="tel:{MOBILE}">{MOBILE}</a></p><img alt="{PERSON}" src="data:text/plain;base64,{inline}">
<input type="hidden" value="{NUMBER}"><p style="display:none">{LINE}</p><p>{AFTER}</p></body></html>""".encode()


def rows() -> bytes:
    return (
        f'事项,内容\n公告,{BEFORE}\n联系,"{LINE}\n第二行{MOBILE}"\n公式,"=""{MOBILE}"""\n结尾,{AFTER}\n'
    ).encode("gb18030")


def marked_text() -> bytes:
    return (
        f"---\nauthor: {PERSON}\ntel: {MOBILE}\n---\n# {BEFORE}\n\n{LINE}\n\n<!-- {NUMBER} -->\n\n"
        f'[写信](mailto:{MOBILE}@126.com "{PERSON}")\n\n'
        f'| 姓名 | 电话 |\n| --- | --- |\n| {PERSON} | {MOBILE} |\n\n{AFTER}\n'
    ).encode()


def broken_lines() -> bytes:
    return f"{BEFORE}\r\n联系人：{PERSON}，证号{NUMBER}，\r\n电话{MOBILE}。\r\n{AFTER}\r\n".encode("gb18030")


def photograph() -> bytes:
    exif = Image.Exif()
    exif[0x013B], exif[0x9286] = MOBILE, NUMBER
    stream = io.BytesIO()
    Image.new("RGB", (80, 60), "white").save(stream, "JPEG", exif=exif, comment=NUMBER.encode())
    return stream.getvalue() + LINE.encode()


def drawing() -> bytes:
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", MOBILE)
    notes.add_itxt("Comment", LINE, zip=True)
    stream = io.BytesIO()
    Image.new("L", (80, 60), 200).save(stream, "PNG", pnginfo=notes)
    return stream.getvalue() + LINE.encode("utf-16-be")


def _made(name: str, make: Callable[[], bytes]) -> File:
    return name, make()


OFFICE: Final[dict[str, partial[File]]] = {
    "nested_tables": partial(_made, "a.docx", nested_tables),
    "box": partial(_made, "a.docx", box),
    "runs_of_one_sign": partial(_made, "a.docx", split_runs),
    "broken_number": partial(_made, "a.docx", broken_number),
    "fields": partial(_made, "a.docx", fields),
    "footnotes": partial(_made, "a.docx", footnotes),
    "headers": partial(_made, "a.docx", headers),
    "comments": partial(_made, "a.docx", comments),
    "tracked": partial(_made, "a.docx", tracked),
    "custom_xml": partial(_made, "a.docx", custom_xml),
    "embedded": partial(_made, "a.docx", embedded),
    "links": partial(_made, "a.docx", links),
    "described": partial(_made, "a.docx", described),
    "hidden": partial(_made, "a.docx", hidden),
    "picture": partial(_made, "a.docx", picture),
    "cropped_picture": partial(_made, "a.docx", partial(picture, crop=True)),
    "marked_up": partial(_made, "a.docx", marked_up),
    "wide_digits": partial(_made, "a.docx", wide_digits),
    "hidden_sheets": partial(_made, "a.xlsx", sheets.hidden_sheets),
    "numeric_cells": partial(_made, "a.xlsx", sheets.numeric_cells),
    "comments_in_cells": partial(_made, "a.xlsx", sheets.comments_in_cells),
    "names_and_lists": partial(_made, "a.xlsx", sheets.names_and_lists),
    "sheet_links": partial(_made, "a.xlsx", sheets.sheet_links),
    "caches": partial(_made, "a.xlsx", sheets.caches),
    "rich_strings": partial(_made, "a.xlsx", sheets.rich_strings),
    "named_sheet": partial(_made, "a.xlsx", sheets.named_sheet),
    "page": partial(_made, "a.html", page),
    "rows": partial(_made, "a.csv", rows),
    "marked_text": partial(_made, "a.md", marked_text),
    "broken_lines": partial(_made, "a.txt", broken_lines),
    "photograph": partial(_made, "a.jpg", photograph),
    "drawing": partial(_made, "a.png", drawing),
}
