"""The relationships of an OOXML package: which part is which, and what points outside."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from reviewer_app.documents import xml_parts
from reviewer_app.documents.archive import Archive


class Relationship(NamedTuple):
    """One link of a part. `kind` is the last word of its type ("header"); `target` a part name or an address."""

    kind: str
    target: str
    external: bool
    source: str
    id: str


def of_part(archive: Archive, part: str) -> tuple[Relationship, ...]:
    """Relationships of one part (the empty name: of the package), in the order of the file."""
    folder, base = posixpath.split(part)
    member = posixpath.join(folder, "_rels", f"{base}.rels")
    if not archive.has(member):
        return ()
    return tuple(_parse(archive, member, folder))


def _parse(archive: Archive, member: str, folder: str) -> Iterator[Relationship]:
    for element in xml_parts.parse(archive.read(member), archive.name):
        target = element.get("Target") or ""
        kind = (element.get("Type") or "").rpartition("/")[2]
        external = element.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield Relationship(kind, target, external, member, element.get("Id") or "")


def external(archive: Archive) -> Iterator[Relationship]:
    """Every link of the package to something outside it, addresses unquoted: they may hold names or numbers."""
    for member in archive.names():
        if not member.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(member))
        for link in _parse(archive, member, folder):
            if link.external and link.target:
                yield link._replace(target=unquote(link.target))
