"""Small documents for the rule tests, built the way the readers build them."""

from importlib.resources import files

from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, Place


def draft(text: str, kind: FileKind = FileKind.TEXT) -> Document:
    """A document of one paragraph block a line."""
    return Document.of(kind, tuple(Block(line, BlockKind.PARAGRAPH) for line in text.split("\n")))


def pages(*texts: str) -> Document:
    """A PDF-like document: one block a page, with line breaks inside."""
    blocks = (Block(text, BlockKind.PARAGRAPH, Place(page=page)) for page, text in enumerate(texts, 1))
    return Document.of(FileKind.PDF, tuple(blocks))


def blocks(*pieces: tuple[str, BlockKind]) -> Document:
    """A docx-like document of given blocks."""
    return Document.of(FileKind.DOCX, tuple(Block(text, kind) for text, kind in pieces))


def table(header: tuple[str, ...], *rows: tuple[str, ...]) -> tuple[Block, ...]:
    """The cell blocks of one table with its header row."""
    made = [Block(text, BlockKind.CELL, Place(table=1, row=1, column=at)) for at, text in enumerate(header, 1)]
    for row_at, row in enumerate(rows, 2):
        made.extend(
            Block(text, BlockKind.CELL, Place(table=1, row=row_at, column=at), header=header[at - 1])
            for at, text in enumerate(row, 1)
        )
    return tuple(made)


def plan() -> Document:
    """The 2018 plan as it is shipped."""
    return draft((files("resources") / "samples" / "plan.txt").read_text("utf-8"))
