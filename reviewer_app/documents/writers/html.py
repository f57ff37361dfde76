"""Public versions of html pages: text edited, columns cut, nothing left that a reader of the page does not see."""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Final

from lxml import html

from reviewer_app.documents import html_parsing
from reviewer_app.documents.html_walk import Element, HtmlWalker, TextPiece
from reviewer_app.documents.writers import picture_metadata
from reviewer_app.documents.writers.ooxml_copy import is_safe_link
from reviewer_app.documents.writers.spans import by_block, by_piece
from reviewer_app.documents.writers.sweep import Sweep
from reviewer_app.domain.public_version import PublicPlan

_GOES: Final = ("script", "meta", "link", "base", "title", "noscript", "template", "iframe", "object", "embed",
                "applet", "video", "audio", "frame", "frameset")
_ATTRIBUTES: Final = frozenset({
    "style", "class", "id", "colspan", "rowspan", "width", "height", "align", "valign", "border", "cellpadding",
    "cellspacing", "href", "src", "bgcolor", "color", "face", "size", "start", "type", "value", "nowrap", "lang", "dir",
    "rules", "scope",
})
"""Attributes that decide how a page looks; all others (data-…, on…, title, alt …) go."""

_LOCAL_PATH: Final = re.compile(r"file:|[a-zA-Z]:|\\\\", re.IGNORECASE)
_CSS_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_GENERATED: Final = re.compile(r"\bcontent\s*:[^;}]*", re.IGNORECASE)
"""Text that a style sheet writes into the page: no reader of the text sees it, so nobody has decided about it."""

_DATA: Final = re.compile(r"data:image/(?:png|jpe?g|gif);base64,([A-Za-z0-9+/=\s]*)$", re.IGNORECASE)
_CELLS: Final = frozenset({"td", "th"})
_TRAILING: Final = re.compile(r"[ \t\n\r\f]$")


def write(untrusted_data: bytes, name: str, plan: PublicPlan) -> bytes:
    """Edit a page; the result is UTF-8 and says so."""
    root = html_parsing.parse(html_parsing.decode(untrusted_data, name), name)
    walked = HtmlWalker(root, name).walk()
    for index, edits in by_block([entry.block for entry in walked], plan.spans).items():
        pieces = walked[index].pieces
        lengths = [len(piece.text) for piece in pieces]
        texts = [piece.text for piece in pieces]
        for edit in by_piece(lengths, [piece.element is None for piece in pieces], edits):
            text = texts[edit.piece]
            texts[edit.piece] = text[:edit.start] + edit.replacement + text[edit.end:]
        for piece, text in zip(pieces, texts, strict=True):
            if text != piece.text:
                _set(piece, text)
    _cut(list(root.iter("table")), plan)
    sweep = Sweep([entry.block for entry in walked], plan)
    _clean(root)
    sweep.attributes(root)
    sweep.texts(root, "style")
    page: bytes = html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")
    return page


def _set(piece: TextPiece, text: str) -> None:
    """Put text back into its node, with a blank at the ends where the node had one."""
    element = piece.element
    if element is None:
        return
    if element.tag == "input" and not piece.tail:
        element.set("value", text)
        return
    old = (element.tail if piece.tail else element.text) or ""
    new = (" " if old[:1].isspace() else "") + text + (" " if _TRAILING.search(old) else "")
    if piece.tail:
        element.tail = new
    else:
        element.text = new


def _cut(tables: list[Element], plan: PublicPlan) -> None:
    """Take out columns, rows and whole tables, numbered as the walk numbers them."""
    for number, table in enumerate(tables, start=1):
        columns = frozenset(cut.column for cut in plan.columns if cut.table == number)
        rows = frozenset(cut.row for cut in plan.rows if cut.table == number)
        if columns or rows:
            _cut_cells(table, columns, rows)
        for cut in plan.tables:
            if cut.table == number:
                _replace(table, cut.notice)


def _cut_cells(table: Element, columns: frozenset[int], cut_rows: frozenset[int]) -> None:
    """Remove the cells of cut columns; a cell that reaches further only gets narrower."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate([row for row in table.iter("tr") if _owner(row) is table], start=1):
        column = 1
        for cell in [cell for cell in row if cell.tag in _CELLS]:
            while (number, column) in taken:
                column += 1
            span, down = _number(cell, "colspan"), _number(cell, "rowspan")
            places = range(column, column + span)
            taken |= {(number + below, place) for below in range(1, down) for place in places}
            left = sum(1 for place in places if place not in columns)
            if left == 0:
                cell.drop_tree()
            elif left < span:
                cell.set("colspan", str(left))
            column += span
        if number in cut_rows:
            row.drop_tree()
    for number, definition in enumerate([entry for entry in table.iter("col") if _owner(entry) is table], start=1):
        if number in columns:
            definition.drop_tree()


def _owner(element: Element) -> Element | None:
    """The table an element belongs to."""
    return next(element.iterancestors("table"), None)


def _number(cell: Element, attribute: str) -> int:
    value = cell.get(attribute) or ""
    return min(max(int(value), 1), 1000) if value.isascii() and value.isdecimal() else 1


def _replace(table: Element, notice: str) -> None:
    """Put the notice where the table stood."""
    paragraph = table.makeelement("p", {})
    paragraph.text = notice
    if notice:
        table.addprevious(paragraph)
    table.drop_tree()


def _clean(root: Element) -> None:
    """Drop hidden elements, comments, scripts, page information and every attribute that does not shape the page."""
    selectors = html_parsing.hiding_selectors(root)
    for element in list(root.iter(*_GOES)):
        _drop(element)
    for element in list(_unseen(root, selectors)):
        _drop(element)
    for comment in root.xpath("//comment()"):
        _drop(comment)
    for style in root.iter("style"):
        style.text = _GENERATED.sub("", _CSS_COMMENT.sub("", style.text or ""))
    for element in root.iter("*"):
        _clean_attributes(element)
    head = root.find("head")
    if head is None:
        head = root.makeelement("head", {})
        root.insert(0, head)
    head.insert(0, head.makeelement("meta", {"charset": "utf-8"}))


def _unseen(root: Element, selectors: frozenset[str]) -> Iterator[Element]:
    for element in root.iter("*"):
        if html_parsing.hides(element, selectors) or (element.tag == "input" and element.get("type") == "hidden"):
            yield element


def _drop(element: Element) -> None:
    """Remove an element; what follows it stays."""
    parent = element.getparent()
    if parent is not None:
        tail, before = element.tail, element.getprevious()
        if tail and before is not None:
            before.tail = (before.tail or "") + tail
        elif tail:
            parent.text = (parent.text or "") + tail
        parent.remove(element)


def _clean_attributes(element: Element) -> None:
    for name in list(element.attrib):
        if name not in _ATTRIBUTES:
            del element.attrib[name]
    if "href" in element.attrib and not (element.get("href", "").startswith("#") or is_safe_link(element.get("href"))):
        del element.attrib["href"]
    source = element.get("src", "")
    if _LOCAL_PATH.match(source):
        del element.attrib["src"]
    elif source.lower().startswith("data:"):
        _clean_picture(element, _DATA.match(source))


def _clean_picture(element: Element, found: re.Match[str] | None) -> None:
    """A picture written into the page loses its metadata; any other data goes."""
    try:
        data = base64.b64decode(found[1], validate=False) if found is not None else b""
    except binascii.Error:
        data = b""
    if not data:
        del element.attrib["src"]
        return
    kind = element.get("src", "").partition(",")[0]
    element.set("src", f"{kind},{base64.b64encode(picture_metadata.strip(data)).decode()}")
