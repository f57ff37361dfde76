"""Mixed documents: which paragraphs, tables and annexes differ, and where the deciding sentence stands."""

from datetime import date

import pytest

from drafts import draft
from reviewer_app.domain.report import AttributeProposal, NamesMode, Proposal
from reviewer_app.rules import ends, evidence
from reviewer_app.rules.assess import assess, load_toolbox
from reviewer_app.rules.attribute_words import speaks, vocabulary
from reviewer_app.rules.context import Context
from reviewer_app.rules.law import load_packs

OLD, NEW = date(2018, 6, 21), date(2020, 6, 21)
NOTICE = """赣州市自然资源局
关于水西片区土地征收有关情况的公告
为推进项目建设，拟征收土地5.2公顷，现公告如下。
一、补偿标准按照区片综合地价执行。
二、安置途径为货币安置。
三、某检测公司提交的工艺配方，公司要求保密。
四、本公告期限三十日，有异议的书面提出。
五、联系电话0797-8123456，受理部门为征地科。
"""


def propose(text: str, day: date = NEW, names: NamesMode = NamesMode.RULES) -> AttributeProposal:
    context = Context(today=date(2026, 11, 23), act_date=day, names=names)
    return assess(draft(text), load_toolbox(), context).attribute


def test_one_closing_paragraph_does_not_close_a_public_notice() -> None:
    found = propose(NOTICE)
    assert found.proposal is Proposal.PROACTIVE
    (passage,) = found.passages
    assert NOTICE[passage.start : passage.end].startswith("三、某检测公司")
    assert (passage.proposal, passage.branch) == (Proposal.WITHHELD, "trade_secret")
    assert {one.article for one in passage.basis} == {15}
    assert 37 in {one.article for one in found.basis}
    assert any(reason.startswith("第6段") for reason in found.reasons)


def test_the_same_paragraph_in_2018_cites_the_2007_text() -> None:
    (passage,) = propose(NOTICE, OLD).passages
    assert {(one.version, one.article) for one in passage.basis} == {("2007", 14)}


def test_a_letter_that_is_about_it_is_closed_as_a_whole() -> None:
    found = propose("关于某公司材料的说明\n该材料含工艺配方，公司要求保密。")
    assert (found.proposal, found.passages) == (Proposal.WITHHELD, ())


def test_an_annex_that_is_something_else_is_named() -> None:
    text = (
        "关于印发征地信息公开工作方案的通知\n各科室：\n请遵照执行。\n2020年6月1日\n附件\n"
        "赣州市自然资源局局长办公会会议纪要\n会议议定，由征地科负责落实，尚未形成最后意见。"
    )
    found = propose(text)
    assert found.proposal is Proposal.PROACTIVE
    (passage,) = found.passages
    assert text[passage.start : passage.end].startswith("附件")
    assert (passage.proposal, passage.branch) == (Proposal.WITHHELD, "process")


def test_a_public_annex_of_a_request_may_be_published() -> None:
    text = (
        "关于审批某地块出让方案的请示\n市人民政府：\n妥否，请批示。\n2020年6月1日\n附件\n"
        "国有建设用地使用权挂牌出让公告\n经批准，决定挂牌出让一宗地，起始价800万元。"
    )
    found = propose(text)
    assert found.proposal is Proposal.WITHHELD
    assert [one.proposal for one in found.passages] == [Proposal.PROACTIVE]


def test_a_paragraph_full_of_personal_data_is_to_be_severed_or_asked() -> None:
    people = "；".join(f"李大{name}，身份证号{number}" for name, number in (
        ("明", "360702198001011238"), ("华", "360721196512314513"), ("强", "11010519491231002X"),
    ))
    found = propose(f"关于水西片区征收补偿的公告\n现公告如下。\n{people}。\n特此公告。")
    assert found.proposal is Proposal.PROACTIVE
    (passage,) = found.passages
    assert {one.article for one in passage.basis} == {15, 37, 32}
    assert any("大部分是个人信息" in reason for reason in found.reasons)
    assert not any("360702198001011238" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("关于用地的请示\n市政府：\n恳请研究。妥否，请批示。", "关于用地的请示"),
        ("恳请市里研究解决。以上事项妥否，请批示。\n附图一张。", "以上事项妥否，请批示。"),
        ("关于有关情况的说明\n公开后可能影响社会稳定，请掌握。\n二、下一步。", "公开后可能影响社会稳定，请掌握。"),
    ],
)
def test_the_deciding_sentence_is_found_where_it_stands(text: str, sentence: str) -> None:
    (shown,) = propose(text).evidence
    assert text[shown.start : shown.end] == sentence
    assert shown.told.endswith("。")


def test_nothing_is_quoted_where_names_were_not_looked_for() -> None:
    text = "有关情况如下。\n信访人李小明来信反映宅基地问题，已经核查。"
    assert any("信访人李小明" in reason for reason in propose(text).reasons)
    assert not any("李" in reason for reason in propose(text, names=NamesMode.OFF).reasons)


def test_offsets_of_a_shortened_text_are_those_of_the_whole() -> None:
    text = "".join(chr(0x4E00 + at) for at in range(100))
    short = ends.of(text, 30, 10)
    assert len(short) == 41
    for at in (0, 29, 31, 40):
        assert text[ends.offset(text, at, 30, 10)] == short[at]
    assert ends.of(text, 60, 40) == text


def test_paragraphs_are_counted_by_lines_with_text() -> None:
    assert [evidence.paragraph_number("一\n\n二\n三", at) for at in (0, 3, 5)] == [1, 2, 3]


def test_words_that_only_list_the_exemptions_say_nothing() -> None:
    assert speaks("公开前应当审查是否涉及国家秘密、商业秘密、个人隐私。") is None
    told = speaks("本人患有尿毒症，家庭困难，靠低保维持。")
    assert told is not None
    assert (told.key, told.branch) == ("privacy", True)


def test_the_words_belong_to_known_branches_and_lists() -> None:
    for pack in load_packs():
        assert set(vocabulary().branches) <= {branch.branch for branch in pack.tree}
        assert set(vocabulary().lists) <= set(pack.lists)
