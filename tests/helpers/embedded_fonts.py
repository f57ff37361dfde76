"""PDFs with fonts of their own, as office programs embed them: signs in the order of use, every one another shape.

The outlines are made up (each sign a box of its own width), so no font has to be installed; the map to Unicode says
what they mean.
"""

from collections.abc import Callable
from io import BytesIO

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Object

from awkward_pdfs import AFTER, BEFORE, LINE

SHOWN = (BEFORE, LINE, AFTER)
SIGNS = "".join(dict.fromkeys("".join(SHOWN)))
"""Every sign once, in the order of use: sign number n of it is glyph n + 1."""

FIRST = 33


def _box(pen, number: int) -> None:
    pen.moveTo((50, 0))
    for point in ((50, 500 + number), (300 + number, 500 + number), (300 + number, 0)):
        pen.lineTo(point)
    pen.closePath()


def _names() -> list[str]:
    return [".notdef", *(f"uni{ord(sign):04X}" for sign in SIGNS)]


def _finished(font: FontBuilder, names: list[str]) -> bytes:
    font.setupHorizontalMetrics(dict.fromkeys(names, (1000, 50)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupPost()
    stream = BytesIO()
    font.save(stream)
    return stream.getvalue()


def truetype(codes: dict[int, str] | None = None) -> bytes:
    names = _names()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap(codes or {ord(sign): name for sign, name in zip(SIGNS, names[1:], strict=True)})
    glyphs = {}
    for number, name in enumerate(names):
        pen = TTGlyphPen(None)
        _box(pen, number)
        glyphs[name] = pen.glyph()
    font.setupGlyf(glyphs)
    return _finished(font, names)


def compact(*, cids: bool = False) -> bytes:
    """The bare CFF table."""
    names = _names()
    font = FontBuilder(1000, isTTF=False)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(sign): name for sign, name in zip(SIGNS, names[1:], strict=True)})
    outlines = {}
    for number, name in enumerate(names):
        pen = T2CharStringPen(1000, None)
        _box(pen, number)
        outlines[name] = pen.getCharString()
    font.setupCFF("Made", {}, outlines, {})
    if cids:
        _with_cids(font.font["CFF "].cff)
    font.setupHorizontalMetrics(dict.fromkeys(font.font.getGlyphOrder(), (1000, 50)))
    return font.font["CFF "].compile(font.font)


def _with_cids(fonts) -> None:
    """The same font addressed by CID; the CID of a sign is its Unicode number, so that the list alone names it."""
    from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict

    font = fonts[0]
    font.ROS = ("Adobe", "Identity", 0)
    old = font.charset
    font.charset = [".notdef", *(f"cid{ord(sign):05d}" for sign in SIGNS)]
    font.CharStrings.charStrings = {
        new: font.CharStrings.charStrings[one] for new, one in zip(font.charset, old, strict=True)}
    part = FontDict()
    part.setCFF2(False)
    part.Private, part.FontName = font.Private, "Part"
    font.FDArray = FDArrayIndex()
    font.FDArray.append(part)
    font.FDSelect = FDSelect()
    font.FDSelect.format, font.FDSelect.gidArray = 3, [0] * len(font.charset)
    font.CharStrings.fdArray, font.CharStrings.fdSelect = font.FDArray, font.FDSelect
    font.CIDCount = 0x10000
    del font.Private


def _map(codes: dict[str, str]) -> bytes:
    lines = [f"<{code}> <{ord(sign):04X}>" for sign, code in codes.items()]
    width = len(next(iter(codes.values())))
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        f"1 begincodespacerange <{'00' * (width // 2)}> <{'FF' * (width // 2)}> endcodespacerange\n"
        f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar endcmap end end").encode()


def _page(pdf: pikepdf.Pdf, font: Object, codes: dict[str, str]) -> None:
    shown = " ".join(
        f"BT /E 11 Tf 40 {780 - 30 * number} Td <{''.join(codes[sign] for sign in text)}> Tj ET"
        for number, text in enumerate(SHOWN))
    page = pdf.add_blank_page(page_size=(900, 842))
    page.obj.Resources = Dictionary(Font=Dictionary(E=font))
    page.obj.Contents = pdf.make_stream(shown.encode())


