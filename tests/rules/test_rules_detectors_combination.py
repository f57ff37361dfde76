"""What tells who it is although names are masked (rulebook §3.5)."""

from dataclasses import replace
from datetime import date

import pytest

from documents import table_document, text_document
from reviewer_app.domain.document import Document
from reviewer_app.domain.findings import Finding, FindingType, Level, PersonRole
from reviewer_app.domain.legal import Audience
from reviewer_app.rules.context import Context
from reviewer_app.rules.engine import find
from reviewer_app.rules.loader import load_rules

TODAY = Context(today=date(2026, 11, 23))
ID = "360702198001011238"
HEADER = ["性别", "年龄", "村组", "补偿金额"]


def combinations(document: Document, context: Context = TODAY) -> list[Finding]:
    return [one for one in find(document, load_rules(), context) if one.type is FindingType.COMBINATION]


def villagers(ages: list[int]) -> Document:
    return table_document(HEADER, [["男", str(age), "一组", "1200"] for age in ages])


def test_the_smallest_group_and_how_it_grows() -> None:
    (found,) = combinations(villagers([41, 42, 43, 44, 45, 45]))
    assert (found.value, found.level) == ("性别", Level.AMBER)
    assert any("只有1（4行独一无二）" in why for why in found.evidence)
    assert any("年龄改为十年一段后每组不少于6人" in why for why in found.evidence)


def test_a_table_that_no_coarsening_helps_is_for_totals() -> None:
    (found,) = combinations(table_document(["性别", "民族"], [["男", "汉"]] * 5 + [["女", "畲"]]))
    assert any("汇总" in why for why in found.evidence)


@pytest.mark.parametrize(
    "document",
    [
        villagers([45] * 6),
        villagers([41, 42, 43]),
        table_document(["姓名", *HEADER[:3]], [["王秀英", "女", str(age), "一组"] for age in range(40, 47)]),
        table_document(["年龄", "金额"], [[str(age), "9"] for age in range(40, 47)]),
    ],
)
def test_large_groups_small_tables_and_tables_with_names_are_not_told(document: Document) -> None:
    assert combinations(document) == []


def test_names_with_village_and_amount_are_told_outside_the_village() -> None:
    document = table_document(["姓名", "村组", "补偿金额"], [["王秀英", "一组", "900"], ["李小明", "二组", "800"]])
    (found,) = combinations(document)
    assert (found.value, found.level) == ("姓名", Level.AMBER)
    assert combinations(document, replace(TODAY, audience=Audience.GROUP)) == []


@pytest.mark.parametrize(
    ("header", "row", "told"),
    [
        (["乡镇", "残疾类别", "人数"], ["沙石镇", "肢体", "2"], ["2"]),
        (["乡镇", "残疾类别", "人数"], ["沙石镇", "肢体", "12"], []),
        (["乡镇", "低保户数"], ["沙石镇", "1"], ["1"]),
        (["科室", "编制人数"], ["法规科", "2"], []),
    ],
)
def test_one_or_two_persons_counted_by_something_sensitive(header: list[str], row: list[str], told: list[str]) -> None:
    assert [one.value for one in combinations(table_document(header, [row, row]))] == told


def test_the_village_board_may_show_small_groups() -> None:
    assert combinations(villagers([41, 42, 43, 44, 45]), replace(TODAY, audience=Audience.GROUP)) == []


def test_a_weak_mask_beside_ages() -> None:
    rows = [["张某某", "360702********1238", "45"], ["李某某", "360702********1239", "46"]]
    found = combinations(table_document(["姓名", "身份证号", "年龄"], rows))
    assert [one.value for one in found] == ["360702********1238"]
    assert combinations(table_document(["姓名", "身份证号", "面积"], rows)) == []


def test_a_masked_name_at_a_door() -> None:
    rows = [["张某某", "章贡区红旗大道50号3栋2单元501室"], ["李某某", "章贡区"]]
    assert [one.value for one in combinations(table_document(["姓名", "家庭住址"], rows))] == [rows[0][1]]


@pytest.mark.parametrize("mask", ["3607**********1238", "360702********1238"])
def test_a_masked_number_whose_original_stands_elsewhere(mask: str) -> None:
    found = combinations(text_document(f"公示为{mask}。\n\n身份证号{ID}"))
    assert [(one.value, one.level) for one in found] == [(mask, Level.RED)]
    assert combinations(text_document(f"公示为3607**********1239。\n\n身份证号{ID}")) == []


def test_a_surname_with_a_title_names_nobody() -> None:
    found = find(text_document("，马先生来电咨询，欧阳女士作答。"), load_rules(), TODAY)
    assert [(one.value, one.role, one.level) for one in found] == [
        ("马", PersonRole.UNNAMED, Level.GREY), ("欧阳", PersonRole.UNNAMED, Level.GREY)
    ]
