"""Paints over rectangles of a picture, so that what stood there is nowhere in the file any more."""

import io
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps, UnidentifiedImageError

from reviewer_app.documents.picture_marks import over, red_ink
from reviewer_app.domain.document import Box
from reviewer_app.domain.public_version import Burn, Erase

_QUALITY: Final = 95
_MAX_PIXELS: Final = 200_000_000
_FAINT_RED: Final = 6
"""How far red stands above green and blue in what a seal leaves: its smoothed and coded edges are this faint."""

_DARK: Final = 128
_PAD: Final = 2
"""Pixels around a box: a coded picture carries traces of an edge a little further."""


def burnt(data: bytes, burns: Sequence[Burn], formats: Sequence[str] = ("PNG", "JPEG")) -> bytes | None:
    """A picture with black rectangles (pixels of the upright one), of the kind it was.

    Boxes that leave nothing of it leave a white sheet, or nothing at all where the picture lets through what is below:
    a seal taken out whole is no black square on the page. None for a kind not among `formats` and for what does not
    decode.
    """
    try:
        with Image.open(io.BytesIO(data), formats=tuple(formats)) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                return None
            kind = picture.format or ""
            upright = ImageOps.exif_transpose(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    if any(burn.erase is Erase.PICTURE or _covers(burn.box, upright.width, upright.height) for burn in burns):
        clear = kind == "PNG" and (upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info)
        return saved(Image.new("RGBA" if clear else "L", upright.size, (255, 255, 255, 0) if clear else 255), kind)
    if upright.mode not in {"L", "RGB"}:
        upright = upright.convert("RGB")
    for burn in burns:
        if burn.erase is Erase.RED and upright.mode == "RGB":
            x0, y0, x1, y1 = (round(edge) for edge in burn.box)
            without_red(upright, (x0, y0, x1, y1))
    boxes = [burn.box for burn in burns if burn.erase is Erase.BOX]
    pen = ImageDraw.Draw(upright)
    for left, top, right, bottom in boxes:
        pen.rectangle((int(left) - _PAD, int(top) - _PAD, int(right) + 1 + _PAD, int(bottom) + 1 + _PAD), fill=0)
    return saved(upright, kind)


def without_red(picture: Image.Image, box: tuple[int, int, int, int]) -> None:
    """Take red ink out of a rectangle of an RGB picture: paper where it was, and the black letters under it stay."""
    left, top, right, bottom = box
    box = max(left, 0), max(top, 0), min(right, picture.width), min(bottom, picture.height)
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    cut = picture.crop(box)
    red = cut.getchannel("R")
    inked = red_ink(cut, _FAINT_RED).filter(ImageFilter.MaxFilter(3))
    # Seen through a red glass the seal is as bright as the paper, and only letters are dark.
    letters = red.point(over(_DARK))
    ground = Image.new("RGB", cut.size, _paper(cut, ImageChops.invert(inked)))
    cut.paste(Image.composite(ground, Image.merge("RGB", (red, red, red)), letters), (0, 0), inked)
    picture.paste(cut, box[:2])


def _paper(cut: Image.Image, clean: Image.Image) -> tuple[int, ...]:
    """The most common bright colour where nothing is red; white where there is none."""
    counts = [one.histogram(clean) for one in cut.split()]
    return tuple(max(range(_DARK, 256), key=lambda level: (channel[level], level)) for channel in counts)


def _covers(box: Box, width: int, height: int) -> bool:
    """Whether nothing of a picture is left beside a box; drawn by hand it may end a pixel short."""
    return box.left <= 1 and box.top <= 1 and box.right >= width - 1 and box.bottom >= height - 1


def saved(picture: Image.Image, kind: str) -> bytes:
    """The picture coded anew, nothing but its pixels."""
    plain = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    stream = io.BytesIO()
    if kind == "JPEG":
        plain.save(stream, "JPEG", quality=_QUALITY, subsampling=0)
    else:
        plain.save(stream, kind)
    return stream.getvalue()
