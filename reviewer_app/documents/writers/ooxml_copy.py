"""A clean copy of an OOXML package: only parts of known kinds travel along, and nothing points outside unseen.

What is kept is listed, not what goes: macros, embedded files, custom XML, comments, authors, thumbnails, printer
settings, signatures and whatever the next office program adds stay behind.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterable
from typing import Any, Final
from urllib.parse import unquote

from lxml import etree

from reviewer_app.documents import xml_parts
from reviewer_app.documents.archive import Archive
from reviewer_app.documents.docx_inline import Element
from reviewer_app.documents.picture_marks import IN_OFFICE_FILES
from reviewer_app.documents.writers import picture_crops, picture_metadata
from reviewer_app.documents.writers.burning import burnt
from reviewer_app.documents.writers.picture_crops import Shown
from reviewer_app.domain.errors import NoWriter
from reviewer_app.domain.public_version import Burn

TYPES: Final = "[Content_Types].xml"
ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
POINTING: Final[Callable[[Element], Any]] = etree.XPath(f"//*[@*[namespace-uri()='{RELATIONSHIP[1:-1]}']]")
"""Elements that name a relationship."""

_SAFE_LINK: Final = re.compile(r"https?://[^\s?#@]*$", re.IGNORECASE)
_LONG_NUMBER: Final = re.compile(r"[0-9]{7}")
_MACRO_TYPE: Final = re.compile(
    r"application/vnd\.ms-(word|excel)\.(?:document|sheet|template)\.macroEnabled(?:Template)?\.main\+xml")
_PLAIN_TYPES: Final = {
    "word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "excel": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
_UNNAMED: Final = frozenset({
    "officeDocument", "styles", "numbering", "settings", "theme", "fontTable", "webSettings", "footnotes", "endnotes",
    "sharedStrings", "diagramDrawing", "chartStyle", "chartColorStyle",
})
"""Kinds of relationships that count without being named by an id in their part."""

_XML_NAMES: Final = (".xml", ".rels", ".vml")


def is_safe_link(target: str) -> bool:
    """Whether an address may stay: a plain web address without a query, a user, a long number or Chinese in it."""
    plain = unquote(target)
    return plain.isascii() and _SAFE_LINK.match(plain) is not None and not _LONG_NUMBER.search(plain)


class PackageCopy:
    """The parts that stay, each as an editable root, and per part the ids of relationships that did not."""

    def __init__(
        self, archive: Archive, roots: dict[str, Element], keep: Callable[[str, str], bool], burns: Iterable[Burn] = (),
    ) -> None:
        """`roots` holds parts already parsed (and edited); `keep(kind, target part)` says which parts stay.

        `burns` are rectangles of pictures that are painted over; one that cannot be raises `NoWriter`.
        """
        self._burns: dict[str, list[Burn]] = {}
        for burn in burns:
            if burn.part is not None:
                self._burns.setdefault(burn.part, []).append(burn)
        self._archive = archive
        self._roots = roots
        self._keep = keep
        self._rels: dict[str, Element] = {}
        self.parts: list[str] = []
        self.dropped: dict[str, set[str]] = {}
        self._visit("")

    def _visit(self, part: str) -> None:
        """Follow the relationships of one part; a list, not recursion, since packages may point in circles."""
        waiting = [part]
        while waiting:
            current = waiting.pop(0)
            folder, member = posixpath.dirname(current), _rels_of(current)
            self.dropped[current] = set()
            if not self._archive.has(member):
                continue
            rels = xml_parts.parse(self._archive.read(member), self._archive.name)
            for link in list(rels):
                target = self._target(link, folder)
                if target is None:
                    self.dropped[current].add(link.get("Id") or "")
                    rels.remove(link)
                elif target and target not in self.parts:
                    self.parts.append(target)
                    waiting.append(target)
            if len(rels):
                self._rels[member] = rels

    def _target(self, link: Element, folder: str) -> str | None:
        """The part a link that stays leads to (empty for a web address); None where the link goes."""
        kind = (link.get("Type") or "").rpartition("/")[2]
        address = link.get("Target") or ""
        if link.get("TargetMode") == "External":
            return "" if kind == "hyperlink" and is_safe_link(address) else None
        target = posixpath.normpath(posixpath.join("/", folder, address)).lstrip("/")
        return target if self._archive.has(target) and self._keep(kind, target) else None

    def root(self, part: str) -> Element:
        """The editable root of an XML part."""
        if part not in self._roots:
            self._roots[part] = xml_parts.parse(self._archive.read(part), self._archive.name)
        return self._roots[part]

    def links(self, part: str, kind: str) -> list[str]:
        """Parts that one part leads to by relationships of one kind."""
        folder = posixpath.dirname(part)
        rels = self._rels.get(_rels_of(part))
        found = [link for link in (rels if rels is not None else ()) if (link.get("Type") or "").endswith(f"/{kind}")]
        return [posixpath.normpath(posixpath.join("/", folder, link.get("Target") or "")).lstrip("/") for link in found]

    def xml_parts(self) -> list[str]:
        """The parts that are XML."""
        return [part for part in self.parts if part.endswith(_XML_NAMES)]

    def _prune(self) -> None:
        """Let go of parts that nothing names any more, such as pictures of a table that was cut."""
        reached: list[str] = []
        waiting = [""]
        while waiting:
            part = waiting.pop(0)
            folder = posixpath.dirname(part)
            rels = self._rels.get(_rels_of(part))
            named = _named_ids(self.root(part)) if part.endswith(_XML_NAMES) else set()
            for link in list(rels) if rels is not None else ():
                kind = (link.get("Type") or "").rpartition("/")[2]
                if part and kind not in _UNNAMED and link.get("Id") not in named:
                    link.getparent().remove(link)
                elif link.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("/", folder, link.get("Target") or "")).lstrip("/")
                    if target not in reached:
                        reached.append(target)
                        waiting.append(target)
        self.parts = [part for part in self.parts if part in reached]
        owners = {_rels_of(part) for part in ("", *self.parts)}
        self._rels = {member: rels for member, rels in self._rels.items() if member in owners and len(rels)}

    def save(self) -> bytes:
        """The package: the same input gives the same bytes."""
        self._prune()
        stream = io.BytesIO()
        shown = self._shown()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
            self._put(target, TYPES, _serialise(self._types()))
            for member, rels in self._rels.items():
                self._put(target, member, _serialise(rels))
            for part in self.parts:
                xml = part.endswith(_XML_NAMES)
                content = _serialise(self.root(part)) if xml else self._picture(part, shown.get(part, []))
                self._put(target, part, content)
        return stream.getvalue()

    def _shown(self) -> dict[str, list[Shown]]:
        """By picture which parts of it the file shows; none listed for one that no drawing names."""
        found: dict[str, list[Shown]] = {}
        for part in self.xml_parts():
            targets = {link.get("Id"): link for link in self._rels.get(_rels_of(part), ())}
            for key, parts in picture_crops.shown_parts(self.root(part)).items():
                if key in targets:
                    address = targets[key].get("Target") or ""
                    target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), address)).lstrip("/")
                    found.setdefault(target, []).extend(parts)
        return found

    def _picture(self, part: str, shown: list[Shown]) -> bytes:
        data = self._archive.read(part)
        if part in self._burns:
            painted = burnt(data, self._burns[part], IN_OFFICE_FILES)
            if painted is None:
                raise NoWriter(name=self._archive.name)
            data = painted
        return picture_metadata.strip(picture_crops.painted(picture_metadata.strip(data), shown))

    @staticmethod
    def _put(target: zipfile.ZipFile, name: str, content: bytes) -> None:
        info = zipfile.ZipInfo(name, ZIP_TIME)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        target.writestr(info, content)

    def _types(self) -> Element:
        """The list of content types, for the parts that stay; a document with macros becomes one without."""
        types = xml_parts.parse(self._archive.read(TYPES), self._archive.name)
        for entry in list(types):
            name = (entry.get("PartName") or "").lstrip("/")
            if name and name not in self.parts:
                types.remove(entry)
            macro = _MACRO_TYPE.match(entry.get("ContentType") or "")
            if macro:
                entry.set("ContentType", _PLAIN_TYPES[macro.group(1)])
        return types


def _rels_of(part: str) -> str:
    """The member that holds the relationships of a part (the empty name: of the package)."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _named_ids(root: Element) -> set[str]:
    """Ids of relationships that a part names."""
    return {value for element in POINTING(root) for name, value in element.items() if name.startswith(RELATIONSHIP)}


def _serialise(root: Element) -> bytes:
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content
