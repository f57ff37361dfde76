"""Fields of a Word file that may stay fields; every other becomes the text it shows.

AUTHOR, FILENAME or DOCPROPERTY would bring back, at the next update, what was taken out; MERGEFIELD, INCLUDETEXT or
LINK fetch from elsewhere; a HYPERLINK may hold a mail address or a telephone number.
"""

import re
from typing import Final, NamedTuple

from reviewer_app.documents import docx_names as w
from reviewer_app.documents.docx_inline import Element
from reviewer_app.documents.writers.ooxml_copy import is_safe_link

_W: Final = w.P.rpartition("}")[0] + "}"
FIELD_CHAR: Final = _W + "fldChar"
FIELD_TYPE: Final = _W + "fldCharType"
_STAYS: Final = frozenset({
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TOC", "REF", "PAGEREF", "NOTEREF", "SEQ", "SYMBOL", "EQ",
    "STYLEREF", "=",
})
_ADDRESS: Final = re.compile(r'HYPERLINK\s+"([^"]*)"', re.IGNORECASE)


def resolve(root: Element) -> None:
    """Turn the fields of one part that may not stay into their results."""
    _resolve_complex(root)
    for field in list(root.iter(w.FLD_SIMPLE)):
        if not _may_stay(field.get(w.INSTR_ATTR) or ""):
            unwrap(field)


def _may_stay(instruction: str) -> bool:
    words = instruction.split()
    if not words:
        return False
    if words[0].upper() == "HYPERLINK":
        address = _ADDRESS.search(instruction)
        return address is None or is_safe_link(address.group(1))
    return words[0].upper() in _STAYS


class _Field(NamedTuple):
    """A field being gathered: the elements that make it a field, and the pieces of its instruction."""

    marks: list[Element]
    instruction: list[str]


def _resolve_complex(root: Element) -> None:
    """Fields made of begin, instruction, separate, result and end, possibly in each other."""
    gathered: list[_Field] = []
    goes: list[Element] = []
    for element in list(root.iter(FIELD_CHAR, w.INSTR, w.DEL_INSTR)):
        kind = element.get(FIELD_TYPE)
        if kind == "begin":
            gathered.append(_Field([], []))
        if not gathered:
            goes.append(element)
            continue
        gathered[-1].marks.append(element)
        gathered[-1].instruction.append(element.text or "")
        if kind == "end":
            done = gathered.pop()
            goes.extend([] if _may_stay("".join(done.instruction)) else done.marks)
    for unfinished in gathered:
        goes.extend(unfinished.marks)
    for element in goes:
        element.getparent().remove(element)


def unwrap(element: Element) -> None:
    """Put an element's children in its place."""
    parent = element.getparent()
    position = parent.index(element)
    for offset, child in enumerate(list(element)):
        parent.insert(position + offset, child)
    parent.remove(element)
