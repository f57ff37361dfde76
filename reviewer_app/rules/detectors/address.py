"""Addresses down to the door: a number of a house, building, unit or room behind a road, village or estate.

To 乡镇/街道 an address may stay (rulebook M5); what goes deeper is private unless it is an office's or a parcel's.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import Final

import msgspec

from reviewer_app.domain.findings import PersonRole
from reviewer_app.rules.addresses import stay_end
from reviewer_app.rules.columns import ColumnKind
from reviewer_app.rules.detectors.candidate import (
    Candidate,
    Evidence,
    cue_before,
    cue_evidence,
    header_evidence,
    open_cells,
    parameters,
    word_in,
)
from reviewer_app.rules.near import spots
from reviewer_app.rules.patterns import Pattern, any_of, at_places, pattern
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Lexicons, Rule

_NUM: Final = r"(?:[A-Z][0-9]{0,4}|[0-9]{1,5}(?:-[0-9]{1,5}){0,3}|[一二三四五六七八九十百]{1,4})"
# The cheap beginning: a word that ends a door number, behind a digit. The rest is looked at from there.
_NO_DOOR: Final = {
    **dict.fromkeys("号栋幢户弄室", frozenset("码线令召文")),
    "组": frozenset("0123456789一二三四五六七八九十织成长合建团装员"),
    "单元": frozenset[str](),
}
"""Word → what may not follow it: 号码, 户籍 is one, 组织."""
_NUMBER_BEFORE: Final = pattern(rf"(?:附|之|临)?{_NUM}", backwards=True)
_NUMERALS: Final = frozenset("0123456789一二三四五六七八九十百ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_TAIL: Final = at_places(
    rf"(?:[号栋幢户弄室组]|单元)(?:[ \n]?(?:[\u4e00-\u9fff]{{2,8}}?(?=附?(?:{_NUM}(?:[栋幢座楼#]|号楼|单元)"
    r"|[0-9]{1,3}-[0-9]{1,3}-[0-9]{3,4})))?"
    rf"[ \n]?(?:附|之)?{_NUM}(?:号楼?|[栋幢座楼层室房户门梯排院]|单元|#楼?)"
    r"|[东西南北中](?:户|单元)|之[0-9一二三四五六七八九]{1,2}|院(?=[0-9])"
    rf"|楼|[0-9]{{3,4}}(?![0-9年月日.%\-])|[0-9]{{1,3}}-[0-9]{{1,4}}(?:-[0-9]{{1,4}})?(?![0-9年月日.%\-])){{0,8}}"
)
_ANCHOR: Final = pattern(
    r"(?:[路街巷弄里村组屯社苑城庄寨湾坊院门园岭坪垅段线府居庭郡区楼座栋圩排梯]|大道|胡同|公寓|大厦|广场|中心|花园)"
    r"[东西南北中]?(?:侧|段)?",
    backwards=True,
)
_ANCHOR_ENDS: Final = frozenset("路街巷弄里村组屯社苑城庄寨湾坊院门园岭坪垅段线府居庭郡区楼座栋圩排梯")
"""The one-character anchors: most addresses have one right before the door."""
_HAMLET: Final = pattern(
    r"(?:镇|乡|街道|办事处)[\u4e00-\u9fff]{1,12}(?:村|社区|居委会|庄|屯|寨)(?:委会)?(?!委会)[\u4e00-\u9fff]{1,5}",
    backwards=True,
)
"""A place below a village that no ending tells: 黄岗镇张庄村新屋下|226号."""
_NUMBERED: Final = frozenset("第项编文令附表图证期批次届宗款条地块目标幅件")
"""What has numbers of its own: 项目3号, 地块12号."""
_BACK: Final = pattern(r"[\u4e00-\u9fff0-9A-Za-z()#\n\-]{1,60}", backwards=True)
_DEEP: Final = pattern(
    r"[0-9一二三四五六七八九十]+(?:[号栋幢室房户]|单元)"
    r"|[\u4e00-\u9fff](?:[村组屯路街巷苑里]|社区|居委会|大道|小区|花园)"
)
_TAIL_ENDS: Final = frozenset(",。;、(\n\0")
_HOME: Final = at_places(
    r"[:为在于是]{0,2}[ ]?([\u4e00-\u9fff][\u4e00-\u9fff0-9A-Za-z#\-]{3,50}?)"
    r"(?=[,。;、()\n\0\t| ]|电话|手机|联系|身份|公民|邮编|反映|系[^统列数]|$)"
)
"""What a label of a home says, up to the next thought."""
_BELOW_VILLAGE: Final = pattern(
    r"[\u4e00-\u9fff](?:[组屯苑圩]|小区|新村|花园|公寓|家属院|家属楼|宿舍|出租屋)"
    r"|[0-9]-[0-9]{2,4}$|[0-9一二三四五六七八九](?:[号栋幢室楼排]|单元)"
)
_PERSON: Final = pattern(r"(?:[男女岁生族]|文化|农民|无业|党员|群众)[,、 ]$")
"""What is said of a person right before the place where he lives: 男，11岁，…"""
SHORTEST: Final = 4
"""What a label of a home says is longer, and begins no further behind it."""
LONGEST: Final = 60
_DOOR: Final = (Evidence("evidence.door_number"),)
TAIL_WIDTH: Final = 10
HOME_CUE: Final = 6
NEIGHBOURS: Final = 8
_VILLAGE_ENDS: Final = frozenset("村屯庄寨湾垅坪区冲坑塅")
LONGEST_NUMBER: Final = 24


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    home_cues: tuple[str, ...]
    office_cues: tuple[str, ...]
    office_tails: tuple[str, ...]
    openers: tuple[str, ...]
    short_openers: tuple[str, ...]
    home_labels: tuple[str, ...]
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
        for at, seed in _seeds(scan.text):
            start = self._start(scan, at, seed, last) if at >= last else None
            # Only behind a good beginning, and bounded: else a line of door numbers would cost its square.
            tail = _TAIL.match(scan.text, at) if start is not None else None
            if start is None or tail is None:
                continue
            last = tail.end()
            taken.append((start, last))
            yield self._candidate(scan, start, last)
        yield from self._labelled(scan, taken)
        for cell in open_cells(scan, taken, ColumnKind.HOME_ADDRESS):
            if _DEEP.search(scan.text, cell.start, cell.end):
                sure = self._rule.confidence["village_in_column"]
                why = (*header_evidence(cell), Evidence("evidence.village"), *_parted(scan, cell.start, cell.end))
                yield Candidate(cell.start, cell.end, self._rule, sure, why, PersonRole.PRIVATE)

    def _labelled(self, scan: ScanText, taken: list[tuple[int, int]]) -> Iterator[Candidate]:
        """Homes without a door number behind a label such as 家住: 程水村竹园组, 阳光新村12-503."""
        starts = [start for start, _ in taken]
        for label in self._words.home_labels:
            for end in scan.words.ends(label):
                before = bisect_left(starts, end + SHORTEST) - 1
                if before >= 0 and taken[before][1] >= end + SHORTEST:
                    continue  # found by its door number, as most in a list are
                found = _HOME.match(scan.text, end)
                if found is None or _BELOW_VILLAGE.search(found.group(1)) is None:
                    continue
                start, stop = found.span(1)
                nearest = bisect_left(starts, start - LONGEST)
                if all(stop <= first or start >= last for first, last in taken[nearest : nearest + NEIGHBOURS]):
                    sure = self._rule.confidence["village_in_column"]
                    why = (*cue_evidence(label), *_parted(scan, start, stop))
                    yield Candidate(start, stop, self._rule, sure, why, PersonRole.PRIVATE)

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
        told = scan.column_kind(start) is ColumnKind.HOME_ADDRESS or _PERSON.search(scan.before(start, 6)) is not None
        return told or cue_before(scan, start, self._words.home_cues, HOME_CUE) is not None

    def _begin(self, scan: ScanText, door: int, floor: int) -> int | None:
        """Where the address before a door number begins; None where no road, village or estate stands there."""
        back = _BACK.match(scan.text, max(floor, door - LONGEST), door)
        if back is None:
            return None
        piece = back.group()
        anchored = piece[-1] in _ANCHOR_ENDS or _ANCHOR.match(piece.rstrip("\n")) is not None
        if not anchored and not _in_hamlet(piece):
            return None
        piece = piece[self._cut(piece) :]
        opened = piece.rfind("(")
        piece = (piece[opened:] if opened >= 0 and ")" not in piece[opened:] else piece).lstrip("\n:)( ")
        return door - len(piece) if len(piece) >= 2 else None  # noqa: PLR2004  # a name and its 路, 村 …

    @cached_property
    def _opener(self) -> Pattern:
        """Finds the last opening word of a piece, of several that end together the longest."""
        return pattern(any_of((*self._words.openers, *self._words.short_openers)), backwards=True)

    @cached_property
    def _places(self) -> dict[str, tuple[str, ...]]:
        """One-character opening word → the place words in which it may stand."""
        words = self._words.place_words
        return {one: tuple(word for word in words if len(word) == 1 or one in word) for one in self._one_character}

    @cached_property
    def _one_character(self) -> frozenset[str]:
        return frozenset(word for word in (*self._words.openers, *self._words.short_openers) if len(word) == 1)

    def _cut(self, piece: str) -> int:
        """Where the address begins after words such as 家庭住址, 位于, 住; 无为县 and 从化区 are no such words."""
        end = len(piece)
        while found := self._opener.search(piece, 0, end):
            start, end = found.span()
            if end - start > 1 or not self._in_place_name(piece, start):
                return end
            end = start
        return 0

    def _in_place_name(self, piece: str, at: int) -> bool:
        """Whether the opening character at `at` is part of a place's name."""
        words = self._places[piece[at]]
        around = piece[max(0, at - 1) : at + 2]
        return bool(words) and any(word in around for word in words)

    def _office(self, scan: ScanText, start: int, end: int, heading: str) -> str | None:
        """A word that makes it an office's or a parcel's: before it, in the heading above, or right behind it."""
        words = self._words
        found = cue_before(scan, start, words.office_cues, 20) or word_in(heading, words.office_cues)
        if found or scan.text[end : end + 1] in _TAIL_ENDS:
            return found
        return word_in(_before_break(scan.after(end, TAIL_WIDTH)), words.office_tails)

    def _candidate(self, scan: ScanText, start: int, end: int) -> Candidate:
        cell, sure = scan.cell(start), self._rule.confidence
        if cell and cell.column and cell.column.kind is ColumnKind.HOME_ADDRESS:
            why = (*header_evidence(cell), *_parted(scan, start, end))
            return Candidate(start, end, self._rule, sure["told"], why, PersonRole.PRIVATE)
        heading = scan.heading(start)
        home = cue_before(scan, start, self._words.home_cues, 16) or word_in(heading, self._words.home_cues)
        office = self._office(scan, start, end, heading)
        if home and not office:
            why = (*cue_evidence(home), *_parted(scan, start, end))
            return Candidate(start, end, self._rule, sure["told"], why, PersonRole.PRIVATE)
        if office:
            why = (Evidence("evidence.office_cue", office),)
            return Candidate(start, end, self._rule, sure["plain"], why, PersonRole.OFFICE)
        return Candidate(start, end, self._rule, sure["plain"], (*_DOOR, *_parted(scan, start, end)))


