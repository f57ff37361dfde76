"""Further files made to be hard to redact: chunks, glossaries, charts, connections, forms, threads, and page sources.

As in `awkward_office`: every case is (name, bytes), with the synthetic person of `awkward_pdfs`.
"""

from collections.abc import Callable
from typing import Final

import openpyxl
import pikepdf
from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.datavalidation import DataValidation
from pikepdf import Array, Dictionary, Name

from awkward_office import File, line, run, word
from awkward_pdfs import AFTER, BEFORE, LINE, MOBILE, NUMBER, PERSON
from awkward_sheets import book, members_of
from hostile_files import repacked
from pdf_making import changed

_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REL: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_D: Final = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_S: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DRAWING: Final = "application/vnd.openxmlformats-officedocument.drawingml"


def chunk() -> bytes:
    """Another page taken in by w:altChunk."""
    page = f"<html><body><p>{LINE}</p></body></html>"
    return word(line(run(LINE)) + '<w:altChunk r:id="rA"/>', [("rA", "aFChunk", "afchunk.htm", "Internal")],
                {"word/afchunk.htm": page}, {"word/afchunk.htm": "text/html"})


def glossary() -> bytes:
    """Building blocks in a document of their own."""
    parts = (
        f'<w:glossaryDocument xmlns:w="{_W}"><w:docParts><w:docPart><w:docPartPr><w:name w:val="{PERSON}"/>'
        f"</w:docPartPr><w:docPartBody>{line(run(LINE))}</w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>")
    return word(line(run(LINE)), [("rG", "glossaryDocument", "glossary/document.xml", "Internal")],
                {"word/glossary/document.xml": parts},
                {"word/glossary/document.xml": f"{_WORD}.document.glossary+xml"})


def settings() -> bytes:
    """Variables, the source of a mail merge with its query, and the template's path."""
    data = word(line(run(LINE)))
    known = members_of(data)["word/settings.xml"].decode()
    more = (
        f'<w:docVars><w:docVar w:name="{PERSON}" w:val="{NUMBER}"/></w:docVars><w:mailMerge>'
        f'<w:mainDocumentType w:val="formLetters"/><w:dataType w:val="native"/><w:connectString w:val="{LINE}"/>'
        f'<w:query w:val="{PERSON}$, {MOBILE}"/></w:mailMerge>')
    return repacked(data, {"word/settings.xml": known.replace("</w:settings>", more + "</w:settings>")})


def paired_boxes() -> bytes:
    """A text box drawn twice: DrawingML, and VML for older programs."""
    inside = f"<w:txbxContent>{line(run(LINE))}</w:txbxContent>"
    shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    new = (
        '<mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="3000000" cy="900000"/><wp:docPr id="7" '
        f'name="box"/><a:graphic xmlns:a="{_A}"><a:graphicData uri="{shape}"><wps:wsp xmlns:wps="{shape}">'
        f"<wps:cNvSpPr/><wps:spPr/><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></mc:Choice>")
    old = (
        f'<mc:Fallback><w:pict><v:shape id="s7" alt="{LINE}" style="width:200pt;height:60pt"><v:textbox>{inside}'
        "</v:textbox></v:shape></w:pict></mc:Fallback>")
    return word(line(f"<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>"))


def spelled() -> bytes:
    """A number in many runs with spelling marks, bookmarks and edit permissions in between."""
    half = len(MOBILE) // 2
    marks = '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="4" w:name="tel"/><w:bookmarkEnd w:id="4"/>'
    allowed = f'<w:permStart w:id="5" w:ed="{PERSON}"/><w:permEnd w:id="5"/>'
    return word(line(
        run(f"联系人：{PERSON}，电话"), run(MOBILE[:half]), marks, run(MOBILE[half:]),
        '<w:proofErr w:type="spellEnd"/>', allowed, run("，证号"), *(run(sign, "<w:b/>") for sign in NUMBER)))


