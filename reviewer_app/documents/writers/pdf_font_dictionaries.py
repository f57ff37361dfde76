"""The dictionaries of a font of which only some codes are still used: map to Unicode, widths, names, font file."""

from collections.abc import Collection, Iterator
from typing import Any, Final

import pikepdf
from fontTools import agl  # type: ignore[import-untyped]  # ships no types
from fontTools.encodings import MacRoman, StandardEncoding  # type: ignore[import-untyped]  # ships no types
from pikepdf import Array, Dictionary, Name, Object

from reviewer_app.documents.writers import pdf_font_programs, pdf_fonts, pdf_tounicode
from reviewer_app.documents.writers.pdf_font_programs import Unprunable

_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")
_OPENTYPE: Final = "/OpenType"
_NOTHING: Final = "/.notdef"


def refuse_embedded(font: Object) -> None:
    """Raise `Unprunable` for a font that brings its own file."""
    holder = font[Name.DescendantFonts][0] if pdf_fonts.is_composite(font) else font
    if font.get(Name.Subtype) == Name.Type3 or _file_of(holder.get(Name.FontDescriptor)) is not None:
        raise Unprunable


def prune(pdf: pikepdf.Pdf, font: Object, used: Collection[bytes]) -> None:
    """Leave what `used` codes need; raises `Unprunable`, with the font still whole enough to draw the pages."""
    if pdf_fonts.is_composite(font):
        _composite(pdf, font, used)
    elif font.get(Name.Subtype) == Name.Type3:
        _drawn(font, used)
    else:
        _simple(pdf, font, used)
    mapping = font.get(Name.ToUnicode)
    if isinstance(mapping, pikepdf.Stream):
        font[Name.ToUnicode] = pdf.make_stream(pdf_tounicode.pruned(mapping.read_bytes(), used))


def _file_of(descriptor: Object | None) -> str | None:
    return next((key for key in _FILES if descriptor is not None and key in descriptor), None)


def _composite(pdf: pikepdf.Pdf, font: Object, used: Collection[bytes]) -> None:
    descendant = font[Name.DescendantFonts][0]
    key = _file_of(descendant.get(Name.FontDescriptor))
    if not str(font.get(Name.Encoding)).startswith("/Identity-"):
        # Which glyph a code means stands in a table that is not part of the file.
        if key is not None:
            raise Unprunable
        return
    numbers = {int.from_bytes(code, "big") for code in used}
    if key == "/FontFile2":
        table = descendant.get(Name.CIDToGIDMap)
        glyphs = _glyphs(table.read_bytes(), numbers) if isinstance(table, pikepdf.Stream) else {n: n for n in numbers}
        _renew(pdf, descendant, key, pdf_font_programs.truetype(_data(descendant, key), set(glyphs.values())))
        if isinstance(table, pikepdf.Stream):
            descendant[Name.CIDToGIDMap] = pdf.make_stream(_glyph_table(glyphs))
    elif key is not None:
        _refuse_other_files(descendant, key)
        _renew(pdf, descendant, key, pdf_font_programs.compact(_data(descendant, key), numbers=numbers))
    if Name.W in descendant:
        widths = pdf_fonts.entries_of_widths(descendant)
        descendant[Name.W] = Array([
            one for number in sorted(numbers & widths.keys()) for one in (number, Array([widths[number]]))])
    if Name.W2 in descendant:
        raise Unprunable


def _glyphs(table: bytes, numbers: Collection[int]) -> dict[int, int]:
    return {number: int.from_bytes(table[2 * number : 2 * number + 2], "big") for number in numbers}


def _glyph_table(glyphs: dict[int, int]) -> bytes:
    table = bytearray(2 * (max(glyphs, default=0) + 1))
    for number, glyph in glyphs.items():
        table[2 * number : 2 * number + 2] = glyph.to_bytes(2, "big")
    return bytes(table)


def _data(holder: Object, key: str) -> bytes:
    try:
        return bytes(holder[Name.FontDescriptor][key].read_bytes())
    except pikepdf.PdfError:
        raise Unprunable from None


def _refuse_other_files(holder: Object, key: str) -> None:
    """A Type 1 file is encrypted, an OpenType file has two layers: neither is taken apart here."""
    if key != "/FontFile3" or str(holder[Name.FontDescriptor][key].get(Name.Subtype)) == _OPENTYPE:
        raise Unprunable


