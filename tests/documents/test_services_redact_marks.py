"""Seals and signatures go by one choice, and nothing else: in Word files, workbooks, PDFs, scans and photographs."""

import io
from collections.abc import Callable
from datetime import date

import docx
import openpyxl
import pikepdf
import pytest
from docx.shared import Mm
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

import marked_pictures as draw
from hostile_files import saved
from near_desk import NearDesk
from reviewer_app.documents import pdf_reading
from reviewer_app.documents.pdfium_binding import pdfium
from reviewer_app.documents.proving import prove
from reviewer_app.documents.reading import read
from reviewer_app.documents.writing import write
from reviewer_app.domain.document import FileKind, Mark, MarkKind
from reviewer_app.domain.findings import Action, FindingType, Level
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.public_version import Burn, Erase, PublicPlan
from reviewer_app.domain.review import DispositionKind
from reviewer_app.rules.assess import load_toolbox
from reviewer_app.rules.context import Context
from reviewer_app.rules.deidentify import Choice
from reviewer_app.rules.seen_marks import mark_findings
from reviewer_app.services.redact import Redaction, RedactResult, examine, rewrite

CONTEXT = Context(today=date(2026, 3, 1), act_date=date(2026, 2, 1))
SEAL = draw.coded(draw.round_seal(240, draw.CLEAR))
HAND = draw.coded(draw.signature(ground=draw.CLEAR))
LOGO = draw.coded(draw.logo())
A4, A6 = (595, 842), (298, 421)


def letter() -> bytes:
    document = docx.Document()
    document.add_paragraph("关于公布结果的通知")
    document.add_paragraph().add_run().add_picture(io.BytesIO(LOGO), Mm(20))
    document.add_paragraph("经办人签字：").add_run().add_picture(io.BytesIO(HAND), Mm(30))
    document.add_paragraph("某某市自然资源局").add_run().add_picture(io.BytesIO(SEAL), Mm(42))
    document.add_paragraph("2026年2月1日")
    return saved(document)


def sheet() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A12"] = "领取清册", "领款人："
    for data, place in ((LOGO, "D1"), (HAND, "B12"), (SEAL, "D20")):
        book.active.add_image(SheetImage(io.BytesIO(data)), place)
    return saved(book)


def paper(pages: int = 1, *, turn: int = 0, form: bool = False) -> bytes:
    """A PDF drawn by a program: letters, a logo, a signature behind its label, a seal across the date."""
    stream = io.BytesIO()
    pen = canvas.Canvas(stream, pagesize=A4)
    pen.setPageRotation(turn)
    if form:
        pen.beginForm("stamp")
        pen.drawImage(ImageReader(io.BytesIO(SEAL)), 0, 0, 119, 119, mask="auto")
        pen.endForm()
    for _ in range(pages):
        pen.setFont("Helvetica", 14)
        pen.drawString(70, 760, "NOTICE OF RESULTS")
        pen.drawString(330, 190, "2026-02-01 CITY OFFICE")
        if form:
            pen.saveState()
            pen.translate(330, 140)
            pen.doForm("stamp")
            pen.restoreState()
        else:
            pen.drawImage(ImageReader(io.BytesIO(SEAL)), 330, 140, 119, 119, mask="auto")
        pen.drawImage(ImageReader(io.BytesIO(LOGO)), 70, 640, 60, 60)
        pen.drawImage(ImageReader(io.BytesIO(HAND)), 140, 290, 80, 30, mask="auto")
        pen.showPage()
    pen.save()
    return stream.getvalue()


def scan() -> bytes:
    """A PDF of one scanned page, small."""
    stream = io.BytesIO()
    pen = canvas.Canvas(stream, pagesize=A6)
    pen.drawImage(ImageReader(draw.blurred(draw.page(draw.round_seal(124, draw.CLEAR)), 0.5)), 0, 0, *A6)
    pen.showPage()
    pen.save()
    return stream.getvalue()


def photograph() -> bytes:
    return draw.coded(draw.page(draw.round_seal(124, draw.CLEAR)))


def redact(data: bytes, name: str, policy: str | None, choices: dict[int, Choice] | None = None) -> RedactResult:
    redaction = Redaction(Audience.ALL, CONTEXT, policy, choices or {})
    tools = load_toolbox()
    return rewrite(NearDesk(), tools, examine(NearDesk(), tools, data, name, redaction), redaction)


@pytest.mark.parametrize(("name", "make", "marks"), [
    ("a.docx", letter, 2), ("a.xlsx", sheet, 2), ("a.pdf", paper, 2), ("a.pdf", lambda: paper(turn=90), 2),
    ("a.pdf", lambda: paper(form=True), 2), ("s.pdf", scan, 1), ("p.png", photograph, 1)])
def test_what_looks_like_a_seal_goes_when_chosen_and_stays_when_not(
    name: str, make: Callable[[], bytes], marks: int
) -> None:
    data = make()
    before = read(data, name).document
    kinds = [mark.kind for mark in before.marks]
    assert sorted(kinds) == [MarkKind.SEAL, MarkKind.STROKES][:marks]
    plain = redact(data, name, None)
    assert len(plain.after.marks) == marks
    assert plain.clean
    result = redact(data, name, "+seals+signatures")
    assert [mark for mark in result.after.marks if mark.kind is MarkKind.SEAL] == []
    assert result.evidence.holds
    assert result.evidence.outside_ppm == 0 or name != "a.pdf"
    assert result.evidence.pages or result.evidence.pictures == 3
    assert result.after.text == plain.after.text
    # Only what stands beside a word is a signature: in the English PDF none does.
    assert len(result.after.marks) == (name == "a.pdf")


