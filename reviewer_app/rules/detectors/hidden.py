"""Hidden content: comments, tracked changes, hidden text, sheets, rows, columns, properties, the file name.

Text nobody meant to publish is always worth a look; with personal data in it it blocks (design §4). A hidden
sheet, row or column is one finding however many cells it has. A file name is reported only for what it holds.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from operator import itemgetter
from typing import Final, NamedTuple

import msgspec

from reviewer_app.domain.document import Block, BlockKind
from reviewer_app.domain.findings import Action, FindingType, Level
from reviewer_app.rules.detectors.candidate import Evidence, parameters
from reviewer_app.rules.detectors.derived import Derived, Settled, claim
from reviewer_app.rules.schema import Rule

KINDS: Final = {
    BlockKind.COMMENT: FindingType.HIDDEN_COMMENT,
    BlockKind.INSERTION: FindingType.HIDDEN_INSERTION,
    BlockKind.DELETION: FindingType.HIDDEN_DELETION,
    BlockKind.HIDDEN: FindingType.HIDDEN_TEXT,
    BlockKind.PROPERTY: FindingType.HIDDEN_PROPERTY,
    BlockKind.FILE_NAME: FindingType.HIDDEN_FILE_NAME,
}


def is_hidden(block: Block) -> bool:
    """Whether a reader of the printed page would not see the block (a tracked insertion he would)."""
    return block.hidden or (block.kind in KINDS and block.kind is not BlockKind.INSERTION)


def any_hidden(blocks: Iterable[Block]) -> bool:
    """Whether any of the blocks is hidden as `is_hidden` has it."""
    seen = set(map(itemgetter(1, 4), blocks))  # kind and hiding: a few pairs however many blocks there are
    return any(is_hidden(Block("", kind, hidden=hidden)) for kind, hidden in seen)


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    telling: frozenset[str]
    empty: frozenset[str]


class _Group(NamedTuple):
    type: FindingType
    start: int
    end: int
    block: Block


class Hidden:
    """Groups hidden blocks into findings."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._words = parameters(rule, _Parameters)

    def derive(self, settled: Settled) -> Iterator[Derived]:
        """Yield one finding a hidden block, or a sheet, row or column of hidden cells."""
        groups: dict[object, list[_Group]] = defaultdict(list)
        sheets = _Sheets(settled)
        for start, block in settled.scan.placed_blocks():
            if (block.hidden or block.kind in KINDS) and block.text.strip():
                kind, key = self._kind(block, start, sheets)
                groups[key].append(_Group(kind, start, start + len(block.text), block))
        worst = self._worst(settled, [one.start for group in groups.values() for one in group])
        for group in groups.values():
            level = self._level(group, worst)
            if level:
                first = group[0]
                why = (Evidence("evidence.hidden_blocks", str(len(group))),) if len(group) > 1 else ()
                found = claim(self._rule, first.start, first.end, "present", *why)
                yield Derived(found, first.type, level, Action.REMOVE)

    def _kind(self, block: Block, start: int, sheets: "_Sheets") -> tuple[FindingType, object]:
        if block.kind is not BlockKind.CELL:
            return KINDS.get(block.kind, FindingType.HIDDEN_TEXT), start
        place = block.place
        sheet = (place.sheet, place.table)
        if sheet not in sheets.visible:
            return FindingType.HIDDEN_SHEET, ("sheet", sheet)
        if (*sheet, place.row) not in sheets.rows:
            return FindingType.HIDDEN_ROW, ("row", sheet, place.row)
        return FindingType.HIDDEN_COLUMN, ("column", sheet, place.column)

    def _worst(self, settled: Settled, blocks: list[int]) -> dict[int, Level]:
        """Block start → the worst level found inside, for the blocks that begin there."""
        worst: dict[int, Level] = {}
        starts = [found.start for found in settled.candidates]
        for start in blocks:
            inside = slice(bisect_left(starts, start), bisect_left(starts, settled.scan.block_span(start).end))
            levels = settled.levels[inside]
            if levels:
                worst[start] = Level.RED if Level.RED in levels else levels[-1]
        return worst

    def _level(self, group: list[_Group], worst: dict[int, Level]) -> Level | None:
        inside = {worst[one.start] for one in group if one.start in worst}
        if group[0].type is FindingType.HIDDEN_INSERTION:
            return Level.AMBER
        if Level.RED in inside:
            return Level.RED
        if group[0].type is FindingType.HIDDEN_FILE_NAME:
            return Level.AMBER if Level.AMBER in inside else None
        if group[0].type is FindingType.HIDDEN_PROPERTY and not (inside or self._telling(group[0].block)):
            return Level.GREY
        return Level.AMBER

    def _telling(self, block: Block) -> bool:
        """Whether a property names who wrote the file; the others say which program did, when, and links."""
        name = (block.header or block.place.part or "").replace("#", ".")
        if name == "info.Creator" or block.text.strip(" ()").lower() in self._words.empty:
            return False
        return name.rpartition(".")[2].lower() in self._words.telling


class _Sheets:
    """Which sheets and rows have at least one visible cell; kinds of hiding follow from it. Most files never ask."""

    def __init__(self, settled: Settled) -> None:
        self._settled = settled

    @cached_property
    def rows(self) -> set[tuple[object, ...]]:
        """(sheet, table, row) of every visible cell."""
        return {
            (block.place.sheet, block.place.table, block.place.row)
            for _, block in self._settled.scan.placed_blocks()
            if block.kind is BlockKind.CELL and not block.hidden
        }

    @cached_property
    def visible(self) -> set[tuple[object, ...]]:
        """(sheet, table) of every visible cell."""
        return {row[:2] for row in self.rows}
