"""Public versions of Word files: the same walk as the reader's, edited in place, saved as a clean copy."""

from typing import Final

from reviewer_app.documents import docx_names as w
from reviewer_app.documents.docx_inline import Element, Piece
from reviewer_app.documents.docx_package import DocxPackage
from reviewer_app.documents.docx_walk import Walked
from reviewer_app.documents.writers import docx_cleaning, docx_tables
from reviewer_app.documents.writers.ooxml_copy import PackageCopy
from reviewer_app.documents.writers.spans import by_block, by_piece, edited
from reviewer_app.documents.writers.sweep import Sweep
from reviewer_app.domain.public_version import PublicPlan, SpanEdit

_KEPT: Final = frozenset({
    "officeDocument", "styles", "numbering", "settings", "fontTable", "theme", "webSettings", "header", "footer",
    "footnotes", "endnotes", "image", "font", "chart", "chartStyle", "chartColorStyle", "diagramData", "diagramLayout",
    "diagramQuickStyle", "diagramColors", "diagramDrawing",
})
"""Kinds of relationships whose parts travel along."""

_TEXTS: Final = frozenset({w.T, w.MATH_T, w.DEL_TEXT})
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def write(untrusted_data: bytes, name: str, plan: PublicPlan) -> bytes:
    """Apply a plan to a copy of a Word file."""
    package = DocxPackage(untrusted_data, name)
    walked = [entry for _, entry in package.walk(headers=False)]
    sweep = Sweep([entry.block for entry in walked], plan)
    read = frozenset(package.roots)
    for index, edits in by_block([entry.block for entry in walked], plan.spans).items():
        _edit(walked[index], edits)
    for entry in walked:
        if entry.block.hidden or entry.block.kind in docx_tables.HIDDEN_KINDS:
            _blank(entry)
    docx_tables.cut(walked, plan)
    copy = PackageCopy(package.archive, package.roots, lambda kind, _: kind in _KEPT, plan.burns)
    for part in copy.xml_parts():
        root = copy.root(part)
        for row in [row for row in root.iter(w.TR) if docx_tables.is_hidden_row(row)]:
            docx_tables.remove_row(row)
        _remove_hidden_runs(root)
        docx_cleaning.clean(root, copy.dropped.get(part, set()))
        sweep.attributes(root)
        # Charts and diagrams are no text of the document; in the others every occurrence was decided by itself.
        sweep.texts(root, *([w.INSTR] if part in read else []))
    return copy.save()


def _edit(walked: Walked, edits: list[SpanEdit]) -> None:
    """Make the edits of one block in the elements its text came from."""
    pieces = walked.pieces
    if len(pieces) == 1 and _holds_text(pieces[0]):  # nearly every cell of a list
        element = pieces[0].element
        element.text = edited(element.text or "", edits) or None
        element.set(_SPACE, "preserve")
        return
    for edit in by_piece([len(piece.text) for piece in pieces], [not _holds_text(piece) for piece in pieces], edits):
        element = pieces[edit.piece].element
        if _holds_text(pieces[edit.piece]):
            text = element.text or ""
            element.text = text[:edit.start] + edit.replacement + text[edit.end:] or None
            element.set(_SPACE, "preserve")
        elif element is not None and element.getparent() is not None:
            element.getparent().remove(element)


def _holds_text(piece: Piece) -> bool:
    """Whether a piece is text, not a tab or a line break."""
    return piece.element is not None and piece.element.tag in _TEXTS


def _blank(walked: Walked) -> None:
    """Take hidden text out of its elements; what is left empty goes with the cleaning."""
    for piece in walked.pieces:
        if piece.element is not None and piece.element.getparent() is not None:
            piece.element.getparent().remove(piece.element)


def _remove_hidden_runs(root: Element) -> None:
    """Runs marked as hidden go whole, with pictures and all."""
    for mark in list(root.iter(w.VANISH)):
        properties = mark.getparent()
        run = properties.getparent() if properties is not None else None
        if run is not None and run.tag == w.R and w.is_on(mark.get(w.VAL)) and run.getparent() is not None:
            run.getparent().remove(run)
