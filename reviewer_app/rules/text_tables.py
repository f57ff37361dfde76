"""Tables that plain text draws with tabs or pipes: lines of equal width below a line of known headers."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

LEAST_LINES = 2


class _Headers(Protocol):
    def of(self, header: str | None) -> object | None: ...


class TextCell(NamedTuple):
    """A cell inside one block's text; `row` and `number` (the column) count from 1."""

    start: int
    end: int
    row: int
    number: int
    header: str


class _Line(NamedTuple):
    start: int
    mark: str
    fields: tuple[str, ...]


def text_table_cells(text: str, headers: _Headers) -> list[TextCell]:
    """The cells below each header line in `text`; none where no line's fields are known headers."""
    cells: list[TextCell] = []
    head: tuple[str, ...] = ()
    row = 0
    for line in _lines(text):
        if len(line.fields) < LEAST_LINES:
            head = ()
        elif sum(1 for field in line.fields if headers.of(field.strip())) >= min(LEAST_LINES, len(line.fields)):
            head, row = tuple(field.strip() for field in line.fields), 1
        elif len(line.fields) == len(head):
            row += 1
            cells += _cells(line, head, row)
    return cells


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        mark = "\t" if "\t" in line else "|"
        yield _Line(start, mark, tuple(line.split(mark)))
        start += len(line) + 1


def _cells(line: _Line, head: tuple[str, ...], row: int) -> Iterator[TextCell]:
    start = line.start
    for number, field in enumerate(line.fields, 1):
        lead = len(field) - len(field.lstrip())
        yield TextCell(start + lead, start + max(lead, len(field.rstrip())), row, number, head[number - 1])
        start += len(field) + len(line.mark)
