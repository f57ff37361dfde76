"""Compares a Word file with its public version, line by line: same words, same formats outside the decided places.

Read with python-docx, which the writer does not use. Looks are not compared: where text grew or shrank every line
below moves, so pictures of pages would differ everywhere (design §5: the proof says which comparison was made).
"""

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from reviewer_app.documents import structure_lines
from reviewer_app.domain.document import Block
from reviewer_app.domain.public_version import PublicPlan, Structure

Element = Any
"""An lxml element; python-docx gives its own subclasses."""

_P, _R, _T, _BR, _TAB = (qn(f"w:{name}") for name in ("p", "r", "t", "br", "tab"))
_PPR, _RPR, _TR, _TRPR, _VAL = (qn(f"w:{name}") for name in ("pPr", "rPr", "tr", "trPr", "val"))
_PSTYLE, _RSTYLE, _VANISH, _BASED_ON = (qn(f"w:{name}") for name in ("pStyle", "rStyle", "vanish", "basedOn"))
_GONE: Final = frozenset(qn(f"w:{name}") for name in ("del", "moveFrom", "altChunk", "object", "placeholder")) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_HIDING_ROW: Final = frozenset(qn(f"w:{name}") for name in ("hidden", "del"))
_NO_LOOK: Final = frozenset(qn(f"w:{name}") for name in (
    "rPr", "sectPr", "pPrChange", "rPrChange", "ins", "del", "moveFrom", "moveTo", "lang", "noProof", "proofErr",
    "vanish", "webHidden", "cnfStyle", "divId"))
_STORIES: Final = ("header", "footer", "footnotes", "endnotes")
_BLANK: Final = re.compile(r"\s+")


def compare(original: bytes, result: bytes, blocks: Iterable[Block], plan: PublicPlan) -> Structure:
    """`blocks` are those of the original, as the reader gives them; `plan` is what was decided on them."""
    decided = structure_lines.touched(tuple(blocks), plan)
    before, after = (
        [one for one in units(data) if structure_lines.bare(one.text) not in decided] for data in (original, result))
    return structure_lines.counted(before, after)


def units(data: bytes) -> Iterator[structure_lines.Unit]:
    """The lines of the body, of headers and footers that are used, and of the notes."""
    document = docx.Document(io.BytesIO(data))
    hiding = _hiding_styles(document)
    main = document.part
    named = {value for one in main.element.iter(qn("w:headerReference"), qn("w:footerReference"))
             for value in one.attrib.values()}
    roots = [main.element]
    for key, link in sorted(main.rels.items(), key=lambda entry: str(entry[0])):
        kind = link.reltype.rpartition("/")[2]
        if link.is_external or kind not in _STORIES or (kind in {"header", "footer"} and key not in named):
            continue
        part = link.target_part
        known = getattr(part, "element", None)
        roots.append(parse_xml(part.blob) if known is None else known)
    for root in roots:
        yield from _of_root(root, hiding)


def _of_root(root: Element, hiding: frozenset[str]) -> Iterator[structure_lines.Unit]:
    gone = _gone(root)
    for paragraph in root.iter(_P):
        if paragraph in gone:
            continue
        properties = paragraph.find(_PPR)
        style = None if properties is None else properties.find(_PSTYLE)
        if style is not None and style.get(_VAL) in hiding:
            continue
        for text, runs in _lines(paragraph, hiding, gone):
            if text:
                yield structure_lines.Unit(text, (_look(properties), *runs))


def _gone(root: Element) -> set[Element]:
    """Paragraphs and texts in what was deleted, in a second form of a drawing, or in a row nobody sees."""
    above = [*root.iter(*_GONE), *(
        row for row in root.iter(_TR) for marks in row.findall(_TRPR)
        if any(_on(mark) for mark in marks if mark.tag in _HIDING_ROW))]
    return {inside for one in above for inside in one.iter(_P, _T, _BR)}


def _lines(
    paragraph: Element, hiding: frozenset[str], gone: set[Element]
) -> Iterator[tuple[str, list[tuple[int, Any]]]]:
    """(text, [(length, look)]) of each line of a paragraph; runs that look the same are one."""
    text, runs = "", list[tuple[int, Any]]()
    for node in paragraph.iter(_T, _BR):
        if next(node.iterancestors(_P)) is not paragraph or node in gone:
            continue
        if node.tag == _BR:
            yield text, runs
            text, runs = "", []
            continue
        run = next(node.iterancestors(_R), None)
        properties = run.find(_RPR) if run is not None else None
        if _hides(properties, hiding):
            continue
        said = _BLANK.sub("", node.text or "")
        if said:
            look = _look(properties)
            length = runs.pop()[0] if runs and runs[-1][1] == look else 0
            runs.append((length + len(said), look))
            text += said
    yield text, runs


def _look(properties: Element) -> tuple[Any, ...]:
    """What a run's or paragraph's properties say, in one order."""
    if properties is None:
        return ()
    return tuple(sorted(
        (child.tag, tuple(sorted((key, value) for key, value in child.attrib.items())), _look(child))
        for child in properties if isinstance(child.tag, str) and child.tag not in _NO_LOOK))


def _hides(properties: Element, hiding: frozenset[str]) -> bool:
    if properties is None:
        return False
    style, mark = properties.find(_RSTYLE), properties.find(_VANISH)
    return (mark is not None and _on(mark)) or (style is not None and style.get(_VAL) in hiding)


def _hiding_styles(document: Any) -> frozenset[str]:  # noqa: ANN401 - python-docx's document
    """Ids of styles that hide their text, by themselves or by what they are based on."""
    try:
        styles = {one.style_id: one for one in document.styles}
    except KeyError:
        return frozenset()
    found: set[str] = set()
    for key, style in styles.items():
        above, seen = style, set[str]()
        while above is not None and above.style_id not in seen:
            seen.add(above.style_id)
            mark = above.element.find(f"{_RPR}/{_VANISH}")
            if mark is not None and _on(mark):
                found.add(key)
            based = above.element.find(_BASED_ON)
            above = styles.get(based.get(_VAL)) if based is not None else None
    return frozenset(found)


def _on(mark: Element) -> bool:
    return mark.get(_VAL) not in {"0", "false", "off"}
