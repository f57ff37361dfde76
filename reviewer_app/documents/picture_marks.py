"""Recognises pictures of seals and of handwritten signatures by what their pixels look like, without any model.

A seal (公章, 专用章, 名章) is red and has a thin round, oval or square frame with something inside; in a scan black
text may run through it. A signature is a few thin dark strokes on an even ground: that alone says little, so whoever
uses it asks for a word such as 签字 beside it (rules/seen_marks.py).
"""

from collections.abc import Iterator
from math import cos, pi, sin
from statistics import median
from typing import Final

from PIL import Image, ImageChops, ImageFilter

from reviewer_app.domain.document import Box, MarkKind

IN_OFFICE_FILES: Final = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
"""Kinds of pictures that can be looked at, and painted over, inside a Word file or a workbook."""

SIDE: Final = 160
"""Pixels of the longer side at which a picture is looked at: the ring of a 42 mm seal is then four wide."""

SMALLEST: Final = 40
"""Pixels; what is smaller is a bullet or an icon."""

_PAGE_SIDE: Final = 1100
"""Pixels of the longer side at which a scanned page is searched: 94 to the inch on A4."""

_RED: Final = 36
"""How far red stands above green and blue; paper yellowed by a lamp stays below, a pale seal above."""

_INK: Final = 45
_ALL_RED: Final = 0.85
_FRAMED: Final = 0.85
_FRAMED_IN_SCAN: Final = 0.72
"""The part of the frame that is there; in a scan, letters interrupt it."""

_ANGLES: Final = 96
_BAND: Final = (102, 86)
"""Hundredths of the way from the middle to the edge, where a frame is looked for."""

_WAVERS: Final = 4
"""Hundredths by which a frame leaves its line; the edge of a code, full of squares as it is, jumps about."""

_THICKEST: Final = 0.2
_INSIDE: Final = (0.03, 0.62)
"""Ink inside the frame: an empty ring marks a place on a map, a full disk is a sign."""

_ROUND_RATIO: Final = 1.75
_SQUARE_RATIO: Final = 1.3
_EVEN: Final = 0.7
_BRIGHT: Final = 150
_STROKES: Final = (0.008, 0.28)
_STROKE_RATIO: Final = (0.4, 9.0)
_FILLED: Final = 0.12
_PIECES: Final = 40
_STRAIGHT: Final = 0.6
_COLOURED: Final = 0.1
_PALE: Final = 60
_IN_PAGE: Final = (0.05, 0.42)
"""Width of a seal as a part of the shorter side of a page: 42 mm on A4 is a fifth."""

_MOST_REGIONS: Final = 200


def kind_of(picture: Image.Image) -> MarkKind | None:
    """What a picture of its own is; None for everything else."""
    if min(picture.size) < SMALLEST // 2 or max(picture.size) < SMALLEST:
        return None
    flat = _flat(picture, SIDE)
    ink, even = _ink(flat)
    inked = _count(ink)
    if not even or not inked:
        return None
    red = red_ink(flat)
    share = _count(ImageChops.darker(red, ink)) / inked
    if share >= _ALL_RED:
        return MarkKind.SEAL if _is_seal(red, _FRAMED) else None
    return MarkKind.STROKES if share < _COLOURED and _are_strokes(flat, ink) and not _is_seal(ink, _FRAMED) else None


def seals_in(picture: Image.Image) -> Iterator[Box]:
    """Where seals stand on a scanned page or a photograph of one, in its own pixels."""
    flat = _flat(picture, _PAGE_SIDE)
    scale = picture.width / flat.width
    red = red_ink(flat)
    joined = red.filter(ImageFilter.MaxFilter(9))
    least, most = (part * min(flat.size) for part in _IN_PAGE)
    for left, top, right, bottom in _regions(joined):
        if not (least <= right - left <= most and least <= bottom - top <= most):
            continue
        cut = red.crop((left, top, right, bottom))
        inside = cut.getbbox()
        if inside is None:
            continue
        size = SIDE / max(cut.size)
        seen = cut.resize((max(1, round(cut.width * size)), max(1, round(cut.height * size))), Image.Resampling.BOX)
        if _is_seal(seen.point(over(64)), _FRAMED_IN_SCAN):
            yield Box(
                (left + inside[0] - 1) * scale, (top + inside[1] - 1) * scale,
                (left + inside[2] + 1) * scale, (top + inside[3] + 1) * scale)


