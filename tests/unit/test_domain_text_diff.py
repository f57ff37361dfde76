"""Comparing revisions: whatever is shown, both texts can be read back from it."""

from hypothesis import given
from hypothesis import strategies as st

from documents import blocks_document, cell, table_document, text_document
from reviewer_app.domain.document import Block, BlockKind
from reviewer_app.domain.text_diff import ChangeKind, LineChange, compare_lines, compare_words, lines_of

LINES = st.lists(st.sampled_from(["甲", "乙", "丙", "", "丁戊"]), max_size=12)


@given(LINES, LINES)
def test_both_texts_can_be_read_back(before: list[str], after: list[str]) -> None:
    changes = compare_lines(before, after)
    assert [change.before for change in changes if change.before is not None] == before
    assert [change.after for change in changes if change.after is not None] == after


@given(LINES, LINES)
def test_kinds_say_what_the_sides_hold(before: list[str], after: list[str]) -> None:
    for change in compare_lines(before, after):
        match change.kind:
            case ChangeKind.SAME:
                assert change.before == change.after
            case ChangeKind.CHANGED:
                assert change.before != change.after
            case ChangeKind.INSERTED | ChangeKind.MOVED_TO:
                assert change.before is None
            case ChangeKind.DELETED | ChangeKind.MOVED_FROM:
                assert change.after is None


@given(LINES, LINES)
def test_what_moved_from_moved_to(before: list[str], after: list[str]) -> None:
    changes = compare_lines(before, after)
    gone = sorted(change.before or "" for change in changes if change.kind is ChangeKind.MOVED_FROM)
    come = sorted(change.after or "" for change in changes if change.kind is ChangeKind.MOVED_TO)
    assert gone == come


@given(LINES)
def test_a_text_differs_from_itself_in_nothing(lines: list[str]) -> None:
    assert all(change.kind is ChangeKind.SAME for change in compare_lines(lines, lines))


def test_a_line_put_elsewhere_is_shown_as_moved() -> None:
    changes = compare_lines(["甲", "乙", "丙", "丁"], ["乙", "丙", "丁", "甲"])
    assert LineChange(ChangeKind.MOVED_FROM, "甲", None) in changes
    assert LineChange(ChangeKind.MOVED_TO, None, "甲") in changes


def test_lines_replaced_one_by_one_are_changed_lines() -> None:
    assert compare_lines(["甲", "旧", "乙"], ["甲", "新", "乙"])[1] == LineChange(ChangeKind.CHANGED, "旧", "新")


@given(st.text("甲乙丙丁", max_size=20), st.text("甲乙丙丁", max_size=20))
def test_pieces_of_a_line_give_both_lines(before: str, after: str) -> None:
    pieces = compare_words(before, after)
    assert "".join(one.text for one in pieces if one.kind is not ChangeKind.INSERTED) == before
    assert "".join(one.text for one in pieces if one.kind is not ChangeKind.DELETED) == after


def test_cells_of_a_row_are_one_line() -> None:
    assert lines_of(table_document(["姓名", "面积"], [["甲", "1"], ["乙", "2"]])) == ("姓名\t面积", "甲\t1", "乙\t2")


def test_rows_of_two_sheets_stay_apart() -> None:
    document = blocks_document(cell("甲", None, 1, 1), cell("乙", None, 1, 1, sheet="Sheet2"))
    assert lines_of(document) == ("甲", "乙")


def test_properties_are_no_lines() -> None:
    document = blocks_document(Block("作者", BlockKind.PROPERTY), Block("正文", BlockKind.PARAGRAPH))
    assert lines_of(document) == ("正文",)


def test_paragraphs_are_lines() -> None:
    assert lines_of(text_document("一\n\n二")) == ("一", "", "二")
