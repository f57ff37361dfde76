"""A passage marked by hand: it joins the findings, wants a decision, and goes from every public version."""

import zipfile
from collections.abc import Callable
from importlib.resources import files
from io import BytesIO
from typing import Any

import docx
import openpyxl
import openpyxl.drawing.image
import pytest
from PIL import Image

from review_office import BODY, FILES, ReviewOffice, assert_nothing_leaks, fresh_office
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.document import Box
from reviewer_app.domain.errors import AlreadyClaimed, DecisionIncomplete, NotFound, ReasonRequired, StaleDecision
from reviewer_app.domain.findings import FindingType, Level
from reviewer_app.domain.items import Item
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.readiness import Missing
from reviewer_app.domain.review import DispositionKind
from reviewer_app.services.add_finding import (
    MANUAL_RULE,
    MARKABLE,
    REGION_KINDS,
    AddFinding,
    AddRegion,
    add_finding,
    add_region,
)
from reviewer_app.services.dispose import Dispose, dispose
from reviewer_app.services.look_at_unread import LookAtUnread, look_at_unread
from reviewer_app.services.make_public_version import MakePublicVersion, make_public_version
from reviewer_app.services.part_names import IncomingFile

PASSAGE = "各有关单位"
SCAN = IncomingFile("附件1 补偿登记表.pdf", (files("resources") / "samples" / "scan.pdf").read_bytes())
BOX = Box(100, 100, 260, 160)
DPI = 72
INK = 60


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


def reviewed(office: ReviewOffice) -> Item:
    item = office.reviewed(office.submitted(office.proposed(office.enter(FILES))))
    return office.judged(office.determined(office.disposed(office.secrecy(item))))


def mark(office: ReviewOffice, item: Item, **fields: Any) -> AddFinding:
    body = office.view(item).parts[0]
    start = body.document.text.index(PASSAGE)
    wanted = {
        "actor": office.reviewer.id, "item": item.id, "version": office.item(item).version, "part": body.part.id,
        "start": start, "end": start + len(PASSAGE), "kind": FindingType.PERSON_NAME, "note": "信访人小名",
    } | fields
    return AddFinding(**wanted)


def test_it_joins_the_findings_as_a_red_with_its_place(office: ReviewOffice) -> None:
    item = reviewed(office)
    before = office.view(item).parts[0].report.findings
    added = add_finding(office.desk, mark(office, item))
    after = office.view(item).parts[0].report.findings
    assert after[:-1] == before
    made = after[-1]
    assert (made.number, made.rule, made.value) == (added.number, MANUAL_RULE, PASSAGE)
    assert (made.level, made.blocks, made.evidence) == (Level.RED, True, ("信访人小名",))
    assert added.number not in {one.number for one in before}
    assert Missing.FINDINGS in {one.what for one in office.view(item).missing}


def test_the_log_says_so_and_holds_no_text(office: ReviewOffice) -> None:
    item = reviewed(office)
    add_finding(office.desk, mark(office, item))
    entry = office.entries()[-1]
    assert (entry.action, entry.item) == (AuditAction.ITEM_MARK, item.id)
    assert_nothing_leaks(office)


def test_two_marks_have_two_numbers(office: ReviewOffice) -> None:
    item = reviewed(office)
    one = add_finding(office.desk, mark(office, item))
    other = add_finding(office.desk, mark(office, item, kind=FindingType.HEALTH))
    assert other.number == one.number + 1
    assert len(office.view(item).parts[0].report.findings) == other.number


