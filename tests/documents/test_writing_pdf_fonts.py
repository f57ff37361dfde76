"""Fonts that a file brings along forget what only removed text used: outlines, names, lists of widths, maps."""

from io import BytesIO

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from pikepdf import Name

import awkward_pdfs as awkward
import embedded_fonts
from reviewer_app.documents.reading import read
from reviewer_app.documents.writers import pdf_font_dictionaries, pdf_fonts
from reviewer_app.documents.writers.pdf import write
from reviewer_app.documents.writers.pdf_font_programs import Unprunable, compact, truetype, truetype_simple
from reviewer_app.documents.writers.pdf_tounicode import entries, pruned
from reviewer_app.domain.public_version import PublicPlan, SpanEdit

GONE = set(awkward.PERSON)
STAYING = set(embedded_fonts.SIGNS) - GONE


def redacted(name: str) -> bytes:
    data = embedded_fonts.EMBEDDED[name]()
    start = read(data, "a.pdf").document.text.index(awkward.PERSON)
    return write(data, "a.pdf", PublicPlan(spans=(SpanEdit(start, start + 3, "某"),)))


def widths_of_outlines(data: bytes) -> set[int]:
    """What is drawn in a font file: the boxes of the made-up signs are told apart by their width."""
    with pikepdf.open(BytesIO(data)) as pdf:
        program = next(
            one[key].read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Dictionary)
            for key in ("/FontFile2", "/FontFile3") if key in one)
    if program[:1] == b"\x01":
        fonts = CFFFontSet()
        fonts.decompile(BytesIO(program), None)
        outlines = fonts[fonts.fontNames[0]].CharStrings
        glyphs = {name: outlines[name] for name in outlines.charStrings}
    else:
        font = TTFont(BytesIO(program))
        font.setGlyphOrder([f"g{number}" for number in range(font["maxp"].numGlyphs)])
        glyphs = dict(font.getGlyphSet())
    found = set()
    for glyph in glyphs.values():
        pen = BoundsPen(glyphs)
        glyph.draw(pen)
        if pen.bounds:
            found.add(int(pen.bounds[2] - pen.bounds[0]) - 250)
    return found


@pytest.mark.parametrize("name", sorted(embedded_fonts.EMBEDDED))
def test_no_outline_of_a_removed_sign_is_left_and_all_others_are(name: str) -> None:
    numbers = {sign: at + 1 for at, sign in enumerate(embedded_fonts.SIGNS)}
    assert widths_of_outlines(embedded_fonts.EMBEDDED[name]()) == {0, *numbers.values()}
    assert widths_of_outlines(redacted(name)) == {0, *(numbers[sign] for sign in STAYING)}


@pytest.mark.parametrize("name", sorted(embedded_fonts.EMBEDDED))
def test_no_name_of_a_removed_sign_is_left(name: str) -> None:
    with pikepdf.open(BytesIO(redacted(name))) as pdf:
        pdf.remove_unreferenced_resources()
        content = b"".join(one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream))
        content += b"".join(repr(one).encode() for one in pdf.objects if isinstance(one, pikepdf.Dictionary))
    assert not [sign for sign in GONE if f"uni{ord(sign):04X}".encode() in content]
    assert not [sign for sign in GONE if f"<{ord(sign):04x}>".encode() in content.lower()]


def test_the_list_of_widths_names_only_what_is_used() -> None:
    with pikepdf.open(BytesIO(redacted("embedded_truetype"))) as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and Name.DescendantFonts in one]
        made = next(one.DescendantFonts[0] for one in fonts if "Made" in str(one.BaseFont))
        listed = [int(one) for one in made.W if not isinstance(one, pikepdf.Array)]
    assert listed == [at + 1 for at, sign in enumerate(embedded_fonts.SIGNS) if sign in STAYING]


def test_a_font_that_cannot_be_taken_apart_is_not_kept() -> None:
    """Its pages are drawn anew: the file still reads as planned, and holds no font of its own."""
    data = embedded_fonts.composite("/FontFile2", b"no font at all", lambda at, _: at + 1)
    text = read(data, "a.pdf").document.text
    start = text.index(awkward.PERSON)
    result = write(data, "a.pdf", PublicPlan(spans=(SpanEdit(start, start + 3, "某"),)))
    with pikepdf.open(BytesIO(result)) as pdf:
        assert not [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one]
        assert "/RvPage" in pdf.pages[0].Resources.XObject
    after = read(result, "a.pdf").document.text
    assert awkward.PERSON not in after
    assert "".join(after.split()).startswith(awkward.BEFORE)


@pytest.mark.parametrize("prune", [
    lambda data: truetype(data, {1}), lambda data: truetype_simple(data, {1}, ""), lambda data: compact(data, {"a"})])
def test_broken_font_files_are_said_to_be_so(prune) -> None:
    for data in (b"", b"\0" * 40, embedded_fonts.truetype()[:700]):
        with pytest.raises(Unprunable):
            prune(data)


def test_ranges_of_a_map_are_parted() -> None:
    cmap = b"1 beginbfrange <0001> <0003> <4E00> endbfrange 1 beginbfchar <0009> <66FE> endbfchar"
    assert dict(entries(cmap)) == {b"\0\1": b"4e00", b"\0\2": b"4e01", b"\0\3": b"4e02", b"\0\t": b"66FE"}
    assert dict(entries(pruned(cmap, {b"\0\2"}))) == {b"\0\2": b"4e01"}


def test_strings_are_parted_into_codes_as_the_encoding_says() -> None:
    def font(encoding: str) -> pikepdf.Dictionary:
        return pikepdf.Dictionary(Type=Name.Font, Subtype=Name.Type0, Encoding=Name(encoding))

    assert pdf_fonts.codes(font("/Identity-H"), b"\0\1\0\2") == [b"\0\1", b"\0\2"]
    assert pdf_fonts.codes(font("/GBK-EUC-H"), "a曾b".encode("gbk")) == [b"a", "曾".encode("gbk"), b"b"]
    rare = "𠀀".encode("utf-16-be")
    assert pdf_fonts.codes(font("/UniGB-UTF16-H"), b"\x66\xfe" + rare) == [b"\x66\xfe", rare]
    assert pdf_fonts.codes(font("/Unheard-H"), b"ab") is None


def test_only_a_font_that_brings_no_file_is_left_alone_where_its_use_is_not_known() -> None:
    bare = pikepdf.Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf_font_dictionaries.refuse_embedded(bare)
    with pikepdf.open(BytesIO(embedded_fonts.EMBEDDED["embedded_cff_simple"]())) as pdf, pytest.raises(Unprunable):
        pdf_font_dictionaries.refuse_embedded(pdf.pages[0].Resources.Font.E)
