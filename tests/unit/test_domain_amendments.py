"""Exactly the listed changes, no more and no less."""

from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.amendments import apply, differences, made
from reviewer_app.domain.items import Change

LINES = st.lists(st.text("甲乙丙丁一二三，。", min_size=1, max_size=12), min_size=1, max_size=12)


def test_the_listed_change_alone_is_no_difference():
    change = Change(1, "三日内", "五个工作日内")
    assert differences({1: "请于三日内报送。"}, {1: "请于五个工作日内报送。"}, (change,)) == 0


def test_a_further_change_counts():
    change = Change(1, "三日内", "五个工作日内")
    assert differences({1: "请于三日内报送。\n特此通知。"}, {1: "请于五个工作日内报送。\n特此函告。"}, (change,)) == 1


def test_a_change_that_was_not_made_counts():
    assert differences({1: "请于三日内报送。"}, {1: "请于三日内报送。"}, (Change(1, "三日内", "五日内"),)) == 1


def test_an_ambiguous_change_is_never_guessed():
    text, missed = apply("甲甲", (Change(1, "甲", "乙"),))
    assert (text, missed) == ("甲甲", 1)


def test_a_part_that_came_or_went_counts():
    assert differences({1: "甲"}, {1: "甲", 2: "乙"}, ()) == 1
    assert differences({1: "甲", 2: "乙"}, {1: "甲"}, ()) == 1
    assert differences({1: "甲"}, {1: "甲"}, (Change(9, "甲", "乙"),)) == 1


@given(LINES)
def test_nothing_listed_and_nothing_changed_is_zero(lines):
    text = "\n".join(lines)
    assert differences({1: text}, {1: text}, ()) == 0


@given(LINES, st.data())
def test_any_unlisted_edit_is_seen(lines, data):
    at = data.draw(st.integers(0, len(lines) - 1))
    edited = [*lines[:at], lines[at] + "改", *lines[at + 1 :]]
    assert differences({1: "\n".join(lines)}, {1: "\n".join(edited)}, ()) >= 1


def test_each_listed_change_is_found_made_or_not():
    before = {1: "甲村土地，请于三日内报送。\n特此通知。\n附件一份。"}
    changes = (Change(1, "三日内", "五日内"), Change(1, "一份", "两份"))
    assert made(before, {1: "甲村土地，请于五日内报送。\n特此通知。\n附件两份。"}, changes) == (True, True)
    assert made(before, {1: "甲村土地，请于五日内报送。\n特此通知。\n附件三份。"}, changes) == (True, False)
    assert made(before, {1: "乙村土地，请于五日内报送。\n特此通知。\n附件两份。"}, changes) == (False, True)
    assert made(before, {}, changes) == (False, False)
    assert made(before, before, (Change(1, "没有的话", "别的"),)) == (False,)


def test_changes_that_follow_each_other_keep_their_places():
    before = {1: "甲乙丙丁\n戊己庚辛"}
    changes = (Change(1, "庚", "庚庚庚"), Change(1, "乙", ""), Change(1, "庚辛", "壬"))
    after = {1: "甲丙丁\n戊己庚庚壬"}
    assert differences(before, after, changes) == 0
    assert made(before, after, changes) == (True, True, True)


@given(LINES, st.integers(0, 11), st.text("新改", max_size=4))
def test_what_is_no_difference_is_made(lines, at, after):
    text = "\n".join(lines)
    before = lines[at % len(lines)]
    changes = (Change(1, before, after),)
    wanted, missed = apply(text, changes)
    assert made({1: text}, {1: wanted}, changes) == (missed == 0,)
