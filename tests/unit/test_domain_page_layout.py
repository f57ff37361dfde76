"""Marks and boxes on a page: what is asked by position comes back by place, and the other way round."""

from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.document import Block, BlockKind, Box, Document, FileKind, Place, Unread, UnreadReason
from reviewer_app.domain.page_layout import (
    NOWHERE,
    PageLayout,
    PlacedPiece,
    PrintedPage,
    around,
    blocks_of_pages,
    lines_of,
    spread,
)

WIDTH, HEIGHT, ACROSS = 10.0, 12.0, 20


def laid(texts: list[int]) -> PrintedPage:
    """Pieces of so many characters, each beginning a line, lines breaking after `ACROSS` characters."""
    pieces, line, offset = [], 0, 0
    for count in texts:
        boxes = []
        for number in range(count):
            if number and number % ACROSS == 0:
                line += 1
            left, top = number % ACROSS * WIDTH, line * 2 * HEIGHT
            boxes.append(Box(left, top, left + WIDTH, top + HEIGHT))
        pieces.append(PlacedPiece(offset, tuple(boxes)))
        offset += count + 1
        line += 1
    return PrintedPage(ACROSS * WIDTH, 2 * HEIGHT * line, tuple(pieces))


@given(st.lists(st.integers(1, 70), min_size=1, max_size=5), st.data())
def test_a_box_around_a_span_of_one_line_takes_in_that_span(texts: list[int], data: st.DataObject) -> None:
    layout = laid(texts)
    piece = data.draw(st.integers(0, len(texts) - 1))
    first = data.draw(st.integers(0, texts[piece] - 1))
    last = data.draw(st.integers(first, min(texts[piece], (first // ACROSS + 1) * ACROSS) - 1))
    offset = sum(texts[:piece]) + piece
    (box,) = layout.boxes(offset + first, offset + last + 1)
    assert layout.inside(box) == (offset + first, offset + last + 1)


@given(st.lists(st.integers(1, 70), min_size=1, max_size=5))
def test_a_box_over_the_whole_page_stays_in_the_longest_piece(texts: list[int]) -> None:
    layout = laid(texts)
    span = layout.inside(Box(0.0, 0.0, layout.width, layout.height))
    assert span is not None
    longest = max(texts)
    offset = sum(texts[: texts.index(longest)]) + texts.index(longest)
    assert span == (offset, offset + longest)


def test_what_is_not_drawn_has_no_box() -> None:
    pieces = (PlacedPiece(0, (Box(0, 0, 10, 10), NOWHERE, Box(0, 20, 10, 30))),)
    layout = PrintedPage(100.0, 100.0, pieces)
    assert layout.boxes(0, 3) == (Box(0, 0, 10, 10), Box(0, 20, 10, 30))
    assert layout.boxes(1, 2) == ()
    assert layout.inside(Box(50, 50, 60, 60)) is None


def test_lines_and_recognised_lines() -> None:
    line = Box(0.0, 0.0, 30.0, 10.0)
    assert spread(line, 3) == (Box(0, 0, 10, 10), Box(10, 0, 20, 10), Box(20, 0, 30, 10))
    assert lines_of(spread(line, 3)) == (line,)
    assert around(Box(0, 0, 1, 1), Box(5, 5, 6, 6)) == Box(0, 0, 6, 6)


def test_the_blocks_of_a_document_are_told_page_by_page() -> None:
    line = Box(10, 10, 40, 20)
    blocks = (
        Block("甲乙", BlockKind.PARAGRAPH, Place(page=1)),
        Block("批注", BlockKind.COMMENT, Place(page=1)),
        Block("丙", BlockKind.CELL, Place(page=1, row=1, column=1, table=1)),
        Block("作者", BlockKind.PROPERTY, Place()),
        Block("认出的", BlockKind.OCR, Place(page=3, boxes=(line,))),
    )
    unread = (Unread(Place(page=4), UnreadReason.NO_TEXT_LAYER),)
    pages = blocks_of_pages(Document.of(FileKind.PDF, blocks, {}, unread))
    assert {number: page.span for number, page in pages.items()} == {1: (0, 7), 2: (0, 0), 3: (8, 11), 4: (0, 0)}
    assert [start for start, _ in pages[1].printed] == [0, 6]
    seen = PrintedPage.of(PageLayout(100, 100, ()), pages[3])
    assert seen.boxes(8, 11) == (line,)
    assert seen.span == (8, 11)
    # The file changed under way or was read otherwise: nothing is drawn in a wrong place.
    assert PrintedPage.of(PageLayout(100, 100, ((line,),)), pages[1]).pieces == ()


def test_recognised_lines_of_one_paragraph_have_each_their_own_box():
    boxes = (Box(0, 0, 40, 10), Box(0, 20, 20, 30))
    block = Block("甲乙丙丁\n戊己", BlockKind.OCR, Place(page=1, boxes=boxes))
    document = Document.of(FileKind.PDF, (block,))
    page = PrintedPage.of(PageLayout(100, 100, ()), blocks_of_pages(document)[1])
    assert page.boxes(3, 6) == (Box(30, 0, 40, 10), Box(0, 20, 10, 30))
    assert page.inside(Box(0, 20, 12, 30)) == (5, 6)
