"""Combinations that tell who it is although names are masked (rulebook §3.5): small groups, weak masks, both forms.

Only the document at hand is looked at. What several files of a package say together is for a person to see.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from reviewer_app.domain.findings import Action, FindingType, Level
from reviewer_app.domain.legal import Audience
from reviewer_app.rules.columns import ColumnKind
from reviewer_app.rules.detectors.candidate import Candidate, Evidence, digits_of, parameters
from reviewer_app.rules.detectors.derived import Derived, Settled, claim
from reviewer_app.rules.detectors.telling_tables import few_persons, named_with_amounts
from reviewer_app.rules.masked_numbers import masked_numbers, with_original
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.scan import Cell, ScanText
from reviewer_app.rules.schema import Rule

Table = tuple[object, ...]
Row = dict[ColumnKind, str]
QUASI: Final = (
    ColumnKind.SEX, ColumnKind.ETHNICITY, ColumnKind.AGE, ColumnKind.BIRTH_DATE, ColumnKind.VILLAGE, ColumnKind.POST,
)  # fmt: skip
"""Columns that identify nobody alone but some together (GB/T 37964)."""

_AGES: Final = frozenset({ColumnKind.AGE, ColumnKind.BIRTH_DATE})
_MASKED_NAME: Final = pattern(r"[\u4e00-\u9fff](?:某{1,2}|[*×]{1,2}[\u4e00-\u9fff]?)(?![\u4e00-\u9fff*])")
_MASKS: Final = "某*×"
_YEAR: Final = pattern(r"(?:18|19|20)[0-9]{2}")
_NUMBER: Final = pattern(r"[0-9]+")
_WHOLE: Final = frozenset({FindingType.ID_NUMBER, FindingType.MOBILE, FindingType.BANK_ACCOUNT})
BAND: Final = 10
NEAR: Final = 40


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    least_rows: int
    k: int
    amounts: tuple[str, ...]
    counts: tuple[str, ...]
    sensitive: tuple[str, ...]


class Combination:
    """Yields one finding a table or column, and one for each masked number whose original stands elsewhere."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._limits = parameters(rule, _Parameters)

    def derive(self, settled: Settled) -> Iterator[Derived]:
        """Yield what the rest of the document adds to masked or missing names."""
        rows = _rows(settled)
        yield from self._small_groups(settled, rows)
        yield from self._told_tables(settled)
        yield from self._weak_beside_age(settled, rows)
        yield from self._masked_at_home(settled)
        yield from self._original_elsewhere(settled)

    def _found(self, start: int, end: int, sure: str, *why: Evidence) -> Derived:
        level = Level.RED if sure == "original" else Level.AMBER
        return Derived(claim(self._rule, start, end, sure, *why), FindingType.COMBINATION, level, Action.REVIEW)

    def _small_groups(self, settled: Settled, tables: Mapping[Table, dict[int, Row]]) -> Iterator[Derived]:
        """The smallest group of alike rows in a table without names, and what makes it large enough."""
        named = Counter(cell.table for name in settled.private_names if (cell := settled.scan.cell(name.start)))
        for table, rows in tables.items():
            kinds = {kind for row in rows.values() for kind in row}
            if len(rows) < self._limits.least_rows or len(kinds) < 2 or named[table] * 2 >= len(rows):  # noqa: PLR2004  # a combination
                continue
            smallest, alone = _smallest(rows.values())
            if smallest < self._limits.k and settled.context.audience is not Audience.GROUP:
                first = settled.scan.once("first_cells", _first_cells)[table]
                why = Evidence("evidence.small_group", f"{smallest}（{alone}行独一无二）")
                yield self._found(first.start, first.end, "group", why, self._advice(rows))

    def _advice(self, rows: Mapping[int, Row]) -> Evidence:
        """The mildest of three ways that reaches k: ages in bands, no village, both."""
        banded = [{kind: _band(kind, text) for kind, text in row.items()} for row in rows.values()]
        kinds = {kind for row in rows.values() for kind in row}
        for told, dropped, source in (
            ("年龄改为十年一段", frozenset[ColumnKind](), banded),
            ("删去村组", frozenset({ColumnKind.VILLAGE}), list(rows.values())),
            ("年龄改为十年一段并删去村组", frozenset({ColumnKind.VILLAGE}), banded),
            ("删去年龄", _AGES, list(rows.values())),
        ):
            kept = [{kind: text for kind, text in row.items() if kind not in dropped} for row in source]
            if not dropped or dropped & kinds:
                reached = _smallest(kept)[0]
                if reached >= self._limits.k:
                    return Evidence("evidence.reaches_k", f"{told}后每组不少于{reached}")
        return Evidence("evidence.aggregate")

    def _told_tables(self, settled: Settled) -> Iterator[Derived]:
        """Names with village and amount where everybody reads them, and counts of one or two persons."""
        if settled.context.audience is Audience.GROUP:
            return
        scan, words = settled.scan, self._limits
        named = {cell.table for name in settled.private_names if (cell := scan.cell(name.start))}
        for cell in named_with_amounts(scan, named, words.amounts):
            yield self._found(cell.start, cell.end, "group", Evidence("evidence.name_village_amount"))
        for cell in few_persons(scan, words.counts, words.sensitive):
            yield self._found(cell.start, cell.end, "group", Evidence("evidence.few_counted"))

    def _weak_beside_age(self, settled: Settled, tables: Mapping[Table, dict[int, Row]]) -> Iterator[Derived]:
        for mask in settled.candidates:
            cell = settled.scan.cell(mask.start) if mask.rule.type is FindingType.WEAK_MASK else None
            if cell and any(_AGES & row.keys() for row in tables.get(cell.table, {}).values()):
                yield self._found(mask.start, mask.end, "weak", Evidence("evidence.weak_beside_age"))

    def _masked_at_home(self, settled: Settled) -> Iterator[Derived]:
        """张某某 with a door-level address in the same row or right behind: the door tells who it is."""
        scan = settled.scan
        if not any(mark in scan.text for mark in _MASKS):
            return
        masked = {
            (name.table, name.row)
            for name in scan.cells_of(ColumnKind.NAME)
            if _MASKED_NAME.search(scan.text, name.start, name.end)
        }
        for home in settled.candidates:
            if home.rule.type is not FindingType.ADDRESS:
                continue
            cell = scan.cell(home.start)
            near = scan.before(home.start, NEAR) if cell is None else ""
            if (cell and (cell.table, cell.row) in masked) or _MASKED_NAME.search(near):
                yield self._found(home.start, home.end, "home", Evidence("evidence.masked_name_at_home"))

    def _original_elsewhere(self, settled: Settled) -> Iterator[Derived]:
        """A masked number that a whole one in the same document fits."""
        masks = list(masked_numbers(settled.scan.text))
        if not masks:
            return
        whole = {_digits(settled, c) for c in settled.candidates if c.rule.type in _WHOLE}
        for mask in with_original(masks, whole):
            yield self._found(mask.start, mask.end, "original", Evidence("evidence.original_elsewhere"))


