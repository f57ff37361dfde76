"""What leaves a PDF unasked: everything no reader of the page sees. Only what is named here is taken along."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem

from reviewer_app.documents.writers import pdf_song, picture_metadata

_PAGE: Final = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group")
_FORM: Final = frozenset({
    "/Type", "/Subtype", "/BBox", "/Matrix", "/Resources", "/Group", "/FormType", "/Filter", "/DecodeParms", "/Length"})
_IMAGE: Final = frozenset({
    "/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/ImageMask", "/Mask", "/SMask",
    "/Decode", "/Interpolate", "/Intent", "/SMaskInData", "/Matte", "/Filter", "/DecodeParms", "/Length"})
_GOES: Final = frozenset({
    "/Metadata", "/PieceInfo", "/LastModified", "/OC", "/StructParent", "/StructParents", "/Alternates", "/OPI",
    "/Measure", "/Thumb", "/AF", "/PTData", "/ActualText", "/Alt", "/JS", "/AA",
    "/CIDSet", "/CharSet"})
_SAFE_LINK: Final = re.compile(r"https?://[^\s?@%]*$", re.IGNORECASE)
_LONG_NUMBER: Final = re.compile(r"\d{7}")
_HIDDEN: Final = 0x02 | 0x20
_MAX_DEPTH: Final = 50
_BLANKS: Final = re.compile(r"\s+")
_SIZE: Final = re.compile(rb"([\d.]+)\s+Tf")
_LARGEST: Final = 12.0


def settle_annotations(page: pikepdf.Page, fields: Mapping[int, str], song: pdf_song.SongFont) -> None:
    """Keep plain links; turn form fields into what they show; everything else goes. `fields` are new texts."""
    kept: list[Object] = []
    number = 0
    for annotation in list(page.obj.get(Name.Annots, [])):
        if not isinstance(annotation, Dictionary):
            continue
        if annotation.get(Name.Subtype) == Name.Link:
            link = _link(annotation)
            kept.extend([] if link is None else [link])
        elif annotation.get(Name.Subtype) == Name.Widget:
            value = _value(annotation)
            changed = fields.get(number) if value else None
            number += 1 if value else 0
            if int(annotation.get(Name.F, 0)) & _HIDDEN:
                continue
            if changed is not None or (value and not _has_appearance(annotation)):
                _write_field(page, annotation, value if changed is None else changed, song)
            elif _has_appearance(annotation):
                kept.append(annotation)
    if kept:
        page.obj[Name.Annots] = Array(kept)
    elif Name.Annots in page.obj:
        del page.obj[Name.Annots]


def _link(annotation: Object) -> Object | None:
    """A link to a page of the web, and nothing else of it."""
    action = annotation.get(Name.A)
    target = str(action.get(Name.URI, "")) if isinstance(action, Dictionary) else ""
    if not _SAFE_LINK.match(target) or _LONG_NUMBER.search(target):
        return None
    return Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=annotation[Name.Rect], Border=Array([0, 0, 0]),
        A=Dictionary(S=Name.URI, URI=pikepdf.String(target)))


def _value(annotation: Object) -> str:
    """What a text field holds, inherited or its own, as the reader gives it."""
    node: Object | None = annotation
    for _ in range(_MAX_DEPTH):
        if not isinstance(node, Dictionary):
            return ""
        if Name.V in node:
            return str(node[Name.V]).strip() if isinstance(node[Name.V], pikepdf.String) else ""
        node = node.get(Name.Parent)
    return ""


def _has_appearance(annotation: Object) -> bool:
    appearance = annotation.get(Name.AP)
    return isinstance(appearance, Dictionary) and Name.N in appearance


def _write_field(page: pikepdf.Page, annotation: Object, text: str, song: pdf_song.SongFont) -> None:
    """Write a field's text on the page where the field stands, line by line."""
    left, bottom, right, top = (float(one) for one in annotation[Name.Rect])
    lines = text.split("\n") if text else []
    asked = _SIZE.search(bytes(annotation.get(Name.DA, pikepdf.String(""))))
    size = (float(asked[1]) if asked else 0.0) or min(_LARGEST, abs(top - bottom) * 0.7)
    widest = max((pdf_song.width(line) for line in lines), default=0.0) * size / 1000
    fit = min(1.0, (abs(right - left) - 2) / widest) if widest else 1.0
    first = min(max(bottom, top) - size, (bottom + top) / 2 + size * (len(lines) * 0.6 - 0.95))
    shown = [
        f"1 0 0 1 {min(left, right) + 1:.3f} {first - number * 1.2 * size:.3f} Tm <{song.encode(line).hex()}> Tj"
        for number, line in enumerate(lines)]
    if not shown:
        return
    resources = page.obj[Name.Resources]
    if Name.Font not in resources:
        resources[Name.Font] = Dictionary()
    resources[Name.Font][pdf_song.RESOURCE] = song.object()
    content = f"q BT {pdf_song.RESOURCE} {size:.3f} Tf {fit * 100:.3f} Tz {' '.join(shown)} ET Q"
    page.contents_add(b"q", prepend=True)
    page.contents_add(f"Q {content}".encode("ascii"))


