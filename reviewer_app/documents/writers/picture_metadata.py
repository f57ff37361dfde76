"""Takes out of pictures what no one sees: camera, place, author, comments. The picture itself is not touched."""

import struct
from collections.abc import Iterator
from typing import Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_GOES: Final = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_JPEG: Final = b"\xff\xd8"
_SCAN: Final = 0xDA
_COMMENT: Final = 0xFE
_ADOBE: Final = 0xEE  # says how colours are coded; without it some pictures turn green
_COLOUR_PROFILE: Final = 0xE2
_APPLICATION: Final = range(0xE1, 0xF0)


def strip(data: bytes) -> bytes:
    """The picture without its metadata; kinds other than PNG and JPEG, and broken ones, as they are."""
    try:
        if data.startswith(_PNG):
            return _PNG + b"".join(_png_chunks(data))
        if data.startswith(_JPEG):
            return _JPEG + b"".join(_jpeg_segments(data))
    except (struct.error, IndexError):
        return data
    return data


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind not in _PNG_GOES:
            yield data[at:at + length + 12]
        at += length + 12


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    at = len(_JPEG)
    while True:
        marker = data[at + 1]
        if marker == _SCAN:
            yield data[at:]
            return
        (length,) = struct.unpack_from(">H", data, at + 2)
        goes = marker == _COMMENT or (marker in _APPLICATION and marker not in {_ADOBE, _COLOUR_PROFILE})
        if not goes:
            yield data[at:at + 2 + length]
        at += 2 + length
