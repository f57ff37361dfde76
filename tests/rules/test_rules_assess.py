"""All checks of one document in one report, secrecy first."""

import gc
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from weakref import ref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafts import blocks, draft, plan
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind
from reviewer_app.domain.findings import FindingType, Level
from reviewer_app.domain.report import CheckReport, DocumentHeader, DocumentType, NamesMode, Proposal
from reviewer_app.rules.assess import assess, in_text_order, load_toolbox
from reviewer_app.rules.block_text import BlockText
from reviewer_app.rules.context import Context
from reviewer_app.rules.explain import explain
from reviewer_app.rules.lines import Lines

TODAY = date(2026, 11, 23)
PLAN_DAY = date(2018, 6, 21)


def check(document: Document, **context: object) -> CheckReport:
    return assess(document, load_toolbox(), Context(today=TODAY, **context))  # type: ignore[arg-type]


NOTICE = """赣州市国土资源局
赣市国资征〔2018〕21号
关于松岗村征地补偿登记结果的公告
松岗村全体被征地农户：
现将登记结果公告如下，地点待定。
联系人：王小明，手机：13812345678，身份证号：360702198001011238。
赣州市国土资源局
2018年6月20日
（此件公开发布）"""


def test_the_plan_of_2018() -> None:
    report = check(plan(), act_date=PLAN_DAY)
    assert report.attribute.proposal is Proposal.PROACTIVE
    assert not report.blocks
    assert [one for one in report.findings if one.level is Level.RED] == []
    officials = {one.value: one.level for one in report.findings if one.type is FindingType.PERSON_NAME}
    assert set(officials.values()) <= {Level.GREY}
    assert len([one for one in report.findings if one.level is Level.AMBER]) <= 3
    assert report.document_type is DocumentType.PLAN
    assert report.header.number == "赣市国资字〔2018〕38号"
    assert report.judgement.timing.latest == date(2018, 7, 19)


def test_a_notice_with_personal_data() -> None:
    report = check(draft(NOTICE))
    assert report.blocks
    types = {one.type for one in report.findings}
    assert {FindingType.MOBILE, FindingType.ID_NUMBER, FindingType.WORDING} <= types
    assert report.attribute.proposal is Proposal.PROACTIVE
    assert any("去标识化" in reason for reason in report.attribute.reasons)


def test_findings_are_numbered_in_text_order_with_exact_values() -> None:
    document = draft(NOTICE)
    findings = check(document).findings
    assert [one.number for one in findings] == list(range(1, len(findings) + 1))
    starts = [one.start for one in findings if one.start is not None]
    assert starts == sorted(starts)
    for one in findings:
        if one.start is not None:
            assert document.text[one.start : one.end] == one.value


def test_a_mark_gives_a_report_that_holds_nothing_but_the_level() -> None:
    report = check(draft("机密★1年\n" + NOTICE), column="A30")
    assert report.secrecy_level == "机密"
    assert report.attribute.proposal is Proposal.BLOCKED
    assert report.blocks
    assert (report.findings, report.unread, report.completeness, report.column) == ((), (), (), None)
    assert report.header == DocumentHeader()
    said = explain(report) + "".join(report.attribute.reasons)
    assert "松岗" not in said
    assert "王小明" not in said


def test_hints_block_until_answered() -> None:
    report = check(draft(NOTICE + "\n（不得上网）"))
    assert any(one.type is FindingType.INTERNAL_MARK and one.blocks for one in report.findings)
    assert report.attribute.proposal is Proposal.UNDETERMINED


def test_the_date_of_the_act_is_the_given_one_else_the_documents_else_today() -> None:
    assert check(draft(NOTICE)).attribute.basis[0].version == "2007"
    assert check(draft(NOTICE), act_date=date(2020, 1, 1)).attribute.basis[0].version == "2019"
    undated = NOTICE.replace("2018年6月20日", "")
    assert check(draft(undated)).attribute.basis[0].version == "2019"


def test_a_chosen_type_and_column_are_used() -> None:
    report = check(draft(NOTICE), document_type=DocumentType.REQUEST, column="A30", act_date=date(2020, 1, 1))
    assert report.document_type is DocumentType.REQUEST
    assert report.column == "A30"
    assert "process" in report.attribute.path


def test_findings_outside_the_text_come_last() -> None:
    marked = Block("机密★1年", BlockKind.PROPERTY)
    shown = (Block("关于演示的通知", BlockKind.HEADING), Block("会议地点待定", BlockKind.PARAGRAPH))
    document = Document.of(FileKind.DOCX, (marked, *shown))
    findings = check(document, names=NamesMode.OFF).findings
    assert [one.start is None for one in findings] == sorted(one.start is None for one in findings)
    assert FindingType.SECRECY_MARK in {one.type for one in findings if one.start is None}
    assert in_text_order(findings) == findings


