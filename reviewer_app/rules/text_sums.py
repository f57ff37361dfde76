"""Sums told in running text: 共10件，其中……6件、……5件, and 名单（共3人） over a list of four."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from reviewer_app.rules.amounts import NUMBER, UNIT, Amount, amount, same_sum
from reviewer_app.rules.dates import small_number
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.grids import Row, grids
from reviewer_app.rules.near import matches_near
from reviewer_app.rules.slips import Slip
from reviewer_app.text import say

LEAST_PARTS: Final = 2
NEAR_MISS: Final = Decimal("0.2")
"""Parts that leave out more than a fifth of the whole name some of it, not all of it."""
ABOVE: Final = 240
"""How far above a list the number of its persons is looked for."""

_WHOLE: Final = re.compile(
    rf"(?P<number>{NUMBER})\s*(?P<unit>{UNIT})(?:[（(](?!其中)[^（()）\n]{{0,30}}[）)])?[，,；;（(]\s*其中[:：,，]?"
    r"(?P<rest>[^。；;\n]*)"
)
_AFTER: Final = re.compile(
    rf"(?P<rest>[^。；;：:\n]*)[，,、]\s*(?:共计|合计|总计)[^\d，,。；;\n]{{0,10}}(?P<number>{NUMBER})\s*(?P<unit>{UNIT})"
)
_WHERE: Final = (("其中",), 100, 4000)
"""Around which word a sum is looked for, and how far: parts are told up to the end of the sentence."""
_TOTAL: Final = (("共计", "合计", "总计"), 300, 60)
"""The same, where the parts stand before their sum."""
_PIECE: Final = re.compile(rf"(?P<name>[^\d，,、（()）]*)(?P<number>{NUMBER})\s*(?P<unit>{UNIT})")
PARTIAL: Final = re.compile(
    r"等|主要|包括|以上|以下|不含|女|男|党员|少数民族|新增|重点|部分|优秀|累计|较|比|同期|增长|下降|平均|约|近|余|超过|各|每|左右"
)
_COUNT: Final = re.compile(
    r"(?:共|共计|总计|合计|以下|下列|如下|等)\s*(?P<number>\d{1,4}|[一二三四五六七八九十]{1,3})\s*"
    r"(?P<unit>人|名|户|宗|家|位|个|所|座|处|项|件)(?!次|均|月|工作日)"
)
_AGAIN: Final = re.compile(
    r"(?:以上|上述|上列|前述|(?:受到?|获)[一-龥]{2,4}的|入选的|命名的)\s*(?P<number>\d{1,4}|[一二三四五六七八九十]{1,3})\s*"
    r"(?P<unit>人|名|户|宗|家|位|个|所|座|处|项|件)"
)
_ITEM: Final = re.compile(r"[（(]?(?P<number>\d{1,3})[.．、)）]\s*[^\d\s].*")
_LISTED: Final = re.compile(r"名单|名册|花名册|一览表|登记表|明细表|公示如下|公布如下|如下|下表|以下|下列")
_NUMBERED: Final = re.compile(r"序\s*号|编\s*号")
_TOTAL_ROW: Final = re.compile(r"[合总小共]\s*计.*")


def part_slips(draft: Draft) -> Iterator[Slip]:
    """其中 a、b、c that do not make the whole, where they plainly mean to."""
    found = (*matches_near(_WHOLE, draft.document.text, *_WHERE), *matches_near(_AFTER, draft.document.text, *_TOTAL))
    for match in found:
        rest = match["rest"].split("）")[0].split(")")[0]
        whole = amount(match["number"], match["unit"])
        pieces = list(_PIECE.finditer(rest))
        parts = [amount(piece["number"], piece["unit"]) for piece in pieces]
        same = all(part.unit == whole.unit for part in parts)
        if len(parts) < LEAST_PARTS or not same or PARTIAL.search(rest) or same_sum(whole, parts):
            continue
        total = sum((part.value for part in parts), Decimal(0))
        if meant_as_all(whole, total, parts):
            told = say("wording.parts", stated=match["number"] + match["unit"], found=in_unit(total, match["unit"]))
            end = match.start("rest") + pieces[-1].end()
            yield Slip(match.start("number"), max(end, match.end("unit")), told)


def meant_as_all(whole: Amount, found: Decimal, parts: list[Amount]) -> bool:
    """More than the whole is wrong, and a little less is; far less is a choice of examples. None exceeds the whole."""
    if any(part.value > whole.value for part in parts):
        return True
    return abs(found - whole.value) <= whole.value * NEAR_MISS


def in_unit(value: Decimal, unit: str) -> str:
    """A value in basic units, written in the unit that was used."""
    return f"{(value / amount('1', unit).value).normalize():,f}{unit}"


def list_slips(draft: Draft) -> Iterator[Slip]:
    """A number of persons or households told above the only list, which has another number of rows."""
    if not _COUNT.search(draft.document.text):
        return
    tables = [grid for grid in grids(draft.lines) if _is_list(grid)]
    lists = [(min(cell.start for cell in grid[0].values()), _rows(grid)) for grid in tables]
    lists = lists or list(_item_lists(draft))
    if len(lists) != 1:
        return
    begin, rows = lists[0]
    above = draft.document.text[max(0, begin - ABOVE) : begin]
    found = list(_COUNT.finditer(above))
    if len(found) != 1 or not _LISTED.search(above):
        return
    stated = small_number(found[0]["number"])
    if stated and stated != rows:
        start = begin - len(above) + found[0].start()
        yield Slip(start, start + len(found[0][0]), say("wording.rows", stated=found[0][0], rows=rows))


def counted_again(draft: Draft) -> Iterator[Slip]:
    """以上5所学校 below a list of six: a number that is said again of the only list there is."""
    lists = list(_item_lists(draft))
    if len(lists) != 1:
        return
    begin, rows = lists[0]
    units = {one["unit"] for one in _COUNT.finditer(draft.document.text[max(0, begin - ABOVE) : begin])}
    for match in _AGAIN.finditer(draft.document.text, begin):
        stated = small_number(match["number"])
        if match["unit"] in units and stated and stated != rows:
            yield Slip(match.start("number"), match.end(), say("wording.rows", stated=match[0], rows=rows))


def _item_lists(draft: Draft) -> Iterator[tuple[int, int]]:
    """(where it begins, how many items) of each list of numbered lines right below a line that ends with a colon."""
    before, begin, count = "", 0, 0
    for line in draft.lines.body():
        item = _ITEM.fullmatch(line.text)
        if item and int(item["number"]) == count + 1 and (count or before.endswith(("：", ":"))):
            begin, count = (begin if count else line.start), count + 1
            continue
        if count:
            yield begin, count
        before, count = line.text, 0
    if count:
        yield begin, count


def list_rows(draft: Draft) -> list[int]:
    """How many numbered rows each list of a draft has."""
    return [_rows(grid) for grid in grids(draft.lines) if _is_list(grid)]


def _is_list(grid: list[Row]) -> bool:
    return any(_NUMBERED.fullmatch(cell.text) for cell in grid[0].values())


def _rows(grid: list[Row]) -> int:
    """Rows whose number stands in the column of numbers; totals and remarks are none."""
    at = next(column for column, cell in grid[0].items() if _NUMBERED.fullmatch(cell.text))
    return sum(at in row and row[at].text.isdecimal() for row in grid[1:])
