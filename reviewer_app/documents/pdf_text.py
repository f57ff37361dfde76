"""Cleans the text pdfium gives for a page and parts it into paragraphs, keeping track of where each character was."""

import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

_DROPPED: Final = re.compile(
    "(?<![ \t\u3000])[ \t\u3000]++(?=\r?\n|\\Z)|(?<=[A-Za-z])[\ufffe\x02](?=\r?\n)|[\xad\x00\x01\x03-\x08\x0b-\x1f]"
)
"""Blanks at line ends, hyphens inside a parted Latin word, soft hyphens, control characters."""

_HYPHENS: Final = {0xFFFE: "-", 0x02: "-"}
"""What pdfium puts for a hyphen at a line's end; between digits it is a dash that counts."""

_RADICALS: Final = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_UNMAPPED: Final = re.compile("[\ue000-\uf8ff\ufffd]")
_CID: Final = re.compile(r"\(cid:\d+\)")
_LATIN_BYTES: Final = re.compile("[\x80-\x9f\xa0-\xb6\xb8-\xd6\xd8-\xf6\xf8-\xff]")
"""Latin-1 without · × ÷, which Chinese texts use."""

_SIGNS: Final = re.compile(r"[!\"#$&'*+;<=>?@\[\\\]^_`{|}~%]")
"""Signs that texts and tables use sparely: a map that is missing or shifted gives many of them."""
SIGNS_LENGTH: Final = 40
SIGNS_KINDS: Final = 8
"""A row of stars or lines has one or two kinds."""

_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
FEWEST_HAN: Final = 20
"""On a page with fewer a few rare names would decide."""

_STARTS: Final = re.compile(
    r"(?:[一二三四五六七八九十百]+、|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十百零\d]+[条章节款]"
    r"|附件|抄送|主办|[-—–－][-—–－\s]*\d{1,4}[-—–－\s]*$)"
)
_PAGE_NUMBER: Final = re.compile(r"[-—–－\s]*\d{1,4}[-—–－\s]*|第\s*\d+\s*页.{0,12}")
_FULL: Final = 0.76
"""A line at least this part of the page's widest counts as full: its paragraph goes on in the next line."""

_MIN_FULL: Final = 24
"""Columns; on pages of short lines (lists, tables) every line is its own paragraph."""


class Paragraph(NamedTuple):
    r"""A paragraph: its lines joined by `\n`, and the range it takes in the cleaned text of its page."""

    text: str
    start: int
    end: int


def clean(raw: str) -> str:
    r"""Page text without soft hyphens, control characters and blanks at line ends; `\r\n` is `\n`.

    Radicals and compatibility ideographs that fonts give instead of the usual characters become those (⽂ → 文).
    """
    text = _DROPPED.sub("", raw)
    if "\ufffe" in text or "\x02" in text:
        text = text.translate(_HYPHENS)
    return text.translate(_usual()) if _RADICALS.search(text) else text


def origins(raw: str) -> list[int]:
    """For each character of `clean(raw)` its index in `raw`."""
    kept: list[int] = []
    position = 0
    for match in _DROPPED.finditer(raw):
        kept.extend(range(position, match.start()))
        position = match.end()
    kept.extend(range(position, len(raw)))
    return kept


@cache
def _usual() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)):
        usual = unicodedata.normalize("NFKC", chr(code))
        if len(usual) == 1 and usual != chr(code):
            table[code] = usual
    return table


def is_unmapped(text: str) -> bool:
    """Whether a page's characters are mostly without meaning: fonts without a usable character map, wrong encodings.

    Private-use characters, `(cid:123)`, signs (`#*"$`), GBK or UTF-8 bytes taken for Latin letters, Chinese characters
    that no office writes (a map that is shifted).
    """
    if len(_UNMAPPED.findall(text)) * 3 > len(text) > 0 or len("".join(_CID.findall(text))) * 2 > len(text) > 0:
        return True
    solid = "".join(text.split())
    if len(_LATIN_BYTES.findall(solid)) * 3 > len(solid) > 0:
        return True
    if _mostly_signs(solid):
        return True
    return _rare(solid) * 2 > len(_HAN.findall(solid)) >= FEWEST_HAN


def _mostly_signs(solid: str) -> bool:
    """Whether hardly a Chinese character and many kinds of signs stand there: glyph numbers taken for letters."""
    signs = _SIGNS.findall(solid)
    long = len(solid) >= SIGNS_LENGTH and len(_HAN.findall(solid)) * 10 < len(solid)
    return long and len(signs) * 4 > len(solid) and len(set(signs)) >= SIGNS_KINDS


def _rare(text: str) -> int:
    """Chinese characters that neither GB 2312 nor Big5 has: neither simplified nor traditional writing uses them."""
    return sum(1 for sign in _HAN.findall(text) if not (_encodes(sign, "gb2312") or _encodes(sign, "big5")))


@cache
def _encodes(sign: str, encoding: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def is_page_number(text: str) -> bool:
    """Whether a paragraph is nothing but the number of its page."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def paragraphs(text: str) -> list[Paragraph]:
    """Part the cleaned text of a page. A paragraph goes on while its lines are full and no item or heading begins."""
    lines: list[tuple[int, str]] = []
    offset = 0
    for line in text.split("\n"):
        lines.append((offset, line))
        offset += len(line) + 1
    full = _full_width([_columns(line) for _, line in lines])
    found: list[Paragraph] = []
    start = end = -1
    open_paragraph = False
    for offset, line in lines:
        if not line.strip():
            open_paragraph = False
            continue
        if open_paragraph and not _begins(line):
            end = offset + len(line)
        else:
            _keep(found, text, start, end)
            start, end = offset, offset + len(line)
        open_paragraph = _columns(line) >= full
    _keep(found, text, start, end)
    return found


def _begins(line: str) -> bool:
    """Whether a line begins a paragraph by itself: an indent of two characters, an item, a page number."""
    return line.startswith("\u3000\u3000") or _STARTS.match(line.lstrip()) is not None or is_page_number(line)


def _keep(found: list[Paragraph], text: str, start: int, end: int) -> None:
    if start >= 0:
        piece = text[start:end]
        lead = len(piece) - len(piece.lstrip())
        found.append(Paragraph(piece.strip(), start + lead, start + lead + len(piece.strip())))


def _full_width(widths: list[int]) -> float:
    widest = max(widths, default=0)
    return max(widest * _FULL, _MIN_FULL)


def _columns(line: str) -> int:
    """Width in half-width columns: a Chinese character takes two, as it takes two bytes in GBK."""
    return len(line.encode("gbk", "replace"))
