"""Birth dates, named by a header or by 出生/生于/生日: a quasi-identifier that is made coarser (rulebook M8)."""

from collections.abc import Iterator
from typing import Final

import msgspec

from reviewer_app.rules.columns import ColumnKind
from reviewer_app.rules.detectors.candidate import (
    Candidate,
    Evidence,
    header_evidence,
    open_cells,
    parameters,
)
from reviewer_app.rules.detectors.name_grammar import NameGrammar
from reviewer_app.rules.detectors.untitled import beside_persons
from reviewer_app.rules.patterns import Match, pattern
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Lexicons, Rule

_DATE: Final = (
    r"(?:18|19|20)[0-9]{2}"
    r"(?:[ ]?年[ ]?[0-9]{1,2}[ ]?月(?:[ ]?[0-9]{1,2}[ ]?日)?|[.\-/][0-9]{1,2}(?:[.\-/][0-9]{1,2})?|[0-9]{4})"
)
_CHILD: Final = pattern(rf"[:]?[ ]?([\u4e00-\u9fff·]{{2,8}})[,(][ ]?({_DATE})(?![0-9年月日.\-~至—])")
"""A child's name and date behind a word for children."""
_BRACKETED: Final = pattern(rf"\(({_DATE})\)")
_NAME: Final = pattern(r"[\u4e00-\u9fff·]{2,8}", backwards=True)
_JOINTS: Final = frozenset("、,;/ ")
WIDE_YEARS: Final = 10
LONGEST_NAME: Final = 8
_SAID: Final = (
    rf"{_DATE}|(?<![0-9])[3-9][0-9]年[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?"
    r"|[一二][〇零○九][〇零○一二三四五六七八九]{2}年[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?"
)
"""A date as the word 生 beside it makes a birth date: 78年3月, 一九七八年三月 too."""
_BEFORE_WORD: Final = pattern(rf"({_SAID})[ ]?出?", backwards=True)
_BEHIND_SEX: Final = pattern(rf"[男女][,、 \t|]{{1,3}}({_DATE})(?=[ ]?(?:[,、;。)\n\t|\0]|$))")
_AFTER_WORD: Final = pattern(rf"生(?:日期|年月日?|时间|于|日)?[ ]?[:为是]?[ ]?[\t|]?[ ]?({_SAID})")
_NOT_BIRTH: Final = frozenset("产效长态命活物成变")
_ALONE: Final = pattern(_DATE)
LONGEST: Final = 18


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    child_cues: tuple[str, ...]


class BirthDate:
    """Looks at every 生 with a date beside it, and at birth-date columns."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        self._rule = rule
        self._children = parameters(rule, _Parameters).child_cues
        self._grammar = NameGrammar(lexicons)

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield birth dates; a year alone is none."""
        told = self._rule.confidence["told"]
        taken = []
        at = scan.text.find("生")
        while at >= 0:
            match = self._beside(scan, at)
            if match:
                taken.append(match.span(1))
                yield Candidate(match.start(1), match.end(1), self._rule, told, (Evidence("evidence.birth_word"),))
            at = scan.text.find("生", at + 1)
        for match in _BEHIND_SEX.finditer(scan.text):
            if scan.cell(match.start(1)) is None:
                taken.append(match.span(1))
                sex, sure = (Evidence("evidence.name_beside"),), self._rule.confidence["named"]
                yield Candidate(*match.span(1), self._rule, sure, sex)
        yield from self._untitled(scan)
        for start, end in self._beside_names(scan):
            taken.append((start, end))
            yield Candidate(start, end, self._rule, self._rule.confidence["named"], (Evidence("evidence.name_beside"),))
        for cell in open_cells(scan, taken, ColumnKind.BIRTH_DATE):
            match = _ALONE.search(scan.text, cell.start, cell.end)
            if match:
                yield Candidate(match.start(), match.end(), self._rule, told, header_evidence(cell))

    def _untitled(self, scan: ScanText) -> Iterator[Candidate]:
        """A column of dates from many years beside one of identity numbers."""
        for cells in beside_persons(scan):
            dates = [scan.text[cell.start : cell.end].strip() for cell in cells]
            years = {int(date[:4]) for date in dates if _ALONE.fullmatch(date)}
            if years and max(years) - min(years) >= WIDE_YEARS and all(_ALONE.fullmatch(date) for date in dates):
                why = (Evidence("evidence.column_alike"),)
                sure = self._rule.confidence["named"]
                yield from (Candidate(cell.start, cell.end, self._rule, sure, why) for cell in cells)

    def _beside_names(self, scan: ScanText) -> Iterator[tuple[int, int]]:
        """A child's name and a date; names in a row, each with a date in brackets."""
        for child in _children(scan, self._children):
            if self._grammar.telling(child.group(1)):
                yield child.span(2)
        row: list[tuple[int, int]] = []
        last = 0
        for date in _BRACKETED.finditer(scan.text):
            name = _NAME.match(scan.text, max(last, date.start() - LONGEST_NAME), date.start())
            if name is None or not self._grammar.telling(name.group()):
                continue
            if not _JOINTS.issuperset(scan.text[last : name.start()]):
                yield from row if len(row) > 1 else ()
                row = []
            row.append(date.span(1))
            last = date.end()
        yield from row if len(row) > 1 else ()

    def _beside(self, scan: ScanText, at: int) -> Match | None:
        """A date right before (出)生 or right after 出生…, 生于, 生日."""
        after = scan.text[at + 1 : at + 2]
        if scan.text[at - 1 : at] == "出" or after in {"于", "日"}:
            told = _AFTER_WORD.match(scan.text, at)
            if told:
                return told
        if after in _NOT_BIRTH and after:
            return None
        return _BEFORE_WORD.match(scan.text, max(0, at - LONGEST), at)


def _children(scan: ScanText, cues: tuple[str, ...]) -> Iterator[Match]:
    """Names and dates behind words for children, none beginning within another."""
    done = 0
    ends, words = scan.words.of(cues)
    for end, word in sorted(zip(ends, words, strict=True), key=lambda one: one[0] - len(one[1])):
        child = _CHILD.match(scan.text, end) if end - len(word) >= done else None
        if child:
            done = child.end()
            yield child