@pytest.mark.parametrize("form", [False, True])
def test_a_picture_goes_from_the_page_where_it_was_decided_and_its_pixels_with_the_last_place(form: bool) -> None:
    data = paper(2, form=form)
    place = next(one.place for one in read(data, "a.pdf").document.marks if one.kind is MarkKind.SEAL)
    here, there = (Burn(place.boxes[0], page, None, Erase.PICTURE) for page in (1, 2))
    first, both = PublicPlan(burns=(here,)), PublicPlan(burns=(here, there))
    assert _sizes(data) == [(200, 200), (240, 240), (320, 120)]
    once = write(data, "a.pdf", first)
    assert [one.place.page for one in read(once, "a.pdf").document.marks if one.kind is MarkKind.SEAL] == [2]
    assert _sizes(once) == [(200, 200), (240, 240), (320, 120)]
    never = write(data, "a.pdf", both)
    assert _sizes(never) == [(200, 200), (320, 120)]
    with pdfium.PdfDocument(never) as result:
        assert "2026-02-01 CITY OFFICE" in pdf_reading.page_text(result, 0)
    for plan, made in ((first, once), (both, never)):
        proof = prove(data, made, "a.pdf", plan, ())
        assert (proof.pages, proof.outside_ppm) == (2, 0)
    assert not prove(data, never, "a.pdf", first, ()).holds


def test_a_drawn_rectangle_leaves_no_pixel_of_the_picture_under_it_and_the_other_page_whole() -> None:
    data = paper(2)
    place = next(one.place for one in read(data, "a.pdf").document.marks if one.kind is MarkKind.SEAL)
    made = write(data, "a.pdf", PublicPlan(burns=(Burn(place.boxes[0], 1),)))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        drawn = [list(page.get("/Resources")["/XObject"].values()) for page in pdf.pages]
        assert [(int(one.Width), int(one.Height)) for one in drawn[0]] == [(2480, 3509)]
        assert (240, 240) in [(int(one.Width), int(one.Height)) for one in drawn[1]]
    with pdfium.PdfDocument(made) as result:
        box = place.boxes[0]
        shown = [page.render(scale=1).to_pil().convert("RGB").crop(tuple(map(int, box))) for page in result]
    assert [_reds(one) > 0 for one in shown] == [False, True]


def test_letters_under_a_seal_in_a_scan_stay() -> None:
    data = photograph()
    result = redact(data, "p.png", "+seals")
    without = draw.page()
    with Image.open(io.BytesIO(result.data)) as made:
        left, top = draw.SEAL_AT
        cut = (left, top, left + 124, top + 124)
        assert _reds(made.convert("RGB").crop(cut)) == 0
        one, other = (
            picture.convert("L").crop(cut).point(lambda level: 255 * (level < 128)) for picture in (made, without))
    assert _same(one, other) > 0.97


def test_a_person_decides_about_one_seal_and_no_other() -> None:
    report = examine(NearDesk(), load_toolbox(), letter(), "a.docx", Redaction(Audience.ALL, CONTEXT)).report
    found = {one.type: one for one in report.findings if one.rule.startswith("seen_marks.")}
    seal, hand = found[FindingType.SEAL], found[FindingType.SIGNATURE]
    assert (seal.level, seal.action, seal.blocks, seal.region) == (Level.GREY, Action.KEEP, False, True)
    assert (hand.level, hand.action, hand.blocks) == (Level.AMBER, Action.REVIEW, False)
    assert "经办人" in hand.evidence[0]
    gone = redact(letter(), "a.docx", None, {hand.number: Choice(DispositionKind.REMOVE)})
    assert [one.kind for one in gone.after.marks] == [MarkKind.SEAL]
    kept = redact(letter(), "a.docx", "+seals+signatures", {seal.number: Choice(DispositionKind.KEEP)})
    assert [one.kind for one in kept.after.marks] == [MarkKind.SEAL]
    assert kept.clean


def test_strokes_that_no_word_names_are_no_signature() -> None:
    document = read(letter(), "a.docx").document
    assert [one.type for one in mark_findings(document)] == [FindingType.SIGNATURE, FindingType.SEAL]
    alone = type(document).of(FileKind.DOCX, (), marks=(Mark(MarkKind.STROKES, document.marks[0].place, "示意图"),))
    assert list(mark_findings(alone)) == []


def _sizes(data: bytes) -> list[tuple[int, int]]:
    """Sizes of all picture objects, masks left out."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        masks = {one.SMask.objgen for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/SMask" in one}
        return sorted(
            (int(one.Width), int(one.Height)) for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image" and one.objgen not in masks)


def _reds(picture: Image.Image) -> int:
    pixels = iter(picture.tobytes())
    return sum(1 for red, green, blue in zip(pixels, pixels, pixels, strict=True) if red - max(green, blue) > 24)


def _same(one: Image.Image, other: Image.Image) -> float:
    pairs = list(zip(one.tobytes(), other.tobytes(), strict=True))
    return sum(1 for a, b in pairs if a == b) / len(pairs)