@pytest.mark.parametrize("audience", [Audience.ALL, Audience.GROUP])
@pytest.mark.parametrize(("kind", "written"), [(DispositionKind.REMOVE, None), (DispositionKind.REPLACE, "某某")])
@pytest.mark.parametrize("type_", [FindingType.PERSON_NAME, FindingType.HEALTH, FindingType.ADDRESS])
def test_what_was_decided_about_it_is_done_for_every_audience(
    office: ReviewOffice, audience: Audience, kind: DispositionKind, written: str | None, type_: FindingType
) -> None:
    item = reviewed(office)
    added = add_finding(office.desk, mark(office, item, kind=type_))
    part = office.view(item).parts[0].part.id
    decided = dispose(
        office.desk, Dispose(office.reviewer.id, item.id, added.item.version, part, (added.number,), kind, written)
    )
    made = make_public_version(
        office.desk, MakePublicVersion(office.reviewer.id, item.id, decided.version, audience)
    ).public_version
    with office.desk.uow(office.reviewer.id, writing=False) as uow:
        text = uow.blobs.get(made.parts[0].blob).decode("utf-8-sig")
    assert PASSAGE in BODY
    assert PASSAGE not in text
    assert (written or "：") in text
    assert made.proof.clean


@pytest.mark.parametrize("kind", [one for one in FindingType if one not in MARKABLE])
def test_kinds_that_are_no_passage_are_refused(office: ReviewOffice, kind: FindingType) -> None:
    item = reviewed(office)
    with pytest.raises(DecisionIncomplete):
        add_finding(office.desk, mark(office, item, kind=kind))


@pytest.mark.parametrize("span", [(0, 0), (5, 3), (0, 10_000), (-4, 2)])
def test_a_span_lies_in_one_paragraph(office: ReviewOffice, span: tuple[int, int]) -> None:
    item = reviewed(office)
    with pytest.raises(DecisionIncomplete):
        add_finding(office.desk, mark(office, item, start=span[0], end=span[1]))


def test_a_span_over_a_line_break_between_paragraphs_is_refused(office: ReviewOffice) -> None:
    item = reviewed(office)
    text = office.view(item).parts[0].document
    first = text.blocks[0]
    with pytest.raises(DecisionIncomplete):
        add_finding(office.desk, mark(office, item, start=0, end=len(first.text) + 2))


def test_only_the_reviewer_who_has_it_marks_and_only_what_he_saw(office: ReviewOffice) -> None:
    item = reviewed(office)
    with pytest.raises(StaleDecision):
        add_finding(office.desk, mark(office, item, version=office.item(item).version - 1))
    with pytest.raises(NotFound):
        add_finding(office.desk, mark(office, item, part="none"))
    with pytest.raises(AlreadyClaimed):
        add_finding(office.desk, mark(office, item, actor=office.second.id))


def test_what_is_withheld_goes_with_a_notice_or_silently(office: ReviewOffice) -> None:
    """区分处理: the words of the notice are the program's where the reviewer gives none."""
    item = reviewed(office)
    added = add_finding(office.desk, mark(office, item, kind=FindingType.WITHHELD, note="内部管理信息"))
    part = office.view(item).parts[0].part.id
    texts = []
    for kind in (DispositionKind.REPLACE, DispositionKind.REMOVE):
        version = office.item(item).version
        dispose(office.desk, Dispose(office.reviewer.id, item.id, version, part, (added.number,), kind))
        made = make_public_version(
            office.desk, MakePublicVersion(office.reviewer.id, item.id, office.item(item).version, Audience.ALL))
        with office.desk.uow(office.reviewer.id, writing=False) as uow:
            data = uow.blobs.get(made.public_version.parts[0].blob)
        texts.append(office.desk.documents.read(data, made.public_version.parts[0].name).document.text)
    assert "（此处依法不予公开）" in texts[0]
    assert "不予公开" not in texts[1]
    assert not any(PASSAGE in text for text in texts)


def scanned(office: ReviewOffice, file: IncomingFile = SCAN) -> tuple[Item, str]:
    """An item whose second part is a scan that somebody has looked at; (item, part)."""
    item = office.reviewed(office.submitted(office.proposed(office.enter((FILES[0], file)))))
    item = office.judged(office.determined(office.disposed(office.secrecy(item))))
    part = office.view(item).parts[1]
    places = tuple(one.place for one in part.report.unread)
    if places:
        item = look_at_unread(
            office.desk, LookAtUnread(office.reviewer.id, item.id, office.item(item).version, part.part.id, places))
    return item, part.part.id


