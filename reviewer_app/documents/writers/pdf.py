"""Public versions of PDFs: text truly gone, its neighbours where they stood, nothing unseen left (design §5).

A page is edited in place, operator by operator, and looked at again through pdfium: every living character must stand
where it stood and nothing else but the replacements may have come. Where that cannot be had, the page is drawn anew.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import Final, NamedTuple

import pikepdf
from pikepdf import Name

from reviewer_app.documents import pdf_content, pdf_glyphs, pdf_hidden, pdf_reading
from reviewer_app.documents.pdf_content import Show, Stream, Unmatched
from reviewer_app.documents.pdf_content import number as number_shows
from reviewer_app.documents.pdf_glyphs import NO_OBJECT, Glyph, PageGlyphs
from reviewer_app.documents.pdf_layers import Layers
from reviewer_app.documents.pdf_reading import Progress
from reviewer_app.documents.pdfium_binding import pdfium, raw
from reviewer_app.documents.writers import pdf_cleaning, pdf_objects, pdf_pixels, pdf_plan
from reviewer_app.documents.writers.pdf_font_pruning import FontUse
from reviewer_app.documents.writers.pdf_pixels import Rectangle
from reviewer_app.documents.writers.pdf_plan import PagePlan, Piece
from reviewer_app.documents.writers.pdf_rewriting import Cut, StreamWriter
from reviewer_app.documents.writers.pdf_setting import PageSetter
from reviewer_app.documents.writers.pdf_song import SongFont
from reviewer_app.domain.document import BlockKind, Document
from reviewer_app.domain.errors import FileDamaged, FileEncrypted
from reviewer_app.domain.public_version import Erase, PublicPlan

_NEAR: Final = 0.5
"""Points a living character may seem to have moved: widths in files are rounded to thousandths."""

_SHAPES: Final = frozenset({"/Square", "/Circle", "/Polygon"})
_SOLID: Final = 0.8
_INVISIBLE: Final = 3
_DEPTH: Final = 12


def write(untrusted_data: bytes, name: str, plan: PublicPlan, progress: Progress | None = None) -> bytes:
    """Apply a plan to a PDF; the same input gives the same bytes."""
    document = pdf_reading.read(untrusted_data, name, progress, marks=False)
    plans = pdf_plan.by_page(document, plan, name)
    changes = _changes(document, plan)
    with pdf_reading.open_pdf(untrusted_data, name) as source:
        fields = _fields(document, plans)
        pixels: set[int] = set()
        while True:
            made = _Work(untrusted_data, name, source, plans, pixels, progress).run()
            failed = (_moved(made, source, fields) | made.leaky) - pixels
            if not failed:
                break
            pixels |= failed
        data = _settled(made.data, name) if fields else made.data
        return _with_bookmarks(data, source, changes)


@dataclass(frozen=True, slots=True)
class _Edited:
    """What was taken out of a page edited in place; `unseen` are the text objects on layers that are off."""

    pieces: list[Piece]
    unseen: frozenset[int]


class _Made(NamedTuple):
    """What one run made: the bytes, the pages (from 1) edited in place, the pages whose fonts tell what they lost."""

    data: bytes
    edited: dict[int, _Edited]
    leaky: set[int]


class _Paint(NamedTuple):
    """Places of a page that lose what they show: all of it; a picture alone; one that was not found; its red ink."""

    blanks: list[Rectangle]
    alone: list[Rectangle]
    left: list[Rectangle]
    red: list[Rectangle]


class _Work:
    """One run over the whole document; `pixels` are the pages (from 1) to be drawn anew."""

    def __init__(
        self, untrusted_data: bytes, name: str, source: pdfium.PdfDocument, plans: Mapping[int, PagePlan],
        pixels: set[int], progress: Progress | None,
    ) -> None:
        self._source = source
        self._progress = progress
        self._plans = plans
        self._pixels = pixels
        try:
            self._pdf = pikepdf.open(BytesIO(untrusted_data))
        except pikepdf.PasswordError:
            raise FileEncrypted(name=name) from None
        except pikepdf.PdfError:
            raise FileDamaged(name=name) from None
        self._song = SongFont(self._pdf)
        self._layers = Layers(self._pdf)
        self._use = FontUse()
        self._edited: dict[int, _Edited] = {}

    def run(self) -> _Made:
        """Edit, clean, and save."""
        with self._pdf:
            for number, page in enumerate(self._pdf.pages, start=1):
                if self._progress is not None:
                    self._progress(number, len(self._pdf.pages))
                self._page(number, page)
            self._use.spare(self._pdf)
            leaky = self._use.prune(self._pdf)
            self._song.finish()
            self._pdf.flatten_annotations("all")
            with pdf_cleaning.renewed(self._pdf) as fresh:
                return _Made(_saved(fresh), self._edited, leaky)

    def _page(self, number: int, page: pikepdf.Page) -> None:
        plan = self._plans.get(number, PagePlan())
        blanks = [*_marked_for_removal(page), *self._burns(number, plan, Erase.BOX)]
        alone, red = (self._burns(number, plan, how) for how in (Erase.PICTURE, Erase.RED))
        stream: Stream | None = None
        try:
            stream = pdf_content.parse_page(page, self._layers)
            self._use.before(stream, number)
            left = pdf_objects.take_out(page, stream, alone)
            done = not (blanks or red or left) and number not in self._pixels
            if done:
                self._in_place(number, page, stream, plan)
        except Unmatched:
            left, done = pdf_objects.take_out(page, None, alone), False
        if not done:
            self._anew(number, page, stream, plan, _Paint(blanks, alone, left, red))
        pdf_cleaning.settle_annotations(page, plan.fields, self._song)

    def _burns(self, number: int, plan: PagePlan, how: Erase) -> list[Rectangle]:
        boxes = [burn.box for burn in plan.burns if burn.erase is how]
        if not boxes:
            return []
        with closing(self._source[number - 1]) as source:
            return [pdf_pixels.on_page(source, box) for box in boxes]

    def _in_place(self, number: int, page: pikepdf.Page, stream: Stream, plan: PagePlan) -> None:
        cuts: dict[Show, Cut] = {}
        with closing(self._source[number - 1]) as source:
            if plan.paragraphs or pdf_hidden.is_on(source):
                seen = pdf_glyphs.of_page(source, parted=True)
                number_shows(stream, seen.level)
                unseen = frozenset(show.serial for show in stream.unseen())
                off = _drawn_by(seen, unseen)
                decided = [_visible(piece, seen, off | seen.hidden) for piece in pdf_plan.pieces(plan, seen)]
                pieces = [*decided, Piece(tuple(sorted(seen.hidden - off)), "")]
                cuts = PageSetter(seen, stream, pdf_pixels.frame(source)[2], self._song).cuts(pieces)
                touched = {seen.glyphs[index].drawn_by for piece in decided for index in piece.indexes}
                _refuse_words_of_pictures([show for show in cuts if show.serial in touched], source)
                self._edited[number] = _Edited(pieces, unseen)
        content, resources = StreamWriter(self._pdf, cuts, self._song).write(stream)
        page.obj[Name.Contents] = self._pdf.make_stream(content)
        page.obj[Name.Resources] = resources
        self._use.after(stream, cuts)

    def _anew(
        self, number: int, page: pikepdf.Page, stream: Stream | None, plan: PagePlan, paint: _Paint
    ) -> None:
        self._edited.pop(number, None)
        with closing(self._source[number - 1]) as source:
            seen = pdf_glyphs.of_page(source, parted=True)
            unseen = _drawn_by(seen, _unseen(stream, seen)) | seen.hidden
            pieces = pdf_plan.whole_codes(
                [_visible(piece, seen, unseen) for piece in pdf_plan.pieces(plan, seen)], seen)
            # What stands on a layer that is off or under a box goes, as everything unseen does.
            pieces.append(Piece(tuple(sorted(unseen)), ""))
            nowhere = [one for one in pdf_objects.hide(source, paint.alone) if one in paint.left]
            boxes = pdf_pixels.Paint([*paint.blanks, *nowhere], paint.red)
            pdf_pixels.rebuild(self._pdf, page, source, seen, pieces, boxes, self._song)


def _settled(data: bytes, name: str) -> bytes:
    """A result with form fields turned to text, written once more so that any later pass finds nothing to do."""
    with pdfium.PdfDocument(data) as source:
        return _Work(data, name, source, {}, set(), None).run().data


def _unseen(stream: Stream | None, seen: PageGlyphs) -> frozenset[int]:
    """Text objects on layers that are off, as far as they can be told."""
    if stream is None or next(stream.unseen(), None) is None:
        return frozenset()
    number_shows(stream, seen.level)
    return frozenset(show.serial for show in stream.unseen())


def _drawn_by(seen: PageGlyphs, serials: frozenset[int]) -> frozenset[int]:
    """The characters of some text objects."""
    return frozenset(at for at, glyph in enumerate(seen.glyphs) if glyph.drawn_by in serials)


def _visible(piece: Piece, seen: PageGlyphs, unseen: frozenset[int]) -> Piece:
    """A piece without the characters nobody sees: nothing is written in their place."""
    if not unseen:
        return piece
    indexes = tuple(index for index in piece.indexes if index not in unseen)
    return Piece(indexes, piece.replacement if any(seen.glyphs[at].drawn_by != NO_OBJECT for at in indexes) else "")


def _refuse_words_of_pictures(cuts: Iterable[Show], source: pdfium.PdfPage) -> None:
    """Unseen text over pictures is what OCR read in them: there the picture has to lose it too."""
    pictures = source.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH)
    if any(show.state.mode == _INVISIBLE for show in cuts) and next(iter(pictures), None) is not None:
        raise Unmatched


def _marked_for_removal(page: pikepdf.Page) -> list[Rectangle]:
    """Rectangles of redaction marks that were set but never applied, and of filled shapes drawn over the page as notes.

    The notes go; what someone covered with one goes with it.
    """
    found: list[Rectangle] = []
    for annotation in page.obj.get(Name.Annots, []):
        if not isinstance(annotation, pikepdf.Dictionary) or not _takes_out(annotation):
            continue
        numbers = [float(one) for one in annotation.get(Name.QuadPoints, annotation.get(Name.Rect, []))]
        step = 8 if Name.QuadPoints in annotation else 4
        for at in range(0, len(numbers) - step + 1, step):
            xs, ys = numbers[at : at + step : 2], numbers[at + 1 : at + step : 2]
            found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def _takes_out(annotation: pikepdf.Dictionary) -> bool:
    kind = str(annotation.get(Name.Subtype, ""))
    filled = len(annotation.get(Name.IC, [])) > 0 and float(annotation.get(Name.CA, 1)) >= _SOLID
    return kind == "/Redact" or (kind in _SHAPES and filled)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    stream = BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(stream, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate,
             compress_streams=True, fix_metadata_version=False)
    return stream.getvalue()


def _changes(document: Document, plan: PublicPlan) -> dict[str, str]:
    """Removed texts and what stands for them, for the titles of bookmarks."""
    texts = {document.text[edit.start : edit.end]: edit.replacement for edit in plan.spans}
    return {text: replacement for text, replacement in texts.items() if len(text) > 1}


def _with_bookmarks(data: bytes, source: pdfium.PdfDocument, changes: Mapping[str, str]) -> bytes:
    """The result with those bookmarks of the original that say nothing the pages do not say."""
    found = [
        (mark.level, mark.get_title(), destination.get_index() if destination is not None else -1)
        for mark in source.get_toc(max_depth=10) for destination in [mark.get_dest()]]
    texts: list[str] = []
    if found:
        with pdfium.PdfDocument(data) as result:
            texts = [pdf_reading.page_text(result, number) for number in range(len(result))]
    # Renewed once more: objects are numbered as in any later pass, which then gives the same bytes.
    with pikepdf.open(BytesIO(data)) as pdf, pdf_cleaning.renewed(pdf) as fresh:
        marks = [(level, title, -1 if page is None else page) for level, title, page in found]
        pdf_cleaning.keep_bookmarks(fresh, marks, changes, texts)
        return _saved(fresh)


def _fields(document: Document, plans: Mapping[int, PagePlan]) -> dict[int, str]:
    """What the form fields of each page say, before and after: it becomes text of the page."""
    texts: defaultdict[int, str] = defaultdict(str)
    for block in document.blocks:
        if block.kind is BlockKind.TEXT_BOX and block.place.page is not None:
            texts[block.place.page] += block.text
    for number, plan in plans.items():
        texts[number] += "".join(plan.fields.values())
    return texts


def _moved(made: _Made, source: pdfium.PdfDocument, fields: Mapping[int, str]) -> set[int]:
    """Pages edited in place on which something else happened than was to happen."""
    with pdfium.PdfDocument(made.data) as result:
        return {
            number for number, edited in made.edited.items()
            if not _as_planned(_seen(source, number), _seen(result, number), edited, fields.get(number, ""))}


def _seen(document: pdfium.PdfDocument, number: int) -> PageGlyphs:
    page = document[number - 1]
    try:
        return pdf_glyphs.of_page(page)
    finally:
        page.close()


def _as_planned(before: PageGlyphs, after: PageGlyphs, edited: _Edited, fields: str) -> bool:
    """Whether the living characters stand where they stood, and nothing but the replacements was added."""
    gone = {index for piece in edited.pieces for index in piece.indexes}
    living: defaultdict[str, list[Glyph]] = defaultdict(list)
    for index, glyph in enumerate(before.glyphs):
        if index not in gone and _counts(glyph) and glyph.drawn_by not in edited.unseen:
            living[glyph.text].append(glyph)
    added: Counter[str] = Counter()
    for glyph in after.glyphs:
        if not _counts(glyph):
            continue
        same = living[glyph.text]
        at = next((at for at, one in enumerate(same)
                   if abs(one.x - glyph.x) < _NEAR and abs(one.y - glyph.y) < _NEAR), None)
        if at is None:
            added[glyph.text] += 1
        else:
            del same[at]
    asked = Counter(sign for piece in edited.pieces for sign in piece.replacement if sign.strip())
    extra = added - asked
    return not any(living.values()) and not asked - added and not extra - Counter(fields)


def _counts(glyph: Glyph) -> bool:
    return glyph.drawn_by != NO_OBJECT and bool(glyph.text.strip())
