"""Which column header stands over a cell, for tables of every format.

Two shapes occur in office documents: a list with one or two header rows, and a form in which a label stands left of
its value. The words that make a label are data (`resources/lexicons/table_labels.txt`).
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple, Protocol

MAX_LABEL: Final = 16
MAX_PLAIN_HEADER: Final = 12
MAX_FIELD_NAME: Final = 24
HEADER_SEARCH_ROWS: Final = 8
_DIGITS: Final = re.compile(r"\d{4}")
_SPACE: Final = re.compile(r"[\s　:：*＊]+")
TWO: Final = 2


class Cell(Protocol):
    """A cell as a table's shape sees it: `row` and `column` from 1, `span` columns wide."""

    @property
    def row(self) -> int: ...  # noqa: D102 — told by the class
    @property
    def column(self) -> int: ...  # noqa: D102 — told by the class
    @property
    def span(self) -> int: ...  # noqa: D102 — told by the class
    @property
    def text(self) -> str: ...  # noqa: D102 — told by the class


class GridCell(NamedTuple):
    """The plainest `Cell`."""

    row: int
    column: int
    span: int
    text: str


@cache
def _label() -> re.Pattern[str]:
    """Words of one character label only a cell of that one character: 村 does, 王家村 is a value."""
    words = (files("resources") / "lexicons" / "table_labels.txt").read_text("utf-8").split()
    inside = "|".join(re.escape(word) for word in words if len(word) > 1)
    whole = "|".join(re.escape(word) for word in words if len(word) == 1)
    return re.compile(f"{inside}|^(?:{whole})(?:$|[(（])")


def squeeze(text: str) -> str:
    """A header's text without the blanks, colons and asterisks of a form (*姓　名： → 姓名)."""
    return _SPACE.sub("", text)


def is_label(text: str) -> bool:
    """Whether a cell reads like the name of a field rather than a value."""
    short = _SPACE.sub("", text)
    return 0 < len(short) <= MAX_LABEL and not _DIGITS.search(short) and _label().search(short) is not None


def headers(cells: Sequence[Cell]) -> list[str | None]:
    """The header of each cell, aligned with `cells`; None for headers themselves, titles and cells without one."""
    rows: dict[int, list[int]] = defaultdict(list)
    for index, cell in enumerate(cells):
        rows[cell.row].append(index)
    grid = [[cells[index] for index in indexes] for indexes in rows.values()]
    if _is_form(grid):
        return _form_headers(cells, rows)
    return _list_headers(cells, rows, grid)


def _is_form(grid: list[list[Cell]]) -> bool:
    """A form: at least two rows, and half of all, begin with a label that is followed by a value.

    A first row of nothing but labels makes it a list all the same.
    """
    first = next((row for row in grid if sum(1 for cell in row if cell.text) > 1), [])
    if len(first) > 1 and all(is_label(cell.text) for cell in first):
        return False
    pairs = sum(1 for row in grid[:200] if _is_pair_row(row))
    return pairs >= TWO and pairs * 2 >= min(len(grid), 200)


def _is_pair_row(row: list[Cell]) -> bool:
    filled = [cell for cell in row if cell.text]
    return len(filled) >= TWO and is_label(filled[0].text) and not is_label(filled[1].text)


def _form_headers(cells: Sequence[Cell], rows: dict[int, list[int]]) -> list[str | None]:
    result: list[str | None] = [None] * len(cells)
    for indexes in rows.values():
        key: str | None = None
        for index in indexes:
            text = cells[index].text
            if is_label(text):
                key = squeeze(text)
            else:
                result[index] = key
    return result


def _list_headers(
    cells: Sequence[Cell], rows: dict[int, list[int]], grid: list[list[Cell]]
) -> list[str | None]:
    found = _header_row(grid)
    if found is None:
        return [None] * len(cells)
    names, body = _columns(grid, found)
    header_texts = [cell.text for cell in grid[found]]
    skipped = {row[0].row for row in grid[:body]}
    result: list[str | None] = []
    for number, indexes in rows.items():
        # A header repeated in the middle (lists pasted page by page) is a header again, not a data row.
        repeated = number not in skipped and [cells[index].text for index in indexes] == header_texts
        if number in skipped or repeated:
            result.extend([None] * len(indexes))
        else:
            result.extend(names.get(cells[index].column) for index in indexes)
    return result


def _header_row(grid: list[list[Cell]]) -> int | None:
    """Index of the first header row: the first whose filled cells are mostly labels, else a plain short first row."""
    wide = any(len(row) > 1 for row in grid)
    for index, row in enumerate(grid[:HEADER_SEARCH_ROWS]):
        filled = [cell.text for cell in row if cell.text]
        labels = sum(1 for text in filled if is_label(text))
        enough = TWO if wide else 1
        if labels >= enough and labels * 2 > len(filled):
            return index - 1 if index and _is_upper_line(grid[index - 1]) else index
    for index, row in enumerate(grid[: HEADER_SEARCH_ROWS if len(grid) > 1 else 0]):
        if len(row) > 1:
            plain = all(_is_plain(cell.text) for cell in row)
            return index if plain and index + 1 < len(grid) else None
    return None


def _is_plain(text: str) -> bool:
    """Whether a cell may head a column: short and no number; names of database fields are longer (BANK_CARD_NO)."""
    limit = MAX_FIELD_NAME if text.isascii() and text.replace("_", "").isalpha() else MAX_PLAIN_HEADER
    return 0 < len(text) <= limit and not _DIGITS.search(text)


def _is_upper_line(row: list[Cell]) -> bool:
    """Whether the row above a header is its upper line: several short words, some over more than one column."""
    filled = [cell for cell in row if cell.text]
    short = all(len(cell.text) <= MAX_LABEL and not _DIGITS.search(cell.text) for cell in filled)
    return len(filled) >= TWO and short and any(cell.span > 1 for cell in filled)


def _columns(grid: list[list[Cell]], found: int) -> tuple[dict[int, str], int]:
    """Header text by column, and the index of the first row of the body; two-line headers are joined by a blank."""
    names: dict[int, str] = {}
    for cell in grid[found]:
        for column in range(cell.column, cell.column + cell.span):
            names[column] = squeeze(cell.text)
    below = grid[found + 1] if found + 1 < len(grid) else []
    spanned = any(cell.span > 1 for cell in grid[found])
    covered = {column for cell in grid[found] for column in range(cell.column, cell.column + cell.span)}
    second = below and (spanned or not covered) and _is_second_line(below, grid[found])
    if not second:
        return names, found + 1
    for cell in below:
        for column in range(cell.column, cell.column + cell.span):
            names[column] = " ".join(part for part in (names.get(column, ""), squeeze(cell.text)) if part)
    return names, found + 2


def _is_second_line(below: list[Cell], first: list[Cell]) -> bool:
    """A row of sub-headers: short words without figures, only under the spanned cells or everywhere."""
    filled = [cell for cell in below if cell.text]
    if not filled or any(len(cell.text) > MAX_LABEL or any(map(str.isdigit, cell.text)) for cell in filled):
        return False
    spanned = {c for cell in first if cell.span > 1 for c in range(cell.column, cell.column + cell.span)}
    only_under = all(cell.column in spanned for cell in filled)
    return only_under or sum(1 for cell in filled if is_label(cell.text)) * 2 > len(filled)
