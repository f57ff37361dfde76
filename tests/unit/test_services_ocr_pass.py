"""What counts as read, and where what was seen goes in the document."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.document import Block, BlockKind, Box, Document, FileKind, Place, Unread, UnreadReason
from reviewer_app.ports.ocr import SeenLine, SeenPage
from reviewer_app.services.ocr_layout import blocks_of
from reviewer_app.services.ocr_pass import trusted, with_seen

PAGE = Place(page=2)


def line(text: str, left: float, top: float, width: float, *, score: float = 0.99, height: float = 40) -> SeenLine:
    return SeenLine(text, score, Box(left, top, left + width, top + 12), height)


lines = st.builds(line, st.text("甲1", min_size=1, max_size=3), st.floats(0, 400), st.floats(0, 800), st.floats(10, 90),
                  score=st.floats(0, 1), height=st.floats(4, 60))
pages = st.builds(SeenPage, st.just(PAGE), st.lists(lines, max_size=6).map(tuple), st.integers(0, 2),
                  st.integers(0, 3), inked=st.booleans())


@given(pages, st.integers(0, 5), st.floats(0, 1))
def test_nothing_worse_makes_a_page_trusted(page: SeenPage, which: int, factor: float) -> None:
    worse = [replace(page, codes=page.codes + 1), replace(page, unexplained=page.unexplained + 1)]
    if page.lines:
        at = which % len(page.lines)
        for change in ({"score": page.lines[at].score * factor}, {"height": page.lines[at].height * factor}):
            weaker = replace(page.lines[at], **change)
            worse.append(replace(page, lines=(*page.lines[:at], weaker, *page.lines[at + 1 :])))
    assert trusted(page) or not any(map(trusted, worse))


def test_a_sure_page_is_trusted_and_so_is_a_blank_one() -> None:
    assert trusted(SeenPage(PAGE, (line("甲", 0, 0, 20),)))
    assert trusted(SeenPage(PAGE, (), inked=False))
    assert not trusted(SeenPage(PAGE, (), inked=True))
    assert not trusted(SeenPage(PAGE, (line("甲", 0, 0, 20, score=0.89),)))
    assert not trusted(SeenPage(PAGE, (line("甲", 0, 0, 20, height=11),)))


def test_what_was_seen_comes_behind_and_moves_no_offset() -> None:
    blocks = (Block("正文", BlockKind.PARAGRAPH, Place(page=1)), Block("名", BlockKind.FILE_NAME))
    unread = (Unread(PAGE, UnreadReason.NO_TEXT_LAYER), Unread(Place(page=3), UnreadReason.PICTURE))
    document = Document.of(FileKind.PDF, blocks, unread=unread)
    seen = [SeenPage(PAGE, (line("甲", 0, 0, 20),)), SeenPage(Place(page=3), (line("乙", 0, 0, 20),))]
    made = with_seen(document, seen)
    assert made.text == "正文\n甲\n乙"
    assert made.unread == unread[1:]
    assert [block.kind for block in made.blocks] == [
        BlockKind.PARAGRAPH, BlockKind.OCR, BlockKind.OCR, BlockKind.FILE_NAME]
    unsure = with_seen(document, [SeenPage(PAGE, (line("甲", 0, 0, 20, score=0.5),))])
    assert (unsure.text, unsure.unread) == ("正文\n甲", unread)


def test_a_list_lies_in_rows_under_its_headers_though_the_page_is_askew() -> None:
    rows = [("姓名", "身份证号"), ("王小明", "11010519491231002X"), ("李秀英", "36072419800101123X"), ("刘志强", "1")]
    seen = [line("名单", 120, 0, 60)]
    for number, row in enumerate(rows, 1):
        seen += [line(row[0], 50, 30 * number, 60), line(row[1], 200, 30 * number + 4, 150)]
    blocks = blocks_of(seen, PAGE)
    assert [block.text for block in blocks] == ["名单", *(text for row in rows for text in row)]
    assert [(block.header, block.place.row, block.place.column) for block in blocks[3:5]] == [
        ("姓名", 3, 1), ("身份证号", 3, 2)]
    assert blocks[3].place.page == 2


def test_a_full_line_goes_on_in_the_next_and_a_short_one_ends_its_paragraph() -> None:
    full = line("联系人王小明的身份证号1101051949", 0, 0, 300)
    seen = [full, line("1231002X。", 0, 20, 90), line("特此公告", 0, 40, 80)]
    blocks = blocks_of(seen, PAGE)
    assert [block.text for block in blocks] == ["联系人王小明的身份证号1101051949\n1231002X。", "特此公告"]
    assert [len(block.place.boxes) for block in blocks] == [2, 1]


def test_nothing_seen_is_no_block() -> None:
    assert blocks_of([], PAGE) == []
    assert blocks_of([line("  ", 0, 0, 9)], PAGE) == []
