"""What an xlsx holds beside its cell values: hidden rows and columns, comments, names, drawings, header lines."""

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from reviewer_app.documents import relationships, xml_parts
from reviewer_app.documents.archive import Archive
from reviewer_app.documents.ooxml_properties import property_block
from reviewer_app.documents.relationships import Relationship
from reviewer_app.domain.document import Block, BlockKind, Place
from reviewer_app.domain.errors import FileDamaged

_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEADER_CODES: Final = re.compile(r'&(?:(&)|"[^"]*"|\d+|K[0-9A-F]{6}|[A-Za-z])')
_ROWS_BEGIN: Final = re.compile(rb"<(?:\w{1,20}:)?sheetData\b[^<>]{0,200}>")
_ROWS_END: Final = re.compile(rb"</(?:\w{1,20}:)?\Z")
_MAY_HIDE: Final = (b"hidden", b"<!", b"<?")
_NO_HEIGHT: Final = re.compile(rb"ht\s*=\s*[\"']0")
_COLUMNS: Final = 16_384
_ROWS: Final = 1_048_576


class SheetExtras(NamedTuple):
    """Extras of one sheet: hidden places (1-based) and further blocks (comments, header lines, boxes)."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    blocks: tuple[Block, ...] = ()


def workbook_part(archive: Archive) -> str:
    """The name of the workbook part; `FileDamaged` if there is none."""
    for link in relationships.of_part(archive, ""):
        if link.kind == "officeDocument" and archive.has(link.target):
            return link.target
    raise FileDamaged(name=archive.name)


def sheet_parts(archive: Archive, workbook: str) -> dict[str, str]:
    """Part names of the sheets by the sheets' names."""
    targets = _targets(archive, workbook)
    root = xml_parts.parse(archive.read(workbook), archive.name)
    sheets = root.iter(f"{_S}sheet")
    found = {element.get("name") or "": targets.get(element.get(f"{_R}id") or "") for element in sheets}
    return {sheet: part for sheet, part in found.items() if part}


def _targets(archive: Archive, part: str) -> dict[str, str]:
    return {link.id: link.target for link in relationships.of_part(archive, part) if not link.external}


def workbook_blocks(archive: Archive, workbook: str) -> Iterator[Block]:
    """Defined names and who may have saved the workbook, as property blocks."""
    root = xml_parts.parse(archive.read(workbook), archive.name)
    for element in root.iter(f"{_S}definedName"):
        yield property_block("definedName", f"{element.get('name') or ''} {element.text or ''}".strip())
    for element in root.iter(f"{_S}fileSharing"):
        if element.get("userName"):
            yield property_block("fileSharing", element.get("userName"))


def of_sheet(archive: Archive, part: str, sheet: str) -> SheetExtras:
    """Stream through one sheet's part and what hangs on it."""
    rows: set[int] = set()
    columns: set[int] = set()
    blocks: list[Block] = []
    number = 0
    wanted = (f"{_S}row", f"{_S}col", f"{_S}headerFooter", f"{_S}dataValidation")
    for element in xml_parts.stream(_without_plain_rows(archive.read(part)), archive.name, wanted):
        if element.tag == wanted[0]:
            number = _int(element.get("r")) or number + 1
            if _hides(element, "ht"):
                rows.add(number)
        elif element.tag == wanted[1]:
            if _hides(element, "width"):
                columns.update(range(_int(element.get("min")), min(_int(element.get("max")), _COLUMNS) + 1))
        else:
            blocks.extend(_lines(element, sheet))
    for link in relationships.of_part(archive, part):
        if not link.external and archive.has(link.target):
            blocks.extend(_linked(archive, link, sheet))
    return SheetExtras(frozenset(rows), frozenset(columns), tuple(blocks))


