"""What is drawn over a picture: what was read and found in it, and nothing of other pictures."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from findings import finding
from mouse import drag, mark_as
from reviewer_app.bootstrap.demo_steps import Walk
from reviewer_app.domain.document import Block, BlockKind, Box, Document, FileKind, Place
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.items import Carrier
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.review import DispositionKind as K
from reviewer_app.services.enter import EnterPackage, enter_package
from reviewer_app.services.part_names import IncomingFile
from ui.dialogs.look import LookDialog
from ui.models.review_state import MarkedFinding, Step
from ui.pages.review.looking import sight_of
from window_office import open_window, opened_review, window_office

HERE, ELSEWHERE = "word/media/image1.png", "word/media/image2.png"
LINE = Box(10, 10, 90, 30)


def marked(number, place, start=None):
    end = None if start is None else start + 3
    made = replace(finding(number, FindingType.MOBILE), place=place, start=start, end=end)
    return MarkedFinding("p", made, None, "red")


def test_a_picture_shows_its_own_lines_and_findings():
    document = Document.of(FileKind.DOCX, (
        Block("正文", BlockKind.PARAGRAPH),
        Block("电话 123", BlockKind.OCR, Place(part=HERE, boxes=(LINE,))),
        Block("电话 456", BlockKind.OCR, Place(part=ELSEWHERE, boxes=(LINE,))),
    ))
    region = Box(40, 40, 60, 60)
    found = (
        marked(1, Place(part=HERE, boxes=(LINE,)), 6), marked(2, Place(part=ELSEWHERE, boxes=(LINE,)), 13),
        marked(3, Place(part=HERE, boxes=(region,))), marked(4, Place(), 0))
    sight = sight_of(document, found, Place(part=HERE))
    assert [block.text for _, block in sight.blocks.recognised] == ["电话 123"]
    assert [mark.number for mark in sight.marks.marks] == [1]
    drawn = [(one.number, one.boxes, one.state) for one in sight.regions]
    assert drawn == [(0, (LINE,), "read"), (3, (region,), "red")]


def test_a_page_shows_what_stands_on_it():
    document = Document.of(FileKind.PDF, (
        Block("第一页", BlockKind.PARAGRAPH, Place(page=1)),
        Block("看到的字", BlockKind.OCR, Place(page=2, boxes=(LINE,)))))
    assert [block.text for _, block in sight_of(document, (), Place(page=2)).blocks.recognised] == ["看到的字"]
    assert sight_of(document, (), Place(page=9)).regions == ()


LEFT = Qt.MouseButton.LeftButton
DRAWN = Box(40.0, 30.0, 80.0, 70.0)


def letter():
    """A Word file with a photograph."""
    picture, made, stream = BytesIO(), docx.Document(), BytesIO()
    Image.new("RGB", (200, 120), "white").save(picture, "PNG")
    made.add_paragraph("现场照片如下。")
    made.add_picture(picture)
    made.save(stream)
    return stream.getvalue()


@pytest.fixture
def office(tmp_path):
    with window_office(tmp_path) as made:
        walk = Walk(made.desk, made.people, lambda _line: None)
        drafter, file = made.people.drafter.id, IncomingFile("照片.docx", letter())
        item = enter_package(made.desk, EnterPackage(drafter, drafter, (file,), Carrier.NOT_OFFICIAL, column="A30"))
        made.items["photo"] = walk.take_up(walk.submit(walk.propose(item, DisclosureAttribute.PROACTIVE))).id
        yield made


def box(qtbot, view):
    """Draw a box with the mouse."""
    drawn = view._on_screen(1, DRAWN)
    drag(qtbot, view, drawn.topLeft().toPoint(), drawn.bottomRight().toPoint())


def test_a_box_is_drawn_on_a_picture_inside_a_word_file(office, qtbot, monkeypatch):
    mark_as(monkeypatch, FindingType.SIGNATURE)
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "photo")

        def look(dialog):
            dialog.show()
            qtbot.waitUntil(dialog.whole.isEnabled)
            assert not dialog.mark.isEnabled()
            box(qtbot, dialog.picture)
            qtbot.mouseClick(dialog.mark, LEFT)
            qtbot.waitUntil(lambda: any(one.state == "red" for one in dialog.picture._regions))
            with qtbot.waitSignal(dialog.looked):
                qtbot.mouseClick(dialog.done_, LEFT)
            dialog.close()

        monkeypatch.setattr(LookDialog, "exec", look)
        page.side.show_step(Step.PRIVACY.value)
        qtbot.mouseClick(page.side.unread.look, LEFT)
        qtbot.waitUntil(lambda: not page.side.unread.waiting)
        found = next(one for one in page.findings.findings if one.finding.region)
        assert found.finding.place.boxes[0] == pytest.approx(DRAWN, abs=2)
        assert page.side.unread.seen
        page.show_finding(found)
        card = page.findings.card
        offered = {one for one, button in card.buttons.items() if button.isVisibleTo(card)}
        assert offered == {K.MASK, K.REMOVE, K.KEEP, K.NOT_A_FINDING}
        assert not card.replacement.isVisibleTo(card)
