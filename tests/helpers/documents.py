"""Documents for tests, built from text or a table without any file."""

from collections.abc import Sequence

from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, Place


def text_document(text: str) -> Document:
    """A txt document: a run of non-blank lines is one block, each blank line an empty one."""
    blocks: list[Block] = []
    run: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            run.append(line)
            continue
        if run:
            blocks.append(Block("\n".join(run), BlockKind.PARAGRAPH))
            run = []
        blocks.append(Block(line, BlockKind.PARAGRAPH))
    if run:
        blocks.append(Block("\n".join(run), BlockKind.PARAGRAPH))
    return Document.of(FileKind.TEXT, tuple(blocks))


def cell(text: str, header: str | None, row: int, column: int, *, sheet: str = "Sheet1", hidden: bool = False) -> Block:
    """One spreadsheet cell under `header`."""
    return Block(text, BlockKind.CELL, Place(sheet=sheet, row=row, column=column), header, hidden)


def table_document(header: Sequence[str], rows: Sequence[Sequence[str]], *, with_header: bool = True) -> Document:
    """A one-sheet workbook: the header row, then `rows`; without headers the cells carry none."""
    blocks: list[Block] = []
    if with_header:
        blocks += [cell(text, None, 1, column) for column, text in enumerate(header, 1)]
    for row, values in enumerate(rows, 2 if with_header else 1):
        for column, text in enumerate(values, 1):
            blocks.append(cell(text, header[column - 1] if with_header else None, row, column))
    return Document.of(FileKind.XLSX, tuple(blocks))


def blocks_document(*blocks: Block, kind: FileKind = FileKind.DOCX) -> Document:
    """A document of given blocks."""
    return Document.of(kind, blocks)
