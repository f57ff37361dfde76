"""Names in tables: the header of a column says that names stand in it, and often whose."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from reviewer_app.rules.columns import ColumnKind
from reviewer_app.rules.detectors.candidate import (
    Candidate,
    CueParameters,
    Evidence,
    header_evidence,
    open_cells,
    parameters,
)
from reviewer_app.rules.detectors.name_grammar import NameGrammar
from reviewer_app.rules.detectors.untitled import untitled
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.scan import Cell, ScanText
from reviewer_app.rules.schema import Lexicons, Rule

_ITEM: Final = pattern(r"[^、,/;\n()]+(?:\([^()]*\))?")
_INNER: Final = pattern(r"\([^()]*\)?")
_BOUNDARY: Final = pattern(
    "(?:承包|责任)?(?:水田|菜园|菜地|旱地|宅基地|住宅|房屋|墙脚|[田地屋宅户家山塘墙房院林土])$"
)
"""What a parcel's neighbour has there (东至：欧运香田)."""
_BOUNDARIES: Final = frozenset({"东至", "南至", "西至", "北至"})
LONGEST_CELL: Final = 400
LEAST_CELLS: Final = 5
FEW_CELLS: Final = 3
SAMPLE: Final = 200
SHARE: Final = 0.7
TELLING: Final = 0.9


class NamesByHeader:
    """Reads each cell of a name column as one name or a list of them."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        parameters(rule, CueParameters)
        self._rule = rule
        self._grammar = NameGrammar(lexicons)

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield the names of all name columns with the role their header gives."""
        columns: dict[tuple[object, ...], list[Cell]] = defaultdict(list)
        for cell in open_cells(scan, (), ColumnKind.NAME):
            if cell.end - cell.start <= LONGEST_CELL and not scan.is_label(cell):
                columns[(*cell.table, cell.number)].append(cell)
        for cells in columns.values():
            sure = self._mostly_names(scan, cells)
            for cell in cells:
                yield from self._cell(scan, cell, column_sure=sure)
        yield from self._untitled(scan)

    def _mostly_names(self, scan: ScanText, cells: list[Cell]) -> bool:
        """Whether the column's content agrees with its header, so that a rare surname in it counts too."""
        alike = sum(1 for cell in cells[:SAMPLE] if self._grammar.whole(scan.text[cell.start : cell.end]) > TELLING)
        return alike >= max(2, SHARE * len(cells[:SAMPLE]))

    def _untitled(self, scan: ScanText) -> Iterator[Candidate]:
        """Columns without any header whose cells nearly all look like different names."""
        for cells in untitled(scan).values():
            if self._looks_like_names(scan, cells[:SAMPLE]):
                for cell in cells:
                    token = scan.text[cell.start : cell.end]
                    if self._grammar.whole(token):
                        why = (Evidence("evidence.column_inferred"),)
                        yield Candidate(cell.start, cell.end, self._rule, self._rule.confidence["untitled"], why)

    def _looks_like_names(self, scan: ScanText, cells: list[Cell]) -> bool:
        tokens = [scan.text[cell.start : cell.end] for cell in cells]
        alike = sum(1 for token in tokens if self._grammar.whole(token) > TELLING)
        if len(tokens) < LEAST_CELLS:  # few: all of them must be names by their own form
            different = len(set(tokens)) == len(tokens) >= FEW_CELLS
            return different and all(map(self._grammar.usual, tokens))
        return alike >= SHARE * len(tokens) and len(set(tokens)) >= SHARE * len(tokens)

    def _cell(self, scan: ScanText, cell: Cell, *, column_sure: bool) -> Iterator[Candidate]:
        why, role = header_evidence(cell), cell.column.role if cell.column else None
        for item in _ITEM.finditer(scan.text, cell.start, cell.end):
            start, token = item.start(), _INNER.sub("", item.group())
            stripped = token.strip(' "“”*:')
            start += token.find(stripped) if stripped else 0
            if cell.header in _BOUNDARIES:
                stripped = _BOUNDARY.sub("", stripped)
            for place, piece in self._pieces(start, stripped):
                sure = self._grammar.whole(piece)
                if sure and (column_sure or self._grammar.telling(piece)):
                    confidence = round(sure * self._rule.confidence["header"], 3)
                    yield Candidate(place, place + len(piece), self._rule, confidence, why, role)

    def _pieces(self, start: int, token: str) -> Iterator[tuple[int, str]]:
        """The token itself, or its blank-separated pieces where it is no name as a whole; a name that begins it."""
        if not token:
            return
        if self._grammar.whole(token):
            yield start, token
            return
        pieces = token.split(" ")
        if len(pieces) > 1:
            offset = start
            for piece in pieces:
                if piece:
                    yield offset, piece
                offset += len(piece) + 1
            return
        end = self._grammar.end_of(token, 0, sure=True)
        if end:
            yield start, token[:end]
