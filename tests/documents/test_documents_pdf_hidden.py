"""Text of a PDF page that the printed page does not show."""

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject
from reportlab.lib.colors import Color, black, white
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from reviewer_app.documents import pdf_reading
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


def test_a_redaction_mark_that_nobody_applied() -> None:
    writer = PdfWriter(PdfReader(io.BytesIO(page(lambda canvas: canvas.drawString(72, 700, SECRET)))))
    rect = ArrayObject([FloatObject(70), FloatObject(696), FloatObject(220), FloatObject(712)])
    named = {"/Type": NameObject("/Annot"), "/Subtype": NameObject("/Redact"), "/Rect": rect}
    mark = DictionaryObject({NameObject(name): value for name, value in named.items()})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(mark)])
    out = io.BytesIO()
    writer.write(out)
    assert hidden(out.getvalue()) == [SECRET]