def renewed(pdf: pikepdf.Pdf) -> pikepdf.Pdf:
    """A new document with the pages alone: no information, no attachments, scripts, layers, names, older revisions."""
    fresh = pikepdf.Pdf.new()
    for page in pdf.pages:
        for key in list(page.obj.keys()):
            if key not in {*_PAGE, "/Type", "/Parent", "/Annots"}:
                del page.obj[key]
        fresh.pages.append(page)
    for one in fresh.objects:
        _strip(one, 0)
    return fresh


def _strip(value: Object, depth: int) -> None:
    """Take what goes out of an object and of everything directly inside it."""
    if isinstance(value, pikepdf.Array) and depth < _MAX_DEPTH:
        for inner in value:
            if isinstance(inner, Dictionary | pikepdf.Array) and not inner.is_indirect:
                _strip(inner, depth + 1)
    if not isinstance(value, Dictionary | pikepdf.Stream):
        return
    allowed = {"/Form": _FORM, "/Image": _IMAGE}.get(str(value.get(Name.Subtype, ""))) if isinstance(
        value, pikepdf.Stream) else None
    for key in list(value.keys()):
        if key in _GOES or (allowed is not None and key not in allowed):
            del value[key]
        elif depth < _MAX_DEPTH and isinstance(value[key], Dictionary | pikepdf.Array) and not value[key].is_indirect:
            _strip(value[key], depth + 1)
    if isinstance(value, pikepdf.Stream) and value.get(Name.Filter) == Name.DCTDecode:
        _strip_photograph(value)


def _strip_photograph(image: pikepdf.Stream) -> None:
    """Camera, place and author of a JPEG; the picture itself is not touched."""
    data = image.read_raw_bytes()
    clean = picture_metadata.strip(data)
    if clean != data:
        parms = image.get(Name.DecodeParms)
        image.write(clean, filter=Name.DCTDecode, decode_parms=parms if isinstance(parms, Dictionary) else None)


def keep_bookmarks(
    pdf: pikepdf.Pdf, bookmarks: Iterable[tuple[int, str, int]], changes: Mapping[str, str], page_texts: list[str]
) -> None:
    """Put back the bookmarks (level, title, page from 0) whose title stands on the page as it now is."""
    written = [_BLANKS.sub("", text) for text in page_texts]
    path: list[tuple[int, OutlineItem]] = []
    with pdf.open_outline() as outline:
        for level, old, page in bookmarks:
            title = old
            for value in sorted(changes, key=len, reverse=True):
                title = title.replace(value, changes[value])
            squeezed = _BLANKS.sub("", title)
            if not (0 <= page < len(written)) or not squeezed or squeezed not in written[page]:
                continue
            item = OutlineItem(title, page)
            while path and path[-1][0] >= level:
                path.pop()
            (path[-1][1].children if path else outline.root).append(item)
            path.append((level, item))
