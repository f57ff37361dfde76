"""Finds out in which encoding a text file is written: mark, then UTF-8, then UTF-16 without mark, then GB18030."""

import codecs
import re
from typing import Final

from reviewer_app.domain.errors import FileDamaged

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE: Final = 65_536
_BLANK_LIMIT: Final = 1_000_000
_BLANKS: Final = b" \t\r\n\xef\xbb\xbf\xfe\xff\0"
_BINARY: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(untrusted_data: bytes, name: str) -> str:
    r"""The text of a file without its byte order mark, `\r\n` read as `\n`; `FileDamaged` if no encoding fits."""
    return newlines(_decode(untrusted_data, name))


def is_blank(untrusted_data: bytes) -> bool:
    """Whether there is nothing in the file but a byte order mark and blanks."""
    return len(untrusted_data) < _BLANK_LIMIT and not untrusted_data.strip(_BLANKS)


def newlines(text: str) -> str:
    r"""`\r\n` as `\n`; a single `\r` is left as it is: it may stand inside a quoted cell."""
    return text.replace("\r\n", "\n")


def _decode(untrusted_data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if untrusted_data.startswith(mark):
            return _checked(untrusted_data[len(mark) :], encoding, name)
    try:
        return _plausible(untrusted_data.decode("utf-8"))
    except (UnicodeDecodeError, ValueError):
        pass
    guess = _utf16_without_mark(untrusted_data[:_SAMPLE])
    return _checked(untrusted_data, guess or "gb18030", name)


def _checked(untrusted_data: bytes, encoding: str, name: str) -> str:
    try:
        return _plausible(untrusted_data.decode(encoding))
    except (UnicodeDecodeError, ValueError):
        raise FileDamaged(name=name) from None


def _plausible(text: str) -> str:
    """The text, or `ValueError` where it holds control characters that no text has: a binary file or wrong guess."""
    if _BINARY.search(text):
        message = "control characters"
        raise ValueError(message)
    return text


def _utf16_without_mark(sample: bytes) -> str | None:
    """UTF-16 betrays itself by zero bytes: line ends, digits and Latin letters have one at a fixed parity."""
    if len(sample) % 2:
        sample = sample[:-1]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if not even and not odd:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"
