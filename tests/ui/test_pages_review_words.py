"""What the card of a finding of the wording says: why, what to do, which rule; the list names it so."""

from dataclasses import replace

from findings import finding
from reviewer_app.domain.findings import FindingType, Level
from reviewer_app.rules.assess import load_toolbox
from ui.models.review_state import MarkedFinding
from ui.pages.review.finding_words import FindingWords
from ui.text import Words


def test_a_finding_of_the_wording_says_why_and_what_to_do() -> None:
    words = FindingWords(Words("zh_CN"), load_toolbox())
    found = replace(
        finding(1, FindingType.WORDING, level=Level.AMBER, blocks=False), rule="wording.weekday",
        evidence=("2018年6月21日是星期四，文中写成星期五。", "对照日历改正日期或者星期。"),
    )
    assert words.why(found) == (
        "为什么：2018年6月21日是星期四，文中写成星期五。", "怎么办：对照日历改正日期或者星期。", "规则：星期与日期不符",
    )
    assert words.group(MarkedFinding("part", found, None, "amber")) == "星期与日期不符"
    personal = finding(2, FindingType.MOBILE, evidence=("一", "二"))
    assert words.why(personal) == ("为什么：一；二",)
