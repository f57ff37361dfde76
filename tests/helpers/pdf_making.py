"""How an awkward PDF is made: by reportlab, by a change through pikepdf, or from its operators; and who is in it."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

PERSON = "曾强雪"
NUMBER = "360702195904140205"
MOBILE = "15905814813"
VALUES = {PERSON: "曾某某", NUMBER: "******************", MOBILE: "159****4813"}
LINE = f"联系人：{PERSON}，证号{NUMBER}，电话{MOBILE}。此后的话原样留下。"
BEFORE, AFTER = "关于登记结果的公告", "特此公告，二〇一八年六月。"
CJK_FONT = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"


def drawn(
    font: str = "STSong-Light", line: str = LINE, draw: Callable[[canvas.Canvas], None] | None = None,
    last: float = 720,
) -> bytes:
    """One page by reportlab: a heading, the line, a last line."""
    if font == "STSong-Light":
        pdfmetrics.registerFont(UnicodeCIDFont(font))
    elif font == "Wqy":
        pdfmetrics.registerFont(TTFont(font, CJK_FONT, subfontIndex=0))
    stream = BytesIO()
    page = canvas.Canvas(stream, pagesize=A4, invariant=True)
    for height, text in ((780, BEFORE), (750, line), (last, AFTER)):
        page.setFont(font, 11)
        page.drawString(60, height, text)
    if draw is not None:
        draw(page)
    page.showPage()
    page.save()
    return stream.getvalue()


def changed(change: Callable[[pikepdf.Pdf], None], data: bytes | None = None) -> bytes:
    """A drawn page after a change through pikepdf."""
    with pikepdf.open(BytesIO(data or drawn())) as pdf:
        change(pdf)
        stream = BytesIO()
        pdf.save(stream, static_id=True)
        return stream.getvalue()


def content(stream: str, *, rotate: int = 0, crop: tuple[int, ...] = ()) -> bytes:
    """A page with this very content; /F1 is Helvetica, /S is STSong-Light with UCS-2 codes."""
    pdf = pikepdf.open(BytesIO(drawn()))
    fonts = pdf.pages[0].Resources.Font
    song = next(font for _, font in fonts.items() if font.get(Name.Subtype) == Name.Type0)
    page = pdf.pages[0]
    page.obj[Name.Resources] = Dictionary(Font=Dictionary(
        F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding),
        S=song))
    page.obj[Name.Contents] = pdf.make_stream(stream.encode("latin-1"))
    page.obj[Name.Rotate] = rotate
    if crop:
        page.obj[Name.CropBox] = Array(list(crop))
    out = BytesIO()
    pdf.save(out, static_id=True)
    return out.getvalue()


def ucs(text: str) -> str:
    return "<" + text.encode("utf-16-be").hex() + ">"


def lines(*shown: str, at: str = "60 700 Td") -> str:
    return f"BT /S 12 Tf 16 TL {at} {' '.join(shown)} ET"


HEAD = f"BT /S 12 Tf 60 780 Td {ucs(BEFORE)} Tj ET "
TAIL = f" BT /S 12 Tf 60 500 Td {ucs(AFTER)} Tj ET"
