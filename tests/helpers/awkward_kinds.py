"""Kinds of awkward files by what office and scanning programs write: drawn fonts, ligatures, coded pictures, previews.

As in `awkward_office`: every office case is (name, bytes), with the synthetic person of `awkward_pdfs`.
"""

import io
from collections.abc import Callable
from struct import pack
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

from awkward_more import graphic
from awkward_office import File, line, run, word
from awkward_pdfs import LINE, MOBILE, NUMBER, PERSON
from awkward_sheets import book, members_of
from hostile_files import repacked
from pdf_making import HEAD, TAIL, changed, content, drawn, lines, ucs

_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_S: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_X14: Final = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_D: Final = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_DSP: Final = "http://schemas.microsoft.com/office/drawing/2008/diagram"
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_WIDE, _HIGH = 320, 64


def _mapped(pairs: dict[int, str]) -> bytes:
    rows = "\n".join(f"<{code:02X}> <{text.encode('utf-16-be').hex()}>" for code, text in pairs.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /x def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(pairs)} beginbfchar\n{rows}\nendbfchar endcmap end end").encode()


def drawn_font() -> bytes:
    """Digits of a Type 3 font: procedures that paint them, named after the number they once were part of."""
    def change(pdf: pikepdf.Pdf) -> None:
        digits = "0123456789"
        painted = {
            f"/{MOBILE}.{digit}": pdf.make_stream(f"500 0 d0 50 0 {40 * int(digit) + 40} 600 re f".encode())
            for digit in digits}
        names = Array([48, *(Name(f"/{MOBILE}.{digit}") for digit in digits)])
        font = pdf.make_indirect(Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 700]), FirstChar=48, LastChar=57,
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), CharProcs=Dictionary(painted), Widths=Array([500] * 10),
            Encoding=Dictionary(Type=Name.Encoding, Differences=names), Resources=Dictionary(),
            ToUnicode=pdf.make_stream(_mapped({48 + int(digit): digit for digit in digits}))))
        pdf.pages[0].Resources.Font[Name("/T3")] = font

    return changed(change, content(HEAD + lines(
        f"{ucs('联系人：' + PERSON + '，证号')} Tj /T3 12 Tf ({NUMBER}) Tj /S 12 Tf {ucs('，电话')} Tj /T3 12 Tf "
        f"({MOBILE}) Tj /S 12 Tf {ucs('，留下')} Tj") + TAIL))


def joined_signs() -> bytes:
    """Codes that stand for several signs each: a ligature holds a third of the number."""
    def change(pdf: pikepdf.Pdf) -> None:
        pairs = {65: MOBILE[:4], 66: MOBILE[4:8], 67: MOBILE[8:], 68: "fi"}
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, FirstChar=65, LastChar=68,
            Widths=Array([667] * 4), ToUnicode=pdf.make_stream(_mapped(pairs)))
        pdf.pages[0].Resources.Font[Name("/L")] = pdf.make_indirect(font)

    return changed(change, content(HEAD + lines(
        f"{ucs('联系人：' + PERSON + '，电话')} Tj /L 12 Tf (ABCD) Tj /S 12 Tf {ucs('，留下')} Tj") + TAIL))


def _fax() -> bytes:
    """A black and white picture in the code of fax machines (ITU-T T.6)."""
    picture = Image.new("1", (_WIDE, _HIGH), 1)
    pen = ImageDraw.Draw(picture)
    for number, digit in enumerate(MOBILE):
        pen.rectangle((10 + 26 * number, 50 - 4 * int(digit), 26 + 26 * number, 54), 0)
    stream = io.BytesIO()
    picture.save(stream, "TIFF", compression="group4", tiffinfo={278: _HIGH})
    with Image.open(stream) as tiff:
        start, size = tiff.tag_v2[273][0], tiff.tag_v2[279][0]
    return stream.getvalue()[start : start + size]


def _jbig2() -> bytes:
    """The same picture as JBIG2: a page and one region of it, coded as by a fax machine (ITU-T T.88, MMR)."""
    page = pack(">IIIIBH", _WIDE, _HIGH, 0, 0, 0, 0)
    region = pack(">IIIIB", _WIDE, _HIGH, 0, 0, 0) + b"\x01" + _fax()
    segments = enumerate(((48, page), (38, region)))
    return b"".join(pack(">IBBBI", number, kind, 0, 1, len(data)) + data for number, (kind, data) in segments)


