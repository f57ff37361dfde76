"""Who acts in office where neither cue nor header says so; and who must not be taken for an official."""

import re
from dataclasses import replace
from datetime import date

import pytest

from documents import blocks_document, cell, text_document
from reviewer_app.domain.document import Document, NameSpot
from reviewer_app.domain.findings import FindingType, PersonRole
from reviewer_app.rules.context import Context
from reviewer_app.rules.engine import find
from reviewer_app.rules.loader import load_rules

TODAY = Context(today=date(2026, 11, 23))
R = PersonRole


NAMES = re.compile("李小明|王建军|罗峰|邓海鹰|刘志强")


def roles(document: Document) -> dict[str, PersonRole | None]:
    """What becomes of the names, all of which the model is said to have seen: finding them is not tested here."""
    spots = tuple(
        NameSpot(number, *found.span())
        for number, block in enumerate(document.blocks)
        for found in NAMES.finditer(block.text)
    )
    document = replace(document, names=spots)
    return {one.value: one.role for one in find(document, load_rules(), TODAY) if one.type is FindingType.PERSON_NAME}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("督查组由邓海鹰任组长，罗峰、王建军为成员。", {"罗峰": R.OFFICIAL, "王建军": R.OFFICIAL}),
        ("授予李小明、王建军、罗峰等三名同志先进个人称号", {"李小明": R.OFFICIAL, "罗峰": R.OFFICIAL}),
        ("会前，李小明、王建军（县林业局）陪同察看了现场。", {"李小明": R.OFFICIAL, "王建军": R.OFFICIAL}),
        ("涉及李小明、王建军（县林业局副局长）、罗峰。", {"王建军": R.OFFICIAL}),
        ("配合科室：利用科（李小明）、耕保科（王建军）。", {"李小明": R.OFFICIAL, "王建军": R.OFFICIAL}),
        ("委托代理人：李小明，江西赣江律师事务所律师。", {"李小明": R.OFFICIAL}),
        ("李小明，县自然资源局局长。李小明（男）到场。", {"李小明": R.OFFICIAL}),
        ("笔试第一名李小明、第二名王建军进入面试", {"李小明": R.CANDIDATE, "王建军": R.CANDIDATE}),
        ("会务组：李小明、王建军；车辆调度：罗峰。", {"李小明": R.OFFICIAL, "罗峰": R.OFFICIAL}),
        ("代表团团长李小明、翻译王建军已抵达。", {"李小明": R.OFFICIAL, "王建军": R.OFFICIAL}),
        ("见义勇为先进分子罗峰救起两人。", {"罗峰": R.OFFICIAL}),
        ("如有异议，可向罗峰同志反映。", {"罗峰": R.OFFICIAL}),
        ("先后来到李小明、王建军两户家中。", {"李小明": R.VILLAGER, "王建军": R.VILLAGER}),
    ],
)  # fmt: skip
def test_words_around_a_row_of_names_tell_their_role(text: str, expected: dict[str, PersonRole]) -> None:
    found = roles(text_document(text))
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "县局对刘志强（男，45岁）的违法行为立案。",
        "刘志强（身份证号360702198001011238），李局长已知情。",
        "县自然资源局刘志强非法占地案",
        "刘志强（男）任意倾倒渣土。",
        "刘志强（男）因赴省上访被劝返。",
        "刘志强（白石村）提出异议。",
        "三组：刘志强、李小明；四组：王建军。",
        "学员刘志强身高增长，家长刘志强到校。",
    ],
)
def test_a_private_person_stays_one(text: str) -> None:
    assert roles(text_document(text)).get("刘志强") is not R.OFFICIAL


def test_the_one_who_is_questioned_is_no_official() -> None:
    found = roles(text_document("询问人：李小明　被询问人：王建军"))
    assert found == {"李小明": R.OFFICIAL, "王建军": R.PENALISED}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("唱标人：李小明\u3000监标人：王建军\u3000公证员：罗峰", R.OFFICIAL),  # 监标人 is no word the rules know
        ("罗峰主持会议。王建军谈了体会。", R.OFFICIAL),
        ("罗峰主持会议，随后看望了王建军。", R.PRIVATE),
        ("罗峰主持会议。在新塘村，王建军正忙着收割晚稻。", R.PRIVATE),
        ("罗峰主持会议。\n\n王建军谈了体会。", R.PRIVATE),
        ("罗峰主持会议。申请人刘志强到场，王建军谈了体会。", R.PRIVATE),
    ],
)
def test_who_begins_a_clause_among_officials_is_one(text: str, expected: PersonRole) -> None:
    assert roles(text_document(text))["王建军"] is expected


def test_a_header_has_its_say_before_the_words_around() -> None:
    document = blocks_document(cell("李小明", "户主", 2, 1), cell("王建军，县林业局局长", "户主", 3, 1))
    assert roles(document)["王建军"] is R.VILLAGER


def test_a_free_cell_is_read_like_running_text() -> None:
    document = blocks_document(cell("李小明（男）主持会议", None, 1, 1))
    assert roles(document) == {"李小明": R.OFFICIAL}
