"""Looking near the words finds exactly what looking everywhere finds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.rules import calendar_slips, promises, text_sums, two_ways
from reviewer_app.rules.near import NextOf, matches_near

PIECES = st.sampled_from([
    "2018年", "明年", "6月", "13月", "30日", "五日", "底", "上半年", "前", "完成", "道路", "。", "；", "\n", " ", "1",
    "2,000", "万元", "件", "，其中", "，", "（星期五）", "至", "起", "年底", "确保", "张", "2018-02-30", "x" * 70,
    "项目建设" * 20, "甲" * 55, "6月底前全部完成", "共10件，其中" + "较大的6件、" * 9 + "5件",
    "《关于做好" + "防汛" * 40 + "的通知》（赣市国资字〔2018〕38号）", "2018年6月1日起至2018年6月9日",
    "2018年6月21日（星期五）", "六月十日", "《关于做好防汛工作的通知》", "（", "赣市国资字", "〔2018〕", "38号",
])  # fmt: skip


@pytest.mark.parametrize(("pattern", "words", "before", "after"), [
    (promises._PROMISE, *promises._WHERE),
    (text_sums._WHOLE, *text_sums._WHERE),
    (two_ways._CITED, *two_ways._WHERE),
    *((one, *calendar_slips._WHERE) for one in (
        calendar_slips.DATE_PATTERN, calendar_slips._YEARLESS, calendar_slips._WEEKDAY, calendar_slips._SPAN)),
], ids=["promise", "parts", "cited", "date", "day", "weekday", "span"])  # fmt: skip
@given(pieces=st.lists(PIECES, max_size=40))
def test_nothing_else_is_found(
    pieces: list[str], pattern: re.Pattern[str], words: tuple[str, ...], before: int, after: int
) -> None:
    text = "".join(pieces)
    near = [match.span() for match in matches_near(pattern, text, words, before, after)]
    assert near == [match.span() for match in pattern.finditer(text)]


def test_words_far_apart_are_looked_at_one_by_one() -> None:
    text = "a1" + "-" * 50 + "b1" + "-" * 50 + "a1"
    found = [match.start() for match in matches_near(re.compile(r".1"), text, ("a",), 1, 2)]
    assert found == [0, 104]


@given(text=st.text("ab|,x", max_size=30), steps=st.lists(st.integers(0, 6), max_size=12))
def test_the_next_of_several_characters_is_told_going_on(text: str, steps: list[int]) -> None:
    following, at = NextOf(text, ("|", ",")), 0
    for step in steps:
        at += step
        left = [place for place, char in enumerate(text) if char in "|," and place >= at]
        assert following.at(at) == (left[0] if left else None)
