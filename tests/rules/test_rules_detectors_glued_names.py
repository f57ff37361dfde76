"""Rows of names: glued together, parted by blanks, lines or numbers only, and names broken over lines."""

from datetime import date

import pytest

from documents import text_document
from reviewer_app.domain.findings import FindingType
from reviewer_app.rules.context import Context
from reviewer_app.rules.detectors.glued_names import GluedNames
from reviewer_app.rules.detectors.name_grammar import NameGrammar
from reviewer_app.rules.engine import find
from reviewer_app.rules.loader import load_rules

RULES = load_rules()
GLUED = GluedNames(NameGrammar(RULES.lexicons))


def names(text: str) -> list[str]:
    found = find(text_document(text), RULES, Context(today=date(2026, 11, 23)))
    return [one.value for one in found if one.type is FindingType.PERSON_NAME]


def parted(text: str, *, sure: bool = True) -> list[str]:
    return [text[slice(*span)] for span in GLUED.spans(text, 0, sure=sure)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张伟李娜王建军刘芳", ["张伟", "李娜", "王建军", "刘芳"]),
        ("欧阳建国司马光荣张三丰", ["欧阳建国", "司马光荣", "张三丰"]),
        ("张伟李小娜夫妇", ["张伟", "李小娜"]),
        ("李观音秀", []),  # one name of four
        ("高度重视", []),
        ("庄小红来到", []),
        ("张伟", []),
    ],
)
def test_a_run_is_parted_wholly_or_not_at_all(text: str, expected: list[str]) -> None:
    assert parted(text) == expected


def test_without_a_label_only_before_words_for_several_persons() -> None:
    assert parted("张伟李娜王建军", sure=False) == []
    assert parted("张伟李娜王建军等三户", sure=False) == ["张伟", "李娜", "王建军"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("申请人：张伟李娜王建军刘芳", ["张伟", "李娜", "王建军", "刘芳"]),
        ("业主张伟李小娜夫妇来访", ["张伟", "李小娜"]),
        ("姓名\n张三\n李四\n王小五\n赵六", ["张三", "李四", "王小五", "赵六"]),
        ("1.张伟\n2.李小娜\n3.王建军", ["张伟", "李小娜", "王建军"]),
        ("（1）张伟；（2）李小娜；（3）王建军", ["张伟", "李小娜", "王建军"]),
        ("甲村：张伟 李小娜 王建军\n乙村：刘芳 陈明亮 赵云", ["张伟", "李小娜", "王建军", "刘芳", "陈明亮", "赵云"]),
        ("张伟  李小娜  陈 明\n刘芳  王建军  赵 云", ["张伟", "李小娜", "陈 明", "刘芳", "王建军", "赵 云"]),
        ("王建军4人，李小娜3人", ["王建军", "李小娜"]),
        ("姓  名：张伟    性  别：男", ["张伟"]),
        ("姓名|张伟|性别|男", ["张伟"]),
        ("姓　名\t张伟\t配偶姓名\t李小明", ["张伟", "李小明"]),
        ("扶贫对象 张 伟 、李 小 娜", ["张 伟", "李 小 娜"]),
        ("经查，当事人刘\n志强于2018年3月占用耕地", ["刘\n志强"]),
        ("权利人：李观音秀", ["李观音秀"]),
        ("领款人：张伟（代）李小娜", ["张伟", "李小娜"]),
        ("序号 户主 人口 金额\n1 张伟 4 2300\n2 李小娜 3 1800", ["张伟", "李小娜"]),
    ],
)
def test_rows_of_names_in_a_text(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "成都 石家庄 黄山",
        "产业：李子 杨梅 石榴",
        "1.高度重视\n2.方案明确\n3.任务落实",
        "一、时间\n二、地点\n三、要求",
        "石城2000亩，万安300亩",
        "名单如下：",
        "申请人 应当 提交 材料",
    ],
)
def test_rows_of_other_words(text: str) -> None:
    assert names(text) == []