def region(office: ReviewOffice, item: Item, part: str, **fields: Any) -> AddRegion:
    wanted = {
        "actor": office.reviewer.id, "item": item.id, "version": office.item(item).version, "part": part, "page": 1,
        "box": BOX, "kind": FindingType.SIGNATURE, "note": "手写签名",
    } | fields
    return AddRegion(**wanted)


def drawn(office: ReviewOffice, data: bytes) -> Image.Image:
    return Image.open(BytesIO(office.desk.documents.page(data, "a.pdf", 1, DPI).picture)).convert("L")


@pytest.mark.parametrize("kind", [FindingType.SIGNATURE, FindingType.PERSON_NAME])
def test_a_box_on_a_scanned_page_is_a_finding_and_is_burnt_out_for_every_audience(
    office: ReviewOffice, kind: FindingType
) -> None:
    item, part = scanned(office)
    added = add_region(office.desk, region(office, item, part, kind=kind))
    made = office.view(item).parts[1].report.findings[-1]
    assert (made.rule, made.start, made.end, made.value, made.region) == (MANUAL_RULE, None, None, "", True)
    assert (made.place.page, made.place.boxes, made.blocks) == (1, (BOX,), True)
    assert Missing.FINDINGS in {one.what for one in office.view(item).missing}
    dispose(office.desk, Dispose(
        office.reviewer.id, item.id, added.item.version, part, (added.number,), DispositionKind.MASK))
    before = drawn(office, SCAN.data)
    inside = tuple(int(edge) for edge in (BOX.left + 2, BOX.top + 2, BOX.right - 2, BOX.bottom - 2))
    assert before.crop(inside).getextrema()[0] < INK
    for audience in (Audience.ALL, Audience.GROUP):
        public = make_public_version(office.desk, MakePublicVersion(
            office.reviewer.id, item.id, office.item(item).version, audience)).public_version
        with office.desk.uow(office.reviewer.id, writing=False) as uow:
            after = drawn(office, uow.blobs.get(public.parts[1].blob))
        low, high = after.crop(inside).getextrema()
        assert low == high > 200, "bare paper: nothing of what stood there is left"
        assert after.crop((60, 200, 540, 320)).getextrema()[0] < INK, "the rest stays"
        assert public.proof.clean
        assert public.proof.result.holds
        assert public.proof.result.pages == 1
    assert office.view(item).parts[1].report.findings[-1] == made


def test_a_box_called_harmless_stays_as_it_is(office: ReviewOffice) -> None:
    item, part = scanned(office)
    added = add_region(office.desk, region(office, item, part))
    dispose(office.desk, Dispose(office.reviewer.id, item.id, added.item.version, part, (added.number,),
                                 DispositionKind.NOT_A_FINDING, reason="空白处"))
    public = make_public_version(office.desk, MakePublicVersion(
        office.reviewer.id, item.id, office.item(item).version, Audience.ALL)).public_version
    with office.desk.uow(office.reviewer.id, writing=False) as uow:
        assert drawn(office, uow.blobs.get(public.parts[1].blob)).crop(BOX).getextrema()[0] < INK


@pytest.mark.parametrize("kind", [DispositionKind.REPLACE, DispositionKind.GENERALISE])
def test_a_box_is_never_reworded(office: ReviewOffice, kind: DispositionKind) -> None:
    item, part = scanned(office)
    added = add_region(office.desk, region(office, item, part))
    with pytest.raises(DecisionIncomplete) as refused:
        dispose(office.desk, Dispose(
            office.reviewer.id, item.id, added.item.version, part, (added.number,), kind, "某某"))
    assert refused.value.values["missing"] == "region_painted"


@pytest.mark.parametrize(("fields", "missing"), [
    ({"kind": FindingType.LIST}, "markable"), ({"page": 0}, "region"), ({"page": 99}, "region"),
    ({"box": Box(100, 100, 101, 160)}, "region"), ({"box": Box(-5, 100, 50, 160)}, "region"),
    ({"box": Box(100, 100, float("nan"), 160)}, "region")])