def _without_plain_rows(untrusted_xml: bytes) -> bytes:
    """A sheet without its rows if none of them can be hidden: parsing them would cost more than all the rest.

    What could hide a row is looked for in the bytes of the whole stretch, so a mark is never overlooked; a part in
    another encoding than UTF-8 is parsed whole.
    """
    begin = _ROWS_BEGIN.search(untrusted_xml)
    last = untrusted_xml.rfind(b"sheetData")
    close = _ROWS_END.search(untrusted_xml[max(last - 24, 0) : last])
    if begin is None or close is None or b"\0" in untrusted_xml[:64] or b"encoding" in _not_utf8(untrusted_xml):
        return untrusted_xml
    start, end = begin.end(), last - len(close.group())
    if start > end:
        return untrusted_xml
    marked = any(untrusted_xml.find(mark, start, end) >= 0 for mark in _MAY_HIDE)
    if marked or _NO_HEIGHT.search(untrusted_xml, start, end):
        return untrusted_xml
    return untrusted_xml[:start] + untrusted_xml[end:]


def _not_utf8(untrusted_xml: bytes) -> bytes:
    """The XML declaration unless it says UTF-8."""
    declaration = untrusted_xml[:200].partition(b"?>")[0]
    return b"" if b"utf-8" in declaration.lower() else declaration


def _hides(element: Any, size: str) -> bool:  # noqa: ANN401 — lxml element
    return element.get("hidden") in {"1", "true"} or element.get(size) in {"0", "0.0"}


def _lines(element: Any, sheet: str) -> Iterator[Block]:  # noqa: ANN401 — lxml element
    """Header and footer lines without their codes; lists that a validation offers."""
    for child in element:
        text = child.text or ""
        if element.tag == f"{_S}dataValidation":
            if text.startswith('"'):
                yield property_block(f"{sheet}!dataValidation", text.strip('"'))
            continue
        plain = plain_line(text)
        if plain:
            kind = BlockKind.HEADER if child.tag.endswith("Header") else BlockKind.FOOTER
            yield Block(plain, kind, Place(sheet=sheet))


def plain_line(line: str) -> str:
    """A page header or footer line without its codes (ECMA-376 Part 1, 18.3.1.39); `&&` is the sign itself."""
    return _HEADER_CODES.sub(lambda code: code.group(1) or " ", line).strip()


def _linked(archive: Archive, link: Relationship, sheet: str) -> Iterator[Block]:
    if link.kind == "comments":
        yield from _comments(xml_parts.parse(archive.read(link.target), archive.name), sheet)
    elif link.kind == "threadedComment":
        for element in xml_parts.parse(archive.read(link.target), archive.name):
            text = "".join(element.itertext()).strip()
            if text:
                yield Block(text, BlockKind.COMMENT, Place(sheet=sheet, cell=element.get("ref")))
    elif link.kind in {"drawing", "vmlDrawing"}:
        root = _drawing(archive, link)
        for paragraph in root.iter(f"{_A}p") if root is not None else ():
            text = "".join(element.text or "" for element in paragraph.iter(f"{_A}t"))
            if text.strip():
                yield Block(text, BlockKind.TEXT_BOX, Place(part=link.target, sheet=sheet))
        for element in root.iter() if root is not None else ():
            if element.get("descr"):
                yield property_block(f"{link.target}#alt", element.get("descr"))


def _drawing(archive: Archive, link: Relationship) -> Any:  # noqa: ANN401 — lxml element
    """A drawing's root; the old VML kind is often not well-formed and repeats what the comments part says."""
    return xml_parts.parse(archive.read(link.target), archive.name) if link.kind == "drawing" else None


def _comments(root: Any, sheet: str) -> Iterator[Block]:  # noqa: ANN401 — lxml element
    authors = [element.text or "" for element in root.iter(f"{_S}author")]
    for author in dict.fromkeys(name.strip() for name in authors if not name.startswith("tc={")):
        if author:
            yield property_block(f"{sheet}!comments#author", author)
    for element in root.iter(f"{_S}comment"):
        text = "".join(part.text or "" for part in element.iter(f"{_S}t")).strip()
        if text:
            yield Block(text, BlockKind.COMMENT, Place(sheet=sheet, cell=element.get("ref")))


def _int(value: str | None) -> int:
    return xml_parts.number(value, _ROWS)
