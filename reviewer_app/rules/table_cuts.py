"""Which columns and which whole tables leave a public version (design §5: lists lose columns, not digits)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from reviewer_app.domain.document import Block, BlockKind, Document
from reviewer_app.domain.findings import Finding, FindingType
from reviewer_app.rules.policy import Households, Policy, Verb

LIST_ROWS: Final = 3
"""From so many rows on, a column is a list even where its header is not above it."""

_ONCE_A_COLUMN: Final = frozenset({FindingType.WEAK_MASK})
"""Kinds reported once for a whole column: one finding speaks for all its cells."""

_SPREAD: Final = re.compile(r"[\s　:：]+")

TITLE_ROWS: Final = 4
"""A title, a unit line and a header of two lines may stand above the first row of data."""


class TableKey(NamedTuple):
    """One table of a document, or one sheet of a workbook."""

    sheet: str | None
    table: int | None


class ColumnKey(NamedTuple):
    """One physical column of a table."""

    table: TableKey
    column: int


class Decided(NamedTuple):
    """A finding in visible text, the block it stands in, and what happens to it as a single value."""

    finding: Finding
    block: Block
    verb: Verb
    chosen: bool  # a person decided, not the policy
    replacement: str | None = None


def table_key(block: Block) -> TableKey:
    """The table a cell belongs to."""
    return TableKey(block.place.sheet, block.place.table)


def column_key(block: Block) -> ColumnKey | None:
    """The column a cell belongs to; None for everything that is no cell."""
    if block.kind is not BlockKind.CELL or block.place.column is None:
        return None
    return ColumnKey(table_key(block), block.place.column)


@dataclass(frozen=True, slots=True)
class TableShapes:
    """What the cells of a document say about its tables: filled cells a column, words that may be headers."""

    filled: dict[ColumnKey, int]
    words: dict[TableKey, set[str]]
    heads: dict[ColumnKey, set[str]]

    @classmethod
    def of(cls, document: Document) -> "TableShapes":
        """Count in one pass over the cells."""
        filled: Counter[ColumnKey] = Counter()
        words: defaultdict[TableKey, set[str]] = defaultdict(set)
        heads: defaultdict[ColumnKey, set[str]] = defaultdict(set)
        for block in document.blocks:
            key = column_key(block)
            if key is None or not block.text.strip():
                continue
            filled[key] += 1
            if block.header:
                words[key.table].add(block.header)
            if block.place.row is not None and block.place.row <= TITLE_ROWS:
                words[key.table].add(block.text)
                heads[key].add(_squeezed(block.text))
        return cls(dict(filled), dict(words), dict(heads))

    def is_list(self, key: ColumnKey, entries: Sequence[Decided]) -> bool:
        """Whether these findings make a list of the column rather than standing in a form of keys and values."""
        rows = len({entry.block.place.row for entry in entries})
        above = self.heads.get(key, set())
        headed = any(part in above for entry in entries for part in (entry.block.header or "").split(" ") if part)
        if headed and any(entry.finding.type in _ONCE_A_COLUMN for entry in entries):
            return True
        mostly = 2 * rows >= self.filled.get(key, 0) - (1 if headed else 0)
        return mostly and (rows >= LIST_ROWS or headed)

    def account_columns(self, table: TableKey, headers: frozenset[str]) -> set[ColumnKey]:
        """Columns of a table that name the bank or the holder of an account."""
        return {key for key, words in self.heads.items() if key.table == table and words & headers}


def by_column(decided: Iterable[Decided]) -> dict[ColumnKey, list[Decided]]:
    """The findings of cells, column by column."""
    columns: defaultdict[ColumnKey, list[Decided]] = defaultdict(list)
    for entry in decided:
        key = column_key(entry.block)
        if key is not None:
            columns[key].append(entry)
    return dict(columns)


def cut_columns(columns: dict[ColumnKey, list[Decided]], shapes: TableShapes, policy: Policy) -> frozenset[ColumnKey]:
    """Columns that go entirely: lists of values whose treatment says so, unless a person kept one of them.

    A column in which names that may stay stand beside numbers is no column of numbers: there only the values go.
    """
    cut: set[ColumnKey] = set()
    for key, entries in columns.items():
        numbers = [entry for entry in entries if _goes_by_column(entry, policy)]
        names = [entry for entry in entries if entry.finding.type is FindingType.PERSON_NAME]
        if not numbers or any(entry.chosen and entry.verb is Verb.KEEP for entry in entries):
            continue
        if shapes.is_list(key, numbers) and not (names and shapes.is_list(key, names)):
            cut.add(key)
            if any(entry.finding.type is FindingType.BANK_ACCOUNT for entry in numbers):
                cut |= shapes.account_columns(key.table, policy.account_columns)
    return frozenset(cut)


def in_lists(decided: Sequence[Decided], shapes: TableShapes, policy: Policy) -> list[Decided]:
    """The same findings, where a column is a list of their kind with what the policy does there (keep names …)."""
    lists = {
        (key, kind)
        for key, entries in by_column(decided).items()
        for kind in {entry.finding.type for entry in entries}
        if shapes.is_list(key, [entry for entry in entries if entry.finding.type is kind])
    }

    def in_list(entry: Decided) -> Decided:
        treatment = policy.treatments.get(entry.finding.type)
        if entry.chosen or entry.verb is Verb.KEEP or treatment is None or entry.finding.role in treatment.roles:
            return entry
        if treatment.list is Verb.CUT_COLUMN or (column_key(entry.block), entry.finding.type) not in lists:
            return entry
        return entry._replace(verb=treatment.list)

    return [in_list(entry) for entry in decided]


def _goes_by_column(entry: Decided, policy: Policy) -> bool:
    """Whether the policy sends values of this kind away with their column."""
    treatment = policy.treatments.get(entry.finding.type)
    return entry.verb is not Verb.KEEP and treatment is not None and treatment.list is Verb.CUT_COLUMN


def cut_tables(decided: Iterable[Decided], shapes: TableShapes, households: Households | None) -> frozenset[TableKey]:
    """Household tables: one of the header words, and enough rows with a name that may not stay."""
    if households is None or not households.headers:
        return frozenset()
    rows: defaultdict[TableKey, set[int | None]] = defaultdict(set)
    for entry in decided:
        private = entry.finding.type is FindingType.PERSON_NAME and entry.verb is not Verb.KEEP
        if private and column_key(entry.block) is not None:
            rows[table_key(entry.block)].add(entry.block.place.row)
    return frozenset(
        key for key, persons in rows.items()
        if len(persons) >= households.persons_at_least and _speaks_of(shapes.words.get(key, set()), households.headers))


def _squeezed(text: str) -> str:
    """A header without the blanks and colons it is spread with, as readers give it in `Block.header`."""
    return _SPREAD.sub("", text)


def _speaks_of(words: set[str], wanted: Iterable[str]) -> bool:
    """Whether any header holds one of the wanted words."""
    solid = ["".join(word.split()) for word in words]
    return any(want in word for want in wanted for word in solid)
