"""Reads html: what a browser shows, in order, and what it keeps to itself."""

import re
from collections.abc import Iterator
from typing import Final

from reviewer_app.documents import html_parsing
from reviewer_app.documents.html_walk import Element, HtmlWalker, hidden_inputs
from reviewer_app.documents.ooxml_properties import property_block
from reviewer_app.domain.document import Block, Document, FileKind, Place, Unread, UnreadReason

_BLANKS: Final = re.compile(r"\s+")
_EMBEDDED: Final = ("iframe", "object", "embed", "video", "audio", "frame")


def read(untrusted_data: bytes, name: str) -> Document:
    """Read a page; comments, meta, links, scripts and hidden fields become blocks too, pictures are unread."""
    root = html_parsing.parse(html_parsing.decode(untrusted_data, name), name)
    blocks = [walked.block for walked in HtmlWalker(root, name).walk()]
    seen: set[tuple[str, str]] = set()
    for part, text in _unseen(root):
        clean = _BLANKS.sub(" ", text).strip()
        if clean and (part, clean) not in seen:
            seen.add((part, clean))
            blocks.append(property_block(part, clean))
    return Document.of(FileKind.HTML, tuple(blocks), _properties(blocks), tuple(_unread(root)))


def _properties(blocks: list[Block]) -> dict[str, str]:
    return {
        block.place.part: block.text
        for block in blocks
        if block.place.part and block.place.part.startswith(("meta.", "title"))
    }


def _unseen(root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iter("title"):
        yield "title", element.text or ""
    for element in root.iter("meta"):
        yield f"meta.{element.get('name') or element.get('property') or 'content'}", element.get("content") or ""
    for element in root.iter("a", "area"):
        yield "link", element.get("href") or ""
    for element in root.iter("*"):
        yield "attribute", element.get("title") or ""
        yield "attribute", element.get("alt") or ""
    for element in root.iter("script"):
        yield "script", element.text or ""
    for value in hidden_inputs(root):
        yield "hidden_input", value
    for element in root.xpath("//comment()[starts-with(normalize-space(.), '[if')]"):
        yield "conditional_comment", element.text or ""


def _unread(root: Element) -> Iterator[Unread]:
    sources = dict.fromkeys(element.get("src") or "" for element in root.iter("img"))
    for source in sources:
        yield Unread(Place(part=source[:200] if not source.startswith("data:") else "data:"), UnreadReason.PICTURE)
    for element in root.iter(*_EMBEDDED):
        source = element.get("src") or element.get("data") or element.tag
        yield Unread(Place(part=source[:200]), UnreadReason.EMBEDDED)