def nested_fields() -> bytes:
    """IF and QUOTE in each other, with the data in the instructions."""
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def code(text: str) -> str:
        return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'

    inner = char("begin") + code(f'QUOTE "{NUMBER}"') + char("separate") + run(NUMBER) + char("end")
    outer = (
        char("begin") + code(f' IF "{PERSON}" = "{PERSON}" "') + inner + code(f'" "{MOBILE}" ') + char("separate")
        + run(LINE) + char("end"))
    default = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{PERSON}"/><w:textInput><w:default '
        f'w:val="{MOBILE}"/></w:textInput></w:ffData></w:fldChar></w:r>' + code(" FORMTEXT ") + char("separate")
        + run(MOBILE) + char("end"))
    return word(line(outer, default))


def graphic(name: str, uri: str, inner: str) -> str:
    """A run with a drawing of that kind."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="3000000" cy="1800000"/><wp:docPr id="3" name="{name}"/>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{uri}">{inner}</a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>")


def chart() -> bytes:
    """A chart with its cached values, and the workbook it was made from."""
    cache = (
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_R}"><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>'
        f"{PERSON}</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:layout/><c:barChart><c:ser><c:cat>"
        f'<c:strRef><c:f>名单!$A$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{LINE}</c:v></c:pt>'
        '</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>名单!$B$1</c:f><c:numCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{MOBILE}</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea>'
        '</c:chart><c:externalData r:id="rId1"/></c:chartSpace>')
    rels = (
        f'<Relationships xmlns="{_REL}"><Relationship Id="rId1" Type="{_R}/package" '
        'Target="../embeddings/Book.xlsx"/></Relationships>')
    drawing = graphic("chart", _C, f'<c:chart xmlns:c="{_C}" r:id="rC"/>')
    return word(
        line(run(LINE), drawing), [("rC", "chart", "charts/chart1.xml", "Internal")],
        {"word/charts/chart1.xml": cache, "word/charts/_rels/chart1.xml.rels": rels,
         "word/embeddings/Book.xlsx": book(lambda _: None)},
        {"word/charts/chart1.xml": f"{_DRAWING}.chart+xml",
         "word/embeddings/Book.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"})


def diagram() -> bytes:
    """The data of a SmartArt drawing."""
    data = (
        f'<dgm:dataModel xmlns:dgm="{_D}" xmlns:a="{_A}"><dgm:ptLst><dgm:pt modelId="1"><dgm:prSet/><dgm:t><a:bodyPr/>'
        f"<a:p><a:r><a:t>{LINE}</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst><dgm:cxnLst/></dgm:dataModel>")
    drawing = graphic("smart", _D, f'<dgm:relIds xmlns:dgm="{_D}" r:dm="rD"/>')
    return word(
        line(run(LINE), drawing), [("rD", "diagramData", "diagrams/data1.xml", "Internal")],
        {"word/diagrams/data1.xml": data}, {"word/diagrams/data1.xml": f"{_DRAWING}.diagramData+xml"})


def people() -> bytes:
    """Who wrote and commented, in parts of their own, and ink."""
    who = (
        '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        f'<w15:person w15:author="{PERSON}">'
        f'<w15:presenceInfo w15:providerId="None" w15:userId="{MOBILE}"/></w15:person></w15:people>')
    ink = (
        f'<inkml:ink xmlns:inkml="http://www.w3.org/2003/InkML"><inkml:annotation>{LINE}</inkml:annotation>'
        "</inkml:ink>")
    return word(
        line(run(LINE), '<w:r><w:contentPart r:id="rI"/></w:r>'),
        [("rP", "people", "people.xml", "Internal"), ("rI", "customXml", "ink/ink1.xml", "Internal")],
        {"word/people.xml": who, "word/ink/ink1.xml": ink},
        {"word/people.xml": f"{_WORD}.people+xml", "word/ink/ink1.xml": "application/inkml+xml"})


def conditions() -> bytes:
    """Conditions, validations with their prompts, defined names, titles and lines of the printed page."""
    def fill(made: openpyxl.Workbook) -> None:
        sheet = made["名单"]
        sheet.conditional_formatting.add("A1:B9", FormulaRule(formula=[f'$B1="{PERSON}"'], stopIfTrue=True))
        check = DataValidation("list", f'"{PERSON},{MOBILE}"', promptTitle="填写", prompt=LINE, error=LINE)
        check.add("C2")
        sheet.add_data_validation(check)
        sheet.oddHeader.center.text, sheet.oddFooter.left.text = LINE, f"&L{MOBILE}"
        sheet.firstHeader.center.text = LINE
        sheet.print_title_rows = "1:1"
        sheet.protection.password = "x"
        made.defined_names["联系"] = openpyxl.workbook.defined_name.DefinedName("联系", attr_text=f'"{NUMBER}"')
        made.properties.creator = made.properties.lastModifiedBy = PERSON
        made.properties.description = LINE

    return book(fill)


def threads() -> bytes:
    """Threaded comments with their persons, a table of a query with its connection, a drawing's hidden name."""
    data = book(lambda _: None)
    known = members_of(data)
    listed = known["[Content_Types].xml"].decode()
    rels = (
        f'<Relationships xmlns="{_REL}">'
        '<Relationship Id="rT" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        'Target="../threadedComments/threadedComment1.xml"/>'
        f'<Relationship Id="rQ" Type="{_R}/queryTable" Target="../queryTables/queryTable1.xml"/></Relationships>')
    thread = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    book_rels = known["xl/_rels/workbook.xml.rels"].decode()
    more = (
        '<Relationship Id="rP" Type="http://schemas.microsoft.com/office/2017/10/relationships/person" '
        f'Target="persons/person.xml"/><Relationship Id="rC" Type="{_R}/connections" Target="connections.xml"/>')
    return repacked(data, {
        "xl/worksheets/_rels/sheet1.xml.rels": rels,
        "xl/_rels/workbook.xml.rels": book_rels.replace("</Relationships>", more + "</Relationships>"),
        "xl/threadedComments/threadedComment1.xml":
            f'<ThreadedComments xmlns="{thread}"><threadedComment ref="A1" personId="1" id="1"><text>{LINE}</text>'
            "</threadedComment></ThreadedComments>",
        "xl/persons/person.xml":
            f'<personList xmlns="{thread}"><person displayName="{PERSON}" id="1" userId="{MOBILE}"/></personList>',
        "xl/queryTables/queryTable1.xml": f'<queryTable xmlns="{_S}" name="{PERSON}" connectionId="1"/>',
        "xl/connections.xml":
            f'<connections xmlns="{_S}"><connection id="1" name="{PERSON}" type="1"><dbPr connection="DSN={LINE}" '
            f'command="{NUMBER}"/></connection></connections>',
        "[Content_Types].xml": listed.replace(
            "</Types>", '<Override PartName="/xl/persons/person.xml" '
            'ContentType="application/vnd.ms-excel.person+xml"/></Types>')})


