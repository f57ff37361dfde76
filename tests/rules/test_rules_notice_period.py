"""公示期: stated days recomputed, and compared with the shortest lawful period."""

from datetime import date

import pytest

from drafts import draft
from reviewer_app.domain.findings import FindingType, Level
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import read_draft
from reviewer_app.rules.notice_period import notice_findings
from reviewer_app.rules.workdays import load_calendar


def rules(title: str, text: str, day: str) -> list[str]:
    context = Context(today=date(2026, 11, 23), act_date=date.fromisoformat(day))
    made = read_draft(draft(f"赣州市国土资源局\n{title}\n{text}"), load_catalogue(), context)
    found = list(notice_findings(made, load_calendar()))
    for one in found:
        assert (one.type, one.level, one.blocks) == (FindingType.TIMING, Level.AMBER, False)
        assert made.document.text[one.start : one.end] == one.value
    return [one.rule for one in found]


@pytest.mark.parametrize(
    ("title", "text", "day", "wanted"),
    [
        ("干部任前公示", "公示期为5个工作日，自2018年6月12日至6月19日。", "2018-06-11", []),
        ("干部任前公示", "公示期为5个工作日，自2018年6月12日至6月16日。", "2018-06-11", ["timing.notice_count"]),
        ("干部任前公示", "公示期为7天，2018年6月12日至2018年6月18日。", "2018-06-11", []),
        ("干部任前公示", "公示期7天（2018年6月12日—18日）。", "2018-06-11", []),
        ("干部任前公示", "公示期10天，自2018年6月12日至6月15日。", "2018-06-11", ["timing.notice_count"]),
        ("干部任前公示", "公示期5天，自2018年6月12日至6月8日。", "2018-06-11", []),
        ("干部任前公示", "公示期为七日。", "2018-06-11", []),
        ("征收土地预公告", "公告期限为5个工作日。", "2022-01-04", ["timing.notice_short"]),
        ("征收土地预公告", "公告期限为10个工作日。", "2022-01-04", []),
        ("征收土地预公告", "公告期限为5个工作日。", "2018-01-04", []),
        ("征地补偿安置公告", "公告时间为15日。", "2022-01-04", ["timing.notice_short"]),
        ("征地补偿安置公告", "公告时间为30日。", "2022-01-04", []),
        ("不动产首次登记公告", "公告期10个工作日。", "2018-01-04", ["timing.notice_short"]),
        ("征收土地预公告", "公告期自2022年1月4日至1月10日。", "2022-01-04", ["timing.notice_short"]),
        ("征收土地预公告", "公告期自2022年1月4日至1月17日。", "2022-01-04", []),
        ("国有建设用地使用权挂牌出让公告", "挂牌时间：2018年6月20日至6月29日。", "2018-06-11", ["timing.notice_lead"]),
        ("国有建设用地使用权挂牌出让公告", "挂牌时间：2018年7月1日至7月10日。", "2018-06-11", []),
        ("国有建设用地使用权拍卖出让公告", "定于2018年6月29日举行拍卖会。", "2018-06-11", ["timing.notice_lead"]),
        ("国有建设用地使用权挂牌出让公告", "报名时间：2018年6月20日。", "2018-06-11", []),
        ("关于开会的通知", "请于3日内反馈。", "2018-01-04", []),
    ],
)
def test_periods(title: str, text: str, day: str, wanted: list[str]) -> None:
    assert rules(title, text, day) == wanted


def test_a_span_with_an_impossible_day_is_left_to_the_wording_check() -> None:
    assert rules("干部任前公示", "公示期5天，自2018年6月27日至6月31日。", "2018-06-11") == []


def test_the_miscount_says_where_the_period_ends() -> None:
    context = Context(today=date(2026, 11, 23), act_date=date(2018, 6, 11))
    text = "赣州市国土资源局\n干部任前公示\n公示期5个工作日，自2018年6月12日至6月17日。"
    found = list(notice_findings(read_draft(draft(text), load_catalogue(), context), load_calendar()))
    assert "第5个工作日为2018年6月19日" in found[0].evidence[0]
    assert "端午" in found[0].evidence[0]
