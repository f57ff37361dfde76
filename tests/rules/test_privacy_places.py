from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import blocks_document, cell, table_document, text_document
from reviewer_app.domain.document import Block, BlockKind
from reviewer_app.domain.findings import FindingType, Level, PersonRole
from reviewer_app.rules.columns import ColumnKind, Columns
from reviewer_app.rules.context import Context
from reviewer_app.rules.detectors.address import Address
from reviewer_app.rules.detectors.candidate import amount, cue_before, digits_of, open_cells, word_in
from reviewer_app.rules.detectors.derived import Settled
from reviewer_app.rules.detectors.hidden import Hidden
from reviewer_app.rules.detectors.minor import Minor
from reviewer_app.rules.detectors.person_list import PersonList
from reviewer_app.rules.detectors.sensitive import Sensitive
from reviewer_app.rules.engine import find
from reviewer_app.rules.loader import load_rules
from reviewer_app.rules.scan import ScanText
from scanning import candidates, values

RULES = load_rules()
TODAY = Context(today=date(2026, 11, 23))


def addresses(text: str) -> list[str]:
    return values(Address, "privacy.address", text_document(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("住赣州市章贡区红旗大道50号3栋2单元501室。", "赣州市章贡区红旗大道50号3栋2单元501室"),
        ("住江西省赣州市赣县区王母渡镇枧田村坳下组36号。", "江西省赣州市赣县区王母渡镇枧田村坳下组36号"),
        ("现住水东镇七里村三组5户，", "水东镇七里村三组5户"),
        ("芜湖市无为县贤白乡星德村丰尚组21号", "芜湖市无为县贤白乡星德村丰尚组21号"),
        ("从化区福青东路113号紫光悦园2栋3单元2703房", "从化区福青东路113号紫光悦园2栋3单元2703房"),
        ("住章贡区文清路一号附2号", "章贡区文清路一号附2号"),
        ("家住阳明国际花园A3栋1201室", "阳明国际花园A3栋1201室"),
    ],
)
def test_addresses_to_the_door(text: str, expected: str) -> None:
    assert addresses(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "赣市国资字〔2018〕38号",
        "国务院令第590号",
        "征收沙石镇新圩村下坑组集体土地",
        "2018年第12号公告",
        "附件2号",
        "第126号提案",
        "京港高速1单元工程",
        "一号文件",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert addresses(text) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("家庭住址：章贡区红旗大道50号3栋", PersonRole.PRIVATE),
        ("办公地址：章贡区红旗大道50号", PersonRole.OFFICE),
        ("章贡区长征大道8号政务服务大厅", PersonRole.OFFICE),
        ("宗地位于章贡区红旗大道50号", PersonRole.OFFICE),
        ("章贡区红旗大道50号", None),
    ],
)
def test_whose_address(text: str, role: PersonRole | None) -> None:
    ((_, found),) = candidates(Address, "privacy.address", text_document(text))
    assert found.role is role


def test_a_heading_above_tells_whose() -> None:
    document = blocks_document(
        Block("十、办理地址", BlockKind.PARAGRAPH), Block("章贡区长征大道8号", BlockKind.PARAGRAPH)
    )
    ((_, found),) = candidates(Address, "privacy.address", document)
    assert found.role is PersonRole.OFFICE


def test_in_a_home_column_villages_count_and_towns_do_not() -> None:
    document = table_document(["家庭住址"], [["沙石镇新圩村"], ["沙石镇"], ["章贡区沙石镇新圩村下坑组"]])
    assert values(Address, "privacy.address", document) == ["沙石镇新圩村", "章贡区沙石镇新圩村下坑组"]


@given(st.integers(1, 99999), st.sampled_from(["号", "栋", "单元", "户", "室"]))
def test_a_number_alone_is_no_address(number: int, word: str) -> None:
    assert addresses(f"{number}{word}") == []


def scan_of(text: str) -> ScanText:
    return ScanText(text_document(text), Columns(RULES.lexicons.headers))


def test_cues_stop_at_sentences_and_blocks() -> None:
    assert cue_before(scan_of("账号：1234"), 3, ("账号",)) == "账号"
    assert cue_before(scan_of("账号。1234"), 3, ("账号",)) is None
    assert cue_before(scan_of("账号\n\n1234"), 4, ("账号",)) is None
    assert word_in("开户行及账号", ("账号", "开户行")) == "账号"
    assert word_in("面积", ("账号",)) is None


def test_amounts_and_gaps() -> None:
    assert amount("13800001234元", 0, 11)
    assert amount("13800001234.00", 0, 11)
    assert not amount("1，13800001234。", 2, 13)
    assert digits_of("（+86）138 0000-1234".replace("（", "(").replace("）", ")")) == "8613800001234"


def test_open_cells_leave_out_taken_ones_and_headers() -> None:
    document = blocks_document(
        *(cell(text, "备注姓名", row, 1) for row, text in enumerate(("备注姓名", "张伟", "李明"), 1))
    )
    scan = ScanText(document, Columns(RULES.lexicons.headers))
    first = scan.cells[1]
    left = list(open_cells(scan, [(first.start, first.end)], ColumnKind.NAME))
    assert [scan.raw[one.start : one.end] for one in left] == ["李明"]


def test_derived_detectors_find_nothing_in_nothing() -> None:
    settled = Settled(scan_of("普通段落"), (), (), TODAY)
    for detector, rule in (
        (Hidden, "privacy.hidden"),
        (Minor, "privacy.minor"),
        (PersonList, "privacy.list"),
        (Sensitive, "privacy.health"),
    ):
        assert list(detector(RULES.rule(rule)).derive(settled)) == []


def kinds(text: str) -> set[FindingType]:
    return {one.type for one in find(text_document(text), RULES, TODAY)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("村民陈桂花系低保户", FindingType.WELFARE),
        ("村民陈桂花丧偶", FindingType.FAMILY),
        ("村民陈建国曾被判处有期徒刑二年", FindingType.CONVICTION),
        ("村民陈桂花系基督徒", FindingType.RELIGION),
        ("村民陈桂花确诊糖尿病", FindingType.HEALTH),
    ],
)
def test_sensitive_words_count_in_the_sentence_of_a_person(text: str, kind: FindingType) -> None:
    assert kind in kinds(text)
    assert kind not in kinds(text.replace("村民陈桂花", "有关人员").replace("村民陈建国", "有关人员"))
    head, tail = text[:5], text[5:]
    assert kind not in kinds(f"{head}反映情况。另有人{tail}")


def test_minors_by_birth_date() -> None:
    document = table_document(
        ["姓名", "出生日期"], [["张伟", "2015-03-02"], ["李明", "1980-03-02"], ["王芳", "20150302"]]
    )
    found = [one for one in find(document, RULES, TODAY) if one.type is FindingType.MINOR]
    assert [(one.value, one.level) for one in found] == [("2015-03-02", Level.RED), ("20150302", Level.RED)]
    later = find(document, RULES, replace(TODAY, today=date(2040, 1, 1)))
    assert not any(one.type is FindingType.MINOR for one in later)
