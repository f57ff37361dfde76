"""What only the parts of a package together show is found when it is handed in, and kept with the part's report."""

import pytest

from review_office import ReviewOffice, fresh_office
from reviewer_app.domain.findings import Finding, Level
from reviewer_app.domain.items import Carrier
from reviewer_app.domain.report import Proposal
from reviewer_app.rules.law import law_pack
from reviewer_app.services.part_names import IncomingFile

BODY = "关于报送用地清查的通知\n各镇：\n现将要求通知如下，搬迁户名单见附件，共4户。\n附件：1. 用地清查情况登记表\n"
ANNEX = "用地清查情况登记册\n序号\t组别\n1\t一组\n2\t一组\n3\t二组\n"


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


def package(body: str = BODY, annex: str = ANNEX) -> tuple[IncomingFile, ...]:
    return IncomingFile("通知.txt", body.encode()), IncomingFile("附件1.txt", annex.encode())


def wording(office: ReviewOffice, *files: IncomingFile, **fields: object) -> list[list[Finding]]:
    view = office.view(office.enter(files, **fields))
    for one in view.parts:
        assert [finding.number for finding in one.report.findings] == list(range(1, len(one.report.findings) + 1))
    return [[one for one in part.report.findings if one.rule.startswith("wording.")] for part in view.parts]


def test_parts_that_disagree_are_told_in_the_body(office: ReviewOffice) -> None:
    body, annex = wording(office, *package())
    assert [(one.rule, one.value) for one in body] == [
        ("wording.across_parts", "4户"), ("wording.across_parts", "用地清查情况登记表"),
    ]
    assert annex == []
    view = office.view(office.all("items")[0])
    assert any("登记册" in told for told in view.parts[0].report.judgement.wording)


def test_parts_that_agree_are_quiet(office: ReviewOffice) -> None:
    agreeing = ANNEX.replace("登记册", "登记表"), BODY.replace("4户", "3户")
    assert wording(office, *package(agreeing[1], agreeing[0])) == [[], []]


def test_the_style_of_an_issued_document_is_folded(office: ReviewOffice) -> None:
    text = "依据赣虎自资字[2018]5号文执行。"
    for carrier, level in ((Carrier.ISSUED_DOCUMENT, Level.GREY), (Carrier.DRAFT_DOCUMENT, Level.AMBER)):
        found = wording(office, IncomingFile("通知.txt", text.encode()), carrier=carrier)
        assert [(one.rule, one.level) for one in found[0]] == [("wording.number_bracket", level)]


def test_an_annex_is_judged_by_itself_and_the_body_says_that_it_differs(office: ReviewOffice) -> None:
    body = "关于公布用地清查结果的公告\n现将清查结果予以公告。\n附件：1. 会议纪要\n"
    annex = "用地清查工作领导小组会议纪要\n会议研究了用地清查有关事项，议定由利用科牵头整改，尚未形成最后意见。"
    view = office.view(office.enter(package(body, annex)))
    first, second = (part.report.attribute for part in view.parts)
    assert (first.proposal, second.proposal) == (Proposal.PROACTIVE, Proposal.UNDETERMINED)
    assert "process" in second.path
    annex = "某检测公司报价明细\n我公司声明：报价属于本公司商业秘密，请予保密。"
    view = office.view(office.enter(package(body, annex)))
    first, second = (part.report.attribute for part in view.parts)
    assert (first.proposal, second.proposal) == (Proposal.PROACTIVE, Proposal.WITHHELD)
    assert any(reason.startswith("附件1单独看") for reason in first.reasons)


def test_the_law_of_the_day_of_decision_is_followed_and_the_day_is_told(office: ReviewOffice) -> None:
    text = "关于地质灾害隐患点的公告\n现予公告。\n赣州市国土资源局\n2009年6月1日"
    attribute = office.view(office.enter((IncomingFile("公告.txt", text.encode()),))).parts[0].report.attribute
    decided = office.desk.today()
    assert {one.version for one in attribute.basis} == {law_pack(decided).version}
    assert any(f"{decided.year}年{decided.month}月{decided.day}日" in reason for reason in attribute.reasons)
