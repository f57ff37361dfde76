"""Span arithmetic: labels and separators go along, edits never overlap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.public_version import SpanEdit
from reviewer_app.rules.policy import load_book
from reviewer_app.rules.span_edits import apply, disjoint, with_label, with_separator

LABELS = load_book().policies["standard"].labels
SPANS = st.tuples(st.integers(0, 40), st.integers(0, 10), st.text("某*", max_size=3)).map(
    lambda raw: SpanEdit(raw[0], raw[0] + raw[1], raw[2]))


@pytest.mark.parametrize(("text", "value", "expected"), [
    ("（联系人：王香，手机：15926173869，电话：0797-8123456）", "15926173869", "（联系人：王香，电话：0797-8123456）"),
    ("联系电话：15926173869", "15926173869", ""),
    ("请联系王香（手机15926173869）。", "15926173869", "请联系王香。"),
    ("王香，15926173869，办公室", "15926173869", "王香，办公室"),
    ("您好，王香的证言", "王香", "您好，的证言"),
    ("手机：15926173869、邮箱：a@b.cn", "15926173869", "邮箱：a@b.cn"),
    ("证人王福的证言", "王福", "证人的证言"),
])
def test_a_removed_value_takes_its_label_and_comma(text: str, value: str, expected: str) -> None:
    start = text.index(value)
    begin, end = with_label(text, start, start + len(value), 0, LABELS)
    begin, end = with_separator(text, begin, end, 0, len(text))
    assert text[:begin] + text[end:] == expected


def test_neither_reaches_over_the_block() -> None:
    text = "手机：，15926173869，x"
    assert with_label("手机：15926173869", 3, 14, 3, LABELS) == (3, 14)
    assert with_separator(text, 4, 15, 4, 15) == (4, 15)


@given(st.lists(SPANS, max_size=12))
def test_disjoint_edits_cover_what_was_to_be_edited_and_nothing_twice(edits: list[SpanEdit]) -> None:
    result = disjoint(edits)
    wanted = {place for edit in edits for place in range(edit.start, edit.end)}
    assert [place for edit in result for place in range(edit.start, edit.end)] == sorted(wanted)
    assert disjoint(result) == result


@given(st.text("甲乙丙丁", min_size=51, max_size=60), st.lists(SPANS, max_size=8))
def test_applying_keeps_everything_outside_the_edits(text: str, edits: list[SpanEdit]) -> None:
    result = disjoint(edits)
    gone = {place for edit in result for place in range(edit.start, edit.end)}
    kept = "".join(sign for place, sign in enumerate(text) if place not in gone)
    assert "".join(sign for sign in apply(text, result) if sign not in "某*") == kept
