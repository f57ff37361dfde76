"""PDFs made to be hard to redact. Every one holds the same synthetic person; each hides the values its own way."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.pdfgen import canvas

from pdf_making import (
    AFTER,
    BEFORE,
    CJK_FONT,
    HEAD,
    LINE,
    MOBILE,
    NUMBER,
    PERSON,
    TAIL,
    changed,
    content,
    drawn,
    lines,
    ucs,
)


def split_runs() -> bytes:
    """A number in five operators, with fonts changing in its middle."""
    return content(HEAD + lines(
        f"{ucs('联系人：曾')} Tj {ucs('强雪，证号')} Tj /F1 12 Tf (360702) Tj (1959) Tj", "[(0414) (0205)] TJ",
        f"/S 12 Tf {ucs('，电话')} Tj /F1 12 Tf (159) Tj (0581) Tj (4813) Tj",
        f"/S 12 Tf {ucs('。此后的话原样留下。')} Tj") + TAIL)


def kerned() -> bytes:
    """Every digit with a number of its own behind it."""
    digits = " ".join(f"({digit}) {(-1) ** at * 15 * at}" for at, digit in enumerate(MOBILE))
    return content(HEAD + lines(
        f"{ucs('联系人：' + PERSON + '，电话')} Tj /F1 12 Tf [{digits}] TJ /S 12 Tf {ucs('。留下')} Tj") + TAIL)


def spaced() -> bytes:
    """Letter and word spacing, stretching and rise."""
    return content(HEAD + lines(
        "1.5 Tc 3 Tw 90 Tz 2 Ts", f"{ucs('联系人：' + PERSON)} Tj /F1 12 Tf (  tel {MOBILE} end of it) Tj") + TAIL)


def quotes() -> bytes:
    """The operators ' and \"."""
    return content(HEAD + lines(
        f"{ucs('联系人：')} Tj {ucs(PERSON + '，证号')} '",
        f"/F1 12 Tf 2 1 ({NUMBER}) \" ({MOBILE} stays) '") + TAIL)


def turned(rotate: int) -> bytes:
    return content(HEAD + lines(f"{ucs('联系人：' + PERSON + '，电话' + MOBILE + '。')} Tj") + TAIL, rotate=rotate)


def upright() -> bytes:
    """Text that runs up the page."""
    text = ucs(f"联系人：{PERSON}{MOBILE}，留下")
    return content(HEAD + f"BT /S 12 Tf 0 1 -1 0 300 200 Tm {text} Tj ET" + TAIL)


def landscape() -> bytes:
    """A page that lies on its side and is turned to be read."""
    text = "".join(f"BT /S 12 Tf 0 1 -1 0 {x} 100 Tm {ucs(line)} Tj ET " for x, line in (
        (100, BEFORE), (130, f"联系人：{PERSON}，电话{MOBILE}。留下"), (160, AFTER)))
    return content(text, rotate=90)


def scaled() -> bytes:
    """A content matrix that scales and moves, text size 1."""
    return content(
        HEAD + "q 2 0 0 2 20 30 cm BT /S 1 Tf 7 0 0 7 20 300 Tm "
        f"{ucs('联系人：' + PERSON + MOBILE + '，留下')} Tj ET Q" + TAIL)


def cropped() -> bytes:
    return content(
        HEAD + lines(f"{ucs('联系人：' + PERSON + '，电话' + MOBILE + '。')} Tj") + TAIL, crop=(40, 450, 500, 800))


def under_box() -> bytes:
    """The old mistake: a black box over living text."""
    text = lines(f"{ucs('联系人：' + PERSON + MOBILE + '，留下')} Tj")
    return content(HEAD + text + " 0 g 105 695 130 16 re f" + TAIL)


def shadowed() -> bytes:
    """The same text twice, a little moved: bold made by hand."""
    text = f"{ucs('联系人：' + PERSON + MOBILE + '，留下')} Tj"
    return content(HEAD + lines(text) + lines(text, at="0.3 0 Td") + TAIL)


def _form(pdf: pikepdf.Pdf, stream: str, resources: Dictionary) -> pikepdf.Object:
    form = pdf.make_stream(stream.encode("latin-1"))
    form[Name.Type], form[Name.Subtype] = Name.XObject, Name.Form
    form[Name.BBox], form[Name.Resources] = Array([0, 0, 600, 850]), resources
    return form


def in_form(*, nested: bool = False, shared: bool = False, unused: bool = False) -> bytes:
    """Text in a form XObject: nested in another, on two pages, or drawn by nobody."""
    text = lines(f"{ucs('联系人：' + PERSON + MOBILE + '，留下')} Tj")

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        fonts = Dictionary(Font=page.Resources.Font)
        form = pdf.make_indirect(_form(pdf, text, fonts))
        if nested:
            inside = Dictionary(XObject=Dictionary(In=form))
            form = pdf.make_indirect(_form(pdf, "q 1 0 0 1 10 -20 cm /In Do Q", inside))
        page.Resources.XObject = Dictionary(Fx=form)
        page.contents_add(b"" if unused else b" q 1 0 0 1 5 5 cm /Fx Do Q")
        if shared:
            pdf.pages.append(page)

    return changed(change, content(HEAD + TAIL))