def page_source() -> bytes:
    """A page with the data in attributes, remarks, a frame's own source, a drawing, rules of style and a script."""
    return (
        f'<!DOCTYPE html><html lang="zh" data-who="{PERSON}"><head><meta charset="utf-8"><meta name="author" content="'
        f'{PERSON}"><meta property="og:description" content="{LINE}"><title>公告</title>'
        f'<style>p::after{{content:"{MOBILE}"'
        f"}}</style><script>var tel='{MOBILE}';</script><link rel=\"next\" href=\"tel:{MOBILE}\"></head><body>"
        f"<!-- {LINE} --><p>{BEFORE}</p>"
        f"<p data-id=\"{NUMBER}\" title=\"{LINE}\" onclick=\"call('{MOBILE}')\">{LINE}</p>"
        f'<iframe srcdoc="&lt;p&gt;{LINE}&lt;/p&gt;"></iframe><svg><title>{PERSON}</title><text>{LINE}</text></svg>'
        f'<template>{LINE}</template><noscript>{LINE}</noscript><input value="{MOBILE}" placeholder="{PERSON}">'
        f'<img alt="{LINE}" src="data:text/plain,{MOBILE}"><p>{AFTER}</p></body></html>').encode()


def old_rows() -> bytes:
    """Rows in GB18030 with a formula that writes the number."""
    return f'事项,内容\n公告,{BEFORE}\n联系,"{LINE}"\n电话,"=""{MOBILE}"""\n结尾,{AFTER}\n'.encode("gb18030")


def marked_rows() -> bytes:
    """Rows in UTF-16 with a byte order mark, parted by tabs."""
    return f"事项\t内容\n公告\t{BEFORE}\n联系\t{LINE}\n结尾\t{AFTER}\n".encode("utf-16")


