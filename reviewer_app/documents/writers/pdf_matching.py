"""Which code of which text-showing operator drew which character that the reader saw.

The operators and forms of a page, in order, must be the text and form objects pdfium has; inside one, characters and
codes are told apart by number or, where that differs (ligatures, collapsed blanks), by how far from the start they
stand. Whatever is not certain is `Unmatched`.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from reviewer_app.documents.pdf_content import Show, Unmatched
from reviewer_app.documents.pdf_glyphs import NO_OBJECT, Glyph, PageGlyphs
from reviewer_app.documents.writers import pdf_fonts
from reviewer_app.documents.writers.pdf_fonts import Widths

UNITS: Final = 1000.0
_NEAR: Final = 30.0
"""Thousandths of the font size; the narrowest letters are 200 wide."""

_SAME_PLACE: Final = 0.001


@dataclass(frozen=True, slots=True)
class Matched:
    """One operator: its codes, their widths in thousandths (None: unknown), and the code of each pdfium character."""

    show: Show
    codes: list[bytes]
    widths: list[float | None]
    code_of: dict[int, int]


class Matcher:
    """Matches the operators of one page, each when it is asked for."""

    def __init__(self, page: PageGlyphs) -> None:
        self._page = page
        self._measured: dict[tuple[tuple[int, int] | str, bytes], float] = {}
        self._drawn: defaultdict[int, list[int]] = defaultdict(list)
        for index, glyph in enumerate(page.glyphs):
            if glyph.drawn_by != NO_OBJECT and glyph.text:
                self._drawn[glyph.drawn_by].append(index)

    def match(self, show: Show) -> Matched:
        """Tell the characters of one operator apart; raises `Unmatched`."""
        font = show.state.font
        if font is None or pdf_fonts.is_vertical(font) or not show.state.size:
            raise Unmatched
        codes: list[bytes] = []
        for item in show.items:
            if isinstance(item, bytes):
                parted = pdf_fonts.codes(font, item)
                if parted is None:
                    raise Unmatched
                codes.extend(parted)
        known = Widths(font)
        widths = [known.of(code) for code in codes]
        code_of = self._code_of(show, codes, widths)
        matched = Matched(show, codes, widths, code_of)
        if any(width is None for width in widths):
            self._measure(matched)
        return matched

    def settle(self, matched: Matched, number: int) -> float:
        """The width of a code, also where it ends its operator: as seen elsewhere, else from its loose box."""
        width = matched.widths[number]
        if width is None:
            width = self._measured.get((font_key(matched.show), matched.codes[number]))
        if width is None:
            index = next((index for index, code in matched.code_of.items() if code == number), None)
            if index is None:
                raise Unmatched
            width = _seen_width(self._page.glyphs[index])
        matched.widths[number] = width
        return width

    def _measure(self, matched: Matched) -> None:
        """Widths of codes from where the next one of the same operator stands."""
        offsets = {code: _offset(self._page.glyphs[index]) for index, code in matched.code_of.items()}
        moves = _moves(matched.show)
        for number, code in enumerate(matched.codes):
            if matched.widths[number] is None and number in offsets and number + 1 in offsets:
                away = offsets[number + 1] - offsets[number] + moves.get(number, 0.0) - spacing(matched.show, code)
                matched.widths[number] = away
                self._measured[font_key(matched.show), code] = away

    def _code_of(self, show: Show, codes: list[bytes], widths: list[float | None]) -> dict[int, int]:
        groups = self._groups(show.serial)
        if len(groups) == len(codes):
            return {index: code for code, group in enumerate(groups) for index in group}
        starts = _starts(show, widths)
        found: dict[int, int] = {}
        last = -1
        for group in groups:
            offset = _offset(self._page.glyphs[group[0]])
            nearest = min(range(last + 1, len(starts)), key=lambda at: abs(starts[at] - offset), default=None)
            if nearest is None or abs(starts[nearest] - offset) > _NEAR:
                raise Unmatched
            last = nearest
            found.update(dict.fromkeys(group, nearest))
        return found

    def _groups(self, serial: int) -> list[list[int]]:
        """The characters of one object; those at the very same place are one code (a ligature)."""
        groups: list[list[int]] = []
        for index in self._drawn.get(serial, ()):
            glyph = self._page.glyphs[index]
            before = self._page.glyphs[groups[-1][0]] if groups else None
            if before and abs(before.x - glyph.x) < _SAME_PLACE and abs(before.y - glyph.y) < _SAME_PLACE:
                groups[-1].append(index)
            else:
                groups.append([index])
        return groups


def _offset(glyph: Glyph) -> float:
    """How far along its line a character stands from the start of its object, in thousandths of the size."""
    away = (glyph.x - glyph.start_x) * glyph.across + (glyph.y - glyph.start_y) * glyph.along
    unit = glyph.scale * glyph.scale * glyph.size
    if not unit:
        raise Unmatched
    return away / unit * UNITS


def _seen_width(glyph: Glyph) -> float:
    unit = glyph.scale * glyph.size
    if not unit:
        raise Unmatched
    return glyph.advance / unit * UNITS


def _starts(show: Show, widths: list[float | None]) -> list[float]:
    """Where each code begins, in thousandths of the size from the first one."""
    if any(width is None for width in widths):
        raise Unmatched
    starts: list[float] = []
    at = 0.0
    font = show.state.font
    for item in show.items:
        if not isinstance(item, bytes):
            at -= item if starts else 0.0
            continue
        for code in (font is not None and pdf_fonts.codes(font, item)) or []:
            starts.append(at)
            at += (widths[len(starts) - 1] or 0.0) + spacing(show, code)
    return starts


def _moves(show: Show) -> dict[int, float]:
    """The numbers of a TJ that follow each code, added up."""
    moves: defaultdict[int, float] = defaultdict(float)
    count = 0
    font = show.state.font
    for item in show.items:
        if isinstance(item, bytes):
            count += len((pdf_fonts.codes(font, item) if font is not None else None) or [])
        else:
            moves[count - 1] += item
    return moves


def font_key(show: Show) -> tuple[int, int] | str:
    """What tells one font of a page from another."""
    font = show.state.font
    return show.state.font_name if font is None or font.objgen == (0, 0) else font.objgen


def spacing(show: Show, code: bytes) -> float:
    """What letter and word spacing add to a code, in thousandths of the size."""
    state = show.state
    return (state.char + (state.word if code == b" " else 0.0)) / state.size * UNITS
