"""Pictures of which an office file shows only a part: the rest is painted over, so that nobody can uncover it again."""

import io
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from PIL import Image, UnidentifiedImageError

from reviewer_app.documents.docx_inline import Element

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_EMBED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_WHOLE: Final = 100_000
_MAX_PIXELS: Final = 80_000_000
_QUALITY: Final = 95
_SEEN: Final = 1
"""Pixels around the shown part that stay: the edge is smoothed when it is drawn."""

Shown = tuple[float, float, float, float]
"""left, top, right, bottom as parts of the whole, 0 to 1."""


def shown_parts(root: Element) -> dict[str, list[Shown]]:
    """By relationship id which parts of its picture a part of the file shows; the whole counts too."""
    found: defaultdict[str, list[Shown]] = defaultdict(list)
    for blip in root.iter(f"{_A}blip"):
        parent = blip.getparent()
        source = parent.find(f"{_A}srcRect") if parent is not None else None
        cut = {side: _part(source.get(side)) if source is not None else 0.0 for side in "ltrb"}
        if blip.get(_EMBED):
            found[blip.get(_EMBED)].append((cut["l"], cut["t"], 1 - cut["r"], 1 - cut["b"]))
    return found


def _part(value: str | None) -> float:
    """A measure of a source rectangle: thousandths of a per cent, or a per cent sign."""
    text = (value or "0").strip()
    try:
        number = float(text[:-1]) / 100 if text.endswith("%") else float(text) / _WHOLE
    except ValueError:
        return 0.0
    return min(max(number, 0.0), 1.0)


def painted(data: bytes, shown: Iterable[Shown]) -> bytes:
    """A picture that holds nothing outside the parts shown; as it is where all is shown, or no PNG or JPEG."""
    parts = list(shown)
    if not parts or any(part == (0.0, 0.0, 1.0, 1.0) for part in parts):
        return data
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                return data
            picture.load()
            return _painted(picture, parts, data)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return data


def _painted(picture: Image.Image, parts: list[Shown], data: bytes) -> bytes:
    ground = Image.new(picture.mode, picture.size, _ground(picture.mode))
    if picture.mode == "P":
        ground.putpalette(picture.getpalette() or [])
    for left, top, right, bottom in parts:
        box = (
            max(0, int(left * picture.width) - _SEEN), max(0, int(top * picture.height) - _SEEN),
            min(picture.width, int(right * picture.width) + 1 + _SEEN),
            min(picture.height, int(bottom * picture.height) + 1 + _SEEN))
        if box[0] < box[2] and box[1] < box[3]:
            ground.paste(picture.crop(box), box[:2])
    if ground.tobytes() == picture.tobytes():
        return data
    stream = io.BytesIO()
    if picture.format == "PNG":
        ground.save(stream, "PNG")
    else:
        ground.save(stream, "JPEG", quality=_QUALITY, subsampling=0)
    return stream.getvalue()


def _ground(mode: str) -> int | tuple[int, ...]:
    """White, or nothing where there is a channel for that."""
    bands = {"RGB": (255, 255, 255), "RGBA": (255, 255, 255, 0), "LA": (255, 0), "CMYK": (0, 0, 0, 0)}
    return bands.get(mode, 0 if mode == "P" else 255)
