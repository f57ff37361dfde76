"""Pages as a scanner gives them: drawn with a font, laid askew, blurred, noisy, faint; no real person on them."""

import io
import random
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT = next(
    (path for path in sorted(Path("/usr/share/fonts").rglob("*")) if "wqy-microhei" in path.name.lower()), None
)
NAMES = ("王小明", "李秀英", "欧阳建国", "刘志强", "陈桂花")
PAPER = 250
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Harm(NamedTuple):
    """What was done to a page: degrees, standard deviation of grey, blur radius, a coarser resolution on the way."""

    skew: float = 0.0
    noise: float = 0.0
    blur: float = 0.0
    scale: float = 1.0


def id_number(pick: random.Random) -> str:
    """A number with a right check digit, of nobody."""
    body = f"360{pick.randint(100, 900)}19{pick.randint(50, 99)}{pick.randint(1, 12):02d}{pick.randint(1, 28):02d}"
    body += f"{pick.randint(0, 999):03d}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]


def list_page(count: int = 20, *, seed: int = 1, points: float = 12, ink: int = 20) -> tuple[Image.Image, list[str]]:
    """A ruled list at 200 dpi and its numbers."""
    assert FONT is not None, "fonts-wqy-microhei is part of the set-up"
    pick = random.Random(seed)  # noqa: S311 - the same page each time
    unit = 200 / 72
    font, big = (ImageFont.truetype(str(FONT), round(size * unit)) for size in (points, 20))
    page = Image.new("L", (round(595 * unit), round(842 * unit)), PAPER)
    pen = ImageDraw.Draw(page)
    pen.text((page.width * 0.3, page.height * 0.05), "低保对象名单公示", fill=ink, font=big)
    columns = (0.07, 0.15, 0.36, 0.75)
    numbers = [id_number(pick) for _ in range(count)]
    rows = [("序号", "姓名", "身份证号码", "住址")]
    rows += [(str(n), pick.choice(NAMES), number, "某某村") for n, number in enumerate(numbers, 1)]
    for line, row in enumerate(rows):
        top = page.height * (0.11 + 0.04 * line)
        for left, text in zip(columns, row, strict=True):
            pen.text((page.width * left, top), text, fill=ink, font=font)
        pen.line((page.width * 0.06, top - 18, page.width * 0.94, top - 18), fill=60, width=2)
    return page, numbers


def harmed(page: Image.Image, harm: Harm, *, seed: int = 1) -> Image.Image:
    """The page after a bad scanner."""
    if harm.skew:
        page = page.rotate(harm.skew, fillcolor=PAPER, resample=Image.Resampling.BICUBIC)
    if harm.scale != 1:
        coarse = (round(page.width * harm.scale), round(page.height * harm.scale))
        page = page.resize(coarse, Image.Resampling.BILINEAR).resize(page.size, Image.Resampling.BILINEAR)
    if harm.blur:
        page = page.filter(ImageFilter.GaussianBlur(harm.blur))
    if harm.noise:
        grey = np.asarray(page).astype(float) + np.random.default_rng(seed).normal(0, harm.noise, page.size[::-1])
        page = Image.fromarray(np.clip(grey, 0, 255).astype("uint8"))
    return page


def as_pdf(*pages: Image.Image) -> bytes:
    """A PDF of nothing but pictures, at 200 dpi."""
    stream = io.BytesIO()
    pages[0].convert("RGB").save(stream, "PDF", resolution=200, save_all=True, append_images=list(pages[1:]))
    return stream.getvalue()


def as_png(page: Image.Image) -> bytes:
    """The page as a picture file."""
    stream = io.BytesIO()
    page.save(stream, "PNG")
    return stream.getvalue()


def qr_code(text: str, *, size: int = 300) -> Image.Image:
    """A real QR code, as wide as `size` pixels."""
    import cv2  # comes with the picture reader

    return Image.fromarray(cv2.QRCodeEncoder.create().encode(text)).resize((size, size), Image.Resampling.NEAREST)
