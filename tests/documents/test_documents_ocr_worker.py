"""The picture reader in its own process: what it finds, what it leaves unread, and what happens when it fails."""

import sys
from collections.abc import Iterator

import pytest

import hostile_files as make
import scanned_pages as scanned
from documents import text_document
from reviewer_app.adapters import ocr_model
from reviewer_app.bootstrap.tools import document_desk
from reviewer_app.documents.ocr_worker import OcrWorker
from reviewer_app.documents.worker_pool import WorkerPool
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, Place, Unread, UnreadReason
from reviewer_app.domain.errors import ReadingCancelled
from reviewer_app.ports.ocr import OcrFailed
from reviewer_app.services.ocr_pass import OcrPass

pytestmark = pytest.mark.xdist_group("ocr")  # the models are loaded once
HARM = scanned.Harm(skew=0.7, noise=12)
PAGE = (Place(page=1),)
WRONG = (
    "import sys; from reviewer_app.documents import messages as m; from reviewer_app.ports.ocr import SeenPage; "
    "from reviewer_app.domain.document import Place; "
    "r = m.receive_request(sys.stdin.buffer); sys.stdin.buffer.read(r.length); "
    "m.send(sys.stdout.buffer, m.Seen([SeenPage(Place(page=99), ())]))"
)


def code(text: str) -> tuple[str, ...]:
    return (sys.executable, "-c", text)


@pytest.fixture(scope="module")
def desk() -> Iterator[WorkerPool]:
    made = document_desk(names=False)
    yield made
    made.close()


def values(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks if block.kind is BlockKind.OCR)


def test_every_number_of_a_scanned_list_is_read_with_its_box_and_header(desk: WorkerPool) -> None:
    page, numbers = scanned.list_page()
    document = desk.read(scanned.as_pdf(scanned.harmed(page, HARM)), "名单.pdf").document
    assert document.unread == ()
    found = {block.text: block for block in document.blocks if block.kind is BlockKind.OCR}
    assert found.keys() >= set(numbers)
    assert {found[number].header for number in numbers} == {"身份证号码"}
    for row, number in enumerate(numbers, 1):
        (box,) = found[number].place.boxes
        assert 0.30 * 595 < box.left < 0.42 * 595 < box.right < 0.75 * 595
        assert abs((box.top + box.bottom) / 2 - 842 * (0.11 + 0.04 * row) - 8) < 14


def test_pictures_are_read_and_still_to_be_ticked(desk: WorkerPool) -> None:
    page, numbers = scanned.list_page(2)
    png = scanned.as_png(page.crop((0, 0, page.width, 500)))
    image = desk.read(png, "图.png").document
    assert set(numbers) <= set(values(image).split("\n"))
    assert [one.reason for one in image.unread] == [UnreadReason.PICTURE]
    docx = make.docx(make.paragraph("正文"), parts={"word/media/image1.png": png})
    word = desk.read(docx, "含图.docx").document
    assert word.text.startswith("正文\n")
    assert set(numbers) <= set(values(word).split("\n"))
    assert Unread(Place(part="word/media/image1.png"), UnreadReason.PICTURE) in word.unread
    assert {block.place.part for block in word.blocks if block.kind is BlockKind.OCR} == {"word/media/image1.png"}


def test_a_page_with_a_qr_code_is_read_and_still_to_be_ticked(desk: WorkerPool) -> None:
    page, numbers = scanned.list_page(2)
    plain = desk.read(scanned.as_pdf(page), "名单.pdf").document
    page.paste(scanned.qr_code("https://www.example.gov.cn/list?id=42"), (700, 1100))
    coded = desk.read(scanned.as_pdf(page), "名单.pdf").document
    assert plain.unread == ()
    assert [one.place.page for one in coded.unread] == [1]
    assert set(numbers) <= set(values(coded).split("\n"))


def test_what_is_no_picture_stays_unread(desk: WorkerPool) -> None:
    document = desk.read(b"\x89PNG\r\n\x1a\n broken", "坏.png").document
    assert [one.reason for one in document.unread] == [UnreadReason.PICTURE]
    assert values(document) == ""


LADDER = [
    *(scanned.Harm(blur=radius) for radius in (2, 3, 4, 5, 7)),
    *(scanned.Harm(scale=scale, noise=5) for scale in (0.45, 0.28, 0.22, 0.16)),
    *(scanned.Harm(noise=noise) for noise in (25, 50, 80)),
    scanned.Harm(skew=2, noise=8), scanned.Harm(skew=6),
]


def judged(ink: int, points: float, harm: scanned.Harm, desk: WorkerPool) -> bool:
    """Whether the page was read; fails where it was and a number is not in it."""
    page, numbers = scanned.list_page(6, seed=7, points=points, ink=ink)
    document = desk.read(scanned.as_pdf(scanned.harmed(page, harm)), "x.pdf").document
    missing = set(numbers) - set(values(document).split("\n"))
    assert document.unread or not missing, (ink, points, harm, missing)
    return not document.unread


@pytest.mark.slow
def test_lower_quality_leads_to_unread_never_to_a_silent_gap(desk: WorkerPool) -> None:
    read = [judged(20, 12, harm, desk) for harm in LADDER]
    assert read[0]
    assert not read[4]
    faint = [judged(ink, 12, scanned.Harm(noise=5), desk) for ink in (150, 200, 225, 235, 240, 243)]
    assert faint[0]
    assert not any(faint[3:])
    for points in (10.5, 8, 6, 5, 4):
        judged(20, points, scanned.Harm(noise=5, skew=0.4), desk)


def test_a_page_too_bad_to_read_stays_unread(desk: WorkerPool) -> None:
    assert not judged(240, 12, scanned.Harm(noise=5), desk)


@pytest.mark.parametrize("command", [code("pass"), code(WRONG)])
def test_a_worker_that_dies_or_answers_nonsense_fails_and_leaves_unread(command: tuple[str, ...]) -> None:
    worker = OcrWorker(command=command)
    with pytest.raises(OcrFailed):
        worker.see(b"x", "a.pdf", PAGE, (True,))
    assert worker._worker.current is None
    unread = (Unread(PAGE[0], UnreadReason.NO_TEXT_LAYER),)
    document = Document.of(FileKind.PDF, (Block("x", BlockKind.PARAGRAPH),), unread=unread)
    assert OcrPass(worker)(document, b"x", "a.pdf") == document
    worker.close()


def test_a_worker_that_stalls_is_ended() -> None:
    worker = OcrWorker(command=code("import sys; sys.stdin.buffer.read()"), stall_seconds=0.2)
    with pytest.raises(OcrFailed):
        worker.see(b"x", "a.pdf", PAGE, (True,))
    assert worker._worker.current is None
    worker.close()


def test_cancelling_ends_the_worker_and_a_closed_one_starts_nothing() -> None:
    worker = OcrWorker(command=code("import sys; sys.stdin.buffer.read()"))
    asked = iter([False, False, True])
    with pytest.raises(ReadingCancelled):
        worker.see(b"x", "a.pdf", PAGE, (True,), cancelled=lambda: next(asked))
    assert worker._worker.current is None
    worker.close()
    with pytest.raises(ReadingCancelled):
        worker.see(b"x", "a.pdf", PAGE, (True,))


def test_without_the_extra_all_stays_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_model, "installed", lambda: False)
    page, _ = scanned.list_page(1)
    desk = document_desk(names=False)
    try:
        document = desk.read(scanned.as_pdf(page), "a.pdf").document
    finally:
        desk.close()
    assert [one.reason for one in document.unread] == [UnreadReason.NO_TEXT_LAYER]
    assert text_document("x").unread == ()
