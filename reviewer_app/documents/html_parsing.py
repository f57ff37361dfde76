"""Decodes and parses untrusted html; which elements hide their content."""

import re
from typing import Any, Final

from lxml import etree, html

from reviewer_app.documents import text_decoding
from reviewer_app.domain.errors import FileDamaged, FileTooDeep

_DECLARED: Final = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.IGNORECASE)
_XML_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_HIDES: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt)?\s*(?:;|$)", re.IGNORECASE
)
_SIMPLE_SELECTOR: Final = re.compile(r"^(?:[a-zA-Z0-9]+)?([.#][\w\-]+)$")
_NOT_BELIEVED: Final = frozenset({
    "gb2312", "gbk", "x-gbk", "gb18030", "utf-8", "utf8", "unicode", "iso-8859-1", "latin1", "windows-1252", "us-ascii",
})  # fmt: skip
"""Declarations that Chinese pages carry whatever they are written in; the bytes decide."""

_MADE: Final = "made-row"


def decode(untrusted_data: bytes, name: str) -> str:
    """Text of an html file. Bytes that are valid UTF-8 are UTF-8 whatever the page says: exports of WPS often lie."""
    found = _DECLARED.search(untrusted_data[:8192])
    declared = found.group(1).decode("ascii").lower() if found else ""
    if declared in _NOT_BELIEVED or not declared:
        return text_decoding.decode(untrusted_data, name)
    try:
        return text_decoding.newlines(untrusted_data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    try:
        return text_decoding.newlines(untrusted_data.decode(declared))
    except (LookupError, UnicodeDecodeError):
        return text_decoding.decode(untrusted_data, name)


def parse(text: str, name: str) -> Any:  # noqa: ANN401 — lxml's elements have no complete stubs
    """The root element of a page; `FileTooDeep` where libxml2 gave up nesting, `FileDamaged` where nothing is left."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=False)
    clean = _XML_DECLARATION.sub("", text).replace("\x00", "")
    try:
        root = html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise (FileTooDeep if "depth" in str(error) else FileDamaged)(name=name) from None
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise FileTooDeep(name=name)
    _give_rows(root)
    return root


def _give_rows(root: Any) -> None:  # noqa: ANN401 — lxml element
    """Put cells that stand in a table but in no row into one, as browsers do; libxml2 leaves them where they are.

    Reader and writer both number cells by rows: a cell without one has no place, so its column could not be cut.
    """
    for cell in [cell for cell in root.iter("td", "th") if cell.getparent().tag != "tr"]:
        parent, before = cell.getparent(), cell.getprevious()
        if before is not None and before.tag == "tr" and before.get(_MADE) and not (before.tail or "").strip():
            row = before
        else:
            row = parent.makeelement("tr", {_MADE: "1"})
            parent.insert(parent.index(cell), row)
        row.append(cell)
    for row in root.iter("tr"):
        row.attrib.pop(_MADE, None)


def hiding_selectors(root: Any) -> frozenset[str]:  # noqa: ANN401 — lxml element
    """Classes (`.x`) and ids (`#x`) that the page's own style sheets hide."""
    found: set[str] = set()
    for sheet in root.iter("style"):
        for rule in (sheet.text or "").split("}"):
            before, _, declarations = rule.rpartition("{")
            if _HIDES.search(declarations):
                selectors = before.rpartition("{")[2].split(",")
                names = (_SIMPLE_SELECTOR.match(part.strip()) for part in selectors)
                found.update(match.group(1) for match in names if match)
    return frozenset(found)


def hides(element: Any, selectors: frozenset[str]) -> bool:  # noqa: ANN401 — lxml element
    """Whether an element hides itself and all in it."""
    attributes = element.attrib
    if "hidden" in attributes or _HIDES.search(attributes.get("style", "")):
        return True
    if not selectors:
        return False
    names = {f".{word}" for word in attributes.get("class", "").split()} | {f"#{attributes.get('id', '')}"}
    return not names.isdisjoint(selectors)
