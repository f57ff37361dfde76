"""Document properties of an OLE file (author, last author, company …), from its property set streams ([MS-OLEPS])."""

import struct
from collections.abc import Iterator
from typing import Final

from reviewer_app.documents.ole import OleFile
from reviewer_app.documents.ooxml_properties import Property

_STREAMS: Final = {
    "\x05SummaryInformation": ("core", {2: "title", 3: "subject", 4: "creator", 5: "keywords", 6: "description",
                                        8: "lastModifiedBy"}),
    "\x05DocumentSummaryInformation": ("app", {2: "category", 14: "Manager", 15: "Company"}),
}  # fmt: skip
_CODEPAGE: Final = 1
_STRING: Final = 0x1E
_WIDE_STRING: Final = 0x1F
_UTF8_PAGE: Final = 65001
_UTF16_PAGE: Final = 1200


def read(ole: OleFile) -> tuple[Property, ...]:
    """Properties with a text; a broken property set has none."""
    found: list[Property] = []
    for stream, (group, keys) in _STREAMS.items():
        data = ole.read(stream)
        try:
            found.extend(Property(group, keys[number], text) for number, text in _texts(data) if number in keys)
        except (struct.error, LookupError):
            continue
    return tuple(found)


def _texts(data: bytes) -> Iterator[tuple[int, str]]:
    if not data.strip(b"\0"):
        return
    section = struct.unpack_from("<I", data, 44)[0]
    count = struct.unpack_from("<I", data, section + 4)[0]
    places = [struct.unpack_from("<II", data, section + 8 + 8 * index) for index in range(min(count, 200))]
    page = _UTF16_PAGE
    for number, offset in places:
        if number == _CODEPAGE:
            page = struct.unpack_from("<H", data, section + offset + 4)[0]
    for number, offset in places:
        kind, length = struct.unpack_from("<II", data, section + offset)
        raw = data[section + offset + 8 :]
        text = ""
        if kind == _STRING:
            text = raw[:length].decode(_encoding(page), "replace")
        elif kind == _WIDE_STRING:
            text = raw[: length * 2].decode("utf-16-le", "replace")
        if text.strip("\0 "):
            yield number, text.strip("\0 ")


def _encoding(page: int) -> str:
    return {_UTF8_PAGE: "utf-8", _UTF16_PAGE: "utf-16-le"}.get(page, f"cp{page}")
