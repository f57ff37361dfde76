"""A comparison as it is shown: folded, paired, cut into cells."""

from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.shown_diff import AROUND, shown_lines
from reviewer_app.domain.text_diff import ChangeKind, compare_lines

LINES = st.lists(st.text("甲乙丙\t", max_size=6), max_size=12)


def texts(line, *kinds):
    return ["".join(piece.text for piece in cell if piece.kind in kinds) for cell in line.cells]


def test_nothing_changed_shows_nothing():
    assert shown_lines(compare_lines(["一", "二"], ["一", "二"])) == ()


def test_long_unchanged_stretches_are_folded_around_a_change():
    before = [f"第{number}行" for number in range(20)]
    after = [*before[:10], "新的一行", *before[10:]]
    shown = shown_lines(compare_lines(before, after))
    assert [line.folded for line in shown if line.folded] == [10 - AROUND, 10 - AROUND]
    assert len(shown) == 2 + 2 * AROUND + 1


def test_only_the_changed_cell_of_a_row_is_marked():
    shown = shown_lines(compare_lines(["1\t王某\t8800"], ["1\t王某\t9900"]))
    changed = [cell for cell in shown[0].cells if any(piece.kind is not ChangeKind.SAME for piece in cell)]
    assert len(shown[0].cells) == 3
    assert changed == [shown[0].cells[2]]


def test_lines_much_alike_become_one_changed_line():
    shown = shown_lines(compare_lines(["请在十日内申请复核。", "联系电话另告。"], ["请在十五日内申请复核。"]))
    assert [line.kind for line in shown] == [ChangeKind.CHANGED, ChangeKind.DELETED]


def test_rows_of_one_table_have_its_number_of_columns():
    shown = shown_lines(compare_lines(["a\tb\tc", "1\t2"], ["a\tb\td", "1\t2"]))
    assert {line.columns for line in shown} == {3}


@given(LINES, LINES)
def test_both_texts_can_be_read_back_from_what_is_not_folded(before, after):
    shown = shown_lines(compare_lines(before, after))
    gone = {ChangeKind.SAME, ChangeKind.DELETED, ChangeKind.MOVED_FROM}
    come = {ChangeKind.SAME, ChangeKind.INSERTED, ChangeKind.MOVED_TO}
    folded = sum(line.folded for line in shown)
    old = [line for line in shown if not line.folded and line.kind not in {ChangeKind.INSERTED, ChangeKind.MOVED_TO}]
    new = [line for line in shown if not line.folded and line.kind not in {ChangeKind.DELETED, ChangeKind.MOVED_FROM}]
    if shown:
        assert len(old) + folded == len(before)
        assert len(new) + folded == len(after)
    if shown and not folded:
        assert "".join("".join(texts(line, *gone)) for line in old) == "".join(before).replace("\t", "")
        assert "".join("".join(texts(line, *come)) for line in new) == "".join(after).replace("\t", "")
