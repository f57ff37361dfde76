"""A comparison as it is shown: lines cut into cells and runs, long unchanged stretches folded (与上一版比较)."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import Final, NamedTuple

from reviewer_app.domain.text_diff import CELL_GAP, ChangeKind, LineChange, Piece, compare_words

AROUND: Final = 2
"""Unchanged lines shown before and after a change."""

MAX_WORDS: Final = 4_000
"""Beyond this many characters a changed cell is shown as taken out and put in: comparing is quadratic."""


MAX_PAIRS: Final = 400
"""Pairs of lines compared at most for being alike."""

LIKE: Final = 0.5


class ShownLine(NamedTuple):
    """One line: its cells (one for a paragraph), each a run of pieces.

    `folded` counts unchanged lines left out, `columns` the cells of the widest line of the same table.
    """

    kind: ChangeKind
    cells: tuple[tuple[Piece, ...], ...]
    folded: int = 0
    columns: int = 1


def shown_lines(changes: Sequence[LineChange]) -> tuple[ShownLine, ...]:
    """All lines to show, in order; nothing at all where nothing changed."""
    if all(change.kind is ChangeKind.SAME for change in changes):
        return ()
    shown: list[ShownLine] = []
    runs = [(same, list(run)) for same, run in groupby(changes, key=lambda one: one.kind is ChangeKind.SAME)]
    for at, (same, run) in enumerate(runs):
        if same:
            shown.extend(_folded(run, first=at == 0, last=at == len(runs) - 1))
        else:
            shown.extend(map(_line, _paired(run)))
    return tuple(_aligned(shown))


def _aligned(lines: list[ShownLine]) -> Iterator[ShownLine]:
    """Lines of one table get its number of columns: blank cells at the end of a row are not in its text."""
    for table, run in groupby(lines, key=lambda line: len(line.cells) > 1 or bool(line.folded)):
        rows = list(run)
        widest = max(len(line.cells) for line in rows)
        yield from (line._replace(columns=widest) for line in rows) if table else rows


def _paired(run: list[LineChange]) -> Iterator[LineChange]:
    """Lines taken out and put in beside each other that are much alike are one changed line; both orders stay."""
    old = [one for one in run if one.after is None]
    new = [one for one in run if one.before is None]
    if not old or not new or len(old) + len(new) < len(run) or len(old) * len(new) > MAX_PAIRS:
        yield from run
        return
    shown = 0
    for one in old:
        at = next((n for n in range(shown, len(new)) if _alike(one, new[n])), None)
        if at is None:
            yield one
            continue
        yield from new[shown:at]
        yield LineChange(ChangeKind.CHANGED, one.before, new[at].after)
        shown = at + 1
    yield from new[shown:]


def _alike(one: LineChange, other: LineChange) -> bool:
    """Whether a line taken out and one put in are rather one that changed; a moved line is neither."""
    if one.kind is not ChangeKind.DELETED or other.kind is not ChangeKind.INSERTED:
        return False
    old, new = one.before or "", other.after or ""
    if not old or not new or len(old) + len(new) > MAX_WORDS:
        return False
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.quick_ratio() >= LIKE and matcher.ratio() >= LIKE


def _folded(run: list[LineChange], *, first: bool, last: bool) -> Iterator[ShownLine]:
    """An unchanged run with only what stands next to a change."""
    head = 0 if first else AROUND
    tail = 0 if last else AROUND
    if len(run) <= head + tail + 1:
        yield from map(_line, run)
        return
    yield from map(_line, run[:head])
    yield ShownLine(ChangeKind.SAME, (), len(run) - head - tail)
    yield from map(_line, run[len(run) - tail :])


def _line(change: LineChange) -> ShownLine:
    if change.kind is not ChangeKind.CHANGED:
        text = change.after if change.before is None else change.before
        cells = (text or "").split(CELL_GAP)
        return ShownLine(change.kind, tuple((Piece(change.kind, cell),) for cell in cells))
    before, after = (change.before or "").split(CELL_GAP), (change.after or "").split(CELL_GAP)
    pairs = zip_longest(before, after, fillvalue="")
    return ShownLine(change.kind, tuple(_cell(old, new) for old, new in pairs))


def _cell(old: str, new: str) -> tuple[Piece, ...]:
    if old == new:
        return (Piece(ChangeKind.SAME, old),)
    if len(old) + len(new) > MAX_WORDS:
        return tuple(
            Piece(kind, text) for kind, text in ((ChangeKind.DELETED, old), (ChangeKind.INSERTED, new)) if text
        )
    return compare_words(old, new)
