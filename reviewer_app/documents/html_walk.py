"""Walks a page in order and yields its blocks with the text nodes they come from.

As with docx, readers take the blocks and writers of public versions blocks and pieces.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from lxml import etree

from reviewer_app.documents import html_parsing, limits, table_headers, xml_parts
from reviewer_app.documents.grid import check_count
from reviewer_app.domain.document import Block, BlockKind, Place
from reviewer_app.domain.errors import FileTooDeep

Element = Any
"""An lxml element: its stubs are incomplete."""

_BLANKS: Final = re.compile(r"[ \t\n\r\f]+")
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
INLINE: Final = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "input", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "o:p",
})  # fmt: skip
_SILENT: Final = frozenset({"script", "style", "head", "title", "meta", "link", "template", "iframe", "object"})
_CELLS: Final = frozenset({"td", "th"})

SILENT_INPUTS: Final = frozenset({"hidden", "password", "checkbox", "radio", "image"})
"""Form fields whose value no one reads on the page."""


class TextPiece(NamedTuple):
    """A text node as shown: blanks collapsed. `tail` says whether it is the element's text or what follows it.

    `element` is None for a line break between paragraphs of one block.
    """

    element: Element
    tail: bool
    text: str


class Walked(NamedTuple):
    """A block and the pieces whose texts joined are its text."""

    block: Block
    pieces: list[TextPiece]


class _Cell(NamedTuple):
    row: int
    column: int
    span: int
    text: str
    pieces: list[TextPiece]
    hidden: bool
    after: list[Walked]


@dataclass
class _Table:
    """A table being walked: its cells so far and which places spans from above occupy."""

    number: int
    row: int = 0
    column: int = 1
    cells: list[_Cell] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)
    """Per column the last row that a cell from above spans down to."""

    def next_row(self) -> None:
        """Begin a row."""
        self.row += 1
        self.column = 1

    def place(self, element: Element) -> tuple[int, int]:
        """Column and span of the next cell, stepping over cells that span down from above."""
        while self.taken.get(self.column, 0) >= self.row:
            self.column += 1
        column, span, down = self.column, _span(element, "colspan"), _span(element, "rowspan")
        if down > 1:
            self.taken.update(dict.fromkeys(range(column, column + span), self.row + down - 1))
        self.column += span
        return column, span


@dataclass
class _Flow:
    """Text being gathered: of the page itself, or of the cell `at` (column, span)."""

    kind: BlockKind = BlockKind.PARAGRAPH
    hidden: bool = False
    pieces: list[TextPiece] = field(default_factory=list)
    out: list[Walked] = field(default_factory=list)
    at: tuple[int, int] | None = None
    broken: bool = False

    def add(self, element: Element, *, tail: bool, text: str | None) -> None:
        """Append a text node, its blanks collapsed against what stands before it."""
        shown = _BLANKS.sub(" ", text or "").replace("\xa0", " ")
        if not self.pieces or self.broken or self.pieces[-1].text.endswith((" ", "\n")):
            shown = shown.lstrip(" ")
        if not shown:
            return
        if self.broken and self.pieces:
            self.pieces.append(TextPiece(None, tail=False, text="\n"))
        self.broken = False
        self.pieces.append(TextPiece(element, tail, shown))

    def take(self) -> tuple[str, list[TextPiece]]:
        """The text gathered and its pieces; the flow is empty afterwards."""
        pieces, self.pieces, self.broken = self.pieces, [], False
        while pieces and not (last := pieces[-1].text.rstrip()):
            pieces.pop()
        if pieces:
            pieces[-1] = pieces[-1]._replace(text=last)
        return "".join([piece.text for piece in pieces]), pieces

    def flush(self) -> None:
        """End a paragraph: of the page it becomes a block, in a cell a line break."""
        if self.at is not None:
            self.broken = True
            return
        text, pieces = self.take()
        if text:
            kind = BlockKind.HIDDEN if self.hidden else self.kind
            self.out.append(Walked(Block(text, kind, Place(), None, self.hidden), pieces))


class HtmlWalker:
    """One walk over one page."""

    def __init__(self, root: Element, name: str) -> None:
        self._root = root
        self._name = name
        self._selectors = html_parsing.hiding_selectors(root)
        self._flows = [_Flow()]
        self._tables: list[_Table] = []
        self._count = 0
        self._hiding = 0
        self._silent = 0

    def walk(self) -> list[Walked]:
        """All blocks of the page in reading order."""
        for event, element in etree.iterwalk(self._root, events=("start", "end", "comment")):
            if event == "comment":
                self._comment(element)
                self._flows[-1].add(element, tail=True, text=element.tail) if not self._silent else None
            elif event == "start":
                self._start(element)
            else:
                self._end(element)
        self._flows[0].flush()
        return self._flows[0].out

    def _comment(self, element: Element) -> None:
        text = _BLANKS.sub(" ", element.text or "").strip()
        if text and not text.startswith(("[if", "[endif")) and not self._silent:
            self._aside(Walked(Block(text, BlockKind.COMMENT), [TextPiece(element, tail=False, text=text)]))

    def _aside(self, walked: Walked) -> None:
        """A block that interrupts the text: it follows the paragraph or cell being gathered."""
        self._flows[-1].out.append(walked)

    def _start(self, element: Element) -> None:
        tag = element.tag
        if tag in _SILENT:
            self._silent += 1
        hides = html_parsing.hides(element, self._selectors) or tag == "noscript"
        if hides or tag not in INLINE:
            self._flows[-1].flush()
        if hides:
            self._hiding += 1
            self._flows[-1].hidden = True
        self._open(element, tag)
        if not self._silent:
            self._flows[-1].add(element, tail=False, text=_own_text(element))

    def _open(self, element: Element, tag: str) -> None:
        if tag in _HEADINGS:
            self._flows[-1].kind = BlockKind.HEADING
        elif tag == "table":
            if len(self._tables) > limits.MAX_NESTING:
                raise FileTooDeep(name=self._name)
            self._count += 1
            self._tables.append(_Table(self._count))
        elif self._tables and tag == "tr":
            self._tables[-1].next_row()
        elif self._tables and tag in _CELLS:
            self._flows.append(_Flow(hidden=self._hiding > 0, at=self._tables[-1].place(element)))

    def _end(self, element: Element) -> None:
        tag = element.tag
        if tag in _SILENT:
            self._silent -= 1
        hid = html_parsing.hides(element, self._selectors) or tag == "noscript"
        if hid or tag not in INLINE:
            self._flows[-1].flush()
        self._close(tag)
        if hid:
            self._hiding -= 1
            self._flows[-1].hidden = self._hiding > 0
        if not self._silent and element is not self._root:
            self._flows[-1].add(element, tail=True, text=element.tail)

    def _close(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._flows[-1].kind = BlockKind.PARAGRAPH
        elif self._tables and tag in _CELLS and self._flows[-1].at is not None:
            self._end_cell()
        elif self._tables and tag == "table":
            self._end_table(self._tables.pop())

    def _end_cell(self) -> None:
        flow = self._flows.pop()
        column, span = flow.at or (1, 1)
        text, pieces = flow.take()
        table = self._tables[-1]
        table.cells.append(_Cell(table.row, column, span, text, pieces, flow.hidden, flow.out))
        check_count(len(table.cells), self._name)

    def _end_table(self, table: _Table) -> None:
        out = self._flows[-1].out
        for cell, header in zip(table.cells, table_headers.headers(table.cells), strict=True):
            if cell.text:
                place = Place(row=cell.row, column=cell.column, table=table.number)
                out.append(Walked(Block(cell.text, BlockKind.CELL, place, header, cell.hidden), cell.pieces))
            out.extend(cell.after)


def _span(element: Element, attribute: str) -> int:
    return max(1, xml_parts.number(element.get(attribute), limits.MAX_SPAN))


def _own_text(element: Element) -> str | None:
    """Text an element shows first; form fields show their value."""
    if element.tag == "input" and element.get("type") not in SILENT_INPUTS:
        value: str | None = element.get("value")
        return value
    text: str | None = element.text
    return text


def hidden_inputs(root: Element) -> Iterator[str]:
    """Values of hidden form fields."""
    for element in root.iter("input"):
        if element.get("type") == "hidden" and element.get("value"):
            yield element.get("value")
