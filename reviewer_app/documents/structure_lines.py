"""What two lists of lines, read of an original and of its public version, tell about changes nobody decided on."""

import re
from collections import Counter
from typing import Any, Final, NamedTuple

from reviewer_app.documents.writers.spans import by_block, edited
from reviewer_app.domain.document import Block, BlockKind
from reviewer_app.domain.public_version import PublicPlan, Structure

_NOT_TEXT: Final = re.compile(r"[\W_]+")
_GOES_UNASKED: Final = frozenset({BlockKind.COMMENT, BlockKind.DELETION, BlockKind.HIDDEN})


class Unit(NamedTuple):
    """One line: its text without blanks, and how each stretch of it and its paragraph look."""

    text: str
    look: tuple[Any, ...]


def counted(before: list[Unit], after: list[Unit]) -> Structure:
    """What of two lists of units that should be the same differs."""
    changed = 0
    if [one.text for one in before] != [one.text for one in after]:
        old, new = Counter(one.text for one in before), Counter(one.text for one in after)
        moved = sum(one.text != other.text for one, other in zip(before, after, strict=False))
        changed = max((old - new).total(), (new - old).total()) or moved
    looks = (Counter(before) - Counter(after)).total()
    return Structure(max(len(before), len(after)), changed, max(looks - changed, 0))


def touched(blocks: tuple[Block, ...], plan: PublicPlan) -> frozenset[str]:
    """Lines that were decided on, before and after: edited, cut with their column, row or table, or hidden."""
    columns = {(cut.table, cut.column) for cut in plan.columns}
    rows = {(cut.table, cut.row) for cut in plan.rows}
    tables = {cut.table for cut in plan.tables}
    edits = by_block(blocks, plan.spans)
    found = [cut.notice for cut in plan.tables]
    for index, block in enumerate(blocks):
        place = block.place
        cut = place.table is not None and (
            place.table in tables or (place.table, place.column) in columns or (place.table, place.row) in rows)
        if cut or block.hidden or block.kind in _GOES_UNASKED:
            found.append(block.text)
        elif index in edits:
            found += [block.text, edited(block.text, edits[index])]
    return frozenset(bare(line) for text in found for line in text.split("\n"))


def bare(text: str) -> str:
    """A line without signs: tabs, soft hyphens and field marks are read differently by different readers."""
    return _NOT_TEXT.sub("", text)