def test_what_is_no_box_of_a_page_is_refused(office: ReviewOffice, fields: dict[str, Any], missing: str) -> None:
    item, part = scanned(office)
    with pytest.raises(DecisionIncomplete) as refused:
        add_region(office.desk, region(office, item, part, **fields))
    assert refused.value.values["missing"] == missing


def photograph() -> bytes:
    """A face to be hidden, with a camera's note on who took it."""
    picture, exif = Image.new("RGB", (200, 120), "white"), Image.Exif()
    picture.paste("red", (40, 30, 80, 70))
    exif[0x013B] = "Zhong Jianguo"
    stream = BytesIO()
    picture.save(stream, "JPEG", exif=exif, quality=95)
    return stream.getvalue()


def letter_with(picture: bytes) -> bytes:
    document, stream = docx.Document(), BytesIO()
    document.add_paragraph("现场照片如下。")
    document.add_picture(BytesIO(picture))
    document.save(stream)
    return stream.getvalue()


def sheet_with(picture: bytes) -> bytes:
    book, stream = openpyxl.Workbook(), BytesIO()
    book.active["A1"] = "现场照片"
    book.active.add_image(openpyxl.drawing.image.Image(BytesIO(picture)), "B2")
    book.save(stream)
    return stream.getvalue()


def pictures_in(data: bytes) -> list[bytes]:
    if data.startswith(b"\xff\xd8"):
        return [data]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist() if "/media/" in name]


@pytest.mark.parametrize(("name", "make"), [
    ("附件1.jpg", bytes), ("附件1.docx", letter_with), ("附件1.xlsx", sheet_with)])
@pytest.mark.parametrize("whole", [False, True])
def test_a_box_on_a_picture_is_burnt_in(
    office: ReviewOffice, name: str, make: Callable[[bytes], bytes], whole: bool,
) -> None:
    item, part = scanned(office, IncomingFile(name, make(photograph())))
    (unread,) = [one.place for one in office.view(item).parts[1].report.unread]
    box = Box(0, 0, 200, 120) if whole else Box(38, 28, 82, 72)
    place = {"page": None, "picture": unread.part, "box": box}
    with pytest.raises(DecisionIncomplete):
        add_region(office.desk, region(office, item, part, **place | {"picture": "word/media/none.png"}))
    added = add_region(office.desk, region(office, item, part, **place))
    dispose(office.desk, Dispose(
        office.reviewer.id, item.id, added.item.version, part, (added.number,), DispositionKind.REMOVE))
    public = make_public_version(office.desk, MakePublicVersion(
        office.reviewer.id, item.id, office.item(item).version, Audience.ALL)).public_version
    with office.desk.uow(office.reviewer.id, writing=False) as uow:
        (picture,) = pictures_in(uow.blobs.get(public.parts[1].blob))
    shown = Image.open(BytesIO(picture))
    assert max(shown.convert("RGB").getpixel((60, 50))) < 8 or whole
    assert min(shown.convert("RGB").getpixel((150, 100))) > 240
    if whole:
        assert min(shown.convert("L").getextrema()) > 240, "taken out whole: a blank sheet, no black square"
    assert b"Zhong" not in picture
    assert not shown.getexif()


def test_a_box_in_a_format_without_pages_is_refused_and_says_why(office: ReviewOffice) -> None:
    item, _ = scanned(office)
    body = office.view(item).parts[0].part.id
    entries = office.entries()
    with pytest.raises(DecisionIncomplete) as refused:
        add_region(office.desk, region(office, item, body))
    assert refused.value.values["missing"] == "region_format"
    assert office.entries() == entries
    assert set(MARKABLE) < set(REGION_KINDS)


def test_what_is_withheld_says_why(office: ReviewOffice) -> None:
    item = reviewed(office)
    with pytest.raises(ReasonRequired):
        add_finding(office.desk, mark(office, item, kind=FindingType.WITHHELD, note=" "))
    assert add_finding(office.desk, mark(office, item, kind=FindingType.WITHHELD, note="内部管理信息"))
