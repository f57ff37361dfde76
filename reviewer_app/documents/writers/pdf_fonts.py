"""What the fonts of a PDF say about their codes: how long a code is and how far it moves the pen."""

import re
from collections.abc import Iterator
from typing import Final

import pikepdf
from pikepdf import Name, Object

_TWO_BYTES: Final = re.compile(r"/(?:Identity|Uni\w+-UCS2)-[HV]$")
_UTF16: Final = re.compile(r"/Uni\w+-UTF16-[HV]$")
_GBK: Final = re.compile(r"/GB(?:K|Kp|KP|pc|T|TP)?(?:-EUC|2K)?-[HV]$")
_RANGES: Final = re.compile(rb"begincodespacerange(.*?)endcodespacerange", re.DOTALL)
_HEX: Final = re.compile(rb"<\s*([0-9A-Fa-f\s]+)>")
_SURROGATE: Final = range(0xD8, 0xDC)
_LEAD: Final = 0x81
_EXTENDED: Final = range(0x30, 0x3A)
_NOMINAL: Final = 1000.0
_LAST: Final = 0xFFFF


def is_composite(font: Object) -> bool:
    """Whether the font's codes may have more than one byte."""
    return font.get(Name.Subtype) == Name.Type0


def is_vertical(font: Object) -> bool:
    """Whether the font writes from top to bottom."""
    encoding = font.get(Name.Encoding)
    if isinstance(encoding, pikepdf.Stream):
        return int(encoding.get(Name.WMode, 0)) == 1
    return is_composite(font) and str(encoding).endswith("-V")


def codes(font: Object, text: bytes) -> list[bytes] | None:
    """A shown string parted into codes; None where this font's way of parting is not known."""
    if not is_composite(font):
        return [text[at : at + 1] for at in range(len(text))]
    encoding = font.get(Name.Encoding)
    if isinstance(encoding, pikepdf.Stream):
        length = _length(encoding.read_bytes())
        return None if length is None else _even(text, length)
    name = str(encoding)
    if _TWO_BYTES.match(name):
        return _even(text, 2)
    if _UTF16.match(name):
        return list(_utf16(text))
    if _GBK.match(name):
        return list(_gbk(text, extended="2K" in name))
    return None


def _length(cmap: bytes) -> int | None:
    """The code length of an embedded CMap whose codes all have one length."""
    lengths = {len(b"".join(code.split())) // 2 for part in _RANGES.findall(cmap) for code in _HEX.findall(part)}
    return lengths.pop() if len(lengths) == 1 else None


def _even(text: bytes, length: int) -> list[bytes]:
    return [text[at : at + length] for at in range(0, len(text), length)]


def _utf16(text: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(text):
        step = 4 if text[at] in _SURROGATE else 2
        yield text[at : at + step]
        at += step


def _gbk(text: bytes, *, extended: bool) -> Iterator[bytes]:
    at = 0
    while at < len(text):
        step = 1
        if text[at] >= _LEAD:
            step = 4 if extended and text[at + 1 : at + 2] and text[at + 1] in _EXTENDED else 2
        yield text[at : at + step]
        at += step


class Widths:
    """Widths of one font's codes in thousandths of its size, as the font's own dictionary gives them.

    Whole numbers: pdfium, and with it most readers in use, cuts off what follows the point, and nothing may move there.
    """

    def __init__(self, font: Object) -> None:
        self._known: dict[int, float] = {}
        self._rest: float | None = None
        if not is_composite(font):
            self._simple(font)
        elif str(font.get(Name.Encoding)).startswith("/Identity-"):
            self._composite(font[Name.DescendantFonts][0])

    def of(self, code: bytes) -> float | None:
        """The width of a code; None where the dictionary does not say."""
        return self._known.get(int.from_bytes(code, "big"), self._rest)

    def _simple(self, font: Object) -> None:
        widths = font.get(Name.Widths)
        if widths is None or font.get(Name.Subtype) == Name.Type3:
            return
        first = int(font.get(Name.FirstChar, 0))
        self._known = {first + number: float(int(width)) for number, width in enumerate(widths)}
        descriptor = font.get(Name.FontDescriptor)
        self._rest = float(descriptor.get(Name.MissingWidth, 0)) if descriptor is not None else 0.0

    def _composite(self, descendant: Object) -> None:
        self._rest = float(descendant.get(Name.DW, _NOMINAL))
        self._known = {code: float(int(width)) for code, width in entries_of_widths(descendant).items()}


def entries_of_widths(descendant: Object) -> dict[int, float]:
    """The widths that a composite font lists, by CID."""
    known: dict[int, float] = {}
    entries = list(descendant.get(Name.W, []))
    at = 0
    while at + 1 < len(entries):
        first, second = int(entries[at]), entries[at + 1]
        if isinstance(second, pikepdf.Array):
            known.update({first + number: float(width) for number, width in enumerate(second)})
            at += 2
        elif at + 2 < len(entries):
            known.update(dict.fromkeys(range(first, min(int(second), _LAST) + 1), float(entries[at + 2])))
            at += 3
        else:
            break
    return known
