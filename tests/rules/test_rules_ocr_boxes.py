from reviewer_app.domain.document import Block, BlockKind, Box, Document, FileKind, Place
from reviewer_app.rules.context import Context
from reviewer_app.rules.engine import find
from reviewer_app.rules.loader import load_rules
from reviewer_app.rules.ocr_boxes import narrowed

BOXES = (Box(0, 0, 200, 10), Box(0, 20, 100, 30))


def test_a_part_of_a_line_has_a_part_of_its_box() -> None:
    block = Block("身份证1234567890\n甲乙丙丁戊", BlockKind.OCR, Place(page=1, boxes=BOXES))
    (box,) = narrowed(block, 3, 13).boxes
    assert 60 < box.left < 80
    assert (box.right, box.top) == (200, 0)
    both = narrowed(block, 12, 16).boxes
    assert [one.top for one in both] == [0, 20]
    assert both[1].right < 60


def test_other_blocks_keep_their_place() -> None:
    block = Block("甲", BlockKind.PARAGRAPH, Place(page=1, boxes=BOXES))
    assert narrowed(block, 0, 1) is block.place


def test_a_finding_in_a_picture_has_its_own_box() -> None:
    text = "联系人刘志强，身份证号11010519491231002X。"
    place = Place(page=4, boxes=(Box(0, 0, 410, 10),))
    document = Document.of(FileKind.PDF, (Block(text, BlockKind.OCR, place),))
    import datetime as dt

    found = {one.type.value: one for one in find(document, load_rules(), Context(today=dt.date(2026, 1, 1)))}
    (box,) = found["id_number"].place.boxes
    assert found["id_number"].place.page == 4
    assert 200 < box.left < box.right < 410
