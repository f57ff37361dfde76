"""Deadlines by the date of the act; the 2018 pack never shows what came later."""

from datetime import date

import pytest

from drafts import draft
from reviewer_app.domain.report import DocumentType, Proposal, TimingProposal
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import Draft, read_draft
from reviewer_app.rules.timing import propose_timing, shortest_notice
from reviewer_app.rules.timing_rules import load_timing_rules
from reviewer_app.rules.workdays import load_calendar

TODAY = date(2026, 11, 23)
TRANSFER_RULE = "招标拍卖挂牌出让国有建设用地使用权规定"
STANDARD = "农村集体土地征收基层政务公开标准目录"


def read(title: str, day: str | None, column: str | None = None) -> Draft:
    act = date.fromisoformat(day) if day else None
    context = Context(today=TODAY, act_date=act, column=column)
    return read_draft(draft(f"赣州市国土资源局\n{title}\n正文。"), load_catalogue(), context)


def timing(title: str, day: str | None, column: str | None = None) -> TimingProposal:
    return propose_timing(read(title, day, column), Proposal.PROACTIVE, load_calendar())


@pytest.mark.parametrize(
    ("title", "day", "latest", "cited"),
    [
        ("关于做好防汛工作的通知", "2018-06-20", "2018-07-18", ("政府信息公开条例", "2007", 18)),
        ("关于做好防汛工作的通知", "2019-05-15", "2019-06-13", ("政府信息公开条例", "2019", 26)),
        ("国有建设用地使用权成交结果公示", "2018-06-20", "2018-07-04", (TRANSFER_RULE, "2007", None)),
        ("国有建设用地使用权挂牌出让公告", "2018-06-20", "2018-07-18", ("政府信息公开条例", "2007", 18)),
        ("行政处罚决定书", "2018-06-11", "2018-06-21", ("国办发〔2017〕94号、97号", "2017", None)),
        ("行政处罚决定书", "2017-06-12", "2017-07-10", ("政府信息公开条例", "2007", 18)),
        ("征收土地公告", "2021-09-06", "2021-09-27", ("土地管理法实施条例", "2021", 31)),
        ("征收土地公告", "2018-06-20", "2018-07-04", ("征收土地公告办法", "2010", None)),
        ("拟征收土地现状调查结果公示", "2022-06-20", "2022-06-27", (STANDARD, "2019", None)),
        ("拟征收土地现状调查结果公示", "2018-06-20", "2018-07-18", ("政府信息公开条例", "2007", 18)),
        ("《某办法》政策解读", "2018-06-20", "2018-06-25", ("国办发〔2016〕80号", "2016", None)),
    ],
)
def test_the_earliest_binding_deadline(title: str, day: str, latest: str, cited: tuple[str, str, int | None]) -> None:
    found = timing(title, day)
    assert found.latest == date.fromisoformat(latest)
    assert (found.basis[0].regulation, found.basis[0].version, found.basis[0].article) == cited
    assert found.certain
    assert found.earliest == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("title", "day", "latest"),
    [
        ("2017年政府信息公开工作年度报告", "2018-02-10", date(2018, 3, 31)),  # before the plan of June 2018
        ("2018年政府信息公开工作年度报告", "2019-01-10", date(2019, 2, 28)),  # the plan's row 3
        ("2019年政府信息公开工作年度报告", "2020-01-10", date(2020, 1, 31)),  # the law of 2019
        ("2023年政府信息公开工作年度报告", "2024-01-10", date(2024, 1, 31)),
    ],
)
def test_three_deadlines_of_annual_reports(title: str, day: str, latest: date) -> None:
    assert timing(title, day).latest == latest


def test_a_clock_runs_from_the_day_the_text_names() -> None:
    text = "赣州市国土资源局\n国有建设用地使用权成交结果公示\n成交时间：2018年6月1日\n2018年6月20日"
    made = read_draft(draft(text), load_catalogue(), Context(today=TODAY))
    found = propose_timing(made, Proposal.PROACTIVE, load_calendar())
    assert found.latest == date(2018, 6, 15)
    assert "成交时间：2018年6月1日" in found.explanation
    assert "自2018年6月1日的次日起算" in found.explanation


def test_the_last_day_of_display_is_proposed() -> None:
    text = "赣州市国土资源局\n干部任前公示\n公示时间：2018年6月12日至6月18日。\n2018年6月11日"
    made = read_draft(draft(text), load_catalogue(), Context(today=TODAY))
    found = propose_timing(made, Proposal.PROACTIVE, load_calendar())
    assert found.display_until == date(2018, 6, 18)
    assert "期满撤下" in found.explanation


def test_all_deadlines_in_force_are_told() -> None:
    text = timing("2018年政府信息公开工作年度报告", "2019-01-10").explanation
    assert "每年2月底前公布" in text
    assert "3月31日" in text
    assert "待核实" in text


def test_no_rule_of_2021_is_shown_in_2018() -> None:
    for title in ("征收土地公告", "征收土地预公告", "征地补偿安置公告", "拟征收土地现状调查结果公示"):
        found = timing(title, "2018-06-20")
        assert "2021" not in found.explanation
        assert all(basis.version < "2019" for basis in found.basis)


@pytest.mark.parametrize(
    ("title", "day", "rule"),
    [
        ("征收土地预公告", "2022-01-04", "pre_notice"),
        ("征收土地预公告", "2018-01-04", None),
        ("征地补偿安置公告", "2020-01-02", "compensation_2020"),
        ("征地补偿安置公告", "2018-01-02", None),
        ("国有建设用地使用权挂牌出让公告", "2018-01-02", "transfer_notice"),
        ("关于公开征求《某办法》意见的公告", "2020-01-02", "consultation"),
        ("不动产首次登记公告", "2018-01-02", "registration"),
        ("关于做好防汛工作的通知", "2018-01-02", None),
    ],
)
def test_the_shortest_notice(title: str, day: str, rule: str | None) -> None:
    term = shortest_notice(read(title, day))
    assert (term.id if term else None) == rule


def test_an_undated_document_says_so() -> None:
    found = timing("关于做好防汛工作的通知", None)
    assert found.earliest is None
    assert "未标注" in found.explanation


def test_a_deadline_in_an_unknown_year_is_not_certain() -> None:
    found = timing("关于做好防汛工作的通知", "2026-12-20")
    assert not found.certain
    assert "待国务院安排" in found.explanation


def test_a_column_may_have_its_own_term() -> None:
    assert timing("关于成交的通知", "2018-06-20", "A25b").latest == date(2018, 7, 4)


@pytest.mark.parametrize("proposal", [Proposal.WITHHELD, Proposal.ON_REQUEST])
def test_nothing_is_due_that_is_not_published(proposal: Proposal) -> None:
    found = propose_timing(read("关于做好防汛工作的通知", "2018-06-20"), proposal, load_calendar())
    assert (found.latest, found.basis) == (None, ())


def test_what_is_undetermined_is_due_only_if_public() -> None:
    found = propose_timing(read("请示", "2018-06-20"), Proposal.UNDETERMINED, load_calendar())
    assert found.explanation.startswith("如果主动公开")


def test_every_term_has_a_type_and_one_kind_of_length() -> None:
    rules = load_timing_rules()
    for term in (*rules.deadlines, *rules.yearly, *rules.notices):
        assert set(term.types) <= set(DocumentType)
        assert term.types
        assert sum(value is not None for value in (term.days, term.working_days, term.month_day)) == 1