def scanned_as(coding: str) -> bytes:
    """A scan in the coding of scanners, with the unseen text that was read in it."""
    def change(pdf: pikepdf.Pdf) -> None:
        fax = coding == "fax"
        image = pdf.make_stream(_fax() if fax else _jbig2())
        image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, _WIDE, _HIGH
        image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 1
        image.Filter = Name.CCITTFaxDecode if fax else Name.JBIG2Decode
        if fax:
            image.DecodeParms = Dictionary(K=-1, Columns=_WIDE, Rows=_HIGH, BlackIs1=False)
        page = pdf.pages[0]
        page.Resources.XObject = Dictionary(Im0=image)
        page.contents_add(
            f" q 300 0 0 60 60 640 cm /Im0 Do Q BT 3 Tr /F1 24 Tf 66 655 Td ({MOBILE}) Tj ET".encode())
        page.Resources.Font.F1 = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)

    return changed(change, drawn(line=f"联系人：{PERSON}，证号{NUMBER}。"))


def read_aloud() -> bytes:
    """A structure tree whose elements hold the words for a reading voice: alternate, expanded, actual, titles, ids."""
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        element = pdf.make_indirect(Dictionary(
            Type=Name.StructElem, S=Name("/Span"), E=LINE, T=PERSON, Alt=LINE, ActualText=MOBILE, ID=NUMBER,
            Pg=page.obj, A=Dictionary(O=Name.Layout, Note=LINE), K=0))
        root = pdf.make_indirect(Dictionary(
            Type=Name.StructTreeRoot, K=Array([element]), IDTree=Dictionary(Names=Array([NUMBER, element])),
            ParentTree=Dictionary(Nums=Array([0, Array([element])])), RoleMap=Dictionary({f"/{MOBILE}": Name.P})))
        pdf.Root.StructTreeRoot = root
        page.obj.StructParents = 0
        page.contents_add(f"/{MOBILE} <</MCID 0 /E ({MOBILE})>> BDC".encode(), prepend=True)
        page.contents_add(b"EMC")

    return changed(change)


def previewed() -> bytes:
    """A picture of the first page in the package, with a remark in it, and the template it was made from."""
    picture = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = f"tel {MOBILE}"
    Image.new("RGB", (40, 60), "white").save(picture, "JPEG", exif=exif, comment=LINE.encode())
    data = word(line(run(LINE)))
    members = members_of(data)
    link = (f'<Relationship Id="rT" Type="{_PACKAGE}/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/>'
            "</Relationships>")
    listed = members["[Content_Types].xml"].decode()
    return repacked(data, {
        "docProps/thumbnail.jpeg": picture.getvalue(),
        "_rels/.rels": members["_rels/.rels"].decode().replace("</Relationships>", link),
        "[Content_Types].xml": listed if 'Extension="jpeg"' in listed else listed.replace(
            "<Default", '<Default Extension="jpeg" ContentType="image/jpeg"/><Default', 1)})


def diagram_drawn() -> bytes:
    """A SmartArt with its data, and the drawing that other programs show instead."""
    frame = graphic("图", _D, f'<dgm:relIds xmlns:dgm="{_D}" r:dm="rD"/>')
    point = f'<dgm:pt modelId="1"><dgm:t><a:bodyPr/><a:p><a:r><a:t>{LINE}</a:t></a:r></a:p></dgm:t></dgm:pt>'
    shape = (
        f'<dsp:sp modelId="1"><dsp:nvSpPr><dsp:cNvPr id="0" name="{PERSON}" descr="{LINE}"/></dsp:nvSpPr><dsp:txBody>'
        f"<a:p><a:r><a:t>{PERSON}</a:t></a:r><a:r><a:t>{NUMBER}</a:t></a:r></a:p></dsp:txBody></dsp:sp>")
    drawing = "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing"
    data = word(
        line(run(LINE), frame), [("rD", "diagramData", "diagrams/data1.xml", "Internal")],
        {"word/diagrams/data1.xml": f'<dgm:dataModel xmlns:dgm="{_D}" xmlns:a="{_A}"><dgm:ptLst>{point}</dgm:ptLst>'
                                    "</dgm:dataModel>",
         "word/diagrams/drawing1.xml":
             f'<dsp:drawing xmlns:dsp="{_DSP}" xmlns:a="{_A}"><dsp:spTree>{shape}</dsp:spTree></dsp:drawing>'},
        {"word/diagrams/data1.xml": "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
         "word/diagrams/drawing1.xml": "application/vnd.ms-office.drawingml.diagramDrawing+xml"})
    rels = members_of(data)["word/_rels/document.xml.rels"].decode()
    link = f'<Relationship Id="rDD" Type="{drawing}" Target="diagrams/drawing1.xml"/></Relationships>'
    return repacked(data, {"word/_rels/document.xml.rels": rels.replace("</Relationships>", link)})


