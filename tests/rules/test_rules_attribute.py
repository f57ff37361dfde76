"""The exemption tree under both regulations: every branch, every document type, marks, hints and hard cases."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drafts import draft, plan
from reviewer_app.domain.document import Place
from reviewer_app.domain.findings import Action, Finding, FindingType, Level, Severity
from reviewer_app.domain.report import AttributeProposal, DocumentType, Proposal
from reviewer_app.rules.attribute import propose_attribute
from reviewer_app.rules.attribute_rules import load_attribute_rules
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import read_draft
from reviewer_app.rules.examples import load_examples
from reviewer_app.rules.law import law_pack, load_packs
from reviewer_app.rules.strict_yaml import parse

TODAY = date(2026, 11, 23)
OLD, NEW = date(2018, 6, 21), date(2020, 6, 21)
MADE = "赣州市国土资源局\n"
CASES = parse((Path(__file__).parents[1] / "data" / "attribute_cases.yaml").read_text("utf-8"))
ID = Finding(
    number=1, rule="privacy.id_number", type=FindingType.ID_NUMBER, severity=Severity.HIGH, level=Level.RED,
    blocks=True, confidence=0.9, start=0, end=18, value="360702198001011238", place=Place(), action=Action.MASK,
)


def propose(
    text: str, day: date = NEW, column: str | None = None, findings: tuple[Finding, ...] = ()
) -> AttributeProposal:
    context = Context(today=TODAY, act_date=day, column=column)
    return propose_attribute(read_draft(draft(text), load_catalogue(), context), findings)


def drafted(case: dict[str, str]) -> str:
    """The draft of a case: under the organ's sign, or a passage without any title."""
    return f"{MADE}{case['title']}\n{case['text']}" if case["title"] else case["text"]


def told(case: dict[str, str]) -> str:
    return f"{(case['title'] or case['text'])[:16]}-{case['day']}-{case['want']}"


@pytest.mark.parametrize("case", CASES, ids=told)
def test_the_table_of_cases(case: dict[str, Any]) -> None:
    found = propose(drafted(case), date.fromisoformat(case["day"]))
    assert found.proposal.value == case["want"]
    if "branch" in case:
        assert found.path[-1] == case["branch"]
        cited = {basis.article for basis in found.basis}
        wanted = case["article"]
        assert (int(wanted) in cited) if wanted else not cited & {15, 16, 19, 20, 21}


@pytest.mark.parametrize("case", CASES, ids=told)
def test_no_2018_decision_cites_2019(case: dict[str, Any]) -> None:
    day = date.fromisoformat(case["day"])
    found = propose(drafted(case), day)
    versions = {basis.version for basis in found.basis if basis.regulation == "政府信息公开条例"}
    assert versions <= {law_pack(day).version}
    assert found.reasons
    assert all(reason.endswith(("。", "？")) for reason in found.reasons)
    assert 0 < found.confidence <= 1


def test_every_branch_of_both_trees_is_reached() -> None:
    for pack in load_packs():
        of_pack = [case for case in CASES if law_pack(date.fromisoformat(case["day"])) is pack]
        reached = {case["branch"] for case in of_pack if "branch" in case}
        assert reached == {branch.branch for branch in pack.tree}


def test_the_path_is_the_trees_order() -> None:
    names = [branch.branch for branch in law_pack(NEW).tree]
    for case in CASES:
        found = propose(drafted(case), date.fromisoformat(case["day"]))
        assert list(found.path) == names[: len(found.path)]


def test_every_document_type_has_a_way() -> None:
    ways = load_attribute_rules().types
    assert set(DocumentType) - set(ways) == {DocumentType.LIST, DocumentType.OTHER}
    for pack in load_packs():
        for ground in ways.values():
            assert (not ground.list) or ground.list in pack.lists
            assert (not ground.branch) or pack.branch(ground.branch)
        for signal in load_attribute_rules().signals:
            assert bool(signal.list) != bool(signal.branch)
            assert (not signal.list) or signal.list in pack.lists
            assert (not signal.branch) or pack.branch(signal.branch)


