"""Phrases of rule data, kinds of addressees, and the examples a document is like."""

import re

import pytest

from reviewer_app.rules.addressees import Addressed, addressed
from reviewer_app.rules.examples import load_examples, weigh
from reviewer_app.rules.phrases import pattern_of
from reviewer_app.rules.strict_yaml import RuleDataFault

LISTS = {"过程稿": "讨论稿 送审稿", "两层": "<过程稿> 草案"}


@pytest.mark.parametrize(
    ("phrases", "hit", "miss"),
    [
        ("食堂 工会", "职工食堂管理", "机关大院"),
        ("(会签/审批)单", "合同会签单", "合同会签表"),
        ("意见(建议)?函$", "关于方案的意见建议函", "意见函的回复"),
        ("公开征求…6意见", "公开征求社会各界意见", "公开征求。社会意见"),
        ("涉及~6秘密", "涉及我公司秘密", "涉及公司，秘密"),
        ("甲方……20乙方", "甲方：张\n。乙方", "甲方（以下为二十个字以上的说明文字，写得很长很长很长）乙方"),
        ("第#号", "第12号", "第十二号"),
        ("名单_：", "名单 ：", "名单，"),
        ("^告知书", "告知书\n某公司", "处罚告知书"),
        ("稳定!后(发展/增长)", "维护稳定", "稳定增长"),
        ("!前(规划)意见", "审查意见", "规划意见"),
        ("<两层>$", "办法（送审稿）\n办法草案", "办法定稿"),
        ("…2-4局", "市教育局", "局"),
        ("a.b", "a.b", "axb"),
    ],
)
def test_a_phrase_finds_what_it_says_and_nothing_else(phrases: str, hit: str, miss: str) -> None:
    pattern = re.compile(pattern_of(phrases, LISTS), re.MULTILINE)
    assert pattern.search(hit)
    assert not pattern.search(miss)


@pytest.mark.parametrize("phrases", ["<没有的名单>", "(甲/乙", "甲)乙"])
def test_phrases_that_cannot_be_read_are_refused(phrases: str) -> None:
    with pytest.raises(RuleDataFault):
        pattern_of(phrases, LISTS)


@pytest.mark.parametrize(
    ("addressee", "kind"),
    [
        ("各科室、局属各单位", Addressed.INSIDE),
        ("机关各处室，各党支部", Addressed.INSIDE),
        ("各县（市、区）局、市局各科室", Addressed.BELOW),
        ("各乡镇人民政府，县直各单位", Addressed.BELOW),
        ("市人民政府", Addressed.ABOVE),
        ("省自然资源厅", Addressed.ABOVE),
        ("局党组", Addressed.ABOVE),
        ("市财政局", Addressed.BESIDE),
        ("某某新材料有限公司", Addressed.PARTY),
        ("李代表", Addressed.PARTY),
        ("广大市民朋友", Addressed.PUBLIC),
        (None, None),
        ("拟办意见", None),
    ],
)
def test_the_kind_of_an_addressee(addressee: str | None, kind: Addressed | None) -> None:
    assert addressed(addressee) is kind


def test_every_example_says_where_it_belongs_and_stands_once() -> None:
    examples = load_examples()
    assert len({one.id for one in examples}) == len(examples)
    assert all(bool(one.branch) != bool(one.list) and one.text.strip() for one in examples)


def test_a_text_like_an_example_is_of_its_kind_and_names_it() -> None:
    text = "食堂就餐新规定\n干部职工凭卡在职工食堂就餐，不得带外来人员就餐，餐费补助由工会核定，每月由办公室汇总。"
    found = weigh(text)
    assert found is not None
    assert max(found.places, key=found.places.__getitem__) == "internal"
    like = found.like("internal")
    assert "职工" in text[like.start : like.end]
    assert like.title in {one.text.strip().partition("\n")[0] for one in load_examples()}


@pytest.mark.parametrize("text", ["", "短短一句话。", "lorem ipsum " * 40])
def test_a_text_like_nothing_is_told_as_nothing(text: str) -> None:
    assert weigh(text) is None
