"""What becomes of the model's names: second opinion, roles, places. The real model runs here."""

from datetime import date

import pytest

from documents import blocks_document, text_document
from naming import with_names
from reviewer_app.domain.document import Block, BlockKind, Document, NameSpot
from reviewer_app.domain.findings import Finding, FindingType, Level, PersonRole
from reviewer_app.domain.report import NamesMode
from reviewer_app.rules.assess import assess, load_toolbox
from reviewer_app.rules.context import Context
from reviewer_app.rules.engine import find
from reviewer_app.rules.loader import load_rules

TODAY = Context(today=date(2026, 11, 23))


def names(document: Document) -> list[Finding]:
    found = find(document, load_rules(), TODAY)
    return [one for one in found if one.type is FindingType.PERSON_NAME]


def spotted(text: str, name: str) -> Document:
    """A document in which the model is said to have seen `name`, whatever it would say itself."""
    start = text.index(name)
    block = Block(text, BlockKind.PARAGRAPH)
    document = blocks_document(block)
    return Document(document.kind, document.blocks, document.text, document.starts, names=(
        NameSpot(0, start, start + len(name)),
    ))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("昨日下午，刘志强和陈桂花在村口发生争执。", ["刘志强", "陈桂花"]),
        ("那天夜里欧阳建国把渣土倒在河边。", ["欧阳建国"]),
        ("该宗地原先归王秀英，如今全归罗建平了。", ["王秀英", "罗建平"]),
    ],
)
def test_names_without_any_cue_are_found_and_red(text: str, values: list[str]) -> None:
    document = text_document(text)
    assert names(document) == []
    assert [(one.value, one.level) for one in names(with_names(document))] == [(value, Level.RED) for value in values]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张某反映的问题", "张某"),
        ("王府花园二期", "王府"),
        ("文清路两侧", "文清"),
        ("高兴地表示感谢", "高兴"),
        ("李子丰收", "李子"),
        ("万一发生火灾", "万一"),
        ("宏远公司承建", "宏远公司"),
        ("李渡镇人民政府", "李渡"),
        ("EMBA在读", "EMBA"),
        ("王律师事务所", "王"),
    ],
)
def test_the_second_opinion_refuses_what_is_no_name(text: str, name: str) -> None:
    assert names(spotted(text, name)) == []


@pytest.mark.parametrize(
    "text",
    [
        "刘志强主持会议并讲话。",
        "市自然资源局刘志强到现场督办。",
        "刘志强（市自然资源局副局长）",
        "以习近平新时代中国特色社会主义思想为指导。",
        "弘扬雷锋精神。",
    ],
)
def test_officials_and_public_figures_stay_grey(text: str) -> None:
    assert [one for one in names(with_names(text_document(text))) if one.level is not Level.GREY] == []


def test_an_official_named_by_cue_elsewhere_is_one_here_too() -> None:
    document = with_names(text_document("局长：刘志强\n\n昨日，刘志强来到村里，与王秀英交谈。"))
    assert {one.value: one.role for one in names(document)} == {
        "刘志强": PersonRole.OFFICIAL, "王秀英": PersonRole.PRIVATE,
    }


def test_names_in_file_names_have_a_place_and_no_offsets() -> None:
    document = with_names(blocks_document(Block("关于刘志强的补偿协议.docx", BlockKind.FILE_NAME)))
    assert [(one.value, one.start) for one in names(document)] == [("刘志强", None)]


def test_a_report_says_how_names_were_looked_for() -> None:
    document = text_document("昨日下午，刘志强来访。")
    toolbox = load_toolbox()
    assert assess(document, toolbox, TODAY).names is NamesMode.RULES
    assert assess(with_names(document), toolbox, TODAY).names is NamesMode.LAC
    off = assess(with_names(document), toolbox, Context(today=TODAY.today, names=NamesMode.OFF))
    assert off.names is NamesMode.OFF
    assert [one for one in off.findings if one.type is FindingType.PERSON_NAME] == []