def sliced() -> bytes:
    """A pivot table with its cache and its slicer, and views of the book that persons have kept for themselves."""
    data = book(lambda _: None)
    known = members_of(data)
    items = f'<items count="2"><i x="0"/><i n="{MOBILE}"/></items>'
    guid = 'guid="{00000000-0000-0000-0000-000000000001}"'
    view = f'<customWorkbookView name="{PERSON}" {guid} windowWidth="9" windowHeight="9" activeSheetId="1"/>'
    sheet_view = (
        f"<customSheetViews><customSheetView {guid}><headerFooter>"
        f"<oddHeader>{LINE}</oddHeader></headerFooter></customSheetView></customSheetViews>")
    office = "http://schemas.microsoft.com/office/2007/relationships"
    links = (
        f'<Relationship Id="rPC" Type="{_R}/pivotCacheDefinition" Target="pivotCache/pivotCacheDefinition1.xml"/>'
        f'<Relationship Id="rSC" Type="{office}/slicerCache" Target="slicerCaches/slicerCache1.xml"/></Relationships>')
    own = (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rPT" Type="{_R}/pivotTable" '
        f'Target="../pivotTables/pivotTable1.xml"/><Relationship Id="rSL" Type="{office}/slicer" '
        'Target="../slicers/slicer1.xml"/></Relationships>')
    cache = (
        f'<pivotCacheDefinition xmlns="{_S}" xmlns:r="{_R}" r:id="rId1" refreshedBy="{PERSON}"><cacheSource '
        f'type="worksheet"><worksheetSource ref="A1:B4" sheet="名单"/></cacheSource><cacheFields count="1"><cacheField '
        f'name="{PERSON}"><sharedItems><s v="{NUMBER}"/><s v="{LINE}"/></sharedItems></cacheField></cacheFields>'
        "</pivotCacheDefinition>")
    workbook = known["xl/workbook.xml"].decode()
    sheet = known["xl/worksheets/sheet1.xml"].decode()
    return repacked(data, {
        "xl/workbook.xml": workbook.replace("</sheets>", f"</sheets><customWorkbookViews>{view}</customWorkbookViews>"),
        "xl/worksheets/sheet1.xml": sheet.replace("</sheetData>", f"</sheetData>{sheet_view}"),
        "xl/_rels/workbook.xml.rels": known["xl/_rels/workbook.xml.rels"].decode().replace("</Relationships>", links),
        "xl/worksheets/_rels/sheet1.xml.rels": own,
        "xl/pivotCache/pivotCacheDefinition1.xml": cache,
        "xl/pivotTables/pivotTable1.xml": f'<pivotTableDefinition xmlns="{_S}" name="{PERSON}" dataCaption="{LINE}"/>',
        "xl/slicers/slicer1.xml": f'<slicers xmlns="{_X14}"><slicer name="{PERSON}" caption="{LINE}"/></slicers>',
        "xl/slicerCaches/slicerCache1.xml":
            f'<slicerCacheDefinition xmlns="{_X14}" name="x" sourceName="{PERSON}"><data><tabular>{items}</tabular>'
            "</data></slicerCacheDefinition>"})


KINDS_OF_PDFS: Final[dict[str, Callable[[], bytes]]] = {
    "drawn_font": drawn_font,
    "joined_signs": joined_signs,
    "scanned_as_fax": lambda: scanned_as("fax"),
    "scanned_as_jbig2": lambda: scanned_as("jbig2"),
    "read_aloud": read_aloud,
}
KINDS: Final[dict[str, Callable[[], File]]] = {
    "previewed": lambda: ("a.docx", previewed()),
    "diagram_drawn": lambda: ("a.docx", diagram_drawn()),
    "sliced": lambda: ("a.xlsx", sliced()),
}
