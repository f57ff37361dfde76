"""Health, religion, conviction, welfare and family status *beside a person*: alone such words are policy text."""

from collections.abc import Iterator

import msgspec

from reviewer_app.domain.findings import FindingType
from reviewer_app.rules.block_text import Span
from reviewer_app.rules.columns import ColumnKind
from reviewer_app.rules.detectors.candidate import Evidence, header_evidence, open_cells, parameters
from reviewer_app.rules.detectors.derived import Derived, Settled, claim
from reviewer_app.rules.near import NextOf
from reviewer_app.rules.scan import Cell, ScanText
from reviewer_app.rules.schema import Rule

SHORT_CELL = 8
_ENDS = ("。", ";", "\n\n", "\0")


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    columns: tuple[ColumnKind, ...]
    words: tuple[str, ...]
    harmless: frozenset[str]
    part_of: tuple[str, ...] = ()  # what makes a longer word of it: 住院|号, 残疾|人联合会
    cells: frozenset[str] = frozenset()  # a whole cell in a person's row, whatever its column is called


class Sensitive:
    """Looks only at sentences and rows in which a private person was found."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._words = parameters(rule, _Parameters)

    def derive(self, settled: Settled) -> Iterator[Derived]:
        """Yield the words and cells that say something sensitive about a person."""
        if not settled.private_names:
            return
        yield from self._cells(settled)
        done, ends = 0, NextOf(settled.scan.text, _ENDS)
        for name in settled.private_names:
            if settled.scan.cell(name.start) is None and name.start >= done:
                sentence = _sentence(settled.scan, name.start, done, ends)
                done = sentence.end
                yield from self._in_sentence(settled, sentence)

    def _cells(self, settled: Settled) -> Iterator[Derived]:
        scan = settled.scan
        rows = {(cell.table, cell.row) for name in settled.private_names if (cell := scan.cell(name.start))}
        told: set[int] = set()
        for cell in open_cells(scan, (), *self._words.columns):
            told.add(cell.start)
            if (cell.table, cell.row) in rows and scan.text[cell.start : cell.end].strip() not in self._words.harmless:
                found = claim(self._rule, cell.start, cell.end, "column", *header_evidence(cell))
                yield Derived(found, self._rule.type)

        for cell in scan.once("person_cells", lambda one: _cells_in(one, rows)):
            if cell.start not in told and scan.text[cell.start : cell.end].strip() in self._words.cells:
                found = claim(self._rule, cell.start, cell.end, "column", *header_evidence(cell))
                yield Derived(found, self._rule.type)

    def _in_sentence(self, settled: Settled, sentence: Span) -> Iterator[Derived]:
        taken = -1
        hits = []
        for word in self._words.words:
            at = settled.scan.text.find(word, sentence.start, sentence.end)
            while at >= 0:
                hits.append((at, -len(word)))
                at = settled.scan.text.find(word, at + len(word), sentence.end)
        for at, length in sorted(hits):
            if at >= taken and not settled.scan.text.startswith(self._words.part_of, at - length):
                taken = at - length
                found = claim(self._rule, at, taken, "beside", Evidence("evidence.sensitive_word"))
                yield Derived(found, FindingType(self._rule.type))


def _sentence(scan: ScanText, offset: int, done: int, ends: NextOf) -> Span:
    """The sentence around a name, nothing ahead of `done` looked at again: a line of a book's length has many names."""
    block = scan.block_span(offset)
    least = max(block.start, done)
    start = max(scan.text.rfind(mark, least, offset) + 1 for mark in _ENDS)
    end = ends.at(offset)
    return Span(max(start, least), block.end if end is None else min(end, block.end))


def _cells_in(scan: ScanText, rows: set[tuple[tuple[object, ...], int]]) -> list[Cell]:
    """The short cells in the rows of private persons."""
    return [c for c in scan.cells if 0 < c.end - c.start <= SHORT_CELL and (c.table, c.row) in rows]
