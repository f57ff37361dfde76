"""Compares a picture with its public version: only metadata may have gone."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageChops, ImageOps

VISIBLE: Final = 8
"""A pixel differs when its grey value moves by more than this."""


def difference(original: bytes, result: bytes) -> float:
    """The part of the pixels that differ, as both are shown; 1 where not even the size is the same."""
    with Image.open(BytesIO(original)) as before, Image.open(BytesIO(result)) as after:
        return moved(ImageOps.exif_transpose(before), ImageOps.exif_transpose(after))


def moved(one: Image.Image, other: Image.Image) -> float:
    """The part of two pictures' pixels that differ visibly."""
    if one.size != other.size:
        return 1.0
    changed = seen(one, other)
    return changed.histogram()[255] / (one.width * one.height)


def seen(one: Image.Image, other: Image.Image) -> Image.Image:
    """White where two pictures of one size differ visibly, else black."""
    visible = [0] * (VISIBLE + 1) + [255] * (255 - VISIBLE)
    return ImageChops.difference(one.convert("L"), other.convert("L")).point(visible)
