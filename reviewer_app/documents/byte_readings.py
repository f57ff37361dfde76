"""Every way the bytes of a file can be read as text: what a stranger with common tools would try on a public version.

Members of archives in archives; UTF-8, GB 18030, UTF-16; entities, numbers in hexadecimal and octal, percent signs,
Base64; and each XML part without its tags, where a value may be split over runs.
"""

import base64
import binascii
import html
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from reviewer_app.domain.errors import Fault

_TAGS: Final = re.compile(r"<[^>]*>")
_BLANKS: Final = re.compile(r"\s+")
_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2}){6,}")
_OCTAL: Final = re.compile(r"(?:\\[0-3][0-7]{2}){4,}")
_ESCAPED: Final = re.compile(r"\\[uU]([0-9a-fA-F]{4})")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")
_MAX_MEMBER: Final = 512 * 1024 * 1024
_MAX_DEPTH: Final = 3
_ARCHIVE: Final = b"PK\x03\x04"
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")


def readings(data: bytes) -> Iterator[str]:
    """Every reading of every member of `data`."""
    for content in members(data):
        for text in _decoded(content):
            yield text
            yield from _unescaped(text)


def members(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """The members of an archive, of archives in it too, and their names; else the data itself."""
    if not data.startswith(_ARCHIVE) or depth >= _MAX_DEPTH:
        yield data
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield "\n".join([*archive.namelist(), archive.comment.decode("latin-1")]).encode()
        for info in archive.infolist():
            if info.file_size > _MAX_MEMBER:
                message = "a member of a result of ours is larger than any original may be"
                raise Fault(message)
            yield from members(archive.read(info), depth + 1)


def _decoded(content: bytes) -> Iterator[str]:
    """The content in every encoding that it may be in."""
    try:
        yield content.decode("utf-8-sig")
        if b"\0" not in content:
            return
    except UnicodeDecodeError:
        yield content.decode("gb18030", "replace")
    if not content.startswith(_PICTURES):
        # Coded pictures hold any two characters somewhere; their own texts were looked at as bytes above.
        for encoding in ("utf-16-le", "utf-16-be"):
            yield content.decode(encoding, "replace")
            yield content[1:].decode(encoding, "replace")


def _unescaped(text: str) -> Iterator[str]:
    if "<" in text or "&" in text:
        # Tags first: a value may be split over runs, and an entity may stand for a bracket.
        yield _BLANKS.sub("", html.unescape(_TAGS.sub("", text)))
        yield html.unescape(text)
    if "%" in text:
        yield unquote(text)
    if "\\" in text:
        yield _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        for found in _OCTAL.finditer(text):
            yield from _any_encoding(bytes(int(one, 8) for one in found[0].split("\\")[1:]))
    for found in _HEX.finditer(text):
        yield from _any_encoding(bytes.fromhex(found[0]))
    for found in _BASE64.finditer(text):
        try:
            yield from _any_encoding(base64.b64decode(found[0] + "=" * (-len(found[0]) % 4)))
        except binascii.Error:
            continue


def _any_encoding(content: bytes) -> Iterator[str]:
    for encoding in ("utf-8", "gb18030", "utf-16-be", "utf-16-le"):
        yield content.decode(encoding, "replace")
