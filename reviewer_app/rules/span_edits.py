"""Span arithmetic of the public version: what goes along with a removed value, and spans that never overlap."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from reviewer_app.domain.public_version import SpanEdit

_SEPARATORS: Final = frozenset("，,、；;")
_OPENERS: Final = frozenset("（(【[")
_CLOSERS: Final = frozenset("）)】]。")
_PAIRS: Final = {"（": "）", "(": ")", "【": "】", "[": "]"}


@cache
def _label(labels: tuple[str, ...]) -> re.Pattern[str]:
    """A label with its colon, at the end of what stands before a value."""
    return re.compile(f"(?:{'|'.join(map(re.escape, labels))})\\s*[：:]?\\s*$")


def with_label(text: str, start: int, end: int, floor: int, labels: tuple[str, ...]) -> tuple[int, int]:
    """The span and the label before it (手机：…), never reaching below `floor`."""
    window = max(floor, start - 16)
    found = _label(labels).search(text[window:start])
    return (window + found.start(), end) if found else (start, end)


def with_separator(text: str, start: int, end: int, floor: int, ceiling: int) -> tuple[int, int]:
    """The span and the comma or the pair of brackets that nothing would stand beside or between any more."""
    before = text[start - 1] if start > floor else ""
    after = text[end] if end < ceiling else ""
    if before in _PAIRS and after == _PAIRS[before]:
        return start - 1, end + 1
    if before in _SEPARATORS and (after in _SEPARATORS or after in _CLOSERS or not after):
        return start - 1, end
    if (before in _OPENERS or not before) and after in _SEPARATORS:
        return start, end + 1
    return start, end


def disjoint(edits: Iterable[SpanEdit]) -> tuple[SpanEdit, ...]:
    """Sorted edits without overlap: what lies inside another goes with it, a rest that juts out is deleted."""
    result: list[SpanEdit] = []
    for edit in sorted(edits, key=lambda candidate: (candidate.start, -candidate.end)):
        if result and edit.start < result[-1].end:
            last = result[-1]
            result[-1] = last._replace(end=max(last.end, edit.end))
        elif edit.start < edit.end:
            result.append(edit)
    return tuple(result)


def apply(text: str, edits: Iterable[SpanEdit]) -> str:
    """`text` with the (disjoint, sorted) edits made."""
    pieces: list[str] = []
    done = 0
    for edit in edits:
        pieces += (text[done:edit.start], edit.replacement)
        done = edit.end
    return "".join((*pieces, text[done:]))
