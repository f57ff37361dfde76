"""合计, 小计, 总计 in tables: rows and columns that do not add up.

A table is believed to add up only where it shows that it does: tables list shares, prices and cases of 其中 beside
amounts, and a check that calls every second statistic wrong is switched off by its users.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final, Literal

from reviewer_app.rules.amounts import Amount, cell_amount, same_sum
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.grids import GridCell, Row, grids
from reviewer_app.rules.slips import Slip
from reviewer_app.text import say

LABEL_CELLS: Final = 3
LEAST_PARTS: Final = 2
UNKNOWN_SHAPE: Final = 3
"""So many columns, none of which adds up, say that the table is no list of parts and their total."""
MOST_ROWS: Final = 3000

_ANY: Final = re.compile(r"[合总小共][ 　]{0,4}计")
_TOTAL: Final = re.compile(r"(?P<kind>[合总共])\s*计(?:[（(][^（()）]{1,10}[)）])?[:：]?")
_SUBTOTAL: Final = re.compile(r"(?:[^\d合总共]{0,8})小\s*计(?:[（(][^（()）]{1,10}[)）])?[:：]?")
_PART: Final = re.compile(r"\s*(?:其\s*中|#|＃|占)")
_NOT_ADDED: Final = re.compile(
    r"序\s*号|编\s*号|代\s*码|号码|证号|[率比]$|占比|比例|单\s*价|均价|标准|人均|户均|平均|亩均|同比|环比|增[长减幅]|排名|名次"
    r"|电话|[年月日]份?$|日期|时间|百分|[%％]|容积率|密度|年限|期限|倍|系数|等级|备注|名称|地址|位置|累计|余额|结余"
)
_BLANK: Final = frozenset({"-", "—", "——", "/", "－", "无", "--", "~"})


def table_slips(draft: Draft) -> Iterator[Slip]:
    """Every total cell of every table that its parts do not make."""
    if not _ANY.search(draft.document.text):
        return
    for grid in grids(draft.lines):
        if len(grid) <= MOST_ROWS:
            yield from _down(grid)
            yield from _across(grid)


def _down(grid: list[Row]) -> Iterator[Slip]:
    """Totals below (or above) their columns."""
    totals = [index for index, row in enumerate(grid) if _label(row, _TOTAL)]
    if len(totals) != 1:
        return
    at = totals[0]
    head = _head_length(grid)
    wrong: list[Slip] = []
    right = 0
    for column, cell in grid[at].items():
        total = cell_amount(cell.text)
        if total is None or _not_added(grid[:head], column):
            continue
        verdict = _column(grid, column, at, head, total)
        if verdict is True:
            right += 1
        elif isinstance(verdict, Decimal):
            wrong.append(_slip(_heading(grid[:head], column), cell, verdict))
    if wrong and (right or len(wrong) < UNKNOWN_SHAPE):
        yield from wrong


def _column(grid: list[Row], column: int, at: int, head: int, total: Amount) -> Literal[True] | Decimal | None:
    """True where the parts make the total, what they come to where not, None where it cannot be told."""
    below, above = grid[at + 1 :], grid[head:at]
    rows = above if len(above) >= LEAST_PARTS else below
    parts: list[Amount] = []
    groups: list[Amount] = []
    for row in rows:
        if any(_PART.match(cell.text) for cell in row.values()):
            continue
        cell = row.get(column)
        found = cell_amount(cell.text) if cell else None
        if found is None:
            if cell is not None and cell.text not in _BLANK:
                return None
            continue
        if found.unit and total.unit and found.unit != total.unit:
            return None
        (groups if _label(row, _SUBTOTAL) else parts).append(found)
    if len(parts) < LEAST_PARTS or len({part.unit for part in parts if part.unit}) > 1:
        return None
    ways = [parts, groups, parts + groups] if groups else [parts]
    if any(same_sum(total, way) for way in ways if way):
        return True
    return sum((part.value for part in groups or parts), Decimal(0))


def _across(grid: list[Row]) -> Iterator[Slip]:
    """A column 合计 that most rows prove to be the sum of all others, and the rows in which it is not."""
    head = _head_length(grid)
    last = grid[head - 1] if 0 < head < len(grid) else {}
    sums = [column for column, cell in last.items() if _TOTAL.fullmatch(cell.text) or _SUBTOTAL.fullmatch(cell.text)]
    if len(sums) != 1:
        return
    right, wrong = 0, []
    for row in grid[head:]:
        cell = row.get(sums[0])
        total = cell_amount(cell.text) if cell else None
        parts = [
            found for column, part in row.items()
            if column != sums[0] and not _not_added(grid[:head], column) and (found := cell_amount(part.text))
        ]
        if total is None or cell is None or len(parts) < LEAST_PARTS:
            continue
        if same_sum(total, parts):
            right += 1
        else:
            found_sum = sum((part.value for part in parts), Decimal(0))
            name = next((one.text for _, one in sorted(row.items()) if cell_amount(one.text) is None), "")
            wrong.append(_slip(name, cell, found_sum))
    if right > len(wrong) and right >= LEAST_PARTS:
        yield from wrong


def _label(row: Row, pattern: re.Pattern[str]) -> bool:
    first = [row[column].text for column in sorted(row)[:LABEL_CELLS]]
    return any(pattern.fullmatch(text) for text in first if cell_amount(text) is None)


def _head_length(grid: list[Row]) -> int:
    """Rows before the first one that holds a number outside its first cell; a row that numbers the columns is one."""
    for index, row in enumerate(grid):
        columns = sorted(row)[1:]
        figures = [found for column in columns if (found := cell_amount(row[column].text))]
        if (figures and not _numbers_columns(figures)) or (index and _label(row, _TOTAL)):
            return index
    return len(grid)


def _numbers_columns(figures: list[Amount]) -> bool:
    """1, 2, 3, … below the headings of a statistic."""
    values = [one.value for one in figures]
    return len(values) > LEAST_PARTS and all(b - a == 1 for a, b in pairwise(values)) and values[0] in {1, 2}


def _heading(head: list[Row], column: int) -> str:
    return next((row[column].text for row in reversed(head) if column in row), "")


def _not_added(head: list[Row], column: int) -> bool:
    """What the headings above a column say: a number of order, a share or a price is not summed up."""
    above = (re.sub(r"[（(][^（()）]*[)）]|\s", "", row[column].text) for row in head if column in row)
    return any(_NOT_ADDED.search(text) for text in above)


def _slip(name: str, cell: GridCell, found: Decimal) -> Slip:
    told = say("wording.total", name=name or say("wording.this_row"), stated=cell.text, found=f"{found.normalize():,f}")
    return Slip(cell.start, cell.start + len(cell.text), told)
