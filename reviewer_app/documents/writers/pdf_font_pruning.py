"""Takes out of fonts what only removed text used: codes in the map to Unicode, widths, names, outlines.

A subset made for one document holds its signs in the order of use: a removed name could be read from the map alone, or
from the list of widths, which in files of common office programs names exactly the glyphs that were used.
"""

from collections import defaultdict
from collections.abc import Mapping

import pikepdf
from pikepdf import Name, Object

from reviewer_app.documents.pdf_content import Show, Stream
from reviewer_app.documents.writers import pdf_font_dictionaries, pdf_fonts
from reviewer_app.documents.writers.pdf_font_programs import Unprunable
from reviewer_app.documents.writers.pdf_rewriting import Cut

Key = tuple[int, int]


class FontUse:
    """Which codes of which font the pages used before, and which they use after the edits."""

    def __init__(self) -> None:
        self._fonts: dict[Key, Object] = {}
        self._before: defaultdict[Key, set[bytes]] = defaultdict(set)
        self._after: defaultdict[Key, set[bytes]] = defaultdict(set)
        self._pages: defaultdict[Key, set[int]] = defaultdict(set)
        self._spared: set[Key] = set()

    def before(self, stream: Stream, page: int) -> None:
        """Count a page as it came."""
        for show in stream.shows():
            font = show.state.font
            if font is None or font.objgen == (0, 0):
                continue
            parted = _codes(show)
            self._fonts[font.objgen] = font
            self._pages[font.objgen].add(page)
            self._before[font.objgen].update(parted or [])
            if parted is None:
                self._spared.add(font.objgen)

    def after(self, stream: Stream, cuts: Mapping[Show, Cut]) -> None:
        """Count a page as it goes; pages drawn anew use none of the old fonts."""
        for show in stream.shows():
            font = show.state.font
            if font is None or font.objgen == (0, 0) or show.hidden:
                continue
            cut = cuts.get(show)
            gone = cut.gone if cut is not None else set()
            self._after[font.objgen].update(code for at, code in enumerate(_codes(show) or []) if at not in gone)
            for insert in cut.inserts.values() if cut is not None else ():
                if insert.font == show.state.font_name:
                    self._after[font.objgen].update(pdf_fonts.codes(font, insert.codes) or [])

    def spare(self, pdf: pikepdf.Pdf) -> None:
        """Fonts that other things than pages show text with (form fields, patterns): what these use is not known."""
        for one in pdf.objects:
            if not isinstance(one, pikepdf.Stream | pikepdf.Dictionary):
                continue
            drawn = isinstance(one, pikepdf.Stream) and Name.PatternType in one
            resources = one.get(Name.DR) if not drawn else one.get(Name.Resources)
            if one.get(Name.Subtype) == Name.Widget:
                self._spare_appearance(one)
            if one.get(Name.Subtype) == Name.Type3 or drawn or resources is not None:
                self._spare(resources if resources is not None else one.get(Name.Resources))

    def _spare_appearance(self, widget: Object) -> None:
        appearance = widget.get(Name.AP)
        normal = appearance.get(Name.N) if appearance is not None else None
        if isinstance(normal, pikepdf.Stream):
            self._spare(normal.get(Name.Resources))

    def _spare(self, resources: Object | None) -> None:
        fonts = resources.get(Name.Font) if isinstance(resources, pikepdf.Dictionary) else None
        if isinstance(fonts, pikepdf.Dictionary):
            self._spared.update(font.objgen for _, font in fonts.items())

    def prune(self, pdf: pikepdf.Pdf) -> set[int]:
        """Leave in every font that lost a code only what is in use; the pages of fonts where that cannot be done."""
        leaky: set[int] = set()
        for key, font in self._fonts.items():
            used = self._after[key]
            if not self._before[key] - used or not used:
                # A font that nothing uses any more is not taken along.
                continue
            try:
                if key in self._spared:
                    pdf_font_dictionaries.refuse_embedded(font)
                else:
                    pdf_font_dictionaries.prune(pdf, font, used)
            except Unprunable:
                leaky |= self._pages[key]
        return leaky


def _codes(show: Show) -> list[bytes] | None:
    """All codes of an operator; None where the way of parting them is not known."""
    font = show.state.font
    found: list[bytes] = []
    for item in show.items:
        if isinstance(item, bytes) and font is not None:
            parted = pdf_fonts.codes(font, item)
            if parted is None:
                return None
            found.extend(parted)
    return found