def annotated() -> bytes:
    """A note, a link by mail, a plain link, a highlight with an author."""

    def change(pdf: pikepdf.Pdf) -> None:
        def link(target: str) -> Dictionary:
            return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[60, 700, 200, 720],
                              A=Dictionary(S=Name.URI, URI=pikepdf.String(target)))

        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[10, 10, 30, 30], Contents=LINE, T=PERSON)
        pdf.pages[0].obj.Annots = pdf.make_indirect(Array([
            note, link(f"mailto:{MOBILE}@126.com"), link("https://www.example.gov.cn/a"),
            link(f"https://www.example.gov.cn/?who={MOBILE}")]))

    return changed(change)


def attached() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["名单.txt"] = pikepdf.AttachedFileSpec(pdf, LINE.encode(), filename="名单.txt")

    return changed(change)


def layered() -> bytes:
    """A layer that is off when the file is opened."""

    def change(pdf: pikepdf.Pdf) -> None:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="内部"))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([group])))
        page = pdf.pages[0]
        page.Resources.Properties = Dictionary(L0=group)
        text = lines(f"{ucs('内部：' + PERSON + NUMBER)} Tj", at="60 640 Td")
        page.contents_add(f" /OC /L0 BDC {text} 0 0 40 40 re f EMC".encode("latin-1"))

    return changed(change, content(HEAD + lines(f"{ucs('电话' + MOBILE + '。')} Tj") + TAIL))


def saved_twice() -> bytes:
    """An incremental save: the older revision still lies in the file."""
    data = drawn()
    with pikepdf.open(BytesIO(data)) as pdf:
        size, root = len(pdf.objects) + 1, pdf.Root.objgen[0]
        info = f"{size} 0 obj\n<</Author ({MOBILE})>>\nendobj\n".encode()
    at = len(data)
    start = data.rindex(b"startxref") + len(b"startxref")
    previous = int(data[start:].split()[0])
    xref = at + len(info)
    return data + info + (
        f"xref\n{size} 1\n{at:010d} 00000 n \n"
        f"trailer\n<</Size {size + 1}/Root {root} 0 R/Info {size} 0 R/Prev {previous}>>\n"
        f"startxref\n{xref}\n%%EOF\n").encode()


def scanned() -> bytes:
    """A picture of the page with the unseen text that OCR read in it."""
    from PIL import Image

    picture = Image.new("L", (300, 60), 200)

    def draw(page: canvas.Canvas) -> None:
        page.drawInlineImage(picture, 60, 640, 300, 60)
        words = page.beginText(60, 660)
        words.setTextRenderMode(3)
        words.setFont("STSong-Light", 11)
        words.textLine(f"电话{MOBILE}，留下")
        page.drawText(words)

    return drawn(line=f"联系人：{PERSON}，证号{NUMBER}。", draw=draw)


def actual_text() -> bytes:
    """A run whose alternate text repeats the value."""
    meant = MOBILE.encode("utf-16-be").hex()
    return content(HEAD + lines(
        f"{ucs('联系人：' + PERSON + '，电话')} Tj /Span <</ActualText <FEFF{meant}>>> BDC /F1 12 Tf ({MOBILE}) Tj EMC "
        f"/S 12 Tf {ucs('，留下')} Tj") + TAIL)


def tagged() -> bytes:
    """A structure tree and marked content with alternate texts."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        element = Dictionary(Type=Name.StructElem, S=Name.Figure, Alt=LINE, ActualText=LINE, Pg=page.obj, K=0)
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([element])))
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        page.contents_add(b"/Figure <</MCID 0 /Alt <FEFF" + LINE.encode("utf-16-be").hex().encode() + b">>> BDC",
                          prepend=True)
        page.contents_add(b"EMC")

    return changed(change)


def described() -> bytes:
    """Information, XMP, a script, private data, a thumbnail and a named page."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo[Name.Author] = LINE
        with pdf.open_metadata() as metadata:
            metadata["dc:creator"] = [PERSON]
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=f"app.alert('{MOBILE}')")
        pdf.Root.PieceInfo = Dictionary(App=Dictionary(Private=pdf.make_stream(LINE.encode("utf-16-be"))))
        pdf.pages[0].obj.PieceInfo = Dictionary(App=Dictionary(Private=LINE))
        pdf.pages[0].obj.Thumb = pdf.make_stream(LINE.encode())
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([LINE, Array([pdf.pages[0].obj, Name.Fit])])))

    return changed(change)


def bookmarked() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            for title in (BEFORE, f"联系人：{PERSON}", f"另见{NUMBER}"):
                outline.root.append(pikepdf.OutlineItem(title, 0))

    return changed(change)


def with_field() -> bytes:
    """A form field that holds the number and another that holds nothing personal."""

    def draw(page: canvas.Canvas) -> None:
        page.acroForm.textfield(name="a", value=MOBILE, x=60, y=600, width=200, height=20)
        page.acroForm.textfield(name="b", value="stays here", x=60, y=560, width=200, height=20)

    return drawn(draw=draw)


