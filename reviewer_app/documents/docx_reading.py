"""Reads a docx: its text through `DocxPackage.walk`, then everything that travels along unseen."""

from collections.abc import Iterator
from typing import Final

from reviewer_app.documents import docx_names as w
from reviewer_app.documents import ooxml_properties, relationships
from reviewer_app.documents.docx_inline import Element
from reviewer_app.documents.docx_package import DocxPackage
from reviewer_app.documents.ooxml_properties import property_block
from reviewer_app.domain.document import Block, Document, FileKind, Mark, Place, Unread, UnreadReason

_UNREAD: Final = (
    ("/media/", UnreadReason.PICTURE),
    ("/embeddings/", UnreadReason.EMBEDDED),
    ("/activeX/", UnreadReason.EMBEDDED),
    ("vbaProject.bin", UnreadReason.EMBEDDED),
    ("/charts/chart", UnreadReason.UNSUPPORTED),
    ("/diagrams/data", UnreadReason.UNSUPPORTED),
)
"""Members of a package by a piece of their name, and why no text was read from them."""

_TRACKED: Final = {"tracked_insertions": (w.INS, w.MOVE_TO), "tracked_deletions": (w.DEL, w.MOVE_FROM)}


def read(untrusted_data: bytes, name: str) -> Document:
    """Read a docx. A paragraph's text is the accepted reading: tracked insertions in, deletions as blocks after it.

    `properties` additionally counts `tracked_insertions` and `tracked_deletions` where there are any.
    """
    package = DocxPackage(untrusted_data, name)
    blocks = [walked.block for _, walked in package.walk()]
    properties = ooxml_properties.read(package.archive)
    blocks.extend(ooxml_properties.searched(properties))
    blocks.extend(_unseen(package))
    mapping = ooxml_properties.as_mapping(properties) | _tracked(package)
    return Document.of(FileKind.DOCX, tuple(blocks), mapping, tuple(_unread(package)), tuple(_marks(package)))


def _marks(package: DocxPackage) -> Iterator[Mark]:
    if any("/media/" in member for member in package.archive.names()):
        from reviewer_app.documents import office_marks

        yield from office_marks.of_media(package.archive, office_marks.words_beside(package))


def _unseen(package: DocxPackage) -> Iterator[Block]:
    """Names and addresses that no page shows: authors, link targets, alternative texts, stored variables."""
    seen: set[tuple[str, str]] = set()
    for part, text in _unseen_texts(package):
        clean = " ".join(text.split())
        if clean and (part, clean) not in seen:
            seen.add((part, clean))
            yield property_block(part, clean)


def _unseen_texts(package: DocxPackage) -> Iterator[tuple[str, str]]:
    for part, root in _walked_roots(package):
        for element in root.iter(w.INS, w.DEL, w.MOVE_FROM, w.MOVE_TO, w.COMMENT, *w.FORMAT_CHANGES):
            yield f"{part}#author", element.get(w.AUTHOR) or ""
        for element in root.iter(w.DOC_PR):
            yield f"{part}#alt", f"{element.get('descr') or ''} {element.get('title') or ''}"
        for element in root.iter(w.SHAPE, w.TEXT_PATH):
            yield f"{part}#alt", f"{element.get('alt') or ''} {element.get('string') or ''}"
        yield from ((f"{part}#field", text) for text in _instructions(root))
    yield from _people(package)
    yield from ((link.source, link.target) for link in relationships.external(package.archive))
    yield from _stored(package)


def _walked_roots(package: DocxPackage) -> list[tuple[str, Element]]:
    return list(package.roots.items())


def _instructions(root: Element) -> Iterator[str]:
    """Field instructions with an argument (HYPERLINK "…"), which Word splits over runs."""
    for element in root.iter(w.FLD_SIMPLE):
        yield element.get(w.INSTR_ATTR) or ""
    paragraphs: dict[Element, list[str]] = {}
    for element in root.iter(w.INSTR, w.DEL_INSTR):
        owner = next(element.iterancestors(w.P), element)
        paragraphs.setdefault(owner, []).append(element.text or "")
    for texts in paragraphs.values():
        joined = "".join(texts)
        if '"' in joined:
            yield joined


def _people(package: DocxPackage) -> Iterator[tuple[str, str]]:
    for link in package.links:
        if link.kind == "people" and package.archive.has(link.target):
            for element in package.root(link.target):
                for key, value in element.attrib.items():
                    if key.endswith("}author"):
                        yield f"{link.target}#author", value


def _stored(package: DocxPackage) -> Iterator[tuple[str, str]]:
    """Document variables, and the text of custom XML parts."""
    for link in package.links:
        if link.kind == "settings" and package.archive.has(link.target):
            for element in package.root(link.target).iter(w.DOC_VAR):
                yield f"{link.target}#variable", element.get(w.VAL) or ""
        if link.kind == "customXml" and not link.external and package.archive.has(link.target):
            yield link.target, " ".join(package.root(link.target).itertext())


def _tracked(package: DocxPackage) -> dict[str, str]:
    counts = {
        key: sum(1 for _, root in _walked_roots(package) for _ in root.iter(*tags)) for key, tags in _TRACKED.items()
    }
    return {key: str(count) for key, count in counts.items() if count}


def _unread(package: DocxPackage) -> Iterator[Unread]:
    chunks = {link.target for link in package.links if link.kind == "aFChunk"}
    for member in package.archive.names():
        reason = next((why for piece, why in _UNREAD if piece in member), None)
        if member in chunks:
            reason = UnreadReason.EMBEDDED
        if reason is not None and not member.endswith(".rels"):
            yield Unread(Place(part=member), reason)
    for link in package.links:
        if link.external and link.kind == "image":
            yield Unread(Place(part=link.target), UnreadReason.PICTURE)
