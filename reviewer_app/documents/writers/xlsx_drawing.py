"""Pictures and text boxes that float over a sheet: they move with their columns, text is edited, charts go.

A chart keeps copies of the values it draws and names the cells they came from, so it cannot stay as it is.
"""

from collections.abc import Sequence
from typing import Final

from reviewer_app.documents.docx_inline import Element
from reviewer_app.documents.writers.ooxml_copy import RELATIONSHIP
from reviewer_app.documents.writers.xlsx_shift import Axis, whole

_XDR: Final = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FRAMES: Final = (f"{_XDR}graphicFrame", f"{_XDR}contentPart")
_WORDS: Final = frozenset({"descr", "title", "textlink", "macro"})


def edit(root: Element, texts: Sequence[str | None], rows: Axis, columns: Axis, dropped: set[str]) -> None:
    """Edit a drawing; `texts` are the new texts of its paragraphs with text, None where one stays."""
    for fallback in list(root.iter(_FALLBACK)):
        fallback.getparent().remove(fallback)
    paragraphs = [entry for entry in root.iter(f"{A}p") if "".join(t.text or "" for t in entry.iter(f"{A}t")).strip()]
    for paragraph, text in zip(paragraphs, texts, strict=False):
        if text is not None:
            runs = list(paragraph.iter(f"{A}t"))
            for number, run in enumerate(runs):
                run.text = text if number == 0 else ""
    for anchor in list(root):
        if next(anchor.iter(*_FRAMES), None) is not None or not _move(anchor, rows, columns):
            root.remove(anchor)
    for element in list(root.iter("*")):
        _clean(element, dropped)


def _move(anchor: Element, rows: Axis, columns: Axis) -> bool:
    """Shift an anchor; False where it hangs on a cut row or column and goes with it."""
    start = anchor.find(f"{_XDR}from")
    for corner in (start, anchor.find(f"{_XDR}to")):
        if corner is None:
            continue
        for tag, axis in ((f"{_XDR}row", rows), (f"{_XDR}col", columns)):
            entry = corner.find(tag)
            old = whole(entry.text, 0) + 1 if entry is not None else 0
            if old in axis and corner is start:
                return False
            if entry is not None:
                entry.text = str(axis.new(old) - 1)
    return True


def _clean(element: Element, dropped: set[str]) -> None:
    """Alternative texts, links and names of picture files."""
    for mark in list(element.attrib):
        if mark in _WORDS or (mark.startswith(RELATIONSHIP) and element.get(mark) in dropped):
            del element.attrib[mark]
    if element.tag.rpartition("}")[2] == "cNvPr" and element.get("name"):
        element.set("name", f"Picture {element.get('id', '')}".strip())
    linked = any(mark.startswith(RELATIONSHIP) for mark in element.attrib)
    if element.tag in {f"{A}hlinkClick", f"{A}hlinkHover"} and not linked:
        element.getparent().remove(element)
