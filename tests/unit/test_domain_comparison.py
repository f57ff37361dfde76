"""上网核对: the signed text against a saved page."""

from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.comparison import Difference, compare_texts

LINES = st.lists(st.text("征收土地公告补偿安置方案，。0123456789", min_size=2, max_size=20), min_size=1, max_size=10)
SIGNED = "关于征收土地的公告\n补偿标准为每亩 35,000 元。\n公示期：10 个工作日"


def test_the_site_may_add_around_and_wrap():
    page = "首页 > 公告\n关于征收土地的公告\n 补偿标准为每亩\n35,000 元。\n公示期：10个工作日\n打印 关闭"
    assert compare_texts(SIGNED, page) == ()


def test_one_changed_digit_is_one_difference():
    found = compare_texts(SIGNED, SIGNED.replace("35,000", "36,000"))
    assert found == (Difference("5", "6"),)


def test_a_missing_line_is_a_difference():
    found = compare_texts(SIGNED, SIGNED.replace("补偿标准为每亩 35,000 元。\n", ""))
    assert found == (Difference("补偿标准为每亩35,000元。", ""),)


def test_words_slipped_into_a_signed_line_are_a_difference():
    assert compare_texts("补偿标准为每亩35,000元。", "补偿标准暂定为每亩35,000元。") == (Difference("", "暂定"),)


def test_an_empty_page_lacks_everything():
    assert len(compare_texts(SIGNED, "")) >= 1


@given(LINES, LINES)
def test_the_signed_text_between_any_others_is_the_same(signed, others):
    page = "\n".join(["〔站〕" + line for line in others] + signed + ["〔尾〕" + line for line in others])
    assert compare_texts("\n".join(signed), page) == ()


@given(LINES, st.data())
def test_any_lost_character_is_seen(signed, data):
    text = "".join(signed)
    at = data.draw(st.integers(0, len(text) - 1))
    assert compare_texts(text, text[:at] + text[at + 1 :]) != ()
