"""From the edits of a PDF's text to the characters of its pages that go, and the form fields that change."""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from reviewer_app.documents.pdf_glyphs import NO_OBJECT, PageGlyphs
from reviewer_app.documents.pdf_pieces import NO_ORIGIN
from reviewer_app.documents.writers.spans import by_block, edited
from reviewer_app.domain.document import Block, BlockKind, Document
from reviewer_app.domain.errors import Fault, NoWriter
from reviewer_app.domain.public_version import Burn, ColumnCut, PublicPlan, RowCut, SpanEdit, TableCut

_FROM_ANNOTATIONS: Final = frozenset(
    {BlockKind.TEXT_BOX, BlockKind.COMMENT, BlockKind.PROPERTY, BlockKind.FILE_NAME, BlockKind.HIDDEN}
)

_DROPPED: Final = 20
"""Characters; more than a line's blanks and hyphens between two of a value belong to something else."""


class Piece(NamedTuple):
    """Characters of one page (pdfium's indexes) that go, and what is written in their place."""

    indexes: tuple[int, ...]
    replacement: str


@dataclass(frozen=True, slots=True)
class PagePlan:
    """Edits of one page: of the paragraphs of its text by number, and the new texts of form fields by number.

    `burns` are rectangles of its picture.
    """

    paragraphs: dict[int, list[SpanEdit]] = field(default_factory=dict)
    fields: dict[int, str] = field(default_factory=dict)
    burns: list[Burn] = field(default_factory=list)


def by_page(document: Document, plan: PublicPlan, name: str) -> dict[int, PagePlan]:
    """The plan page by page, numbered from 1. Raises `NoWriter` for a table or row that the text does not know."""
    edits = by_block(document.blocks, _with_cuts(document, plan, name))
    counts: defaultdict[tuple[int, bool], int] = defaultdict(int)
    plans: defaultdict[int, PagePlan] = defaultdict(PagePlan)
    for index, block in enumerate(document.blocks):
        page, in_field = block.place.page, block.kind is BlockKind.TEXT_BOX
        if page is None or (block.kind in _FROM_ANNOTATIONS and not in_field):
            continue
        number = counts[page, in_field]
        counts[page, in_field] += 1
        if index not in edits:
            continue
        if in_field:
            plans[page].fields[number] = edited(block.text, edits[index])
        else:
            plans[page].paragraphs[number] = edits[index]
    for burn in plan.burns:
        if burn.page is not None:
            plans[burn.page].burns.append(burn)
    return dict(plans)


def pieces(plan: PagePlan, page: PageGlyphs) -> list[Piece]:
    """The characters of a page that its plan takes out."""
    owned = {origin for piece in page.pieces for origin in piece.origins}
    found: list[Piece] = []
    for number, edits in plan.paragraphs.items():
        if number >= len(page.pieces):
            message = "the reader and the writer see different pieces"
            raise Fault(message)
        text, origins = page.pieces[number].text, page.pieces[number].origins
        for edit in edits:
            before, after = text[edit.start : edit.end], edit.replacement
            lead = _same_start(before, after)
            tail = _same_start(before[lead:][::-1], after[lead:][::-1]) if len(before) == len(after) else 0
            going = list(_with_dropped(origins[edit.start + lead : edit.end - tail], owned))
            written = after[lead : len(after) - tail]
            if not going and not written:
                continue
            indexes = tuple(page.indexes[at] for at in going if page.indexes[at] >= 0)
            found.append(Piece(indexes, " ".join(written.split("\n"))))
    return found


def _with_dropped(origins: Sequence[int], owned: Container[int]) -> Iterator[int]:
    """Places in the raw text; what cleaning dropped between two characters that go, goes with them."""
    last: int | None = None
    for at in origins:
        if at == NO_ORIGIN:
            continue
        between = range(last + 1, at) if last is not None else range(0)
        if len(between) <= _DROPPED and not any(one in owned for one in between):
            yield from between
        yield at
        last = at


def whole_codes(taken: list[Piece], page: PageGlyphs) -> list[Piece]:
    """The same pieces, where characters that share one place (an alternate text, a ligature) go all or none.

    Where in such a run one character is drawn, nobody can tell; so what stays of it is written anew.
    """
    of_piece = {index: number for number, piece in enumerate(taken) for index in piece.indexes}
    found = [list(piece.indexes) for piece in taken]
    written = [piece.replacement for piece in taken]
    added: list[Piece] = []
    for run in _runs(page):
        touched = {of_piece[index] for index in run if index in of_piece}
        if not touched:
            continue
        text = ""
        for index in run:
            number = of_piece.get(index)
            if number is None:
                text += page.glyphs[index].text
            elif found[number] and found[number][0] == index:
                text += written[number]
                written[number] = ""
        for number in touched:
            found[number] = [index for index in found[number] if index not in run]
        added.append(Piece(tuple(run), text))
    return [*(Piece(tuple(indexes), text) for indexes, text in zip(found, written, strict=True)), *added]


def _runs(page: PageGlyphs) -> list[range]:
    """Characters of one text object with one origin, two or more."""
    runs: list[range] = []
    start = 0
    for index in range(1, len(page.glyphs) + 1):
        first = page.glyphs[start]
        here = page.glyphs[index] if index < len(page.glyphs) else None
        if here is None or here.drawn_by != first.drawn_by or (here.x, here.y) != (first.x, first.y):
            if index - start > 1 and first.drawn_by != NO_OBJECT:
                runs.append(range(start, index))
            start = index
    return runs


def _same_start(before: str, after: str) -> int:
    """How many signs need not be drawn anew: 138 in 138****1234."""
    return next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other),
                min(len(before), len(after)))


def _with_cuts(document: Document, plan: PublicPlan, name: str) -> Iterator[SpanEdit]:
    """Edits, and each cut as the removal of the texts of its cells: ruled lines stay, nothing moves."""
    yield from plan.spans
    taken = [(edit.start, edit.end) for edit in plan.spans]
    cuts: tuple[ColumnCut | RowCut | TableCut, ...] = (*plan.columns, *plan.rows, *plan.tables)
    for cut in cuts:
        notice = getattr(cut, "notice", "")
        found = False
        for start, block in document.content():
            if not _is_cut(block, cut.table, getattr(cut, "column", None), getattr(cut, "row", None)):
                continue
            found = True
            if block.text and not any(start < last and first < start + len(block.text) for first, last in taken):
                yield SpanEdit(start, start + len(block.text), notice)
                taken.append((start, start + len(block.text)))
                notice = ""
        if not found:
            raise NoWriter(name=name)


def _is_cut(block: Block, table: int | None, column: int | None, row: int | None) -> bool:
    place = block.place
    return (
        block.kind is BlockKind.CELL and table is not None and place.table == table
        and column in {None, place.column} and row in {None, place.row})
