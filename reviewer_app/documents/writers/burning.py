"""Paints over rectangles of a picture, so that what stood there is nowhere in the file any more."""

import io
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from reviewer_app.domain.document import Box

IN_OFFICE_FILES: Final = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
"""Kinds of pictures that can be painted over inside a Word file or a workbook."""

_QUALITY: Final = 95
_MAX_PIXELS: Final = 200_000_000
_PAD: Final = 2
"""Pixels around a box: a coded picture carries traces of an edge a little further."""


def burnt(data: bytes, boxes: Sequence[Box], formats: Sequence[str] = ("PNG", "JPEG")) -> bytes | None:
    """A picture with black rectangles (pixels of the upright one), of the kind it was.

    Boxes that leave nothing of it leave a white sheet: a seal taken out whole is no black square on the page. None for
    a kind not among `formats` and for what does not decode.
    """
    try:
        with Image.open(io.BytesIO(data), formats=tuple(formats)) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                return None
            kind = picture.format or ""
            upright = ImageOps.exif_transpose(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    if upright.mode not in {"L", "RGB"}:
        upright = upright.convert("RGB")
    pen = ImageDraw.Draw(upright)
    if any(_covers(box, upright.width, upright.height) for box in boxes):
        pen.rectangle((0, 0, upright.width, upright.height), fill="white")
        boxes = ()
    for left, top, right, bottom in boxes:
        pen.rectangle((int(left) - _PAD, int(top) - _PAD, int(right) + 1 + _PAD, int(bottom) + 1 + _PAD), fill=0)
    return saved(upright, kind)


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
