"""Pictures of seals and signatures in Word files, workbooks and picture files."""

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from reviewer_app.documents import docx_names as w
from reviewer_app.documents import picture_marks, relationships
from reviewer_app.documents.archive import Archive
from reviewer_app.documents.docx_inline import Element
from reviewer_app.documents.docx_package import DocxPackage
from reviewer_app.documents.picture_marks import IN_OFFICE_FILES
from reviewer_app.domain.document import Box, Mark, MarkKind, Place

MOST: Final = 200
"""Pictures of one file that are looked at."""

_MEDIA: Final = "/media/"
_MAX_PIXELS: Final = 80_000_000
_DRAFT: Final = 1200
_BEFORE: Final = 2
"""Paragraphs before the one with the picture that may name it."""

_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PICTURES: Final = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
_IDS: Final = (f"{_RELATIONSHIP}embed", f"{_RELATIONSHIP}id", f"{_RELATIONSHIP}pict")
_LONGEST: Final = 200


def of_picture(untrusted_data: bytes, part: str | None = None, near: str = "") -> Iterator[Mark]:
    """What a picture is, or the seals on a photographed page; in pixels of the upright picture."""
    opened = _opened(untrusted_data)
    if opened is None:
        return
    picture, (width, height) = opened
    kind = picture_marks.kind_of(picture) if part is not None else None
    if kind is not None:
        yield Mark(kind, Place(part=part, boxes=(Box(0, 0, width, height),)), near if kind is MarkKind.STROKES else "")
        return
    scale = width / picture.width
    for box in picture_marks.seals_in(picture):
        yield Mark(MarkKind.SEAL, Place(part=part, boxes=(Box(*(edge * scale for edge in box)),)), own=False)


def of_media(archive: Archive, near: Mapping[str, str]) -> Iterator[Mark]:
    """Every picture of a package; `near` tells the words beside some of them."""
    members = [member for member in archive.names() if _MEDIA in member]
    for member in members[:MOST]:
        yield from of_picture(archive.read(member), member, near.get(member, ""))


def _opened(untrusted_data: bytes) -> tuple[Image.Image, tuple[int, int]] | None:
    """A picture, not much larger than it is looked at, and its whole size upright."""
    try:
        with Image.open(io.BytesIO(untrusted_data), formats=IN_OFFICE_FILES) as image:
            if image.width * image.height > _MAX_PIXELS:
                return None
            size = image.size
            image.draft("RGB", (_DRAFT, _DRAFT))
            upright = ImageOps.exif_transpose(image)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    turned = (upright.width > upright.height) != (size[0] > size[1])
    return upright, size[::-1] if turned else size


def words_beside(package: DocxPackage) -> dict[str, str]:
    """By picture the text of the paragraphs, or of the table's rows, that it stands in and just below."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for part, root in package.roots.items():
        targets = {link.id: link.target for link in relationships.of_part(package.archive, part) if not link.external}
        for drawn in root.iter(*_PICTURES):
            target = next((targets[key] for name in _IDS if (key := drawn.get(name)) in targets), None)
            if target is not None:
                found[target].extend(_beside(drawn))
    return {target: " ".join(texts)[:_LONGEST] for target, texts in found.items()}


def _beside(drawn: Element) -> Iterator[str]:
    place = next(drawn.iterancestors(w.TR), None)
    if place is None:
        place = next(drawn.iterancestors(w.P), None)
    for _ in range(_BEFORE + 1):
        if place is None:
            return
        yield "".join(text.text or "" for text in place.iter(w.T))
        place = place.getprevious()


def words_of_rows(
    archive: Archive, sheets: Mapping[str, str], rows: Iterable[tuple[str, int, str]]
) -> dict[str, str]:
    """By picture of a workbook the words of the rows it stands over.

    `sheets` are the parts of the sheets by name; `rows` the cells as (sheet, row from 1, text).
    """
    places = [
        (target, sheet, first, last)
        for sheet, part in sheets.items()
        for link in relationships.of_part(archive, part) if link.kind == "drawing" and archive.has(link.target)
        for target, first, last in _anchors(archive, link.target)]
    if not places:
        return {}
    texts: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for sheet, row, text in rows:
        texts[sheet, row].append(text)
    return {
        target: " ".join(word for row in range(first, last + 1) for word in texts.get((sheet, row), ()))[:_LONGEST]
        for target, sheet, first, last in places}


def _anchors(archive: Archive, drawing: str) -> Iterator[tuple[str, int, int]]:
    """(picture, first row, last row), rows from 1 and one more above."""
    from reviewer_app.documents import xml_parts

    targets = {link.id: link.target for link in relationships.of_part(archive, drawing) if not link.external}
    for anchor in xml_parts.parse(archive.read(drawing), archive.name):
        rows = [xml_parts.number(one.text, 2**21) for one in anchor.iter() if str(one.tag).endswith("}row")]
        for drawn in anchor.iter(_PICTURES[0]):
            target = targets.get(drawn.get(_IDS[0]) or "")
            if target is not None and rows:
                yield target, min(rows), min(max(rows), min(rows) + 60) + 1
