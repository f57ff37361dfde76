"""研判: audience, channels, issues of manner, and what of the wording is told."""

from dataclasses import replace
from datetime import date

import pytest

from drafts import draft, table
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, Place, Unread, UnreadReason
from reviewer_app.domain.findings import Action, Finding, FindingType, Level, Severity
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.report import JudgementProposal, Proposal
from reviewer_app.rules.audience import load_audience_rules
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.channels import channels
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import read_draft
from reviewer_app.rules.judgement import propose_judgement
from reviewer_app.rules.workdays import load_calendar

NAME = Finding(
    number=1, rule="privacy.name", type=FindingType.PERSON_NAME, severity=Severity.HIGH, level=Level.RED,
    blocks=True, confidence=0.9, start=0, end=2, value="张某", place=Place(), action=Action.MASK,
)
MANY = tuple(replace(NAME, number=number) for number in range(1, 6))


def judge(
    document: Document,
    proposal: Proposal = Proposal.PROACTIVE,
    findings: tuple[Finding, ...] = (),
    column: str | None = None,
    audience: Audience | None = None,
) -> JudgementProposal:
    context = Context(today=date(2026, 11, 23), act_date=date(2018, 6, 21), column=column, audience=audience)
    return propose_judgement(read_draft(document, load_catalogue(), context), proposal, findings, load_calendar())


def titled(title: str, kind: FileKind = FileKind.TEXT, text: str = "正文。") -> Document:
    return draft(f"赣州市国土资源局\n{title}\n{text}", kind)


@pytest.mark.parametrize(
    ("title", "findings", "audience"),
    [
        ("关于做好防汛工作的通知", MANY, Audience.ALL),
        ("青溪镇松岗村征地补偿登记表", MANY, Audience.GROUP),
        ("青溪镇松岗村征地补偿登记表", (), Audience.ALL),
        ("松岗村分户补偿明细表", MANY, Audience.GROUP),
        ("松岗村拟征收土地现状调查结果公示", (), Audience.GROUP),
        ("松岗村困难户救助名单", MANY, Audience.GROUP),
        ("干部任前公示", MANY, Audience.ALL),
        ("征地补偿安置方案", (), Audience.ALL),
    ],
)
def test_whose_eyes(title: str, findings: tuple[Finding, ...], audience: Audience) -> None:
    found = judge(titled(title), findings=findings)
    assert found.audience is audience
    assert all(audience in channels()[name].audiences for name in found.channels)
    assert bool(found.manner_issues) == (audience is Audience.GROUP)


def test_column_headers_tell_a_household_table() -> None:
    cells = table(("户主", "地块", "补偿金额"), ("张某", "1", "2"))
    document = Document.of(FileKind.DOCX, (Block("松岗村补偿表", BlockKind.HEADING), *cells))
    assert judge(document, findings=MANY).audience is Audience.GROUP


@pytest.mark.parametrize(
    ("proposal", "audience"),
    [
        (Proposal.ON_REQUEST, Audience.APPLICANT),
        (Proposal.WITHHELD, Audience.UNDETERMINED),
        (Proposal.UNDETERMINED, Audience.UNDETERMINED),
    ],
)
def test_what_is_not_proactive_has_no_public(proposal: Proposal, audience: Audience) -> None:
    found = judge(titled("关于某事的函"), proposal)
    assert found.audience is audience
    assert (found.channels == ()) == (audience is Audience.UNDETERMINED)


def test_group_content_never_gets_the_website() -> None:
    for column in load_catalogue().columns:
        found = judge(titled("松岗村分户补偿明细表"), findings=MANY, column=column.id)
        assert found.audience is Audience.GROUP
        assert "government_site" not in found.channels
        assert found.channels


def test_the_columns_channels_come_first() -> None:
    assert judge(titled("关于松岗村征收土地的公告"), column="A30").channels == ("government_site", "land_platform")
    assert judge(titled("办事指南"), column="A18").channels == ("government_site", "service_hall")


def test_a_person_may_choose_the_audience() -> None:
    found = judge(titled("关于做好防汛工作的通知"), audience=Audience.GROUP)
    assert found.audience is Audience.GROUP
    assert found.channels == ("village_board",)


def test_pages_without_text_and_tables_in_a_pdf_are_issues_of_manner() -> None:
    page = titled("2018年供地情况一览表", FileKind.PDF)
    scanned = replace(page, unread=(Unread(Place(page=1), UnreadReason.NO_TEXT_LAYER),))
    assert len(judge(scanned).manner_issues) == 2
    assert judge(titled("2018年供地情况一览表", FileKind.XLSX)).manner_issues == ()


def test_maps_want_a_number() -> None:
    assert len(judge(titled("土地利用总体规划", text="土地利用规划图见附图。")).manner_issues) == 1
    assert judge(titled("土地利用总体规划", text="规划图见附图，审图号：赣S（2018）001号。")).manner_issues == ()


def test_wording_is_told_once_a_rule_with_its_count() -> None:
    one = replace(NAME, type=FindingType.WORDING, level=Level.AMBER, evidence=("留有待补充的内容。",))
    folded = replace(one, level=Level.GREY, evidence=("说法绝对。",))
    assert judge(titled("通知"), findings=(one,)).wording == ("留有待补充的内容。",)
    again = replace(one, level=Level.GREY)
    assert judge(titled("通知"), findings=(one, again, folded)).wording == ("留有待补充的内容。（2处）",)


def test_every_default_channel_serves_its_audience() -> None:
    for audience, names in load_audience_rules().channels.items():
        assert all(audience in channels()[name].audiences for name in names)
