"""Parsing of untrusted XML: no document type, no entities, no network, bounded depth.

The one place where office XML is parsed, for the readers and for the writers.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from lxml import etree

from reviewer_app.domain.errors import FileDamaged, FileHostile, FileTooDeep, UnreadableFile

STRICT: Final = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}
"""Names of the strict variant of OOXML (ISO/IEC 29500) and the usual ones that our walkers look for."""

LONG_NUMBER: Final = 12
_PROLOGUE: Final = 4096
_UTF16: Final = frozenset({b"\xff\xfe", b"\xfe\xff"})


def number(value: str | None, largest: int) -> int:
    """A count written in an attribute, at most `largest`; 0 for anything that is not a plain number."""
    if value is None or not (value.isascii() and value.isdecimal()):
        return 0
    return min(int(value), largest) if len(value) < LONG_NUMBER else largest


def parse(untrusted_xml: bytes, name: str) -> Any:  # noqa: ANN401 — lxml's elements have no complete stubs
    """Parse one XML part and return its root element.

    Raises `FileHostile` for a document type or entity, `FileTooDeep` for nesting beyond libxml2's limit and
    `FileDamaged` for anything that is not well-formed. `name` is the name of the file for the message.
    """
    untrusted_xml = _usual_names(untrusted_xml)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(untrusted_xml, parser)
    except etree.XMLSyntaxError as error:
        raise _cause(error, untrusted_xml, name) from None
    info = root.getroottree().docinfo
    if info.internalDTD is not None or info.doctype:
        raise FileHostile(name=name)
    return root


def stream(untrusted_xml: bytes, name: str, tags: tuple[str, ...]) -> Iterator[Any]:
    """Yield the elements of these names as they end, each emptied afterwards: memory does not grow with the part.

    Raises as `parse` does, from within the iteration.
    """
    untrusted_xml = _usual_names(untrusted_xml)
    if b"<!DOCTYPE" in untrusted_xml[:_PROLOGUE] or untrusted_xml[:2] in _UTF16:
        parse(untrusted_xml, name)
    events = etree.iterparse(
        BytesIO(untrusted_xml), tag=tags, no_network=True, load_dtd=False, resolve_entities=False, huge_tree=False
    )
    try:
        for _, element in events:
            yield element
            element.clear()
    except etree.XMLSyntaxError as error:
        raise _cause(error, untrusted_xml, name) from None
    if events.root is not None and events.root.getroottree().docinfo.doctype:
        raise FileHostile(name=name)


def _usual_names(untrusted_xml: bytes) -> bytes:
    if b"//purl.oclc.org/ooxml/" in untrusted_xml:
        for strict, usual in STRICT.items():
            untrusted_xml = untrusted_xml.replace(strict, usual)
    return untrusted_xml


def _cause(error: etree.XMLSyntaxError, untrusted_xml: bytes, name: str) -> UnreadableFile:
    """Which error of ours a parser's error is; a document type that made parsing fail stays an attack."""
    if b"<!DOCTYPE" in untrusted_xml[:_PROLOGUE] or b"<!ENTITY" in untrusted_xml[:_PROLOGUE]:
        return FileHostile(name=name)
    if error.msg and "depth" in error.msg:
        return FileTooDeep(name=name)
    return FileDamaged(name=name)
