"""Labels in lines: with something behind them, or left empty."""

import pytest

from drafts import draft
from reviewer_app.rules.labels import is_blank, line_labels
from reviewer_app.rules.lines import Lines


def labels(text: str) -> dict[str, bool]:
    """Label to whether it is surely empty."""
    return {one.text: one.empty for one in line_labels(Lines(draft(text)))}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("一、办理依据\n《条例》", "办理依据"),
        ("（二）办理依据：《条例》", "办理依据"),
        ("3．办理依据 《条例》", "办理依据"),
        ("【办理依据】《条例》", "办理依据"),
        ("● 地　　址：长征大道8号", "地址"),
        ("办公时间、地点、电话：略", "地点"),
        ("四、办理流程（含办结时限）：略", "办结时限"),
        ("（一）起草的必要性。耕地减少较快。", "起草的必要性"),
        ("联系地址：长征大道8号；联系电话：0797-8123456", "联系电话"),
        ("联系人：利用科　电话：0797-8123456", "电话"),
        ("收多少费？", "收多少费"),
    ],
)
def test_a_label_is_read(text: str, label: str) -> None:
    assert labels(text)[label] is False


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("监督电话：", "监督电话"),
        ("监督电话：＿＿＿＿", "监督电话"),
        ("监督电话：×××××××", "监督电话"),
        ("监督电话：（待补充）", "监督电话"),
        ("公示日期：　　年　月　日", "公示日期"),
        ("一、收费标准：\n二、办理机构：窗口", "收费标准"),
        ("联系人：　　联系电话：0797-8123456", "联系人"),
        ("地址：长征大道；传真：；邮箱：a@b.cn", "传真"),
    ],
)
def test_an_empty_label_is_known(text: str, label: str) -> None:
    assert labels(text)[label] is True


def test_what_follows_a_bare_label_is_told() -> None:
    first = next(iter(line_labels(Lines(draft("办公地址：\n办公时间：9:00")))))
    assert (first.text, first.empty, first.follower) == ("办公地址", False, "办公时间")


@pytest.mark.parametrize("value", ["无", "不收费", "/", "0797-8123456", "见附件"])
def test_a_value_is_no_blank(value: str) -> None:
    assert not is_blank(value)
