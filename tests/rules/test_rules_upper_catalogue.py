"""The upper catalogue as a table, and which own leaf each item falls under."""

import pytest

from reviewer_app.documents import reading
from reviewer_app.domain.errors import RuleFileRefused
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.upper_catalogue import UpperItem, match, upper_items

TABLE = """序号,类别,公开事项,公开内容,依据,本单位栏目
1,公开指南,政府信息公开指南,机构、地址、电话,条例第十二条,
2,,信息公开年报,上一年度报告,,
3,土地征收,征地补偿安置公告,补偿标准,土地管理法,A30
4,其他,海域使用金减免,,,
5,其他,闲置土地处置,闲置土地,,Z99
"""


def items(text: str = TABLE) -> tuple[UpperItem, ...]:
    return upper_items(reading.read(text.encode(), "上级目录.csv").document)


def test_a_category_holds_for_the_rows_below() -> None:
    found = items()
    assert [one.number for one in found] == ["1", "2", "3", "4", "5"]
    assert (found[1].category, found[1].name, found[0].basis) == ("公开指南", "信息公开年报", "条例第十二条")


@pytest.mark.parametrize(
    ("number", "leaf"), [("1", "A01"), ("2", "A03"), ("3", "A30"), ("4", None), ("5", "A24")]
)
def test_the_own_leaf(number: str, leaf: str | None) -> None:
    item = next(one for one in items() if one.number == number)
    assert match(item, load_catalogue()).leaf == leaf


def test_a_match_by_words_says_why() -> None:
    item = UpperItem("9", "", "闲置土地处置情况", "", "", "")
    found = match(item, load_catalogue())
    assert found.leaf == "A24"
    assert "闲置土地" in "".join(found.reasons)


@pytest.mark.parametrize("text", ["姓名,电话\n甲,1\n", "序号,公开事项\n"])
def test_a_table_without_items_is_refused(text: str) -> None:
    with pytest.raises(RuleFileRefused):
        items(text)
