"""Public versions of pictures: the picture as a person has looked at it, without what no one sees in it.

Camera, place, author, comments, previews and whatever was hung on behind the end of the file go; a picture that its
own note turns is turned for good. A plan names rectangles to be painted over, where text was read in the picture.
"""

from dataclasses import replace
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from reviewer_app.documents.writers import picture_metadata
from reviewer_app.documents.writers.burning import burnt, saved
from reviewer_app.domain.errors import FileDamaged, NoWriter
from reviewer_app.domain.public_version import PublicPlan

_WRITTEN: Final = frozenset({"PNG", "JPEG"})
_MAX_PIXELS: Final = 200_000_000
_ORIENTATION: Final = 0x0112
_PNG: Final = b"\x89PNG"


def write(untrusted_data: bytes, name: str, plan: PublicPlan) -> bytes:
    """A PNG or JPEG without metadata. Raises `NoWriter` for other kinds, `FileDamaged` for what does not decode."""
    if replace(plan, burns=()) != PublicPlan():
        raise NoWriter(name=name)
    if plan.burns:
        made = burnt(untrusted_data, plan.burns)
        if made is None:
            raise NoWriter(name=name)
        return _until_end(picture_metadata.strip(made), "PNG" if made.startswith(_PNG) else "JPEG")
    try:
        with Image.open(BytesIO(untrusted_data), formats=tuple(_WRITTEN)) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                raise FileDamaged(name=name)
            picture.load()
            kind = picture.format or ""
            if picture.getexif().get(_ORIENTATION, 1) != 1:
                untrusted_data = saved(ImageOps.exif_transpose(picture), kind)
    except UnidentifiedImageError:
        if untrusted_data[:8].startswith((b"\x89PNG", b"\xff\xd8")):
            raise FileDamaged(name=name) from None
        raise NoWriter(name=name) from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise FileDamaged(name=name) from None
    return _until_end(picture_metadata.strip(untrusted_data), kind)


def _until_end(data: bytes, kind: str) -> bytes:
    """The file up to its end mark: what follows is shown by no program and may be anything."""
    if kind == "PNG":
        return data[: data.index(b"IEND") + 8]
    # In coded data a 0xFF is followed by zero or a restart mark; only a table between two scans could hold an end mark.
    end = data.find(b"\xff\xd9", data.index(b"\xff\xda"))
    while end >= 0 and not _decodes(data[: end + 2]):
        end = data.find(b"\xff\xd9", end + 1)
    return data[: end + 2] if end >= 0 else data


def _decodes(data: bytes) -> bool:
    try:
        with Image.open(BytesIO(data)) as picture:
            picture.load()
    except OSError:
        return False
    return True