def test_an_empty_document_is_a_question_not_a_crash() -> None:
    report = check(blocks())
    assert report.attribute.proposal is Proposal.UNDETERMINED
    assert report.findings == ()


LINES = st.lists(st.sampled_from(NOTICE.split("\n")), max_size=14)


@settings(max_examples=40)
@given(LINES)
def test_any_order_of_lines_gives_a_whole_report(lines: list[str]) -> None:
    report = check(draft("\n".join(lines)))
    assert report.attribute.reasons
    assert report.attribute.path
    absent = {field.name for field in fields(report) if getattr(report, field.name) is None}
    assert absent == {"column", "secrecy_level"}
    assert explain(report)


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_no_text_makes_the_checks_crash(text: str) -> None:
    assert explain(check(draft(text), names=NamesMode.OFF))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2018, 6, 21), ("2007年版", "第十条第（二）项", "2018年7月19日", "未标注：成文日期、公开属性")),
        (date(2020, 6, 22), ("2019年版", "第二十条第（三）项", "2020年7月21日")),
    ],
)
def test_the_plan_is_explained(day: date, words: tuple[str, ...]) -> None:
    told = explain(check(plan(), act_date=day))
    for word in words:
        assert word in told


def test_the_way_is_told_in_plain_sentences_and_nothing_is_asked_twice() -> None:
    told = explain(check(draft(NOTICE)))
    assert "依次核对，没有看出这些情形：国家秘密、法律法规禁止公开的内容、" in told
    assert "由这一项决定：应当主动公开的范围。" in told
    letter = explain(check(draft("赣州市国土资源局\n关于管线情况的复函\n市城市管理局：\n来函收悉。特此函复。")))
    assert letter.count("是否涉及切身利益") + letter.count("是否涉及公众利益调整") == 1


def test_paragraphs_of_one_kind_are_told_together() -> None:
    kept = "\n".join(f"{number}号企业提交的工艺配方，企业要求保密。" for number in range(1, 6))
    rest = "\n".join("本公告期限三十日，有异议的书面提出，逾期不再受理。" for _ in range(12))
    told = explain(check(draft(f"赣州市自然资源局\n关于土地征收的公告\n现公告如下。\n{kept}\n{rest}")))
    assert told.count("与全文不同") == 1
    assert "第4、5、6等5段" in told


def test_a_request_is_explained_under_both_versions() -> None:
    text = "赣州市国土资源局\n关于某事的请示\n赣州市人民政府：\n妥否，请批示。"
    old = explain(check(draft(text), act_date=PLAN_DAY))
    assert "按2019年条例，建议会是“不予公开”" in old
    assert "第十六条第" not in old
    new = explain(check(draft(text), act_date=date(2020, 1, 1)))
    assert "第十六条第二款" in new
    assert "按2007年条例，建议会是“待确定”" in new


def test_what_is_missing_is_told() -> None:
    guide = "赣州市国土资源局\n登记办事指南\n一、事项名称"
    told = explain(check(draft(guide), act_date=PLAN_DAY))
    assert "缺少要素：办理依据、" in told
    blocked = explain(check(draft(NOTICE)))
    assert "公开前必须处理：身份证号 1处" in blocked


def test_a_columns_own_terms_and_doubts_are_told() -> None:
    text = "赣州市国土资源局\n2018年政府信息公开工作年度报告\n一、总体情况"
    told = explain(check(draft(text), column="A03", act_date=date(2020, 1, 10)))
    assert "表中沿用上一行" in told
    assert "第四十九条（年报期限）摘要" in told
    assert "对应2007年条例第三十一条" in told
    assert "3个月内更新" in explain(check(draft(text), column="A08"))


def test_the_toolbox_is_read_once() -> None:
    assert load_toolbox() is load_toolbox()
    assert len(load_toolbox().sha256) == 64
    assert load_toolbox().sha256 != load_toolbox().rules.sha256


def test_nothing_of_a_document_waits_for_the_collector(monkeypatch: pytest.MonkeyPatch) -> None:
    """The collector seldom comes while many files are checked: a cycle would keep each of them in memory."""
    made: list[ref[Lines | BlockText]] = []

    def noting(first: Callable[..., None]) -> Callable[..., None]:
        def init(self: Lines | BlockText, *values: object) -> None:
            made.append(ref(self))
            first(self, *values)

        return init

    for kind in (Lines, BlockText):
        monkeypatch.setattr(kind, "__init__", noting(kind.__init__))
    gc.collect()
    gc.disable()
    try:
        check(blocks((NOTICE, BlockKind.PARAGRAPH)))
        assert len(made) > 1
        assert [one for one in made if one() is not None] == []
    finally:
        gc.enable()
