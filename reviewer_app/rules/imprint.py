"""版记 of an official document: 抄送, 印发机关 and 印发日期, 共印份数. Where it stands, so that it can be left out."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from reviewer_app.domain.document import BlockKind, Document
from reviewer_app.domain.public_version import SpanEdit
from reviewer_app.rules.patterns import pattern

_LAST: Final = 16
"""Blocks (paragraphs or cells) at the end in which a 版记 stands."""

_LONGEST: Final = 800
"""Characters from 抄送 to 印发: the receivers of a whole county."""

_B: Final = "[ \t\u3000]*"
_DATE: Final = f"[12][0-9]{{3}}{_B}年{_B}[0-9]{{1,2}}{_B}月{_B}[0-9]{{1,2}}{_B}日"
_COPIES: Final = pattern(rf"(?m)^{_B}(?:抄{_B}[送报]|主{_B}题{_B}词|分{_B}送){_B}[:：][^\n]*$")
_OFFICE: Final = f"{_B}[^\\n，。；：:]{{2,30}}(?:办公室|办公厅|秘书[处科]|局|委|院|处){_B}\n"
_PRINTED: Final = pattern(
    rf"(?m)^(?:{_B}[^\n，。；：:]{{2,40}}[ \t\u3000]+|{_OFFICE}{_B}){_DATE}{_B}印{_B}发{_B}$")
_NUMBER: Final = pattern(rf"(?m)^{_B}[（(]?共印{_B}[0-9]+{_B}份[）)]?{_B}$")
_PLAIN: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.CELL, BlockKind.HEADING, BlockKind.TEXT_BOX})


def edits(document: Document) -> tuple[SpanEdit, ...]:
    """One edit for each block or piece of one: from 抄送 to 印发 everything goes, lines that 抄送 runs on over too."""
    backwards = zip(reversed(document.starts), reversed(document.blocks), strict=True)
    plain = ((start, block) for start, block in backwards if start >= 0 and block.kind in _PLAIN and block.text.strip())
    ending = list(islice(plain, _LAST))
    if not ending:
        return ()
    regions = tuple(_regions(document.text, ending[-1][0]))
    cut = (
        SpanEdit(max(start, first), min(start + len(block.text), last), "")
        for start, block in ending for first, last in regions)
    return tuple(sorted({edit for edit in cut if edit.start < edit.end}))


def _regions(text: str, floor: int) -> Iterator[tuple[int, int]]:
    """Where pieces of an imprint stand behind `floor`; the body is above the first of them."""
    copies = [one.span() for one in _COPIES.finditer(text, floor)]
    printed = [one.span() for one in _PRINTED.finditer(text, floor)]
    if copies and printed and 0 < printed[-1][1] - copies[0][0] < _LONGEST:
        yield copies[0][0], printed[-1][1]
    else:
        yield from copies[-1:]
        yield from printed[-1:]
    yield from (one.span() for one in _NUMBER.finditer(text, floor))
