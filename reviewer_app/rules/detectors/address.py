"""Addresses down to the door: a number of a house, building, unit or room behind a road, village or estate.

To 乡镇/街道 an address may stay (rulebook M5); what goes deeper is private unless it is an office's or a parcel's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Final

import msgspec

from reviewer_app.domain.findings import PersonRole
from reviewer_app.rules.columns import ColumnKind
from reviewer_app.rules.detectors.candidate import (
    Candidate,
    Evidence,
    cue_before,
    header_evidence,
    open_cells,
    parameters,
    word_in,
)
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Lexicons, Rule

_NUM: Final = r"(?:[A-Z][0-9]{0,4}|[0-9]{1,5}(?:-[0-9]{1,5}){0,3}|[一二三四五六七八九十百]{1,4})"
# The cheap beginning: a word that ends a door number, behind a digit. The rest is looked at from there.
_SEEDS: Final = (*"号栋幢户弄室组", "单元")
_NO_DOOR: Final = {
    **dict.fromkeys("号栋幢户弄室", frozenset("码线令召文")),
    "组": frozenset("0123456789一二三四五六七八九十织成长合建团装员"),
    "单元": frozenset[str](),
}
"""Seed → what may not follow it: 号码, 户籍 is one, 组织."""
_NUMBER_BEFORE: Final = pattern(rf"(?:附|之|临)?{_NUM}", backwards=True)
_NUMERALS: Final = frozenset("0123456789一二三四五六七八九十百ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_TAIL: Final = pattern(
    rf"(?:[号栋幢户弄室组]|单元)(?:[ \n]?(?:[\u4e00-\u9fff]{{2,8}}?(?=附?{_NUM}(?:[栋幢座楼]|单元)))?"
    rf"[ \n]?(?:附|之)?{_NUM}(?:号楼?|[栋幢座楼层室房户门]|单元|#)"
    rf"|楼|[0-9]{{3,4}}(?![0-9年月日.%\-])|[0-9]{{1,3}}-[0-9]{{1,4}}(?:-[0-9]{{1,4}})?(?![0-9年月日.%\-])){{0,8}}"
)
_ANCHOR: Final = pattern(
    r"(?:[路街巷弄里村组屯社苑城庄寨湾坊院门园岭坪垅段线府居庭郡区楼座栋]|大道|胡同|公寓|大厦|广场|中心|花园)"
    r"[东西南北中]?(?:侧|段)?",
    backwards=True,
)
_ANCHOR_ENDS: Final = frozenset("路街巷弄里村组屯社苑城庄寨湾坊院门园岭坪垅段线府居庭郡区楼座栋")
"""The one-character anchors: most addresses have one right before the door."""
_BACK: Final = pattern(r"[\u4e00-\u9fff0-9A-Za-z()\n\-]{1,60}", backwards=True)
_DEEP: Final = pattern(
    r"[0-9一二三四五六七八九十]+(?:[号栋幢室房户]|单元)"
    r"|[\u4e00-\u9fff](?:[村组屯路街巷苑里]|社区|居委会|大道|小区|花园)"
)
_TAIL_END: Final = pattern(r"[,。;、(\n]")
LONGEST: Final = 60
TAIL_WIDTH: Final = 10
HOME_CUE: Final = 6
_VILLAGE_ENDS: Final = frozenset("村屯庄寨湾垅坪区冲坑塅")
LONGEST_NUMBER: Final = 24


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    home_cues: tuple[str, ...]
    office_cues: tuple[str, ...]
    office_tails: tuple[str, ...]
    openers: tuple[str, ...]
    short_openers: tuple[str, ...]
    place_words: tuple[str, ...]


class Address:
    """Starts from the door number, where it costs little, and walks back to where the address begins."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        del lexicons
        self._rule = rule
        self._words = parameters(rule, _Parameters)

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield door-level addresses anywhere, and in a home-address column all that goes below the town."""
        taken: list[tuple[int, int]] = []
        last = 0
        for at, seed in _seeds(scan):
            start = self._start(scan, at, seed, last) if at >= last else None
            # Only behind a good beginning, and bounded: else a line of door numbers would cost its square.
            tail = _TAIL.match(scan.text, at) if start is not None else None
            if start is None or tail is None:
                continue
            last = tail.end()
            taken.append((start, last))
            yield self._candidate(scan, start, last)
        for cell in open_cells(scan, taken, ColumnKind.HOME_ADDRESS):
            if _DEEP.search(scan.text, cell.start, cell.end):
                sure = self._rule.confidence["village_in_column"]
                why = (*header_evidence(cell), Evidence("evidence.village"))
                yield Candidate(cell.start, cell.end, self._rule, sure, why, PersonRole.PRIVATE)

    def _start(self, scan: ScanText, at: int, seed: str, floor: int) -> int | None:
        """Where the address begins whose door number the seed at `at` ends; None where it is no address."""
        number = _NUMBER_BEFORE.match(scan.text, max(floor, at - LONGEST_NUMBER), at)
        if number is None or (seed == "室" and "-" not in number.group()):
            return None  # 13-2-897室 is enough for a door, 801室 needs a building before it
        door = number.start()
        start = self._begin(scan, door, floor)
        return None if start is not None and seed == "组" and not self._home_group(scan, start, door) else start

    def _home_group(self, scan: ScanText, start: int, door: int) -> bool:
        """Whether a villagers' group without a door is somebody's home: behind such a word, a village before it."""
        if scan.text[door - 1 : door] not in _VILLAGE_ENDS:
            return False
        told = scan.column_kind(start) is ColumnKind.HOME_ADDRESS
        return told or cue_before(scan, start, self._words.home_cues, HOME_CUE) is not None

    def _begin(self, scan: ScanText, door: int, floor: int) -> int | None:
        """Where the address before a door number begins; None where no road, village or estate stands there."""
        back = _BACK.match(scan.text, max(floor, door - LONGEST), door)
        if back is None:
            return None
        piece = back.group()
        if piece[-1] not in _ANCHOR_ENDS and not _ANCHOR.match(piece.rstrip("\n")):
            return None
        piece = piece[self._cut(piece) :]
        opened = piece.rfind("(")
        piece = (piece[opened:] if opened >= 0 and ")" not in piece[opened:] else piece).lstrip("\n:)( ")
        return door - len(piece) if len(piece) >= 2 else None  # noqa: PLR2004  # a name and its 路, 村 …

    @cached_property
    def _by_end(self) -> dict[str, list[str]]:
        """The opening words by their last character, the longest first."""
        words: dict[str, list[str]] = defaultdict(list)
        for word in sorted((*self._words.openers, *self._words.short_openers), key=len, reverse=True):
            words[word[-1]].append(word)
        return words

    @cached_property
    def _last_of_openers(self) -> frozenset[str]:
        """The characters that end an opening word; most addresses have none of them."""
        return frozenset(self._by_end)

    @lru_cache(maxsize=64)  # noqa: B019 - a detector lives as long as its rules
    def _places_with(self, opener: str) -> tuple[str, ...]:
        """The place words in which the opening character may stand."""
        return tuple(word for word in self._words.place_words if len(word) == 1 or opener in word)

    def _opener(self, piece: str, end: int) -> str:
        """The longest opening word that ends at `end`, empty where none does."""
        words = self._by_end.get(piece[end - 1], ())
        return next((word for word in words if piece.endswith(word, 0, end)), "")

    def _cut(self, piece: str) -> int:
        """Where the address begins after words such as 家庭住址, 位于, 住; 无为县 and 从化区 are no such words."""
        if self._last_of_openers.isdisjoint(piece):
            return 0
        end = len(piece)
        while end > 0:
            word = self._opener(piece, end) if piece[end - 1] in self._last_of_openers else ""
            if len(word) > 1 or (word and not self._in_place_name(piece, end - 1)):
                return end
            end -= 1
        return 0

    def _in_place_name(self, piece: str, at: int) -> bool:
        """Whether the opening character at `at` is part of a place's name."""
        around = piece[max(0, at - 1) : at + 2]
        return any(word in around for word in self._places_with(piece[at]))

    def _office(self, scan: ScanText, start: int, end: int, heading: str) -> str | None:
        """A word that makes it an office's or a parcel's: before it, in the heading above, or right behind it."""
        words = self._words
        found = cue_before(scan, start, words.office_cues, 20) or word_in(heading, words.office_cues)
        if found is None and scan.words.any_in(end, end + TAIL_WIDTH, words.office_tails):
            return word_in(_before_break(scan.after(end, TAIL_WIDTH)), words.office_tails)
        return found

    def _candidate(self, scan: ScanText, start: int, end: int) -> Candidate:
        cell = scan.cell(start)
        if cell and cell.column and cell.column.kind is ColumnKind.HOME_ADDRESS:
            sure = self._rule.confidence["told"]
            return Candidate(start, end, self._rule, sure, header_evidence(cell), PersonRole.PRIVATE)
        heading = scan.heading(start)
        home = cue_before(scan, start, self._words.home_cues, 16) or word_in(heading, self._words.home_cues)
        office = self._office(scan, start, end, heading)
        if home and not office:
            why, role, key = Evidence("evidence.cue", home), PersonRole.PRIVATE, "told"
        elif office:
            why, role, key = Evidence("evidence.office_cue", office), PersonRole.OFFICE, "plain"
        else:
            why, role, key = Evidence("evidence.door_number"), None, "plain"
        return Candidate(start, end, self._rule, self._rule.confidence[key], (why,), role)


def _before_break(text: str) -> str:
    """The beginning of what stands behind an address, up to where another thought begins."""
    found = _TAIL_END.search(text)
    return text[: found.start()] if found else text


def _seeds(scan: ScanText) -> Iterable[tuple[int, str]]:
    """(where it begins, the word) for every word that ends a door number, in text order."""
    text = scan.text
    for end, seed in zip(*scan.words.of(_SEEDS), strict=True):
        at = end - len(seed)
        if text[at - 1 : at] in _NUMERALS and text[end : end + 1] not in _NO_DOOR[seed]:
            yield at, seed