def _parted(scan: ScanText, start: int, end: int) -> tuple[Evidence, ...]:
    """From which character on the address must go, where its beginning may stay (rulebook M5)."""
    text = scan.text[start:end]
    stays = 0 if "\n" in text else stay_end(text)
    return _goes_from(stays + 1) if 0 < stays < len(text) else ()


@lru_cache(maxsize=LONGEST)
def _goes_from(place: int) -> tuple[Evidence, ...]:
    return (Evidence("evidence.goes_from", str(place)),)


def _in_hamlet(piece: str) -> bool:
    """Whether a village's hamlet ends the piece before a door number."""
    return _NUMBERED.isdisjoint(piece[-len("新屋下") :]) and _HAMLET.match(piece) is not None


def _before_break(text: str) -> str:
    """The beginning of what stands behind an address, up to where another thought begins."""
    return "".join(takewhile(lambda char: char not in _TAIL_ENDS, text))


def _seeds(text: str) -> list[tuple[int, str]]:
    """(where it begins, the word) for every word that may end a door number, in text order."""
    return sorted(
        (at, seed) for seed, unfit in _NO_DOOR.items() for at in spots(text, (seed,))
        if text[at - 1 : at] in _NUMERALS and text[at + len(seed) : at + len(seed) + 1] not in unfit
    )
