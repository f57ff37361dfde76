"""Bank cards and accounts: words or a header tell them, Luhn only makes surer (rulebook §4.3)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from reviewer_app.domain.findings import PersonRole
from reviewer_app.rules import identifiers
from reviewer_app.rules.block_text import Span
from reviewer_app.rules.columns import ColumnKind
from reviewer_app.rules.detectors.candidate import (
    Candidate,
    Evidence,
    amount,
    ascii_letter,
    cue_evidence,
    cue_within,
    digits_of,
    parameters,
    told_by,
    word_in,
)
from reviewer_app.rules.detectors.other_labels import OtherLabels
from reviewer_app.rules.detectors.untitled import beside_persons
from reviewer_app.rules.patterns import Pattern, pattern
from reviewer_app.rules.scan import Cell, ScanText
from reviewer_app.rules.schema import Lexicons, Rule

# Groups of four with one and the same gap; one run, which a line may break; other groups of a told account.
_GROUPS: Final = r"[0-9]{4}([ \-])[0-9]{4}(?:\1[0-9]{4}){1,5}(?:\1[0-9]{1,3})?"
_LONG_TAIL: Final = r"[0-9]{4} [0-9]{4} [0-9]{4} [0-9]{5,7}"
_BROKEN: Final = r"[0-9]{4,15}\n[0-9]{4,15}"
_TAIL_BELOW: Final = r"[0-9]{8,17}\n[0-9]{2,7}(?![0-9])"
_TOLD: Final = pattern(
    rf"(?<![0-9])(?:{_LONG_TAIL}|{_GROUPS}|{_TAIL_BELOW}"
    rf"|[0-9]{{9,30}}|{_BROKEN}|[0-9](?: [0-9]){{11,21}}|[0-9]{{3,8}}(?:[ \-]{{1,2}}[0-9]{{3,13}}){{1,4}})(?![0-9])"
)
_PLAIN: Final = pattern(rf"(?<![0-9])(?=62|60|4|5[1-5]|35|9)(?:{_GROUPS}|[0-9]{{13,19}}|{_BROKEN})(?![0-9])")
_ALIKE_LENGTHS: Final = range(12, 23)
_BESIDE_PERSONS: Final = range(9, 24)
_BEGINNINGS: Final = ("62", "60", "4", *(f"5{digit}" for digit in range(1, 6)), "35", "9")
LEAST_PLAIN: Final = 13
MOST_PLAIN: Final = 19
LEAST_UNTOLD: Final = 12
LEAST_ALIKE: Final = 5
SHARE_ALIKE: Final = 0.6
_PLAIN_LENGTHS: Final = range(16, 20)
LEAST: Final = 9
BRACKET: Final = 12

_LUHN: Final = Evidence("evidence.luhn")

_Column = tuple[tuple[object, ...], int]


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    cues: tuple[str, ...]
    office_cues: tuple[str, ...]
    behind: tuple[str, ...]


class BankAccount:
    """Finds accounts. Identity numbers outrank them: a tenth of all valid ones pass Luhn too."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        self._others = OtherLabels(lexicons.number_labels)
        self._rule = rule
        self._words = parameters(rule, _Parameters)

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield told accounts of 9–30 digits and untold cards of 16–19 digits that pass Luhn or start 62.

        In a column that nothing heads, the others of its numbers are accounts too where most of them are cards.
        """
        sure: Counter[_Column] = Counter()
        unsure: dict[_Column, list[Span]] = defaultdict(list)
        for span, cell in _parts(scan):
            start, end = span
            if cell and cell.column and cell.column.kind is not ColumnKind.BANK_ACCOUNT and end <= cell.end:
                continue  # another column's number, as thousands of a list are
            told = self._told(scan, start, cell) or self._behind(scan, end)
            if not told and end - start < LEAST_UNTOLD:
                continue
            if ascii_letter(scan.text, start) or ascii_letter(scan.text, end - 1) or self._others.tell(scan, start):
                continue
            form = _TOLD if told else _PLAIN
            places = _places(scan.text, span, form)
            found = [one for place in places if (one := self._judge(scan, *place, told))]
            yield from found
            column = _unheaded(scan, cell) if cell else None
            if column and found:
                sure[column] += 1
            elif column and end - start in _ALIKE_LENGTHS:
                unsure[column].append(span)
        for column, spans in unsure.items():
            if sure[column] >= LEAST_ALIKE and sure[column] >= SHARE_ALIKE * (sure[column] + len(spans)):
                yield from (self._alike(span) for span in spans)
        for cells in beside_persons(scan):
            yield from self._beside_persons(scan, cells)

    def _beside_persons(self, scan: ScanText, cells: list[Cell]) -> Iterator[Candidate]:
        """An untitled column of long numbers, not all of one length, beside one of identity numbers.

        Telephones are no such numbers: they begin with 0, or a hyphen parts them.
        """
        written = [scan.text[cell.start : cell.end].strip() for cell in cells]
        numbers = [digits_of(one) for one in written if not one.startswith(("0", "+", "(")) and "-" not in one]
        long = [number for number in numbers if number.isdigit() and len(number) in _BESIDE_PERSONS]
        cards = any(identifiers.luhn_ok(number) and number.startswith("62") for number in long)
        if len(long) == len(cells) and (cards or len({len(number) for number in long}) > 1):
            yield from (self._alike(Span(cell.start, cell.end)) for cell in cells)

    def _alike(self, span: Span) -> Candidate:
        why = (Evidence("evidence.column_alike"),)
        return Candidate(span.start, span.end, self._rule, self._rule.confidence["prefix"], why)

    def _told(self, scan: ScanText, start: int, cell: Cell | None) -> tuple[Evidence, ...]:
        return told_by(scan, cell, start, ColumnKind.BANK_ACCOUNT, self._words.cues)

    def _behind(self, scan: ScanText, end: int) -> tuple[Evidence, ...]:
        """A bank in brackets right behind a number."""
        if scan.text[end : end + 1] != "(":
            return ()
        return cue_evidence(word_in(scan.after(end, BRACKET), self._words.behind))

    def _judge(self, scan: ScanText, start: int, end: int, told: tuple[Evidence, ...]) -> Candidate | None:
        digits = digits_of(scan.text[start:end])
        if amount(scan.text, start, end):
            return None
        luhn = identifiers.luhn_ok(digits)
        if not told and (len(digits) not in _PLAIN_LENGTHS or not (luhn or digits.startswith("62"))):
            return None
        cell = None if told else scan.cell(start)
        if cell and cell.column:
            return None
        sure = self._rule.confidence["told_luhn" if told and luhn else "told" if told else "luhn" if luhn else "prefix"]
        office = cue_within(scan, start, self._words.office_cues)
        evidence = (*told, _LUHN) if luhn else told
        evidence += (Evidence("evidence.office_cue", office),) if office else ()
        return Candidate(start, end, self._rule, sure, evidence, PersonRole.OFFICE if office else None)


def _parts(scan: ScanText) -> Iterator[tuple[Span, Cell | None]]:
    """The runs with their cells; where one goes on over cells that a line of text draws, its parts."""
    for run in scan.long_numbers(LEAST):
        cell = scan.cell(run.start)
        if cell is None or cell.end >= run.end:
            yield run, cell
        else:
            yield from ((part, scan.cell(part.start)) for part in _by_cell(scan, run))


def _by_cell(scan: ScanText, run: Span) -> Iterator[Span]:
    start = run.start
    while start < run.end:
        cell = scan.cell(start)
        end = run.end if cell is None or cell.end <= start else min(cell.end, run.end)
        if end - start >= LEAST:
            yield Span(start, end)
        start = next((at for at in range(end, run.end) if scan.text[at].isalnum()), run.end)


def _unheaded(scan: ScanText, cell: Cell) -> _Column | None:
    """The column of a cell that nothing heads and that holds a number alone."""
    if cell.header is not None or not scan.text[cell.start : cell.end].strip().isdigit():
        return None
    return cell.table, cell.number


def _places(text: str, span: Span, form: Pattern) -> Iterable[tuple[int, int]]:
    """Where `form` matches in a run: mostly the run is digits alone and the form takes all of them or none."""
    start, end = span
    if end - start <= MOST_PLAIN and text[start:end].isdigit():
        begins = form is _TOLD or text.startswith(_BEGINNINGS, start)
        return (span,) if begins and end - start >= (LEAST if form is _TOLD else LEAST_PLAIN) else ()
    return (match.span() for match in form.finditer(text, start, min(end + 1, len(text))))
