"""A list of words as an office keeps it, in xlsx or csv: read row by row, and every row that is none is named.

The columns' names are data (resources/lexicons/columns.yaml). A bad row stops nothing: the person sees it before the
list is imported, and may import the others.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Final

from reviewer_app.domain.document import Block, BlockKind, Document
from reviewer_app.domain.lexicon import LexiconEntry, LexiconGroup
from reviewer_app.ports.forms import Cell, Sheet
from reviewer_app.rules.strict_yaml import read_mapping
from reviewer_app.text import say

SHORTEST: Final = 2
LONGEST: Final = 40
HOUSE: Final = "house"
_DATE: Final = re.compile(r"(\d{4})[年\-/.](\d{1,2})[月\-/.](\d{1,2})日?(?:[ T]0{1,2}:00(?::00)?)?")
_BETWEEN: Final = re.compile(r"[、，,；;\s]+")
COLUMNS: Final = (("group", 20), ("wrong", 24), ("right", 24), ("post", 20), ("note", 30), ("unless", 24),
                  ("source", 24), ("valid_from", 14), ("valid_until", 14))


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that holds no entry: where it stands, and the key of why."""

    sheet: str
    row: int
    why: str


@dataclass(frozen=True, slots=True)
class LexiconReading:
    """What a file holds."""

    entries: tuple[LexiconEntry, ...]
    bad: tuple[BadRow, ...]


def read_lexicon(document: Document) -> LexiconReading:
    """Every row of every sheet below a line of known column names; a sheet without one is one bad row."""
    entries: dict[LexiconEntry, None] = {}
    bad: list[BadRow] = []
    for sheet, rows in _sheets(document):
        head = next((number for number, row in rows.items() if _named(row).keys() >= {"group", "right"}), None)
        if head is None:
            bad.append(BadRow(sheet, min(rows), "no_columns"))
            continue
        columns = _named(rows[head])
        for number, row in rows.items():
            if number > head:
                found = _entry({name: row.get(column, "") for name, column in columns.items()})
                if isinstance(found, str):
                    bad.append(BadRow(sheet, number, found))
                elif found in entries:
                    bad.append(BadRow(sheet, number, "twice"))
                else:
                    entries[found] = None
    return LexiconReading(tuple(entries), tuple(bad))


def lexicon_sheet(entries: tuple[LexiconEntry, ...]) -> Sheet:
    """The same list as a sheet that can be filled in and imported again."""
    titles = tuple((_data()["columns"][name][0], width) for name, width in COLUMNS)
    return Sheet(say("lexicon.sheet"), (), titles, tuple(_row(one) for one in entries))


def _row(entry: LexiconEntry) -> tuple[Cell, ...]:
    group = _data()["groups"][entry.group.value][0]
    unless = "、".join(entry.unless)
    return (group, entry.wrong, entry.right, entry.post, entry.note, unless, entry.source, entry.valid_from,
            entry.valid_until)


def _sheets(document: Document) -> Iterator[tuple[str, dict[int, dict[int, str]]]]:
    cells = (block for block in document.blocks if block.kind is BlockKind.CELL and block.text.strip())
    for sheet, group in groupby(cells, key=lambda block: block.place.sheet or ""):
        rows: dict[int, dict[int, str]] = {}
        for block in group:
            rows.setdefault(block.place.row or 0, {})[block.place.column or 0] = _plain(block)
        yield sheet, rows


def _plain(block: Block) -> str:
    """The cell's text; the apostrophe with which our own workbooks guard a sign at the beginning goes."""
    return re.sub(r"\s+", " ", block.text.strip()).removeprefix("'")


def _named(row: Mapping[int, str]) -> dict[str, int]:
    """Which field stands in which column, for a row of column names."""
    known = {word: name for name, words in _data()["columns"].items() for word in words}
    return {known[text]: column for column, text in sorted(row.items(), reverse=True) if text in known}


def _entry(cells: Mapping[str, str]) -> LexiconEntry | str:
    """The entry of a row, or the key of what is wrong with it."""
    group = next((LexiconGroup(name) for name, words in _data()["groups"].items() if cells["group"] in words), None)
    wrong, right = cells.get("wrong", ""), cells.get("right", "")
    days = [_day(cells.get(name, "")) for name in ("valid_from", "valid_until")]
    problem = _problem(group, wrong, right, cells.get("post", "")) or ("date" if "bad" in days else "")
    first, last = (one if isinstance(one, date) else None for one in days)
    if group is None or problem:
        return problem
    if first and last and last < first:
        return "date"
    return LexiconEntry(
        group=group, wrong=wrong, right=right, source=cells.get("source", "") or HOUSE, post=cells.get("post", ""),
        note=cells.get("note", ""), unless=tuple(filter(None, _BETWEEN.split(cells.get("unless", "")))),
        valid_from=first, valid_until=last,
    )


def _problem(group: LexiconGroup | None, wrong: str, right: str, post: str) -> str:
    if group is None:
        return "group"
    if not wrong and not (group is LexiconGroup.LEADER and right and post):
        return "empty"
    if wrong and not SHORTEST <= len(wrong) <= LONGEST:
        return "length"
    if wrong == right or (right and wrong and right in wrong):
        return "same"  # it would hit the right word too
    return ""


def _day(text: str) -> date | str | None:
    if not text:
        return None
    match = _DATE.fullmatch(text)
    try:
        return date(*map(int, match.groups())) if match else "bad"
    except ValueError:
        return "bad"


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return read_mapping("lexicons/columns.yaml")
