"""A part or its public version page by page: a PDF as it is, other files as LibreOffice prints them.

Pages are drawn from the very bytes that were printed, which are held while they are looked at. Where printing moved the
text into an order of its own, offsets are found again by the text.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.alignment import Alignment, solid
from reviewer_app.domain.document import Document, FileKind
from reviewer_app.domain.page_layout import PageBlocks, blocks_of_pages
from reviewer_app.ports.documents import ShownPage
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.document_store import document_of
from reviewer_app.services.part_pictures import part_of
from reviewer_app.services.public_text import public_bytes

_PRINT: str = "print.pdf"


_SHORTEST: int = 2
_MOST: int = 3_000
"""Texts looked for one by one: each is a walk through the whole file. Of a longer list the rest stays unmarked."""


@dataclass(frozen=True)
class PrintedPart:
    """What is looked at: the PDF, the text of the file itself, and the text of its pages."""

    data: bytes
    source: Document
    pages: Document

    @cached_property
    def blocks(self) -> Mapping[int, PageBlocks]:
        """What each page holds, by its number from 1."""
        return blocks_of_pages(self.pages)

    @cached_property
    def _moved(self) -> Alignment | None:
        same = self.source.text == self.pages.text
        return None if same else Alignment.of(self.source.text, self.pages.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `[start, end)` of the file's text stands in the text of its pages."""
        if self._moved is None:
            return start, end
        found = self._moved.span(start, end)
        wanted = solid(self.source.text[start:end])
        if len(wanted) < _SHORTEST or solid(self.pages.text[slice(*found)]) == wanted:
            return found
        return self._moved_away(wanted, start) or found

    def _moved_away(self, wanted: str, start: int) -> tuple[int, int] | None:
        """Where a text stands that left the order: the right half of a wide sheet is printed behind all of its left.

        Of several the one as far down as the wanted one; None where pages and file have not the same number of them.
        """
        if self._moved is None or len(self._looked_up) >= _MOST:
            return None
        if wanted not in self._looked_up:
            self._looked_up[wanted] = [_places(text, wanted) for text in self._solids]
        here, there = self._looked_up[wanted]
        own, printed = self._moved.places
        at = bisect_left(own, start)
        if len(here) != len(there) or at not in here:
            return None
        first = there[here.index(at)]
        return printed[first], printed[first + len(wanted) - 1] + 1

    @cached_property
    def _solids(self) -> tuple[str, str]:
        return solid(self.source.text), solid(self.pages.text)

    @cached_property
    def _looked_up(self) -> dict[str, list[list[int]]]:
        return {}


def printed_part(desk: Desk, actor: str, item: str, part: str) -> PrintedPart:
    """An original; raises `NoPicture` where this computer cannot print it. Outside any transaction, in workers."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.TEXT_READ)
        found = part_of(uow, item, part)
        data, source = uow.blobs.get(found.blob), document_of(uow, part)
    return _printed(desk, data, found.name, source)


def printed_public(desk: Desk, actor: str, version: str, part: str) -> PrintedPart:
    """The public version of original part `part`; as `printed_part`."""
    data, name = public_bytes(desk, actor, version, part)
    return _printed(desk, data, name, desk.documents.read(data, name).document)


def page_of(desk: Desk, printed: PrintedPart, number: int, dpi: int) -> ShownPage:
    """Page `number` (from 1) of what was printed, at `dpi`; drawn in a worker."""
    return desk.documents.page(printed.data, _PRINT, number, dpi)


def _places(text: str, wanted: str) -> list[int]:
    found = []
    at = text.find(wanted)
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + len(wanted))
    return found


def _printed(desk: Desk, data: bytes, name: str, source: Document) -> PrintedPart:
    made = desk.documents.printed(data, name, source.kind)
    if source.kind is FileKind.PDF:
        return PrintedPart(made, source, source)
    return PrintedPart(made, source, desk.documents.read(made, _PRINT).document)
