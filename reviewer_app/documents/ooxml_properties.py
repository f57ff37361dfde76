"""Document properties of OOXML packages (docx, xlsx): who made it, where, from what."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from reviewer_app.documents import relationships, xml_parts
from reviewer_app.documents.archive import Archive
from reviewer_app.domain.document import Block, BlockKind, Place

_MECHANICAL: Final = frozenset({
    "revision", "created", "modified", "lastPrinted", "version", "Pages", "Words", "Characters", "Lines", "Paragraphs",
    "CharactersWithSpaces", "TotalTime", "Application", "AppVersion", "DocSecurity", "ScaleCrop", "LinksUpToDate",
    "SharedDoc", "HyperlinksChanged", "HeadingPairs", "TitlesOfParts", "KSOProductBuildVer", "ICV", "language",
})  # fmt: skip
"""Counts, dates and versions that office programs write themselves; they are kept as properties, not searched."""

_PARTS: Final = {"core-properties": "core", "extended-properties": "app", "custom-properties": "custom"}


class Property(NamedTuple):
    """One property: `group` is core, app or custom."""

    group: str
    key: str
    value: str

    def block(self) -> Block:
        """The property as a block outside the text; its place names it ("core.creator")."""
        return property_block(f"{self.group}.{self.key}", self.value)


def property_block(part: str, text: str) -> Block:
    """A block outside the text, found under the name `part`."""
    return Block(text, BlockKind.PROPERTY, Place(part=part))


def read(archive: Archive) -> tuple[Property, ...]:
    """All properties of a package with a value, in the order core, app, custom as linked."""
    found: list[Property] = []
    for link in relationships.of_part(archive, ""):
        group = _PARTS.get(link.kind)
        if group is None or link.external or not archive.has(link.target):
            continue
        root = xml_parts.parse(archive.read(link.target), archive.name)
        found.extend(_custom(root) if group == "custom" else _plain(root, group))
    return tuple(found)


def searched(properties: tuple[Property, ...]) -> Iterator[Block]:
    """Blocks of the properties that can name a person or a place."""
    return (entry.block() for entry in properties if entry.key not in _MECHANICAL)


def as_mapping(properties: tuple[Property, ...]) -> dict[str, str]:
    """Properties by "group.key"."""
    return {f"{entry.group}.{entry.key}": entry.value for entry in properties}


def _plain(root: Any, group: str) -> Iterator[Property]:  # noqa: ANN401 — lxml element
    for element in root:
        text = " ".join("".join(element.itertext()).split())
        if text:
            yield Property(group, element.tag.rpartition("}")[2], text)


def _custom(root: Any) -> Iterator[Property]:  # noqa: ANN401 — lxml element
    for element in root:
        text = " ".join("".join(element.itertext()).split())
        if text:
            yield Property("custom", element.get("name") or "", text)
