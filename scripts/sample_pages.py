"""Makes the sample PDFs: the plan as pages of text with its table, and a scanned page that holds only a picture."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

PDF_FONT: Final = "STSong-Light"  # a font of every PDF reader, so that none has to be shipped
PICTURE_FONTS: Final = (Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"),)
BODY: Final = ParagraphStyle("body", fontName=PDF_FONT, fontSize=14, leading=24, firstLineIndent=28, wordWrap="CJK")
TITLE: Final = ParagraphStyle("title", fontName=PDF_FONT, fontSize=18, leading=30, alignment=TA_CENTER, wordWrap="CJK")
CELL: Final = ParagraphStyle("cell", fontName=PDF_FONT, fontSize=9, leading=13, wordWrap="CJK")


def make_pdf(lines: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Paragraphs (titles marked `##` or `#`), then one ruled table whose header repeats on every page."""
    pdfmetrics.registerFont(UnicodeCIDFont(PDF_FONT))
    story: list[Flowable] = []
    for line in lines:
        style = TITLE if line.startswith(("#", "=")) else BODY
        story.append(Paragraph(line.lstrip("#=!> "), style))
    story.append(Spacer(1, 12))
    table = Table([[Paragraph(cell, CELL) for cell in row] for row in rows], colWidths=(34, 90, 190, 150), repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]))
    story.append(table)
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4, invariant=1, title="", author="").build(story)
    return stream.getvalue()


def make_scan(lines: Sequence[str]) -> bytes:
    """One page that is a picture of text: nothing to read until OCR comes."""
    font_file = next((path for path in PICTURE_FONTS if path.exists()), None)
    if font_file is None:
        message = "the scanned page needs a Chinese font: apt-get install fonts-wqy-microhei"
        raise SystemExit(message)
    page = Image.new("L", (1240, 1754), 250)
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(font_file), 36)
    for number, line in enumerate(lines):
        draw.text((150, 200 + 70 * number), line, font=font, fill=30)
    picture = io.BytesIO()
    page.rotate(0.4, fillcolor=250).save(picture, "PNG")
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.save()
    return stream.getvalue()
