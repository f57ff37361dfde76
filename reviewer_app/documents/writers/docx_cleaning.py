"""Takes out of one part of a Word file everything that is not the page: revisions, comments, marks of who wrote what.

Tracked changes are resolved to the accepted reading, which is what `Document.text` holds.
"""

from collections.abc import Callable
from typing import Any, Final

from lxml import etree

from reviewer_app.documents import docx_names as w
from reviewer_app.documents.docx_inline import Element
from reviewer_app.documents.writers import docx_fields
from reviewer_app.documents.writers.docx_fields import unwrap
from reviewer_app.documents.writers.ooxml_copy import POINTING, RELATIONSHIP
from reviewer_app.documents.writers.sweep import with_attributes

_W: Final = w.P.rpartition("}")[0] + "}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_O: Final = "{urn:schemas-microsoft-com:office:office}"
_CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_HYPERLINK: Final = _W + "hyperlink"
_SECTION: Final = _W + "sectPr"
_DRAWING: Final = _W + "drawing"

_REMOVED: Final = frozenset({
    w.DEL, w.MOVE_FROM, w.DEL_TEXT, w.DEL_INSTR, w.FALLBACK, *w.FORMAT_CHANGES,
    *(_W + name for name in (
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart",
        "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlMoveFromRangeStart",
        "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd", "tblGridChange",
        "tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge", "commentRangeStart", "commentRangeEnd",
        "commentReference", "annotationRef", "proofErr", "permStart", "permEnd", "lastRenderedPageBreak", "object",
        "control", "altChunk", "subDoc", "contentPart", "dataBinding", "placeholder", "tag", "alias", "listItem",
        "ffData", "smartTagPr", "customXmlPr", "rsid", "rsids", "docVars", "attachedTemplate", "attachedSchema",
        "mailMerge", "trackRevisions",
        "revisionView", "proofState", "documentProtection", "writeProtection", "saveThroughXslt", "smartTagType",
        "divs")),
    _W14 + "docId", _W15 + "docId", _W15 + "dataBinding", _W15 + "chartTrackingRefBased", _O + "OLEObject",
    _CHART + "externalData",
})
_UNWRAPPED: Final = frozenset({w.INS, w.MOVE_TO, w.SMART_TAG, w.CUSTOM_XML})
_MARKS: Final = frozenset({
    *(_W + name for name in ("rsidR", "rsidRPr", "rsidRDefault", "rsidP", "rsidTr", "rsidSect", "rsidDel", "tooltip")),
    _W14 + "paraId", _W14 + "textId", _O + "title", _O + "gfxdata", "gfxdata", "descr", "title", "alt", "href",
    "tooltip",
})
"""Attributes that go: marks of editing sessions, alternative texts, copies of a drawing as bytes."""

_NAMED: Final = ("{*}docPr", "{*}cNvPr")
_SPACES: Final = {"w": _W[1:-1]}
_EMPTY_RUNS: Final[Callable[[Element], Any]] = etree.XPath("//w:r[not(*[not(self::w:rPr)])]", namespaces=_SPACES)


def clean(root: Element, dropped: set[str]) -> None:
    """Clean one part; `dropped` are ids of relationships that did not stay."""
    docx_fields.resolve(root)
    deleted_marks = [mark.getparent().getparent().getparent() for mark in root.iter(w.DEL) if _is_paragraph_mark(mark)]
    for element in list(root.iter(*_REMOVED)):
        _remove(element)
    for element in list(root.iter(*_UNWRAPPED)):
        unwrap(element)
    _resolve_links(root, dropped)
    for element in [entry for entry in with_attributes(root) if not _MARKS.isdisjoint(entry.keys())]:
        for name in _MARKS.intersection(element.keys()):
            del element.attrib[name]
    for element in list(root.iter(*_NAMED)):
        if element.get("name"):
            element.set("name", f"Picture {element.get('id', '')}".strip())
        if element.get("hidden") in {"1", "true"}:
            _remove(next(element.iterancestors(_DRAWING), element))
    for run in _EMPTY_RUNS(root):
        _remove(run)
    for paragraph in deleted_marks:
        _remove_if_empty(paragraph)


def _is_paragraph_mark(mark: Element) -> bool:
    """Whether a deletion is that of a paragraph's end (w:p/w:pPr/w:rPr/w:del)."""
    properties = mark.getparent()
    return bool(properties.tag == w.RPR and properties.getparent().tag == w.PPR)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _remove_if_empty(paragraph: Element) -> None:
    """A paragraph whose end and whole content were deleted goes, unless its cell or section needs it."""
    parent = paragraph.getparent()
    if parent is None or any(child.tag != w.PPR for child in paragraph):
        return
    carries_section = paragraph.find(f"{w.PPR}/{_SECTION}") is not None
    last_in_cell = parent.tag == w.TC and len(parent.findall(w.P)) == 1
    if not carries_section and not last_in_cell:
        parent.remove(paragraph)


def _resolve_links(root: Element, dropped: set[str]) -> None:
    """What pointed at a part or address that went: links become their text, pointers without content vanish."""
    for element in POINTING(root) if dropped else ():
        pointers = [name for name, value in element.items() if name.startswith(RELATIONSHIP) and value in dropped]
        for name in pointers:
            if element.tag == _HYPERLINK:
                unwrap(element)
            elif len(element.attrib) == 1 and not len(element):
                _remove(element)
            else:
                del element.attrib[name]