def marked_only() -> bytes:
    """A redaction mark that was set and never applied."""

    def change(pdf: pikepdf.Pdf) -> None:
        mark = Dictionary(Type=Name.Annot, Subtype=Name.Redact, Rect=[60, 745, 130, 765])
        pdf.pages[0].obj.Annots = Array([mark])

    return changed(change)


def parted_streams() -> bytes:
    """The content in three streams, cut between operators."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        whole = page.Contents.read_bytes()
        cuts = [whole.index(b"BT", 1), whole.rindex(b"BT")]
        parts = [whole[: cuts[0]], whole[cuts[0] : cuts[1]], whole[cuts[1] :]]
        page.obj.Contents = Array([pdf.make_stream(part) for part in parts])

    return changed(change)


def white() -> bytes:
    """White on white."""
    return content(HEAD + "1 g " + lines(f"{ucs('联系人：' + PERSON + MOBILE + '，留下')} Tj") + " 0 g" + TAIL)


def under_picture() -> bytes:
    """A line with a picture laid over its middle, and a seal one sees through over its end."""
    from PIL import Image, ImageDraw
    from reportlab.lib.utils import ImageReader

    def draw(page: canvas.Canvas) -> None:
        page.drawString(60, 640, f"前{PERSON}{NUMBER}后")
        page.drawInlineImage(Image.new("L", (30, 8), 90), 70, 630, 180, 24)
        seal = Image.new("RGBA", (60, 60), (0, 0, 0, 0))
        ImageDraw.Draw(seal).ellipse((4, 4, 56, 56), outline=(220, 0, 0, 255), width=4)
        page.drawImage(ImageReader(seal), 120, 700, 60, 60, mask="auto")

    return drawn(draw=draw)


def unprinted() -> bytes:
    """Letters nobody prints: without a pen, two hundredths of an inch high, beyond the edge of the page."""

    def draw(page: canvas.Canvas) -> None:
        words = page.beginText(60, 640)
        words.setTextRenderMode(3)
        words.textLine(f"电话{MOBILE}")
        page.drawText(words)
        page.drawString(60, -30, f"证号{NUMBER}")
        page.setFont("STSong-Light", 1)
        page.drawString(60, 600, f"联系人{PERSON}")

    return drawn(draw=draw)


def filled_note() -> bytes:
    """A black rectangle that is only a note upon the page."""

    def change(pdf: pikepdf.Pdf) -> None:
        box = pdf.make_stream(b"0 g 0 0 70 20 re f")
        box.Type, box.Subtype, box.BBox = Name.XObject, Name.Form, [0, 0, 70, 20]
        pdf.pages[0].obj.Annots = Array([Dictionary(
            Type=Name.Annot, Subtype=Name.Square, Rect=[60, 745, 130, 765], IC=[0, 0, 0], AP=Dictionary(N=box))])

    return changed(change)


def ruled() -> bytes:
    """A table with ruled lines; one cell has two lines."""
    rows = (("姓名", "电话", "备注"), (PERSON, MOBILE, "分两行的\n备注"), ("李四", "", "无"))

    def draw(page: canvas.Canvas) -> None:
        page.setFont("STSong-Light", 11)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                for line, part in enumerate(text.split("\n")):
                    page.drawString(65 + 130 * column, 685 - 40 * number - 14 * line, part)
        for number in range(4):
            page.line(60, 700 - 40 * number, 450, 700 - 40 * number)
            page.line(60 + 130 * number, 700, 60 + 130 * number, 580)

    return drawn(line="", draw=draw, last=540)


CASES: dict[str, Callable[[], bytes]] = {
    "song": drawn,
    **({"truetype": lambda: drawn("Wqy")} if Path(CJK_FONT).exists() else {}),
    "no_map": lambda: changed(_without_maps, split_runs()),
    "split_runs": split_runs,
    "kerned": kerned,
    "spaced": spaced,
    "quotes": quotes,
    "turned_90": lambda: turned(90),
    "turned_180": lambda: turned(180),
    "turned_270": lambda: turned(270),
    "landscape": landscape,
    "upright": upright,
    "scaled": scaled,
    "cropped": cropped,
    "under_box": under_box,
    "shadowed": shadowed,
    "form": in_form,
    "nested_form": lambda: in_form(nested=True),
    "shared_form": lambda: in_form(shared=True),
    "unused_form": lambda: in_form(unused=True),
    "annotated": annotated,
    "attached": attached,
    "layered": layered,
    "saved_twice": saved_twice,
    "scanned": scanned,
    "actual_text": actual_text,
    "tagged": tagged,
    "described": described,
    "bookmarked": bookmarked,
    "field": with_field,
    "marked_only": marked_only,
    "parted_streams": parted_streams,
    "white": white,
    "under_picture": under_picture,
    "unprinted": unprinted,
    "filled_note": filled_note,
    "ruled": ruled,
}


def _without_maps(pdf: pikepdf.Pdf) -> None:
    for one in pdf.objects:
        if isinstance(one, Dictionary) and Name.ToUnicode in one:
            del one[Name.ToUnicode]
