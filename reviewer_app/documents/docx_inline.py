"""The text of one Word paragraph, as pieces that each know the element they come from.

The readers join the pieces; the writers of public versions edit the elements. One walk serves both, so that an
offset in a block can never mean one thing to the reader and another to the writer.
"""

from enum import StrEnum
from typing import Any, Final, NamedTuple

from reviewer_app.documents import docx_names as w
from reviewer_app.documents import limits
from reviewer_app.documents.docx_styles import Styles
from reviewer_app.domain.errors import FileTooDeep

Element = Any
"""An lxml element: its stubs are incomplete."""

MARKS: Final = {w.TAB: "\t", w.PTAB: "\t", w.BR: "\n", w.CR: "\n", w.NO_BREAK_HYPHEN: "-"}
_TEXTS: Final = frozenset({w.T, w.MATH_T})
_EXCEPTIONAL: Final = (
    w.DEL, w.MOVE_FROM, w.VANISH, w.COLOR, w.RSTYLE, w.TXBX, w.ALTERNATE, w.DEL_TEXT,
)  # fmt: skip
_SIMPLE: Final = (*_TEXTS, *MARKS, *_EXCEPTIONAL)
WHITE: Final = frozenset({"FFFFFF", "ffffff"})


class Show(StrEnum):
    """How a run is shown."""

    VISIBLE = "visible"
    DELETED = "deleted"
    HIDDEN = "hidden"


class Piece(NamedTuple):
    """A stretch of text and the element it stands in (None: a line break between paragraphs of one cell)."""

    element: Element
    text: str


class Inline(NamedTuple):
    """A paragraph taken apart: what is seen, what is tracked as deleted, what is hidden, boxes anchored in it."""

    visible: list[Piece]
    deleted: list[Piece]
    hidden: list[Piece]
    boxes: list[Element]


class InlineWalker:
    """Takes paragraphs apart; needs the styles because a style can hide its text."""

    def __init__(self, styles: Styles, name: str) -> None:
        self._hidden_styles = styles.hidden
        self._name = name

    def walk(self, paragraph: Element, *, white_hides: bool = True) -> Inline:
        """The paragraph's pieces. White letters count as hidden unless they may stand on a coloured cell."""
        hidden = bool(self._hidden_styles) and self._paragraph_hidden(paragraph)
        visible = None if hidden else self._plain(paragraph, white_hides=white_hides)
        if visible is not None:
            return Inline(visible, [], [], [])
        inline = Inline([], [], [], [])
        self._descend(paragraph, Show.HIDDEN if hidden else Show.VISIBLE, inline, white_hides, 0)
        return inline

    def _plain(self, paragraph: Element, *, white_hides: bool) -> list[Piece] | None:
        """The pieces of a paragraph in which all is visible; None as soon as something exceptional is met."""
        visible: list[Piece] = []
        for element in paragraph.iter(*_SIMPLE):
            tag = element.tag
            if tag in _TEXTS:
                visible.append(Piece(element, element.text or ""))
            elif tag in MARKS:
                if element.getparent().tag == w.R:
                    visible.append(Piece(element, MARKS[tag]))
            elif self._matters(tag, element, white_hides=white_hides):
                return None
        return visible

    def _matters(self, tag: str, element: Element, *, white_hides: bool) -> bool:
        """Whether an element that is exceptional by its name is so by its value."""
        if tag == w.COLOR:
            return white_hides and element.get(w.VAL) in WHITE
        if tag == w.RSTYLE:
            return element.get(w.VAL) in self._hidden_styles
        return True

    def _paragraph_hidden(self, paragraph: Element) -> bool:
        style = paragraph.find(f"{w.PPR}/{w.PSTYLE}")
        return style is not None and style.get(w.VAL) in self._hidden_styles

    def _descend(self, parent: Element, show: Show, out: Inline, white_hides: bool, depth: int) -> None:
        if depth > limits.MAX_NESTING * 5:
            raise FileTooDeep(name=self._name)
        for child in parent:
            tag = child.tag
            if tag == w.R:
                self._run(child, self._run_show(child, show, white_hides=white_hides), out)
            elif tag == w.MATH_T:
                _put(out, show, Piece(child, child.text or ""))
            elif tag in {w.DEL, w.MOVE_FROM}:
                self._descend(child, Show.DELETED, out, white_hides, depth + 1)
            elif tag not in {w.PPR, w.FALLBACK}:
                self._descend(child, show, out, white_hides, depth + 1)

    def _run_show(self, run: Element, show: Show, *, white_hides: bool) -> Show:
        properties = run.find(w.RPR)
        if properties is None or show is not Show.VISIBLE:
            return show
        shaded = white = hidden = False
        for item in properties:
            tag, value = item.tag, item.get(w.VAL)
            if tag == w.VANISH:
                hidden = w.is_on(value)
            elif tag == w.RSTYLE:
                hidden = hidden or value in self._hidden_styles
            elif tag == w.COLOR:
                white = white_hides and value in WHITE
            elif tag in {w.SHD, w.HIGHLIGHT}:
                shaded = True
        return Show.HIDDEN if hidden or (white and not shaded) else show

    def _run(self, run: Element, show: Show, out: Inline) -> None:
        """Text and marks of one run, and boxes anchored in it; of alternatives only the first choice counts."""
        for element in run.iter(w.T, w.DEL_TEXT, *MARKS, w.TXBX):
            tag = element.tag
            if tag == w.TXBX:
                if _is_own_box(element, run):
                    out.boxes.append(element)
            elif element.getparent() is run:
                if tag == w.DEL_TEXT:
                    out.deleted.append(Piece(element, element.text or ""))
                else:
                    _put(out, show, Piece(element, MARKS.get(tag) or element.text or ""))


def _put(out: Inline, show: Show, piece: Piece) -> None:
    target = {Show.VISIBLE: out.visible, Show.DELETED: out.deleted, Show.HIDDEN: out.hidden}[show]
    target.append(piece)


def _is_own_box(box: Element, run: Element) -> bool:
    """Whether no other box and no fallback stands between a text box and the run it is anchored in."""
    for ancestor in box.iterancestors():
        if ancestor is run:
            return True
        if ancestor.tag in {w.TXBX, w.FALLBACK}:
            return False
    return False
