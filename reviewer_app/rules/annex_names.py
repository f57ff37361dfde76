"""附件说明 against the annexes that follow in the same text: each must begin with the name it is listed under."""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from reviewer_app.rules.annexes import name_key
from reviewer_app.rules.dates import small_number
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.lines import Line
from reviewer_app.rules.slips import Slip
from reviewer_app.text import say

HEADING_LINES: Final = 3
"""A title may stand over so many lines, under the sign or the number of the annex."""
SHARED: Final = 0.6
"""So many of a name's pairs of characters stand in the title where the two mean the same."""
_MARK: Final = re.compile(r"附\s?件\s?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})?\s*[:：]?")


def annex_names(draft: Draft) -> Iterator[Slip]:
    """An annex whose first lines have little of the name that the 附件说明 gives its number."""
    listed = draft.header.annexes
    if not listed:
        return
    lines = list(draft.lines.body())
    for at, line in enumerate(lines):
        mark = _MARK.fullmatch(line.text)
        number = small_number(mark["number"] or "1") if mark else 0
        if not 1 <= number <= len(listed) or (mark and mark["number"] is None and len(listed) > 1):
            continue
        below = list(takewhile(_is_text, lines[at + 1 : at + 1 + HEADING_LINES]))
        if below and not _named(listed[number - 1], below):
            told = say("wording.annex_title", number=number, listed=listed[number - 1], found=below[0].text[:40])
            yield Slip(below[0].start, below[0].end, told)


def _is_text(line: Line) -> bool:
    return _MARK.fullmatch(line.text) is None


def _named(name: str, below: list[Line]) -> bool:
    wanted, found = name_key(name), name_key("".join(line.text for line in below))
    pairs = {wanted[place : place + 2] for place in range(len(wanted) - 1)}
    shared = sum(pair in found for pair in pairs)
    return not pairs or wanted in found or shared >= SHARED * len(pairs)
