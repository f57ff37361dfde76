"""A holiday notice as a table (csv, xlsx): 日期, 类型 (休 or 班), 名称; one row a day that is not as its weekday says.

What cannot be right is refused with its row: a day that does not exist, a make-up day in the middle of the week, a
day that is both off and worked. A wrong calendar would make every deadline wrong without anybody noticing.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Final

from reviewer_app.domain.document import Block, BlockKind, Document
from reviewer_app.domain.errors import RuleFileRefused
from reviewer_app.rules.workdays import SATURDAY, WorkCalendar, from_rows

_DAY: Final = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?(?:\s+0{1,2}:00(?::00)?)?")
_SPACE: Final = re.compile(r"[\s　:：]+")
_HEADERS: Final = {
    "date": {"日期", "date", "时间", "day"},
    "kind": {"类型", "类别", "性质", "kind", "type", "休或班", "安排"},
    "name": {"名称", "节日", "节假日", "name", "备注", "说明"},
}
_KINDS: Final = {
    **dict.fromkeys(("休", "放假", "休息", "休假", "假", "rest", "holiday", "off"), "rest"),
    **dict.fromkeys(("班", "上班", "补班", "调休上班", "调休", "工作", "work", "workday"), "work"),
}


def calendar_of(document: Document) -> WorkCalendar:
    """The calendar that a table says; raises `RuleFileRefused` (`fault`, `row`)."""
    rows = list(_rows(document))
    if not rows:
        raise RuleFileRefused(fault="calendar_empty", row=0)
    return from_rows(rows)


def _rows(document: Document) -> Iterator[Mapping[str, str]]:
    columns: dict[int, str] = {}
    seen: dict[date, str] = {}
    for number, row in table_rows(document):
        names = {at: name for at, text in row.items() if (name := _header(text))}
        if {"date", "kind"} <= set(names.values()):
            columns = names
            continue
        if not columns or not any(text.strip() for text in row.values()):
            continue
        named = {columns[at]: text.strip() for at, text in row.items() if at in columns}
        day, kind = _read(named, number)
        if seen.setdefault(day, kind) != kind:
            raise RuleFileRefused(fault="calendar_twice", row=number)
        yield {"date": day.isoformat(), "kind": kind, "name": named.get("name", "")}


def _read(named: Mapping[str, str], number: int) -> tuple[date, str]:
    match = _DAY.fullmatch(named.get("date", ""))
    kind = _KINDS.get(_SPACE.sub("", named.get("kind", "")).lower())
    if match is None or kind is None:
        raise RuleFileRefused(fault="calendar_row", row=number)
    try:
        day = date(*map(int, match.groups()))
    except ValueError:
        raise RuleFileRefused(fault="calendar_row", row=number) from None
    if kind == "work" and day.weekday() < SATURDAY:
        raise RuleFileRefused(fault="calendar_weekday", row=number)
    return day, kind


def _header(text: str) -> str | None:
    word = _SPACE.sub("", text).lower()
    return next((name for name, words in _HEADERS.items() if word in words), None)


def table_rows(document: Document) -> Iterator[tuple[int, dict[int, str]]]:
    """(row number, column to text) of every row of the file's tables."""
    cells = [block for _, block in document.content() if block.kind is BlockKind.CELL and not block.hidden]
    for (_, row), blocks in groupby(cells, key=_row_of):
        yield row or 0, {block.place.column or at: block.text for at, block in enumerate(blocks)}


def _row_of(block: Block) -> tuple[str | None, int | None]:
    return block.place.sheet, block.place.row
