"""Text of a PDF page that the printed page does not show."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw
from reportlab.lib.colors import Color, black, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from reviewer_app.documents import pdf_reading
from reviewer_app.documents.pdf_off_layers import may_have_layers
from reviewer_app.domain.document import BlockKind

SECRET = "360702198001011238"


def page(draw: Callable[[Canvas], None]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.drawString(72, 760, "A plain line of text that everybody may read")
    draw(canvas)
    canvas.save()
    return out.getvalue()


def hidden(data: bytes) -> list[str]:
    return [block.text for block in pdf_reading.read(data, "a.pdf").blocks if block.kind is BlockKind.HIDDEN]


def under_a_black_box(canvas: Canvas) -> None:
    canvas.drawString(72, 700, SECRET)
    canvas.setFillColor(black)
    canvas.rect(70, 696, 130, 14, stroke=0, fill=1)


def under_a_white_box(canvas: Canvas) -> None:
    canvas.drawString(72, 700, SECRET)
    canvas.setFillColor(white)
    canvas.rect(70, 696, 130, 14, stroke=0, fill=1)


def white_letters(canvas: Canvas) -> None:
    canvas.setFillColor(white)
    canvas.drawString(72, 700, SECRET)


def tiny_letters(canvas: Canvas) -> None:
    canvas.setFontSize(1)
    canvas.drawString(72, 700, SECRET)


def without_a_pen(canvas: Canvas) -> None:
    text = canvas.beginText(72, 700)
    text.setTextRenderMode(3)
    text.textLine(SECRET)
    canvas.drawText(text)


@pytest.mark.parametrize(
    "draw",
    [under_a_black_box, under_a_white_box, white_letters, tiny_letters, without_a_pen],
    ids=lambda one: one.__name__,
)
def test_what_the_printed_page_does_not_show(draw: Callable[[Canvas], None]) -> None:
    assert hidden(page(draw)) == [SECRET]


def on_a_white_background(canvas: Canvas) -> None:
    canvas.setFillColor(white)
    canvas.rect(60, 600, 400, 120, stroke=1, fill=1)
    canvas.setFillColor(black)
    canvas.drawString(72, 700, SECRET)


def white_on_a_dark_bar(canvas: Canvas) -> None:
    canvas.rect(60, 690, 400, 24, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.drawString(72, 700, SECRET)


def underlined_and_marked(canvas: Canvas) -> None:
    canvas.drawString(72, 700, SECRET)
    canvas.rect(70, 697, 130, 1, stroke=0, fill=1)
    canvas.setFillColor(Color(1, 1, 0, alpha=0.4))
    canvas.rect(70, 696, 130, 14, stroke=0, fill=1)


def framed(canvas: Canvas) -> None:
    canvas.drawString(72, 700, SECRET)
    canvas.rect(70, 696, 130, 14, stroke=1, fill=0)


@pytest.mark.parametrize(
    "draw", [on_a_white_background, white_on_a_dark_bar, underlined_and_marked, framed], ids=lambda one: one.__name__
)
def test_backgrounds_rules_and_marker_pens_hide_nothing(draw: Callable[[Canvas], None]) -> None:
    assert hidden(page(draw)) == []


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None], *, packed: bool = False) -> bytes:
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, object_stream_mode=mode)
    return out.getvalue()


def test_a_redaction_mark_that_nobody_applied() -> None:
    def mark(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Redact, Rect=[70, 696, 220, 712])])

    assert hidden(changed(page(lambda canvas: canvas.drawString(72, 700, SECRET)), mark)) == [SECRET]


def under_a_picture(canvas: Canvas) -> None:
    canvas.drawString(72, 700, SECRET)
    canvas.drawInlineImage(Image.new("L", (20, 8), 128), 66, 690, 160, 30)


def under_a_box_in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("f")
    canvas.drawString(2, 10, SECRET)
    canvas.rect(0, 6, 130, 14, stroke=0, fill=1)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(70, 600)
    canvas.doForm("f")
    canvas.restoreState()


def beyond_the_edge(canvas: Canvas) -> None:
    canvas.drawString(72, -40, SECRET)


@pytest.mark.parametrize(
    "draw", [under_a_picture, under_a_box_in_a_form, beyond_the_edge], ids=lambda one: one.__name__)
def test_what_pictures_forms_and_the_page_edge_hide(draw: Callable[[Canvas], None]) -> None:
    assert hidden(page(draw)) == [SECRET]


def under_a_seal_one_sees_through(canvas: Canvas) -> None:
    canvas.drawString(72, 700, SECRET)
    seal = Image.new("RGBA", (60, 60), (0, 0, 0, 0))
    ImageDraw.Draw(seal).ellipse((4, 4, 56, 56), outline=(220, 0, 0, 255), width=4)
    canvas.drawImage(ImageReader(seal), 90, 670, 60, 60, mask="auto")


def a_scan_with_its_text_layer(canvas: Canvas) -> None:
    canvas.drawInlineImage(Image.new("L", (30, 40), 230), 0, 0, *A4)
    without_a_pen(canvas)


def a_table_whose_white_rows_come_row_by_row(canvas: Canvas) -> None:
    for number in range(30):
        canvas.setFillColor(white)
        canvas.rect(60, 700 - 16 * number, 400, 16, stroke=1, fill=1)
        canvas.setFillColor(black)
        canvas.drawString(72, 704 - 16 * number, SECRET)


def a_dash(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "-")


@pytest.mark.parametrize(
    "draw",
    [under_a_seal_one_sees_through, a_scan_with_its_text_layer, a_table_whose_white_rows_come_row_by_row, a_dash],
    ids=lambda one: one.__name__)
def test_what_one_sees_through_or_expects_hides_nothing(draw: Callable[[Canvas], None]) -> None:
    assert hidden(page(draw)) == []


def test_a_box_over_part_of_a_line_hides_that_part() -> None:
    def half(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "open" + SECRET + "open")
        canvas.rect(96, 696, 120, 14, stroke=0, fill=1)

    assert hidden(page(half)) == [SECRET]


def test_a_filled_rectangle_drawn_as_a_note() -> None:
    def box(pdf: pikepdf.Pdf) -> None:
        picture = pdf.make_stream(b"0 g 0 0 160 20 re f")
        picture.Type, picture.Subtype, picture.BBox = Name.XObject, Name.Form, [0, 0, 160, 20]
        pdf.pages[0].Annots = Array([Dictionary(
            Type=Name.Annot, Subtype=Name.Square, Rect=[70, 694, 230, 714], IC=[0, 0, 0], AP=Dictionary(N=picture))])

    assert hidden(changed(page(lambda canvas: canvas.drawString(72, 700, SECRET)), box)) == [SECRET]


@pytest.mark.parametrize("packed", [False, True])
def test_a_layer_that_is_off(packed: bool) -> None:
    def layer(pdf: pikepdf.Pdf) -> None:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="x"))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
        pdf.pages[0].Resources.Properties = Dictionary(L0=group)
        pdf.pages[0].contents_add(f" /OC /L0 BDC BT /F1 12 Tf 72 700 Td ({SECRET}) Tj ET EMC".encode())

    data = changed(page(lambda _: None), layer, packed=packed)
    assert (b"/OCProperties" in data) is not packed
    assert hidden(data) == [SECRET]
    assert not may_have_layers(page(lambda _: None))
