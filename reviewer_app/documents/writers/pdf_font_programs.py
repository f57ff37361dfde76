"""Font files without what nothing shows any more: every outline but those in use is taken out, and its name with it.

Not only the outlines of removed text: in a whole font, the three that are missing would be the name. The parsing is
fontTools'; what it cannot parse is `Unprunable`, and the writer draws the pages of that font anew.
"""

from collections.abc import Collection, Iterable
from io import BytesIO
from typing import Any, Final

from fontTools.cffLib import CFFFontSet  # type: ignore[import-untyped]  # ships no types
from fontTools.misc.psCharStrings import T2CharString  # type: ignore[import-untyped]  # ships no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types

_NEEDED: Final = frozenset({"glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep", "CFF ", "cmap"})
_SYMBOL: Final = 0xF000
_NOTHING: Final = ".notdef"


class Unprunable(Exception):
    """A font file that cannot be parsed, or whose glyphs cannot be told for certain."""


def truetype(data: bytes, glyphs: Collection[int]) -> bytes:
    """A TrueType font with the outlines of `glyphs` alone (numbers in the file); for codes that are glyph numbers."""
    try:
        font = _opened(data)
        if "cmap" in font:
            del font["cmap"]
        return _saved(font, {f"g{number}" for number in glyphs})
    except Exception:  # noqa: BLE001 — fontTools raises whatever a broken table makes it stumble over
        raise Unprunable from None


def truetype_simple(data: bytes, codes: Iterable[int], signs: Iterable[str]) -> bytes:
    """A TrueType font with the outlines that its own maps give for `codes` or for the Unicode `signs`."""
    wanted = {number for code in codes for number in (code, _SYMBOL + code)} | {ord(sign) for sign in signs}
    try:
        font = _opened(data)
        kept: set[str] = set()
        for table in font["cmap"].tables:
            table.cmap = {code: name for code, name in table.cmap.items() if code in wanted}
            kept.update(table.cmap.values())
        data = _saved(font, kept)
    except Exception:  # noqa: BLE001 — see above
        raise Unprunable from None
    if not kept:
        raise Unprunable
    return data


def _opened(data: bytes) -> TTFont:
    """The font with glyphs named by number: names of its own would say what they were."""
    font = TTFont(BytesIO(data), recalcBBoxes=False, recalcTimestamp=False, lazy=False)
    font.setGlyphOrder([f"g{number}" for number in range(font["maxp"].numGlyphs)])
    for tag in list(font.keys()):
        if tag not in _NEEDED and tag != "GlyphOrder":
            del font[tag]
    return font


def _saved(font: TTFont, kept: set[str]) -> bytes:
    outlines = font["glyf"]
    pending = [*kept, "g0"]
    needed: set[str] = set()
    while pending:
        name = pending.pop()
        if name in needed or name not in outlines.glyphs:
            continue
        needed.add(name)
        glyph = outlines[name]
        if glyph.isComposite():
            pending.extend(glyph.getComponentNames(outlines))
    for name in font.getGlyphOrder():
        if name not in needed:
            outlines.glyphs[name] = type(outlines[name])()
    stream = BytesIO()
    font.save(stream, reorderTables=False)
    return stream.getvalue()


def compact(data: bytes, names: Collection[str] = (), numbers: Collection[int] | None = None) -> bytes:
    """A bare CFF font with the glyphs called `names`; with `numbers` those CIDs (by number where it has no CIDs)."""
    try:
        fonts = CFFFontSet()
        fonts.decompile(BytesIO(data), None)
        fonts.desubroutinize()
        font = fonts[fonts.fontNames[0]]
        if numbers is not None and hasattr(font, "ROS"):
            _drop(font, {f"cid{number:05d}" for number in numbers})
        elif numbers is not None:
            _blank(font, numbers)
        else:
            _drop(font, names)
        stream = BytesIO()
        fonts.compile(stream, TTFont(recalcBBoxes=False), isCFF2=False)
        return stream.getvalue()
    except Exception:  # noqa: BLE001 — see above
        raise Unprunable from None


def encoding_of(data: bytes) -> dict[int, str]:
    """The names a bare CFF font itself gives to its codes; empty where it says the standard ones."""
    try:
        fonts = CFFFontSet()
        fonts.decompile(BytesIO(data), None)
        encoding = fonts[fonts.fontNames[0]].Encoding
    except Exception:  # noqa: BLE001 — see above
        raise Unprunable from None
    return {} if isinstance(encoding, str) else dict(enumerate(encoding))


def _drop(font: Any, names: Collection[str]) -> None:  # noqa: ANN401 — fontTools has no types
    """Take out every glyph that is not called one of `names`; glyphs are addressed by name or CID, not by number."""
    outlines = font.CharStrings
    staying = [at for at, name in enumerate(font.charset) if at == 0 or name in names]
    if len(staying) <= 1 and names:
        raise Unprunable
    if outlines.charStringsAreIndexed:
        index = outlines.charStringsIndex
        places = [outlines.charStrings[font.charset[at]] for at in staying]
        index.items = [index[place] for place in places]
        if hasattr(font, "FDSelect"):
            font.FDSelect.gidArray = [font.FDSelect.gidArray[at] for at in staying]
            font.FDSelect.format = None
        outlines.charStrings = {font.charset[at]: place for place, at in enumerate(staying)}
    else:
        outlines.charStrings = {font.charset[at]: outlines.charStrings[font.charset[at]] for at in staying}
    font.charset = [font.charset[at] for at in staying]
    font.numGlyphs = len(staying)


def _blank(font: Any, numbers: Collection[int]) -> None:  # noqa: ANN401 — fontTools has no types
    """Empty every glyph whose number is not in `numbers`, and name all by number."""
    outlines = font.CharStrings
    for at, name in enumerate(font.charset):
        if at and at not in numbers:
            old = outlines[name]
            outlines[name] = T2CharString(
                program=["endchar"], private=getattr(old, "private", None), globalSubrs=outlines.globalSubrs)
    names = [_NOTHING, *(f"g{number}" for number in range(1, len(font.charset)))]
    outlines.charStrings = {
        new: outlines.charStrings[old] for new, old in zip(names, font.charset, strict=True)}
    font.charset = names
