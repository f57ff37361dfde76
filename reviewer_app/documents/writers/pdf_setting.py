"""Chooses in which font, and how tight, a replacement is written in place: the page's own font, else Song."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from reviewer_app.documents.pdf_content import Show, Stream, Unmatched
from reviewer_app.documents.pdf_glyphs import NO_OBJECT, Glyph, PageGlyphs
from reviewer_app.documents.writers import pdf_song
from reviewer_app.documents.writers.pdf_matching import UNITS, Matched, Matcher, font_key, spacing
from reviewer_app.documents.writers.pdf_plan import Piece
from reviewer_app.documents.writers.pdf_rewriting import Cut, Insert, needed, room_in_units

_GAP: Final = 0.1
"""Between a replacement and the next living character, in sizes of the font."""

_WIDEST: Final = 1.5
"""How much wider than it is a sign may be drawn: a star of Song in place of a digit of Arial takes 1.3."""

_WIDEST_STAR: Final = 2.5
"""A star of Song in place of a Chinese character takes 2.4."""

_MARGIN: Final = 20.0
"""Points that stay free at the right edge of the page."""


class _Sign(NamedTuple):
    code: bytes
    width: float


class PageSetter:
    """Makes the cuts of one page whose operators are numbered."""

    def __init__(self, page: PageGlyphs, stream: Stream, right: float, song: pdf_song.SongFont) -> None:
        self._page = page
        self._right = right
        self._song = song
        self._shows = {show.serial: show for show in stream.shows()}
        self._matcher = Matcher(page)
        self._matched: dict[int, Matched] = {}
        self._signs: dict[tuple[int, int] | str, dict[str, _Sign]] | None = None

    def cuts(self, pieces: Iterable[Piece]) -> dict[Show, Cut]:
        """What happens to which operator; raises `Unmatched` where one character cannot be told for certain."""
        pieces = list(pieces)
        self._own_signs()  # looks at every operator, so that the width of a code is known from any of its places
        gone = {index for piece in pieces for index in piece.indexes}
        found: dict[Show, Cut] = {}
        for piece in pieces:
            drawn = [index for index in piece.indexes if self._page.glyphs[index].drawn_by != NO_OBJECT]
            if not drawn and piece.replacement:
                raise Unmatched
            for index in drawn:
                matched = self._match(self._page.glyphs[index].drawn_by)
                cut = found.setdefault(matched.show, Cut(matched))
                if index not in matched.code_of:
                    raise Unmatched
                cut.gone.add(matched.code_of[index])
                self._matcher.settle(matched, matched.code_of[index])
            if piece.replacement:
                matched = self._match(self._page.glyphs[drawn[0]].drawn_by)
                number = matched.code_of[drawn[0]]
                insert = self._insert(piece.replacement, matched.show, self._room(drawn, gone))
                found[matched.show].inserts[number] = _filling(insert, self._taken(matched, drawn), piece)
        for cut in found.values():
            _check(cut, gone)
        return found

    def _match(self, serial: int) -> Matched:
        if serial not in self._matched:
            self._matched[serial] = self._matcher.match(self._shows[serial])
        return self._matched[serial]

    def _room(self, drawn: list[int], gone: set[int]) -> float:
        """How wide a replacement may be, in thousandths of the size."""
        first = self._page.glyphs[drawn[0]]
        points = room_in_points(self._page, drawn, gone, self._right)
        return room_in_units(points, first.scale, first.size)

    def _taken(self, matched: Matched, drawn: list[int]) -> float:
        """How far the codes that go moved the pen, in thousandths; 0 where they are of several operators."""
        if any(index not in matched.code_of for index in drawn):
            return 0.0
        numbers = {matched.code_of[index] for index in drawn}
        return sum(self._matcher.settle(matched, number) + spacing(matched.show, matched.codes[number])
                   for number in numbers)

    def _insert(self, text: str, show: Show, room: float) -> Insert:
        own = self._own_signs().get(font_key(show), {})
        if all(sign in own for sign in text):
            width = sum(own[sign].width for sign in text)
            return Insert(show.state.font_name, b"".join(own[sign].code for sign in text), width, needed(width, room))
        width = pdf_song.width(text)
        return Insert(pdf_song.RESOURCE, self._song.encode(text), width, needed(width, room))

    def _own_signs(self) -> dict[tuple[int, int] | str, dict[str, _Sign]]:
        """Signs that each font shows somewhere on this page, with their codes: so the font surely has them."""
        if self._signs is None:
            self._signs = {}
            for serial, show in self._shows.items():
                try:
                    matched = self._match(serial)
                except Unmatched:
                    continue
                signs = self._signs.setdefault(font_key(show), {})
                for index, number in matched.code_of.items():
                    width = matched.widths[number]
                    alone = sum(1 for other in matched.code_of.values() if other == number) == 1
                    if width is not None and alone:
                        signs.setdefault(self._page.glyphs[index].text, _Sign(matched.codes[number], width))
        return self._signs


def _filling(insert: Insert, taken: float, piece: Piece) -> Insert:
    """A replacement a little narrower than what it stands for is widened, so that no gap looks like a blank."""
    wide = taken / insert.width if insert.width else 1.0
    limit = _WIDEST_STAR if set(piece.replacement) == {"*"} else _WIDEST
    return insert._replace(fit=wide) if insert.fit == 1.0 and 1.0 < wide <= limit else insert


def _check(cut: Cut, gone: set[int]) -> None:
    """A code goes whole: one that also draws a character that stays (a ligature) cannot be cut."""
    for index, number in cut.matched.code_of.items():
        if number in cut.gone and index not in gone:
            raise Unmatched


def room_in_points(page: PageGlyphs, drawn: list[int], gone: set[int], right: float) -> float:
    """Free points from the first character that goes to the next that stays on its line, or to the page's edge."""
    first = page.glyphs[drawn[0]]
    taken = sum(page.glyphs[index].advance for index in drawn if _beside(first, page.glyphs[index]))
    if first.across <= 0 or abs(first.along) > first.across / UNITS:
        return taken
    ends = [
        glyph.loose[0] - _GAP * first.size * first.scale
        for index, glyph in enumerate(page.glyphs)
        if index not in gone and glyph.drawn_by != NO_OBJECT and glyph.text.strip() and _beside(first, glyph)
        and glyph.x > first.x
    ]
    # A living neighbour may stand closer than the gap: what was taken out is free in any case.
    return max(taken, min([*ends, right - _MARGIN]) - first.x)


def _beside(one: Glyph, other: Glyph) -> bool:
    """Whether two characters stand on one line."""
    overlap = min(one.loose[3], other.loose[3]) - max(one.loose[1], other.loose[1])
    return overlap * 3 > min(one.loose[3] - one.loose[1], other.loose[3] - other.loose[1])