MORE: Final[dict[str, Callable[[], File]]] = {
    "chunk": lambda: ("a.docx", chunk()),
    "glossary": lambda: ("a.docx", glossary()),
    "settings": lambda: ("a.docx", settings()),
    "paired_boxes": lambda: ("a.docx", paired_boxes()),
    "spelled": lambda: ("a.docx", spelled()),
    "nested_fields": lambda: ("a.docx", nested_fields()),
    "chart": lambda: ("a.docx", chart()),
    "diagram": lambda: ("a.docx", diagram()),
    "people": lambda: ("a.docx", people()),
    "conditions": lambda: ("a.xlsx", conditions()),
    "threads": lambda: ("a.xlsx", threads()),
    "page_source": lambda: ("a.html", page_source()),
    "old_rows": lambda: ("a.csv", old_rows()),
    "marked_rows": lambda: ("a.csv", marked_rows()),
}


def form_of_adobe() -> bytes:
    """An XFA form's own packets beside the page."""
    def change(pdf: pikepdf.Pdf) -> None:
        packet = pdf.make_stream(f"<xfa:data><who>{LINE}</who></xfa:data>".encode())
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array([pikepdf.String("datasets"), packet]))

    return changed(change)


def labelled() -> bytes:
    """Page labels, article threads and what a web capture noted."""
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=PERSON + MOBILE, S=Name.D)]))
        bead = pdf.make_indirect(Dictionary(Type=Name.Bead, R=Array([0, 0, 9, 9]), P=pdf.pages[0].obj))
        thread = pdf.make_indirect(Dictionary(Type=Name.Thread, F=bead, I=Dictionary(Title=LINE, Author=PERSON)))
        bead.T = thread
        pdf.Root.Threads = Array([thread])
        pdf.pages[0].obj.B = Array([bead])
        pdf.Root.SpiderInfo = Dictionary(V=1, C=Array([Dictionary(URL=f"http://a.cn/?tel={MOBILE}")]))

    return changed(change)


def portfolio() -> bytes:
    """A collection with its schema, a file in it, output intents and private legal notes."""
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(pdf, LINE.encode("utf-16"), description=LINE)
        field = Dictionary(Type=Name.CollectionField, Subtype=Name.S, N=PERSON)
        pdf.Root.Collection = Dictionary(Schema=Dictionary(who=field), D=PERSON)
        pdf.Root.OutputIntents = Array([Dictionary(S=Name("/GTS_PDFA1"), OutputConditionIdentifier="x", Info=LINE)])
        pdf.Root.Legal = Dictionary(Attestation=LINE)
        pdf.Root.AF = Array([Dictionary(Type=Name.Filespec, F=MOBILE, UF=PERSON)])

    return changed(change)


def in_other_units() -> bytes:
    """A page in units of an inch's third, turned, packed in object streams with its values in unused objects."""
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.UserUnit, page.Rotate = 2, 90
        page.LastModified, page.Metadata = pikepdf.String(MOBILE), pdf.make_stream(LINE.encode())
        pdf.Root.Extensions = Dictionary(X=Dictionary(BaseVersion=Name("/1.7"), Note=LINE))
        pdf.trailer.Note = pdf.make_indirect(Dictionary(A=LINE))

    return changed(change)


def noted_streams() -> bytes:
    """Marked content whose property lists hold the values, and a named list of them among the resources."""
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.Resources.Properties = Dictionary(MC0=pdf.make_indirect(Dictionary(Title=LINE, Alt=PERSON, E=MOBILE)))
        page.Resources.Hidden = pdf.make_stream(LINE.encode("utf-16-be"))
        hexed = LINE.encode("utf-16-be").hex()
        page.contents_add(f"/Artifact <</Contents <FEFF{hexed}>>> BDC /Span /MC0 DP".encode(), prepend=True)
        page.contents_add(b"EMC % " + MOBILE.encode())

    return changed(change)


MORE_PDFS: Final[dict[str, Callable[[], bytes]]] = {
    "form_of_adobe": form_of_adobe,
    "labelled": labelled,
    "portfolio": portfolio,
    "in_other_units": in_other_units,
    "noted_streams": noted_streams,
}