def _saved(make: Callable[[pikepdf.Pdf], tuple[Object, dict[str, str]]]) -> bytes:
    with pikepdf.Pdf.new() as pdf:
        _page(pdf, *make(pdf))
        stream = BytesIO()
        pdf.save(stream, static_id=True)
        return stream.getvalue()


def _descriptor(pdf: pikepdf.Pdf, key: str, data: bytes, subtype: str = "") -> Object:
    program = pdf.make_stream(data)
    if subtype:
        program[Name.Subtype] = Name(subtype)
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/AAAAAA+Made"), Flags=4, FontBBox=Array([0, -200, 1000, 800]),
        ItalicAngle=0, Ascent=800, Descent=-200, CapHeight=700, StemV=80)
    descriptor[key] = program
    return pdf.make_indirect(descriptor)


def composite(key: str, data: bytes, number: Callable[[int, str], int], subtype: str = "") -> bytes:
    """A Type 0 font, its widths listed code by code as Word does."""

    def make(pdf: pikepdf.Pdf) -> tuple[Object, dict[str, str]]:
        numbers = {sign: number(at, sign) for at, sign in enumerate(SIGNS)}
        codes = {sign: f"{cid:04X}" for sign, cid in numbers.items()}
        widths = Array([one for cid in sorted(numbers.values()) for one in (cid, Array([1000 if cid % 2 else 998]))])
        descendant = Dictionary(
            Type=Name.Font, Subtype=Name("/CIDFontType2" if key == "/FontFile2" else "/CIDFontType0"),
            BaseFont=Name("/AAAAAA+Made"),
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            DW=1000, W=widths, FontDescriptor=_descriptor(pdf, key, data, subtype))
        if key == "/FontFile2":
            descendant[Name.CIDToGIDMap] = Name.Identity
        return pdf.make_indirect(Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/AAAAAA+Made"), Encoding=Name("/Identity-H"),
            DescendantFonts=Array([descendant]), ToUnicode=pdf.make_stream(_map(codes)))), codes

    return _saved(make)


def simple(key: str, data: bytes, *, named: bool = False) -> bytes:
    """A font of single-byte codes in the order of use."""

    def make(pdf: pikepdf.Pdf) -> tuple[Object, dict[str, str]]:
        codes = {sign: f"{FIRST + at:02X}" for at, sign in enumerate(SIGNS)}
        font = Dictionary(
            Type=Name.Font, Subtype=Name("/TrueType" if key == "/FontFile2" else "/Type1"),
            BaseFont=Name("/AAAAAA+Made"), FirstChar=FIRST, LastChar=FIRST + len(SIGNS) - 1,
            Widths=Array([1000] * len(SIGNS)),
            FontDescriptor=_descriptor(pdf, key, data, "" if not named else "/Type1C"),
            ToUnicode=pdf.make_stream(_map(codes)))
        if named:
            font[Name.Encoding] = Dictionary(
                Type=Name.Encoding, Differences=Array([FIRST, *(Name(f"/uni{ord(sign):04X}") for sign in SIGNS)]))
        return pdf.make_indirect(font), codes

    return _saved(make)


def _symbol_codes() -> dict[int, str]:
    return {0xF000 + FIRST + at: f"uni{ord(sign):04X}" for at, sign in enumerate(SIGNS)}


EMBEDDED: dict[str, Callable[[], bytes]] = {
    "embedded_truetype": lambda: composite("/FontFile2", truetype(), lambda at, _: at + 1),
    "embedded_cff_numbers": lambda: composite("/FontFile3", compact(), lambda at, _: at + 1, "/CIDFontType0C"),
    "embedded_cff_cids": lambda: composite(
        "/FontFile3", compact(cids=True), lambda _, sign: ord(sign), "/CIDFontType0C"),
    "embedded_truetype_simple": lambda: simple("/FontFile2", truetype(_symbol_codes())),
    "embedded_cff_simple": lambda: simple("/FontFile3", compact(), named=True),
}
