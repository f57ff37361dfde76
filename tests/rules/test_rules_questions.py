"""Questions in plain words and what answers make of a proposal."""

from datetime import date

import pytest

from drafts import draft
from reviewer_app.domain.report import AttributeProposal, Proposal
from reviewer_app.rules.assess import assess, load_toolbox
from reviewer_app.rules.context import Context
from reviewer_app.rules.law import law_pack
from reviewer_app.rules.questions import question_of, with_answers
from reviewer_app.rules.type_questions import load_type_questions

OLD, NEW = date(2018, 6, 21), date(2020, 6, 21)
REQUEST = "关于用地的请示\n市政府：\n妥否，请批示。"
PENALTY = "行政处罚决定书\n当事人：某超市\n经查，你店销售过期食品，决定处以罚款。"
TRADE = "关于某公司材料的说明\n该材料涉及某公司商业秘密。"


def propose(text: str, day: date) -> AttributeProposal:
    return assess(draft(text), load_toolbox(), Context(today=NEW, act_date=day)).attribute


def after(text: str, day: date, **answers: bool) -> AttributeProposal:
    return with_answers(propose(text, day), answers, law_pack(day), day)


@pytest.mark.parametrize(
    ("text", "day", "asked"),
    [
        (REQUEST, OLD, ("safety", "trade_secret", "privacy", "three_limbs")),
        (REQUEST, NEW, ("must_open",)),
        (TRADE, NEW, ("consent", "public_interest")),
        (TRADE, OLD, ("consent", "public_interest")),
        ("没有特征的一句话。", NEW, ("safety", "trade_secret", "privacy", "three_limbs")),
        ("关于松岗村征收土地的公告\n略", NEW, ()),
        (PENALTY, NEW, ("social_impact", "natural_person", "name_hidden")),
        (PENALTY, OLD, ("social_impact", "natural_person", "name_hidden")),
    ],
)
def test_what_is_asked(text: str, day: date, asked: tuple[str, ...]) -> None:
    found = propose(text, day)
    assert found.questions == asked
    assert all(question_of(law_pack(day), key).endswith("？") for key in asked)


def test_without_answers_nothing_changes() -> None:
    found = propose(REQUEST, OLD)
    assert with_answers(found, {}, law_pack(OLD), OLD) == found
    assert with_answers(found, {"safety": False}, law_pack(OLD), OLD) == found


def test_the_three_limbs_decide_what_the_2007_text_leaves_open() -> None:
    opened = after(REQUEST, OLD, safety=False, three_limbs=True)
    assert (opened.proposal, opened.basis[0].article, opened.path[-1]) == (Proposal.PROACTIVE, 9, "three_limbs")
    rest = after(REQUEST, OLD, three_limbs=False)
    assert (rest.proposal, rest.path[-1]) == (Proposal.ON_REQUEST, "rest")
    assert {one.version for one in (*opened.basis, *rest.basis)} == {"2007"}


def test_a_yes_to_an_exemption_closes() -> None:
    found = after("没有特征的一句话。", NEW, safety=True, three_limbs=True)
    assert (found.proposal, found.basis[0].article) == (Proposal.WITHHELD, 14)
    assert found.questions == ()


def test_consent_opens_what_a_third_partys_right_closes() -> None:
    found = after(TRADE, NEW, consent=True)
    assert found.proposal is Proposal.PROACTIVE
    assert {one.article for one in found.basis} == {15, 32}
    assert "按审查人员的回答" in found.reasons[0]


def test_a_duty_to_publish_opens_what_the_office_might_close() -> None:
    assert after(REQUEST, NEW, must_open=True).proposal is Proposal.PROACTIVE
    assert after(REQUEST, NEW, must_open=False).proposal is Proposal.WITHHELD


def test_a_penalty_without_social_impact_is_left_to_requests() -> None:
    found = after(PENALTY, NEW, social_impact=False, natural_person=False)
    assert (found.proposal, found.path[-1]) == (Proposal.ON_REQUEST, "rest")
    assert {one.article for one in found.basis} == {13, 27}
    assert found.reasons[0].startswith("本机关认为这一处罚决定不具有一定社会影响")


def test_what_the_answers_mean_for_the_names_is_told() -> None:
    found = after(PENALTY, NEW, social_impact=True, natural_person=True, name_hidden=True)
    assert found.proposal is Proposal.PROACTIVE
    assert any("不写全名" in reason for reason in found.reasons)
    assert any("未成年人的处罚决定不上网" in reason for reason in found.reasons)
    assert found.questions == ()


def test_a_secret_penalty_stays_closed_whatever_its_impact() -> None:
    found = after(PENALTY, NEW, state_secret=True, social_impact=True)
    assert found.proposal is Proposal.WITHHELD


def test_each_question_of_a_type_is_asked_in_plain_words() -> None:
    for asked in load_type_questions().values():
        for one in asked:
            assert question_of(law_pack(NEW), one.key) == one.question
            assert one.question.endswith("？")
