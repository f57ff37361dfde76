"""上级目录 as a table (xlsx, csv): its items, and which leaf of the own 责任表 each one falls under (F24).

The upper catalogues that the plan names were not found (rulebook §11): nothing of them is shipped, their table is
imported. A match is a proposal with its reasons; a person may set another one.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from reviewer_app.domain.document import Document
from reviewer_app.domain.errors import RuleFileRefused
from reviewer_app.domain.report import DocumentType
from reviewer_app.rules.calendar_file import table_rows
from reviewer_app.rules.catalogue import Catalogue, Suggestion

LEAST_POINTS: Final = 2
_SPACE: Final = re.compile(r"[\s　:：]+")
_HEADERS: Final = {
    "number": {"序号", "编号", "编码"},
    "category": {"类别", "一级目录", "一级类目", "一级事项", "分类", "类目", "主题"},
    "name": {"名称", "事项", "事项名称", "公开事项", "信息名称", "目录名称", "二级目录", "二级类目", "二级事项", "栏目",
             "公开内容", "内容"},
    "content": {"主要内容", "公开内容", "内容", "内容要素", "公开内容（要素）", "公开内容(要素)", "要素", "说明"},
    "basis": {"依据", "公开依据", "法律依据"},
    "leaf": {"本单位栏目", "对应栏目", "责任表栏目"},
}


class UpperItem(NamedTuple):
    """One item of the upper catalogue; `leaf` is the own leaf that the table itself names, "" where it names none."""

    number: str
    category: str
    name: str
    content: str
    basis: str
    leaf: str


class Match(NamedTuple):
    """An upper item with the own leaf it falls under (None: a gap) and why."""

    item: UpperItem
    leaf: str | None
    reasons: tuple[str, ...]


def upper_items(document: Document) -> tuple[UpperItem, ...]:
    """The items of a table; a category written once holds for the rows below. Raises `RuleFileRefused`."""
    found = tuple(_items(document))
    if not found:
        raise RuleFileRefused(fault="upper_empty", row=0)
    return found


def match(item: UpperItem, catalogue: Catalogue) -> Match:
    """The leaf the item falls under: the one the table names, else the best the words suggest, else none."""
    if item.leaf and catalogue.column(item.leaf) is not None:
        return Match(item, item.leaf, ())
    exact = next((one for one in catalogue.columns if item.name in {one.column, one.title}), None)
    if exact is not None:
        return Match(item, exact.id, ())
    found = catalogue.suggest(item.name, DocumentType.OTHER, f"{item.category}\n{item.content}")
    return _best(item, found)


def _best(item: UpperItem, found: tuple[Suggestion, ...]) -> Match:
    if not found or found[0].points < LEAST_POINTS:
        return Match(item, None, ())
    return Match(item, found[0].column.id, found[0].reasons)


def _items(document: Document) -> Iterator[UpperItem]:
    columns: dict[int, str] = {}
    category = ""
    for _, row in table_rows(document):
        names = _names(row)
        if "name" in names.values():
            columns = names
            continue
        named = {columns[at]: text.strip() for at, text in row.items() if at in columns}
        category = named.get("category") or category
        if named.get("name"):
            yield UpperItem(
                named.get("number", ""), category, named["name"], named.get("content", ""), named.get("basis", ""),
                named.get("leaf", ""),
            )


def _names(row: dict[int, str]) -> dict[int, str]:
    """Column to field of a header row; each field once, the first column that fits (内容 names items only alone)."""
    names: dict[int, str] = {}
    for field, words in _HEADERS.items():
        at = next((at for at, text in row.items() if at not in names and _SPACE.sub("", text) in words), None)
        if at is not None:
            names[at] = field
    return names
