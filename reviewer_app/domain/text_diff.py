"""Two revisions of a part, compared block by block; table cells count by their row (window.md: 与上一版比较)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final, NamedTuple

from reviewer_app.domain.document import OUTSIDE_TEXT, BlockKind, Document

CELL_GAP: Final = "\t"


class ChangeKind(StrEnum):
    """What happened to a line between two revisions."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"
    CHANGED = "changed"
    MOVED_FROM = "moved_from"
    MOVED_TO = "moved_to"


class LineChange(NamedTuple):
    """One line: a paragraph, or a table row with its cells joined by tabs. None where it does not exist."""

    kind: ChangeKind
    before: str | None
    after: str | None


class Piece(NamedTuple):
    """A run of characters within a changed line."""

    kind: ChangeKind
    text: str


def lines_of(document: Document) -> tuple[str, ...]:
    """The lines to compare, in reading order."""
    lines: list[str] = []
    row_key: tuple[object, ...] | None = None
    for block in document.blocks:
        if block.kind in OUTSIDE_TEXT:
            continue
        place = block.place
        key = (place.part, place.table, place.sheet, place.row) if block.kind is BlockKind.CELL else None
        if key is not None and key == row_key:
            lines[-1] += CELL_GAP + block.text
        else:
            lines.append(block.text)
        row_key = key
    return tuple(lines)


def compare_lines(before: Sequence[str], after: Sequence[str]) -> tuple[LineChange, ...]:
    """All lines of both, in order; a line deleted here and inserted there is shown as moved."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    changed = tuple(_middle(before[head : len(before) - tail], after[head : len(after) - tail]))
    same_head = tuple(LineChange(ChangeKind.SAME, line, line) for line in before[:head])
    same_tail = tuple(LineChange(ChangeKind.SAME, line, line) for line in before[len(before) - tail :])
    return (*same_head, *_moved(changed), *same_tail)


def compare_words(before: str, after: str) -> tuple[Piece, ...]:
    """A changed line, character by character."""
    pieces: list[Piece] = []
    for tag, start, end, from_, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(ChangeKind.SAME, before[start:end]))
            continue
        if end > start:
            pieces.append(Piece(ChangeKind.DELETED, before[start:end]))
        if to > from_:
            pieces.append(Piece(ChangeKind.INSERTED, after[from_:to]))
    return tuple(pieces)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many leading lines are the same."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _middle(before: Sequence[str], after: Sequence[str]) -> Iterator[LineChange]:
    for tag, start, end, from_, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = before[start:end], after[from_:to]
        if tag == "equal":
            yield from (LineChange(ChangeKind.SAME, line, line) for line in old)
            continue
        # Lines replaced one by one are changed lines; what is left over came or went.
        paired = min(len(old), len(new)) if len(old) == len(new) else 0
        for left, right in zip(old[:paired], new[:paired], strict=True):
            yield LineChange(ChangeKind.CHANGED, left, right)
        yield from (LineChange(ChangeKind.DELETED, line, None) for line in old[paired:])
        yield from (LineChange(ChangeKind.INSERTED, None, line) for line in new[paired:])


def _moved(changes: Sequence[LineChange]) -> Iterator[LineChange]:
    gone = Counter(change.before for change in changes if change.kind is ChangeKind.DELETED and change.before)
    come = Counter(change.after for change in changes if change.kind is ChangeKind.INSERTED and change.after)
    both = {line: min(count, come[line]) for line, count in gone.items() if come[line]}
    left = {ChangeKind.DELETED: dict(both), ChangeKind.INSERTED: dict(both)}
    turned = {ChangeKind.DELETED: ChangeKind.MOVED_FROM, ChangeKind.INSERTED: ChangeKind.MOVED_TO}
    for change in changes:
        line = change.before or change.after or ""
        if change.kind in turned and left[change.kind].get(line, 0):
            left[change.kind][line] -= 1
            yield LineChange(turned[change.kind], change.before, change.after)
        else:
            yield change