def _renew(pdf: pikepdf.Pdf, holder: Object, key: str, data: bytes) -> None:
    """A descriptor of its own with the new file: another font may use the old one."""
    old = holder[Name.FontDescriptor][key]
    stream = pdf.make_stream(data)
    if Name.Subtype in old:
        stream[Name.Subtype] = old[Name.Subtype]
    if key != "/FontFile3":
        stream[Name.Length1] = len(data)
    descriptor = pdf.make_indirect(Dictionary())
    for entry, value in holder[Name.FontDescriptor].items():
        descriptor[entry] = value
    descriptor[key] = stream
    holder[Name.FontDescriptor] = descriptor


def _simple(pdf: pikepdf.Pdf, font: Object, used: Collection[bytes]) -> None:
    codes = {code[0] for code in used if code}
    names = _names(font.get(Name.Encoding))
    key = _file_of(font.get(Name.FontDescriptor))
    if key == "/FontFile2":
        wanted = {names[code] for code in codes & names.keys()}
        data = pdf_font_programs.truetype_simple(_data(font, key), codes | _roman(wanted), _signs(wanted))
        _renew(pdf, font, key, data)
    elif key is not None:
        _refuse_other_files(font, key)
        data = _data(font, key)
        own = pdf_font_programs.encoding_of(data)
        ways = (names, own, dict(enumerate(StandardEncoding.StandardEncoding)))
        wanted = {way[code] for way in ways for code in codes & way.keys()}
        _renew(pdf, font, key, pdf_font_programs.compact(data, wanted))
    _blank_lists(font, codes)


def _blank_lists(font: Object, codes: Collection[int]) -> None:
    first = int(font.get(Name.FirstChar, 0))
    if Name.Widths in font:
        font[Name.Widths] = Array([
            width if first + at in codes else 0 for at, width in enumerate(font[Name.Widths])])
    encoding = font.get(Name.Encoding)
    if isinstance(encoding, Dictionary) and Name.Differences in encoding:
        fresh = Dictionary()
        for key, value in encoding.items():
            fresh[key] = value
        fresh[Name.Differences] = Array([
            one for code, name in _differences(encoding) if code in codes for one in (code, Name(name))])
        font[Name.Encoding] = fresh


def _drawn(font: Object, used: Collection[bytes]) -> None:
    """A Type 3 font draws its glyphs by procedures, found by name.

    Where a map tells what the codes mean, names are nobody's business: they become numbers.
    """
    encoding, procedures = font.get(Name.Encoding), font.get(Name.CharProcs)
    if not isinstance(encoding, Dictionary) or not isinstance(procedures, Dictionary):
        raise Unprunable
    codes = {code[0] for code in used if code}
    named = Name.ToUnicode not in font
    names: dict[str, str] = {_NOTHING: _NOTHING}
    for code, name in _differences(encoding):
        if code in codes:
            names.setdefault(name, name if named else f"/g{code}")
    fresh = Dictionary()
    for name, procedure in procedures.items():
        if name in names:
            fresh[names[name]] = procedure
    font[Name.CharProcs] = fresh
    _blank_lists(font, codes)
    font[Name.Encoding][Name.Differences] = Array([
        one for code, name in _differences(font[Name.Encoding]) for one in (code, Name(names[name]))])


def _differences(encoding: Object) -> Iterator[tuple[int, str]]:
    code = 0
    for one in encoding.get(Name.Differences, []):
        if isinstance(one, Name):
            yield code, str(one)
            code += 1
        else:
            code = int(one)


def _names(encoding: Object | None) -> dict[int, str]:
    """The name of each code, as far as the font's dictionary says."""
    base = encoding.get(Name.BaseEncoding) if isinstance(encoding, Dictionary) else encoding
    names: dict[int, str] = {}
    if base == Name.WinAnsiEncoding:
        names = {code: name for code in range(256) if (name := _adobe_name(bytes([code]), "cp1252"))}
    elif base == Name.MacRomanEncoding:
        names = dict(enumerate(MacRoman.MacRoman))
    if isinstance(encoding, Dictionary):
        names |= {code: name.removeprefix("/") for code, name in _differences(encoding)}
    return names


def _adobe_name(code: bytes, encoding: str) -> str:
    names: dict[int, Any] = agl.UV2AGL
    sign = code.decode(encoding, "ignore")
    return str(names.get(ord(sign), "")) if sign else ""


def _signs(names: Collection[str]) -> set[str]:
    return {sign for name in names for sign in agl.toUnicode(name)[:1]}


def _roman(names: Collection[str]) -> set[int]:
    return {code for code, name in enumerate(MacRoman.MacRoman) if name in names}