def _digits(settled: Settled, found: Candidate) -> str:
    return digits_of(settled.scan.text[found.start : found.end])


def _rows(settled: Settled) -> dict[Table, dict[int, Row]]:
    """Table → row → its quasi-identifiers; a birth date counts as its year."""
    tables: dict[Table, dict[int, Row]] = defaultdict(lambda: defaultdict(dict))
    for cell in settled.scan.cells_of(*QUASI):
        text = settled.scan.text[cell.start : cell.end].strip()
        if cell.column and text and not settled.scan.is_label(cell):
            year = _YEAR.search(text) if cell.column.kind is ColumnKind.BIRTH_DATE else None
            tables[cell.table][cell.row][cell.column.kind] = year.group() if year else text
    return tables


def _first_cells(scan: ScanText) -> dict[Table, Cell]:
    """Table → its first cell that is not empty."""
    firsts: dict[Table, Cell] = {}
    for cell in scan.cells:
        if cell.end > cell.start:
            firsts.setdefault(cell.table, cell)
    return firsts


def _smallest(rows: Iterable[Row]) -> tuple[int, int]:
    """The size of the smallest group of alike rows, and how many rows are like no other."""
    groups = Counter(tuple(sorted(row.items())) for row in rows)
    return min(groups.values()), sum(1 for size in groups.values() if size == 1)


def _band(kind: ColumnKind, text: str) -> str:
    """An age or year as the ten years it lies in."""
    number = _NUMBER.search(text) if kind in _AGES else None
    return str(int(number.group()) // BAND) if number else text
