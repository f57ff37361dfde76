"""Answers to the tree's questions, the office's opinion, confirmed facts, impact assessments, disagreement."""

from dataclasses import replace
from datetime import date

import pytest

from review_office import ReviewOffice, assert_nothing_leaks, fresh_office, lacking
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete, NotFound
from reviewer_app.domain.findings import Action, FindingType, Level
from reviewer_app.domain.items import Item
from reviewer_app.domain.law_acts import ImpactAssessment
from reviewer_app.domain.legal import DisclosureAttribute, LegalBasis
from reviewer_app.domain.readiness import Missing, is_policy, missing
from reviewer_app.domain.report import DocumentType, Proposal
from reviewer_app.domain.review import Conclusion
from reviewer_app.rules.law_facts import uncertain_facts
from reviewer_app.rules.processing import assessment_due, processing_kind, processing_kinds
from reviewer_app.services.answer_questions import AnswerQuestions, answer_questions, informed, questions
from reviewer_app.services.assess_impact import AssessImpact, Gap, Processing, assess_impact, kind_of, processing_of
from reviewer_app.services.confirm_fact import ConfirmFact, confirm_fact, fact_lines, known
from reviewer_app.services.decision_words import basis_text, disagreement, open_points
from reviewer_app.services.determine import Determine, determine
from reviewer_app.services.office_opinion import RecordOpinion, record_opinion
from reviewer_app.services.open_item import ItemView
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.text import say

REQUEST = "示范局文件\n\n关于用地问题的请示\n\n市人民政府：\n    妥否，请批示。\n\n示范局\n2018年6月20日\n"
PENALTY = (
    "示范局\n行政处罚决定书\n示罚〔2018〕15号\n被处罚人：罗明轩\n经查，被处罚人罗明轩擅自占用土地建造住宅。"
    "\n决定处罚如下：限期拆除。\n执法人员：张东琴\n示范局\n2018年6月11日\n"
)
POLICY = "示范局文件\n\n关于印发《土地储备管理办法》的通知\n\n各科室：\n    请遵照执行。\n\n示范局\n2018年6月20日\n"
OLD = LegalBasis("政府信息公开条例", "2007", 31, verified=False)
KEPT = ("mobile", "person_name")


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


def of_text(office: ReviewOffice, text: str) -> Item:
    """An item of one document, under review."""
    item = office.enter((IncomingFile("文件.txt", text.encode()),))
    return office.reviewed(office.submitted(office.proposed(item)))


def withheld(office: ReviewOffice, item: Item) -> Item:
    command = Determine(
        office.reviewer.id, item.id, item.version, DisclosureAttribute.WITHHELD, (OLD,), "过程性信息，不宜公开"
    )
    return determine(office.desk, command)


def test_answers_are_recorded_and_change_the_proposal(office: ReviewOffice) -> None:
    item = of_text(office, REQUEST)
    view = office.view(item)
    proposal = view.parts[0].report.attribute
    asked = dict(questions(proposal, view.facts.day))
    assert set(asked) == {"safety", "trade_secret", "privacy", "three_limbs"}
    given = (("safety", False), ("three_limbs", True))
    item = answer_questions(office.desk, AnswerQuestions(office.reviewer.id, item.id, item.version, given))
    view = office.view(item)
    assert dict(view.facts.answers) == {"safety": False, "three_limbs": True}
    assert informed(proposal, view.facts.answers, view.facts.day).proposal is Proposal.PROACTIVE
    assert proposal.proposal is Proposal.UNDETERMINED
    assert office.entries()[-1].action is AuditAction.ITEM_ANSWER
    assert_nothing_leaks(office)


def names(view: ItemView) -> dict[str, tuple[Action, Level]]:
    found = view.parts[0].report.findings
    return {one.value: (one.action, one.level) for one in found if one.type is FindingType.PERSON_NAME}


