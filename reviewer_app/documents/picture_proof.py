"""Compares a picture with its public version: only metadata and decided places may have gone."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageOps

from reviewer_app.domain.document import Box

VISIBLE: Final = 8
"""A pixel differs when its grey value moves by more than this."""


_AROUND: Final = 16
"""Pixels around a painted box: the blocks that JPEG codes together reach that far."""


def difference(original: bytes, result: bytes, boxes: Sequence[Box] = ()) -> float:
    """The part of the pixels that differ outside `boxes`, as both are shown; 1 where the sizes differ."""
    with Image.open(BytesIO(original)) as before, Image.open(BytesIO(result)) as after:
        one, other = ImageOps.exif_transpose(before), ImageOps.exif_transpose(after)
        if one.size != other.size:
            return 1.0
        changed = seen(one, other)
    pen = ImageDraw.Draw(changed)
    for left, top, right, bottom in boxes:
        pen.rectangle((left - _AROUND, top - _AROUND, right + _AROUND, bottom + _AROUND), fill=0)
    return changed.histogram()[255] / (changed.width * changed.height)


def seen(one: Image.Image, other: Image.Image) -> Image.Image:
    """White where two pictures of one size differ visibly, else black."""
    visible = [0] * (VISIBLE + 1) + [255] * (255 - VISIBLE)
    return ImageChops.difference(one.convert("L"), other.convert("L")).point(visible)