def _flat(picture: Image.Image, side: int) -> Image.Image:
    """RGB on white, no larger than `side`."""
    if picture.mode in {"P", "PA", "LA", "RGBA", "RGBa", "La"} or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        ground = Image.new("RGBA", seen.size, "white")
        ground.alpha_composite(seen)
        picture = ground
    flat = picture.convert("RGB")
    if max(flat.size) > side:
        factor = side / max(flat.size)
        size = max(1, round(flat.width * factor)), max(1, round(flat.height * factor))
        flat = flat.resize(size, Image.Resampling.BOX)
    return flat


def over(level: int) -> list[int]:
    """Makes a mask of what is brighter than `level`."""
    return [0] * (level + 1) + [255] * (255 - level)


def _count(mask: Image.Image) -> int:
    return mask.histogram()[255]


def red_ink(picture: Image.Image, level: int = _RED) -> Image.Image:
    """The mask of what is redder than green and blue by more than `level`, of an RGB picture."""
    red, green, blue = picture.split()
    return ImageChops.subtract(red, ImageChops.lighter(green, blue)).point(over(level))


def _ink(flat: Image.Image) -> tuple[Image.Image, bool]:
    """What stands out from the ground, and whether there is an even and bright one."""
    red, green, blue = flat.split()
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    counts = least.histogram()
    ground = max(range(_BRIGHT, 256), key=lambda level: sum(counts[max(level - 8, 0) : level + 9]))
    near = sum(counts[max(ground - 24, 0) :])
    ink = ImageChops.invert(least).point(over(255 - ground + _INK))
    return ink, near >= _EVEN * flat.width * flat.height * (0.6 if ground > 240 else 1.0)  # noqa: PLR2004 - white: a seal fills its picture


def _is_seal(mask: Image.Image, framed: float) -> bool:
    box = mask.getbbox()
    if box is None:
        return False
    width, height = box[2] - box[0], box[3] - box[1]
    ratio = max(width, height) / max(min(width, height), 1)
    if min(width, height) < SMALLEST // 2 or ratio > _ROUND_RATIO:
        return False
    cut = mask.crop(box)
    return _has_frame(cut, framed, square=False) or (ratio <= _SQUARE_RATIO and _has_frame(cut, framed, square=True))


