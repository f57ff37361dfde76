"""The typeface for what stands in place of removed text where the page's own font lacks a sign.

STSong-Light of Adobe-GB1 is not embedded: every PDF reader that shows Chinese has a Song for it. So no font file has to
be found, licensed or opened in the worker. Its Unicode codes and a ToUnicode map keep the text searchable.
"""

from functools import cache
from importlib.resources import files
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name

RESOURCE: Final = "/RvSong"
_FULL: Final = 1000
_PRINTABLE: Final = range(0x20, 0x7F)
_MISSING: Final = "〓"
_PER_LIST: Final = 100


@cache
def _ascii_widths() -> tuple[int, ...]:
    """Widths of the printable ASCII signs (CIDs 1 to 95) as Adobe publishes them for STSong-Light."""
    text = files("resources").joinpath("fonts/song_ascii_widths.txt").read_text("ascii")
    return tuple(int(word) for word in text.split())


def width(text: str) -> float:
    """Width of a text in thousandths of the size."""
    return float(sum(_width(sign) for sign in text))


def _width(sign: str) -> int:
    return _ascii_widths()[ord(sign) - _PRINTABLE.start] if ord(sign) in _PRINTABLE else _FULL


class SongFont:
    """The font object of one document, made when first used; remembers the signs it shows."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._signs: set[str] = set()
        self._object: pikepdf.Object | None = None

    def encode(self, text: str) -> bytes:
        """The codes of a text; control characters, which no font has, become 〓."""
        text = "".join(sign if sign.isprintable() else _MISSING for sign in text)
        self._signs.update(text)
        return text.encode("utf-16-be", "replace")

    def object(self) -> pikepdf.Object:
        """The font as it goes into a page's resources."""
        if self._object is None:
            self._object = self._pdf.make_indirect(_font())
        return self._object

    def finish(self) -> None:
        """Write the map from codes to signs; call once everything is drawn."""
        if self._object is not None:
            self._object[Name.ToUnicode] = self._pdf.make_stream(_to_unicode(sorted(self._signs)))


def _font() -> Dictionary:
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/STSong-Light"), Flags=6, FontBBox=Array([-25, -254, 1000, 880]),
        ItalicAngle=0, Ascent=752, Descent=-271, CapHeight=737, StemV=58)
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/STSong-Light"), DW=_FULL,
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"GB1", Supplement=4),
        W=Array([1, Array(_ascii_widths())]), FontDescriptor=descriptor)
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/STSong-Light-UniGB-UTF16-H"),
        Encoding=Name("/UniGB-UTF16-H"), DescendantFonts=Array([descendant]))


def _to_unicode(signs: list[str]) -> bytes:
    """A CMap that says what the codes already are."""
    codes = [sign.encode("utf-16-be", "replace").hex() for sign in signs]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CMapName /Song-UCS def /CMapType 2 def",
        "2 begincodespacerange <0000> <D7FF> <E000> <FFFF> endcodespacerange",
    ]
    for start in range(0, len(codes), _PER_LIST):
        part = codes[start : start + _PER_LIST]
        lines += [f"{len(part)} beginbfchar", *(f"<{code}> <{code}>" for code in part), "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")
