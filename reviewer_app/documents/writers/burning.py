"""Paints over rectangles of a picture, so that what stood there is nowhere in the file any more."""

import io
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from reviewer_app.domain.document import Box

_QUALITY: Final = 95
_MAX_PIXELS: Final = 200_000_000
_PAD: Final = 2
"""Pixels around a box: a coded picture carries traces of an edge a little further."""


def burnt(data: bytes, boxes: Sequence[Box]) -> bytes | None:
    """A PNG or JPEG with black rectangles (pixels of the upright picture); None for what cannot be written so."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                return None
            kind = picture.format or ""
            upright = ImageOps.exif_transpose(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    if upright.mode not in {"L", "RGB"}:
        upright = upright.convert("RGB")
    pen = ImageDraw.Draw(upright)
    for left, top, right, bottom in boxes:
        pen.rectangle((int(left) - _PAD, int(top) - _PAD, int(right) + 1 + _PAD, int(bottom) + 1 + _PAD), fill=0)
    return saved(upright, kind)


def saved(picture: Image.Image, kind: str) -> bytes:
    """The picture coded anew, nothing but its pixels."""
    plain = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    stream = io.BytesIO()
    if kind == "PNG":
        plain.save(stream, "PNG")
    else:
        plain.save(stream, "JPEG", quality=_QUALITY, subsampling=0)
    return stream.getvalue()