def test_the_plan_is_proactive_under_the_2007_text() -> None:
    found = propose_attribute(read_draft(plan(), load_catalogue(), Context(today=TODAY, act_date=OLD)))
    assert found.proposal is Proposal.PROACTIVE
    assert {(basis.version, basis.article) for basis in found.basis} == {("2007", 10)}
    assert found.confidence >= 0.9


def test_what_nothing_is_known_of_is_asked() -> None:
    found = propose("这是一段没有特征的话。")
    assert found.proposal is Proposal.UNDETERMINED
    assert "公众广泛知晓" in "".join(found.reasons)
    assert found.basis[0].article == 17


def test_personal_data_pulls_towards_severing() -> None:
    many = tuple(replace(ID, number=number) for number in range(1, 6))
    found = propose("赣州市国土资源局\n关于松岗村征收土地的公告\n略", findings=many)
    assert found.proposal is Proposal.PROACTIVE
    assert any("5处个人信息" in reason for reason in found.reasons)
    assert 37 in {basis.article for basis in found.basis}


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("该检测数据涉及某公司商业秘密。经征求意见，该公司书面回函同意公开。", True),
        ("配方属于某公司商业秘密。不公开可能对公共利益造成重大影响，决定予以公开。", True),
        ("该检测数据涉及某公司商业秘密。经征求意见，该公司不同意公开。", False),
        ("该检测数据涉及某公司商业秘密。该公司是否同意公开，正在征求意见。", False),
    ],
)
@pytest.mark.parametrize("day", [OLD, NEW])
def test_what_a_third_party_agreed_to_is_open(text: str, opened: bool, day: date) -> None:
    found = propose(f"关于数据的说明\n{text}", day)
    assert (found.proposal is Proposal.PROACTIVE) is opened
    assert found.basis[0].article == (15 if day == NEW else 14)


def test_a_plain_exemption_is_never_overruled_by_examples() -> None:
    public = "\n".join(one.text.replace("\n", "") for one in load_examples() if one.list == "interest")[:1300]
    alone = propose(f"关于举办便民服务活动的公告\n{public}")
    assert alone.proposal is Proposal.PROACTIVE
    found = propose(f"关于举办便民服务活动的公告\n本件涉及国家秘密，请按规定管理。\n{public}")
    assert found.proposal is Proposal.UNDETERMINED
    assert any("国家秘密" in reason for reason in found.reasons)


def test_health_words_are_sure_only_beside_personal_data() -> None:
    text = "关于情况的说明\n张某患有某病，系低保户。"
    assert propose(text).confidence <= 0.7
    beside = propose(text, findings=(ID, ID, ID))
    assert beside.path[-1] == "privacy"
    assert beside.confidence > propose(text).confidence


def test_an_internal_mark_makes_a_public_proposal_a_question() -> None:
    hint = replace(ID, type=FindingType.INTERNAL_MARK, rule="secrecy.internal")
    found = propose("赣州市国土资源局\n停电公告\n略", findings=(hint,))
    assert found.proposal is Proposal.UNDETERMINED
    assert found.basis[0].article == 17


def test_the_column_speaks_too() -> None:
    assert propose("一段说明。", column="A15").proposal is Proposal.PROACTIVE
    assert {basis.article for basis in propose("一段说明。", column="A30").basis} == {19, 21}
    silent = propose("一段说明。", column="A20c")
    assert silent.proposal is Proposal.UNDETERMINED


def test_joint_issue_is_the_lead_organs_decision() -> None:
    text = "赣州市国土资源局\n赣州市财政局文件\n赣市国资字〔2020〕3号\n关于演示的通知\n各科室：\n正文。"
    assert any("牵头机关" in reason for reason in propose(text).reasons)


def test_a_date_before_any_regulation_is_noted() -> None:
    assert any("早于" in reason for reason in propose("赣州市国土资源局\n停电公告\n略", date(2003, 1, 1)).reasons)


def test_a_forwarded_original_without_mark_is_asked_for() -> None:
    assert any("原件没有" in reason for reason in propose("赣州市国土资源局\n转发省厅通知的通知\n略").reasons)
