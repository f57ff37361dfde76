"""The pieces a PDF page's text is read as: paragraphs, and the cells of its ruled tables, each character accounted for.

Reading, drawing boxes and writing all part a page by `pieces_of`, so that piece number n is the same one for each.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from reviewer_app.documents import pdf_lines, pdf_tables, pdf_text
from reviewer_app.documents.pdf_tables import RuledTable
from reviewer_app.documents.pdfium_binding import pdfium, raw

NO_ORIGIN: Final = -1
"""For the line breaks between the lines of a cell."""

_LINE: Final = 4.0
"""Points; pieces of text this near in height stand in one line."""


class Piece(NamedTuple):
    """A paragraph or a cell. `origins[i]` is where `text[i]` stands in the page's raw text, or `NO_ORIGIN`.

    For a cell: `table` counts the page's tables from 0, `row` and `column` from 1, `span` columns wide.
    """

    text: str
    origins: tuple[int, ...]
    table: int | None = None
    row: int = 0
    column: int = 0
    span: int = 1


class _Owner(NamedTuple):
    """The cell around a character: its table's and its own number, both from 0; the character's middle (points)."""

    table: int
    cell: int
    x: float
    y: float


class PageText(NamedTuple):
    """A page's text in pieces, with the ruled tables found on it."""

    raw: str
    pieces: tuple[Piece, ...]
    tables: tuple[RuledTable, ...]


def pieces_of(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> PageText:
    """Part a page's text. A page without ruled lines costs no more than its text."""
    raw_text: str = text_page.get_text_range()
    clean = pdf_text.clean(raw_text)
    kept = pdf_text.origins(raw_text)
    if not clean.strip():
        return PageText(raw_text, (), ())
    owners: dict[int, _Owner] = {}
    tables: list[RuledTable] = []
    if len(rules := pdf_lines.rules_of(page)) >= pdf_tables.FEWEST:
        upright = pdf_lines.upright_matrix(text_page)
        tables = pdf_tables.tables_of(pdf_lines.turned(rules, upright))
        owners = _owners(text_page, kept, clean, tables, upright)
    pieces = _paragraphs(clean, kept, owners)
    for number, table in enumerate(tables):
        cells = _cells(clean, kept, owners, number, table)
        first = min((piece.origins[0] for piece in cells), default=0)
        before = sum(1 for piece in pieces if piece.origins[0] < first)
        pieces[before:before] = cells
    return PageText(raw_text, tuple(pieces), tuple(tables))


def _paragraphs(clean: str, kept: Sequence[int], owners: dict[int, _Owner]) -> list[Piece]:
    """Paragraphs of what stands in no cell: a table parts the text like blank lines."""
    outside = "".join("\n" if index in owners else sign for index, sign in enumerate(clean)) if owners else clean
    return [Piece(one.text, tuple(kept[one.start : one.end])) for one in pdf_text.paragraphs(outside)]


def _owners(
    text_page: pdfium.PdfTextPage,
    kept: Sequence[int],
    clean: str,
    tables: Sequence[RuledTable],
    upright: pdfium.PdfMatrix,
) -> dict[int, _Owner]:
    """Who owns each character of `clean` that stands in a cell, blanks between two characters of a cell too."""
    owners: dict[int, _Owner] = {}
    blanks: list[int] = []
    last: _Owner | None = None
    for index, sign in enumerate(clean):
        if sign.isspace():
            blanks.append(index)
            continue
        owner = _owner(_middle(text_page, kept[index], upright), tables)
        if owner is not None:
            owners[index] = owner
            if last is not None and (owner.table, owner.cell) == (last.table, last.cell):
                owners.update(dict.fromkeys(blanks, last))
        last = owner
        blanks = []
    return owners


def _middle(text_page: pdfium.PdfTextPage, origin: int, upright: pdfium.PdfMatrix) -> tuple[float, float] | None:
    character = raw.FPDFText_GetCharIndexFromTextIndex(text_page, origin)
    if character < 0:
        return None
    left, bottom, right, top = text_page.get_charbox(character)
    x, y = upright.on_point((left + right) / 2, (bottom + top) / 2)
    return x, y


def _owner(point: tuple[float, float] | None, tables: Sequence[RuledTable]) -> _Owner | None:
    if point is None:
        return None
    for number, table in enumerate(tables):
        found = table.at(*point)
        if found is not None:
            return _Owner(number, found, *point)
    return None


def _cells(
    clean: str, kept: Sequence[int], owners: dict[int, _Owner], number: int, table: RuledTable
) -> list[Piece]:
    """The filled cells of one table in reading order."""
    inside: defaultdict[int, list[int]] = defaultdict(list)
    for index, owner in owners.items():
        if owner.table == number:
            inside[owner.cell].append(index)
    found: list[Piece] = []
    for at, cell in enumerate(table.cells):
        text, origins = _lines(clean, kept, owners, sorted(inside.get(at, ())))
        if text:
            found.append(Piece(text, origins, number, cell.row, cell.column, cell.span))
    return found


def _lines(
    clean: str, kept: Sequence[int], owners: dict[int, _Owner], indexes: list[int]
) -> tuple[str, tuple[int, ...]]:
    """A cell's text from top to bottom: pdfium gives the lines of a turned page in any order."""
    runs: list[list[int]] = []
    for index in indexes:
        if clean[index] == "\n":
            continue
        if not runs or runs[-1][-1] != index - 1:
            runs.append([])
        runs[-1].append(index)
    runs.sort(key=lambda run: (round(owners[run[0]].y / _LINE), owners[run[0]].x))
    text = "\n".join("".join(clean[index] for index in run) for run in runs)
    origins: list[int] = []
    for run in runs:
        origins.extend([NO_ORIGIN] if origins else [])
        origins.extend(kept[index] for index in run)
    return text, tuple(origins)