def _has_frame(mask: Image.Image, framed: float, *, square: bool) -> bool:
    """Whether a thin frame runs all round along the edge of a mask, with something in it."""
    pixels, width, height = mask.tobytes(), mask.width, mask.height
    found: list[tuple[int, int]] = []
    for number in range(_ANGLES):
        x, y = cos(2 * pi * number / _ANGLES), sin(2 * pi * number / _ANGLES)
        if square:
            reach = max(abs(x), abs(y))
            x, y = x / reach, y / reach
        found += _along(pixels, width, height, (x, y))
    if not found or median(began - ended for began, ended in found) > _THICKEST * 100:
        return False
    line = median(began for began, _ in found)
    if sum(1 for began, _ in found if abs(began - line) <= _WAVERS) < framed * _ANGLES:
        return False
    inner = mask.crop((width // 6, height // 6, width - width // 6, height - height // 6))
    least, most = _INSIDE
    return least <= _count(inner) / (inner.width * inner.height) <= most


def _along(pixels: bytes, width: int, height: int, direction: tuple[float, float]) -> list[tuple[int, int]]:
    """Where the frame begins and ends in one direction, in hundredths of the way from the middle; none: nowhere."""
    start, end = _BAND
    began = 0
    for hundredth in range(start, 0, -1):
        x = int(width / 2 + direction[0] * hundredth / 100 * (width - 1) / 2)
        y = int(height / 2 + direction[1] * hundredth / 100 * (height - 1) / 2)
        there = 0 <= x < width and 0 <= y < height and pixels[y * width + x] == 255  # noqa: PLR2004 - set in a mask
        if there and not began:
            began = hundredth
        elif began and not there:
            return [(began, hundredth)]
        elif not began and hundredth < end:
            return []
    return [(began, 0)] if began else []


def _are_strokes(flat: Image.Image, ink: Image.Image) -> bool:
    box = ink.getbbox()
    if box is None:
        return False
    cut = ink.crop(box)
    area, inked = cut.width * cut.height, _count(cut)
    full, ratio = inked / area, cut.width / cut.height
    if not (_STROKES[0] <= full <= _STROKES[1] and _STROKE_RATIO[0] <= ratio <= _STROKE_RATIO[1]):
        return False
    filled = _count(cut.filter(ImageFilter.MinFilter(7))) / inked
    pieces = sum(1 for _ in _regions(cut))
    return filled <= _FILLED and 0 < pieces <= _PIECES and not _has_rules(cut) and _one_pen(flat.crop(box), cut)


def _has_rules(mask: Image.Image) -> bool:
    """Whether a straight line across or down runs through most of a picture: axes, tables, frames."""
    for turned in (mask, mask.transpose(Image.Transpose.TRANSPOSE)):
        pixels, width = turned.tobytes(), turned.width
        wanted = b"\xff" * max(int(_STRAIGHT * width), 8)
        if any(wanted in pixels[row * width : (row + 1) * width] for row in range(turned.height)):
            return True
    return False


def _one_pen(flat: Image.Image, ink: Image.Image) -> bool:
    """Whether the strokes are black or blue: nobody signs in several colours."""
    red, green, blue = flat.split()
    warm = ImageChops.subtract(ImageChops.lighter(red, green), blue).point(over(_PALE))
    return _count(ImageChops.darker(warm, ink)) <= _COLOURED * max(_count(ink), 1)


def _regions(mask: Image.Image) -> Iterator[tuple[int, int, int, int]]:
    """Boxes of what hangs together in a mask, by runs of its rows; none where there are too many to mean anything."""
    found = _Regions()
    pixels, width = mask.tobytes(), mask.width
    for row in range(mask.height):
        line = pixels[row * width : (row + 1) * width]
        start = line.find(b"\xff")
        while start >= 0:
            end = line.find(b"\x00", start)
            end = width if end < 0 else end
            found.add(row, start, end)
            start = line.find(b"\xff", end)
        found.end_row()
    boxes = found.boxes()
    yield from boxes if len(boxes) <= _MOST_REGIONS else ()


class _Regions:
    """Runs joined to regions: a run belongs to those of the row above that it touches."""

    def __init__(self) -> None:
        self._boxes: dict[int, tuple[int, int, int, int]] = {}
        self._parents: dict[int, int] = {}
        self._above: list[tuple[int, int, int]] = []
        self._now: list[tuple[int, int, int]] = []

    def add(self, row: int, start: int, end: int) -> None:
        """A run of one row, its end exclusive."""
        touching = {self._root(label) for left, right, label in self._above if left <= end and start <= right}
        label = min(touching, default=len(self._parents))
        if not touching:
            self._parents[label] = label
        box = (start, row, end, row + 1)
        for one in touching:
            self._parents[one] = label
            box = _around(box, self._boxes.pop(one))
        self._boxes[label] = box
        self._now.append((start, end, label))

    def end_row(self) -> None:
        """What was the row is the row above."""
        self._above, self._now = self._now, []

    def boxes(self) -> list[tuple[int, int, int, int]]:
        """All regions."""
        return list(self._boxes.values())

    def _root(self, label: int) -> int:
        while self._parents[label] != label:
            label = self._parents[label]
        return label


def _around(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
