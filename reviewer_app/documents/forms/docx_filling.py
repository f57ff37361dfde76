"""Fills a Word template: {{标题}} becomes its text wherever it stands, however Word cut it into runs.

A place of a list ({{文件.名称}}) repeats what it stands in, once a line of the list: its paragraph where all places
of that list in a table row stand in one paragraph, else the whole row.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from reviewer_app.documents.archive import Archive
from reviewer_app.domain.errors import TemplateUnusable, UnreadableFile
from reviewer_app.ports.forms import Entry, FormValues

Element = Any
"""An lxml element; python-docx gives its own subclasses."""

PLACE: Final = re.compile(r"\{\{\s*([^{}\s]{1,60})\s*\}\}")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_P, _T, _TR, _BR = (qn(f"w:{name}") for name in ("p", "t", "tr", "br"))
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def fill(template: bytes, name: str, values: FormValues, places: Mapping[str, str]) -> bytes:
    """The filled document; raises `TemplateUnusable` for a broken file or a place that is not known."""
    try:
        Archive(template, name)  # limits before anything is unpacked
        document = Document(BytesIO(template))
    except (UnreadableFile, PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError):
        raise TemplateUnusable(name=name, detail="docx") from None
    filling = _Filling(name, values, places)
    for root in _roots(document):
        filling.fill(root)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Filling:
    """One filling: what goes where."""

    def __init__(self, name: str, values: FormValues, places: Mapping[str, str]) -> None:
        self._name = name
        self._values = values
        self._places = places

    def fill(self, root: Element) -> None:
        """Repeat what holds lists, then replace every place."""
        done: list[Element] = []
        for container, wanted in self._containers(root):
            done.extend(self._repeat(container, wanted))
        # Elements themselves, not their ids: lxml makes its proxies anew, and ids come again.
        filled = {paragraph for one in done for paragraph in one.iter(_P)}
        for paragraph in list(root.iter(_P)):
            if paragraph not in filled:
                self._replace(paragraph, {})

    def _containers(self, root: Element) -> list[tuple[Element, str]]:
        """What is repeated, with the list that repeats it, in the order of the document."""
        places: dict[tuple[Element, str], list[Element]] = {}
        for paragraph in root.iter(_P):
            for key in self._keys(paragraph):
                if "." in key:
                    row = next(paragraph.iterancestors(_TR), paragraph)
                    found = places.setdefault((row, key.partition(".")[0]), [])
                    if paragraph not in found:
                        found.append(paragraph)
        return [
            (paragraphs[0] if len(paragraphs) == 1 else next(paragraphs[0].iterancestors(_TR)), wanted)
            for (_, wanted), paragraphs in places.items()
        ]

    def _repeat(self, container: Element, wanted: str) -> list[Element]:
        made = []
        for entry in self._values.lists.get(wanted, ()):
            copied = deepcopy(container)
            container.addprevious(copied)
            for paragraph in copied.iter(_P):
                self._replace(paragraph, {f"{wanted}.{key}": text for key, text in entry.items()})
            made.append(copied)
        if made or container.tag == _TR:
            container.getparent().remove(container)
            return made
        nodes = _texts(container)
        _splice(nodes, 0, sum(len(node.text or "") for node in nodes), self._values.nothing)
        return [container]

    def _keys(self, paragraph: Element) -> set[str]:
        text = "".join(node.text or "" for node in _texts(paragraph))
        return {self._key(match[1]) for match in PLACE.finditer(text)}

    def _key(self, word: str) -> str:
        key = self._places.get(word, word)
        if key not in self._places.values():
            raise TemplateUnusable(name=self._name, detail="{{" + word + "}}")
        return key

    def _replace(self, paragraph: Element, entry: Entry) -> None:
        """Put texts in the place of places; what was put in is never looked at again."""
        nodes = _texts(paragraph)
        text = "".join(node.text or "" for node in nodes)
        for match in reversed(list(PLACE.finditer(text))):
            key = self._key(match[1])
            value = entry.get(key, "" if "." in key else self._values.fields.get(key, ""))
            _splice(nodes, match.start(), match.end(), _clean(value))
        for node in nodes:
            _break_lines(node)
        if text.strip() and not "".join(node.text or "" for node in nodes).strip():
            _drop_empty(paragraph)


def _roots(document: Any) -> Iterator[Element]:  # noqa: ANN401 - python-docx's document
    """The body, and each header and footer that is its own."""
    yield document.element.body
    for section in document.sections:
        for story in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not story.is_linked_to_previous:
                yield story._element  # noqa: SLF001 - the element has no public name


def _texts(paragraph: Element) -> list[Element]:
    """The text nodes of a paragraph itself, not those of text boxes inside it."""
    return [node for node in paragraph.iter(_T) if next(node.iterancestors(_P)) is paragraph]


def _clean(value: str) -> str:
    """What Word can hold: no control characters, one kind of line break."""
    return _FORBIDDEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def _splice(nodes: list[Element], start: int, end: int, value: str) -> None:
    """Replace a span of the joined text: the first node takes the value, the others lose their share."""
    at, fresh = 0, value
    for node in nodes:
        text = node.text or ""
        low, high = max(start - at, 0), min(end - at, len(text))
        if low < high:
            node.text = text[:low] + fresh + text[high:]
            node.set(_SPACE, "preserve")
            fresh = ""
        at += len(text)


def _drop_empty(paragraph: Element) -> None:
    """A line whose places all turned out empty goes, unless it is the last of its cell: a cell needs one."""
    parent = paragraph.getparent()
    if parent is not None and sum(child.tag == _P for child in parent) > 1 and parent[-1] is not paragraph:
        parent.remove(paragraph)


def _break_lines(node: Element) -> None:
    """A line break inside a value becomes Word's."""
    first, *rest = (node.text or "").split("\n")
    if not rest:
        return
    node.text, after = first, node
    for line in rest:
        broken, text = etree.Element(_BR), etree.Element(_T)
        text.text = line
        text.set(_SPACE, "preserve")
        after.addnext(broken)
        broken.addnext(text)
        after = text
