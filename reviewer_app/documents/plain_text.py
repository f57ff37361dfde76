"""Reads txt and md. Their `Document.text` is the decoded file itself, so offsets are offsets of the file."""

import re
from typing import Final

from reviewer_app.documents.text_decoding import decode
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind

_HEADING: Final = re.compile(r"#{1,6}(?:\s|$)")


def read(untrusted_data: bytes, name: str, kind: FileKind) -> Document:
    """Read a text or Markdown file: a block is a run of non-blank lines, each blank line an empty block."""
    return Document.of(kind, tuple(blocks_of(decode(untrusted_data, name), kind)))


def blocks_of(text: str, kind: FileKind) -> list[Block]:
    r"""Blocks that joined by `\n` give exactly `text`. A Markdown heading is a block of its own."""
    blocks: list[Block] = []
    run: list[str] = []
    for line in text.split("\n"):
        heading = kind is FileKind.MARKDOWN and _HEADING.match(line) is not None
        if line.strip() and not heading:
            run.append(line)
            continue
        _flush(run, blocks)
        blocks.append(Block(line, BlockKind.HEADING if heading else BlockKind.PARAGRAPH))
    _flush(run, blocks)
    return blocks


def _flush(run: list[str], blocks: list[Block]) -> None:
    if run:
        blocks.append(Block("\n".join(run), BlockKind.PARAGRAPH))
        run.clear()
