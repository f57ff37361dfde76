"""Compares the pictures inside a Word file or a workbook with those of its public version, pixel by pixel."""

import io
import posixpath
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from lxml import etree
from PIL import Image, UnidentifiedImageError

from reviewer_app.documents import picture_proof
from reviewer_app.domain.document import Box
from reviewer_app.domain.public_version import Burn, Erase

_MEDIA: Final = "/media/"
_DECODABLE: Final = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff")
_CROP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}srcRect"
_EMBED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


def differences(original: bytes, result: bytes, burns: Iterable[Burn]) -> list[float]:
    """For each picture of the result the part of its pixels that differ outside the decided places.

    A picture of which the file shows only a part is left aside: what it does not show goes.
    """
    boxes: defaultdict[str, list[Box]] = defaultdict(list)
    gone = {burn.part for burn in burns if burn.erase is Erase.PICTURE}
    for burn in burns:
        boxes[burn.part or ""].append(burn.box)
    with zipfile.ZipFile(io.BytesIO(original)) as before, zipfile.ZipFile(io.BytesIO(result)) as after:
        aside = set(_cropped(before))
        names = [name for name in after.namelist() if _MEDIA in name and name.lower().endswith(_DECODABLE)]
        pairs = [(name, before.read(name), after.read(name)) for name in names if name not in aside]
    return [share for name, old, new in pairs for share in _difference(old, new, boxes[name], gone=name in gone)]


def _difference(old: bytes, new: bytes, boxes: list[Box], *, gone: bool) -> Iterator[float]:
    if gone:
        yield float(_shows_something(new))
        return
    try:
        yield picture_proof.difference(old, new, boxes)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return


def _shows_something(data: bytes) -> bool:
    """Whether a picture that was to go still shows anything: one colour, or none, shows nothing."""
    with Image.open(io.BytesIO(data)) as picture:
        return any(min(band.getextrema()) != max(band.getextrema()) for band in picture.convert("RGBA").split())


def _cropped(package: zipfile.ZipFile) -> Iterator[str]:
    """Pictures of which some drawing shows a part."""
    names = set(package.namelist())
    for part in names:
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if not part.endswith(".xml") or rels not in names or b"srcRect" not in (content := package.read(part)):
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        links: Any = etree.fromstring(package.read(rels), parser)
        targets = {one.get("Id"): one.get("Target") or "" for one in links}
        root: Any = etree.fromstring(content, parser)
        for crop in root.iter(_CROP):
            for key in [one.get(_EMBED) for one in crop.getparent() if one.get(_EMBED)] if crop.attrib else []:
                yield posixpath.normpath(posixpath.join("/", folder, targets.get(key, ""))).lstrip("/")