def test_a_provinces_hidden_names_change_what_is_proposed_and_what_goes_out(office: ReviewOffice) -> None:
    item = of_text(office, PENALTY)
    numbers = [one.number for one in office.view(item).parts[0].report.findings]
    before = names(office.view(item))
    assert before["罗明轩"] == (Action.KEEP, Level.AMBER)
    for yes, wanted in ((True, (Action.MASK, Level.RED)), (False, before["罗明轩"]), (True, (Action.MASK, Level.RED))):
        command = AnswerQuestions(office.reviewer.id, item.id, item.version, (("name_hidden", yes),))
        item = answer_questions(office.desk, command)
        assert names(office.view(item)) == {**before, "罗明轩": wanted}
    assert [one.number for one in office.view(item).parts[0].report.findings] == numbers
    assert Missing.FINDINGS in {one.what for one in missing(office.view(item).facts, Conclusion.PUBLISH)}
    item = office.decided(item)
    with office.desk.uow(office.reviewer.id, writing=False) as uow:
        text = uow.blobs.get(office.view(item).facts.public_versions[-1].parts[0].blob).decode()
    assert "罗明轩" not in text
    assert "张东琴" in text


def test_the_latest_answer_counts(office: ReviewOffice) -> None:
    item = of_text(office, REQUEST)
    for yes in (True, False):
        command = AnswerQuestions(office.reviewer.id, item.id, item.version, (("three_limbs", yes),))
        item = answer_questions(office.desk, command)
    assert dict(office.view(item).facts.answers) == {"three_limbs": False}


@pytest.mark.parametrize("given", [(), (("no_such_question", True),), (("must_open", True),)])
def test_what_was_not_asked_is_no_answer(office: ReviewOffice, given: tuple[tuple[str, bool], ...]) -> None:
    item = of_text(office, REQUEST)
    with pytest.raises(DecisionIncomplete) as refused:
        answer_questions(office.desk, AnswerQuestions(office.reviewer.id, item.id, item.version, given))
    assert lacking(refused.value) == {"answers"}


def test_a_policy_document_is_not_withheld_without_the_offices_opinion(office: ReviewOffice) -> None:
    item = withheld(office, of_text(office, POLICY))
    facts = office.view(item).facts
    assert is_policy(facts)
    assert Missing.OPINION in {one.what for one in missing(facts, Conclusion.WITHHOLD)}
    with pytest.raises(DecisionIncomplete):
        record_opinion(office.desk, RecordOpinion(office.reviewer.id, item.id, item.version, agrees=True, opinion=" "))
    command = RecordOpinion(office.reviewer.id, item.id, item.version, agrees=False, opinion="应当公开")
    facts = office.view(record_opinion(office.desk, command)).facts
    assert Missing.OPINION not in {one.what for one in missing(facts, Conclusion.WITHHOLD)}
    assert facts.opinion is not None
    assert (facts.opinion.agrees, facts.opinion.opinion) == (False, "应当公开")
    assert office.entries()[-1].action is AuditAction.ITEM_OPINION


def test_a_request_or_a_published_policy_wants_no_opinion(office: ReviewOffice) -> None:
    request = office.view(withheld(office, of_text(office, REQUEST))).facts
    assert Missing.OPINION not in {one.what for one in missing(request, Conclusion.WITHHOLD)}
    policy = office.view(office.determined(of_text(office, POLICY))).facts
    assert Missing.OPINION not in {one.what for one in missing(policy, Conclusion.PUBLISH)}


def test_the_signatory_sees_both_reasons(office: ReviewOffice) -> None:
    view = office.view(withheld(office, of_text(office, REQUEST)))
    told = disagreement(say, view)
    assert "主动公开" in told
    assert "过程性信息，不宜公开" in told
    assert any("意见不一致" in point for point in open_points(say, view))
    same = office.view(office.determined(of_text(office, REQUEST)))
    assert disagreement(say, same) == ""


