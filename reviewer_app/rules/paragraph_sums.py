"""Sums told over sentences and paragraphs.

总投资2860万元。 above four paragraphs of one project each; 改造86户。其中新建31户，修缮55户 in the next sentence.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import Final, NamedTuple

from reviewer_app.rules.amounts import NUMBER, UNIT, Amount, amount, same_sum
from reviewer_app.rules.dates import small_number
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.lines import Line
from reviewer_app.rules.slips import Slip
from reviewer_app.rules.text_sums import PARTIAL, in_unit, meant_as_all
from reviewer_app.text import say

LEAST_ITEMS: Final = 2
LEAST_LOOSE: Final = 3
"""Paragraphs without numbers must be so many, and counted in the sentence above them."""
_AMOUNT: Final = re.compile(rf"(?<![\d.年月第])(?P<number>{NUMBER})\s*(?P<unit>{UNIT})")
_TOTAL: Final = re.compile(
    rf"(?:共计?|合计|总计|总额|总投资|总资金|总面积|总数|投入|安排)[^\d，,。；;：:\n]{{0,12}}(?P<number>{NUMBER})\s*(?P<unit>{UNIT})"
)
_COUNTED: Final = re.compile(
    r"(?P<count>\d{1,2}|[一二三四五六七八九十]{1,2})\s*(?:个|项|处|类|宗|批|家|所|座|条)(?![月年工])"
)
_HEAD: Final = re.compile(r"[（(]?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})[、.．)）]")
_SENTENCES: Final = re.compile(r"(?P<before>[^。\n]+)。\s*其中[:：,，]?(?P<rest>[^。\n]+)。?")
_GROWTH: Final = re.compile(
    r"[，,、]?(?:比上年|同比|环比)?(?:增长|下降|增加|减少|占(?:比)?)[^，,；;。]{0,8}?[\d.]+(?:%|％|个百分点)"
)


class _Whole(NamedTuple):
    """A total with where it stands; `items` is how many items its sentence says there are, 0 for unsaid."""

    start: int
    end: int
    written: str
    unit: str
    value: Amount
    items: int


def paragraph_slips(draft: Draft) -> Iterator[Slip]:
    """A total above numbered (or counted) paragraphs of one amount each that do not make it."""
    if not _TOTAL.search(draft.document.text):
        return
    lines = list(draft.lines.body())
    for at, line in enumerate(lines):
        whole = _whole(line)
        if whole is None:
            continue
        parts = _items(lines[at + 1 :], whole)
        if parts and not same_sum(whole.value, parts) and _plainly(whole, parts):
            yield _slip(whole, parts)


def _whole(line: Line) -> _Whole | None:
    """The last total of a line that ends a sentence, or opens a list; what is counted may stand before it."""
    totals = list(_TOTAL.finditer(line.text))
    ended = line.text.endswith(("。", "：", ":"))
    if not ended or not totals or any(not _COUNTED.search(one[0]) for one in totals[:-1]):
        return None
    match = totals[-1]
    if PARTIAL.search(line.text, match.start(), match.end() + len("左右")):
        return None
    counted = [one for one in _COUNTED.finditer(line.text) if one.start() != match.start("number")]
    return _Whole(
        line.start + match.start("number"), line.start + match.end("unit"), match["number"], match["unit"],
        amount(match["number"], match["unit"]), small_number(counted[0]["count"]) if len(counted) == 1 else 0,
    )


def _items(lines: Sequence[Line], whole: _Whole) -> list[Amount]:
    """The one amount of each paragraph below, as long as they are numbered 1, 2, 3 or are as many as was said."""
    numbered: list[Line] = []
    for line in lines:
        head = _HEAD.match(line.text)
        if head is None or small_number(head["number"]) != len(numbered) + 1:
            break
        numbered.append(line)
    if len(numbered) >= LEAST_ITEMS:
        found = [_only(line.text, whole.value.unit) for line in numbered]
    elif whole.items >= LEAST_LOOSE:
        found = list(takewhile(bool, (_only(line.text, whole.value.unit) for line in lines[: whole.items + 1])))
        found = found if len(found) == whole.items else []
    else:
        found = []
    every = [one for one in found if one is not None]
    return every if len(every) == len(found) else []


def _only(text: str, unit: str) -> Amount | None:
    """The only amount in that unit; None for none, several, or one that is only about so much."""
    found = [amount(one["number"], one["unit"]) for one in _AMOUNT.finditer(text)]
    fitting = [one for one in found if one.unit == unit]
    return fitting[0] if len(fitting) == 1 and not _PART_OF.search(text) else None


_PART_OF: Final = re.compile(r"其中|累计|剩余|约|近|余|以上|超过|每|人均|标准")


def _plainly(whole: _Whole, parts: Sequence[Amount]) -> bool:
    total = sum((part.value for part in parts), Decimal(0))
    return len(parts) == whole.items or meant_as_all(whole.value, total, list(parts))


def _slip(whole: _Whole, parts: Sequence[Amount]) -> Slip:
    total = sum((part.value for part in parts), Decimal(0))
    told = say("wording.parts", stated=whole.written + whole.unit, found=in_unit(total, whole.unit))
    return Slip(whole.start, whole.end, told)


def sentence_slips(draft: Draft) -> Iterator[Slip]:
    """…86户，现已竣工。其中新建31户，修缮45户: the parts stand in the next sentence, and one number fits their unit."""
    text = draft.document.text
    if "。其中" not in text:
        return
    for match in _SENTENCES.finditer(text):
        rest = _GROWTH.sub("", match["rest"])
        parts = [amount(one["number"], one["unit"]) for one in _AMOUNT.finditer(rest)]
        if len(parts) < LEAST_ITEMS or len({part.unit for part in parts}) != 1 or PARTIAL.search(rest):
            continue
        before = _GROWTH.sub("", match["before"])
        wholes = [one for one in _AMOUNT.finditer(before) if amount(one["number"], one["unit"]).unit == parts[0].unit]
        if len(wholes) != 1 or PARTIAL.search(before[max(0, wholes[0].start() - 2) : wholes[0].end() + 2]):
            continue
        written, unit = wholes[0]["number"], wholes[0]["unit"]
        start = text.index(written + wholes[0][0][len(written) :], match.start("before"))
        whole = _Whole(start, start + len(wholes[0][0]), written, unit, amount(written, unit), 0)
        total = sum((part.value for part in parts), Decimal(0))
        if not same_sum(whole.value, parts) and meant_as_all(whole.value, total, parts):
            yield _slip(whole, parts)