def test_a_fact_from_memory_is_printable_once_it_was_read(office: ReviewOffice) -> None:
    item = withheld(office, of_text(office, REQUEST))
    before = office.view(item).facts.determination
    assert before is not None
    assert "待核实" in basis_text(say, before.basis[0])
    confirm_fact(office.desk, ConfirmFact(office.administrator.id, "政府信息公开条例/2007/31", "法规汇编第12页"))
    after = office.view(item).facts.determination
    assert after is not None
    assert after.basis == (replace(OLD, verified=True),)
    lines = {one.fact.key: one.confirmed for one in fact_lines(office.desk, office.administrator.id)}
    assert set(lines) == {fact.key for fact in uncertain_facts()}
    confirmed = lines["政府信息公开条例/2007/31"]
    assert confirmed is not None
    assert confirmed.source == "法规汇编第12页"
    assert office.entries()[-1].action is AuditAction.FACT_CONFIRM


def test_a_confirmation_wants_a_source_and_a_known_fact(office: ReviewOffice) -> None:
    with pytest.raises(DecisionIncomplete):
        confirm_fact(office.desk, ConfirmFact(office.administrator.id, "政府信息公开条例/2007/31", " "))
    with pytest.raises(NotFound):
        confirm_fact(office.desk, ConfirmFact(office.administrator.id, "政府信息公开条例/2007/19", "汇编"))
    assert known((OLD,), {}) == (OLD,)


def assess(office: ReviewOffice, kind: str, **covers: tuple[str, ...]) -> ImpactAssessment:
    fields = {"fields": KEPT, "audiences": ("all",), "channels": ("government_site",)} | covers
    command = AssessImpact(office.reviewer.id, kind, lawful="合法", risk="较低", measures="到期撤下", **fields)
    return assess_impact(office.desk, command)


def test_an_assessment_is_made_once_a_kind_and_numbered(office: ReviewOffice) -> None:
    assert [assess(office, "penalty").number, assess(office, "expropriation").number] == [1, 1]
    assert assess(office, "penalty").number == 2
    with pytest.raises(DecisionIncomplete) as refused:
        assess_impact(office.desk, AssessImpact(office.reviewer.id, "?", (), (), (), "", " ", "x"))
    assert lacking(refused.value) == {"lawful", "impact_risk", "kind"}


def test_only_what_goes_beyond_an_assessment_is_a_gap(office: ReviewOffice) -> None:
    facts = replace(office.view(office.judged(office.reviewed())).facts, day=date(2022, 6, 1))
    item = office.item(office.submitted())
    assert kind_of(facts, item) == "expropriation"
    assert processing_of(facts, item).gaps == ()  # nothing personal was kept


@pytest.mark.parametrize(
    ("covers", "gaps"),
    [
        (None, (Gap.NONE_YET,)),
        ({}, ()),
        ({"fields": ("mobile",)}, (Gap.FIELDS,)),
        ({"audiences": ("group",), "channels": ("village_board",)}, (Gap.AUDIENCES, Gap.CHANNELS)),
    ],
)
def test_gaps(office: ReviewOffice, covers: dict[str, tuple[str, ...]] | None, gaps: tuple[Gap, ...]) -> None:
    assessment = None if covers is None else assess(office, "expropriation", **covers)
    wanted = Processing("expropriation", KEPT, ("all",), ("government_site",), ())
    assert wanted.beyond(assessment, date(2022, 6, 1)).gaps == gaps
    assert wanted.beyond(assessment, date(2018, 6, 21)).gaps == ()


def test_kinds_of_processing() -> None:
    assert processing_kind(DocumentType.NOTICE, "A14a") == "penalty"
    assert processing_kind(DocumentType.PERSONNEL, None) == "recruitment"
    assert processing_kind(DocumentType.OTHER, None) == "general"
    assert all(say(f"impact.kind.{kind}") for kind in processing_kinds())
    assert assessment_due(date(2021, 11, 1))
    assert not assessment_due(date(2021, 10, 31))
