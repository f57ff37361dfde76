"""What users of other tools complain of (issue 4, first paragraph): each has its test here."""

from datetime import date
from random import Random

import pytest

from documents import table_document, text_document
from reviewer_app.domain.document import Document
from reviewer_app.domain.findings import FindingType, Level
from reviewer_app.rules.context import Context
from reviewer_app.rules.engine import find
from reviewer_app.rules.identifiers import id_check_digit, luhn_ok
from reviewer_app.rules.loader import load_rules

TODAY = Context(today=date(2026, 11, 23))
T = FindingType


def found(document: Document) -> list[tuple[FindingType, str]]:
    return [(one.type, one.value) for one in find(document, load_rules(), TODAY) if one.type is not T.LIST]


@pytest.mark.parametrize(
    "text",
    [
        "万一发生险情，立即转移。",
        "山上的李子熟了。",
        "高兴的是，今年又获丰收。",
        "方向、任务、要求都已明确。",
        "于法有据，方能行稳。",
        "负责人应当到场，同事应积极配合。",
        "志愿者和群众一道清淤。",
        "妻子和孩子一同前往。",
        "我叫不出名字。",
        "户名与账号应一致。",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert found(text_document(text)) == []


@pytest.mark.parametrize(
    "area_and_birth",
    ["36210119800101123", "51020219651231451", "42210119700315001", "83000019810715006", "90000019800101001"],
)
def test_numbers_of_abolished_and_special_areas_count(area_and_birth: str) -> None:
    number = area_and_birth + id_check_digit(area_and_birth)
    assert found(text_document(f"号码{number}")) == [(T.ID_NUMBER, number)]


def test_a_wrong_check_digit_is_told_not_ignored() -> None:
    (one,) = find(text_document("身份证号360702198001011239"), load_rules(), TODAY)
    assert (one.type, one.level) == (T.ID_NUMBER, Level.RED)
    assert any("校验" in why for why in one.evidence)


@pytest.mark.parametrize(
    "written",
    ["360702 19800101 1238", "３６０７０２１９８００１０１１２３８", "360702-19800101-1238", "3607021980\n01011238"],
)
def test_spaced_full_width_and_broken_numbers(written: str) -> None:
    assert found(text_document(f"身份证号{written}。")) == [(T.ID_NUMBER, written)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("持护照EB1234567入境", T.PASSPORT, "EB1234567"),
        ("走访了章贡区水东镇红星村三组36号的群众", T.ADDRESS, "章贡区水东镇红星村三组36号"),
        ("残疾人证号36070219800101123842", T.DISABILITY_CERTIFICATE, "36070219800101123842"),
        ("学籍号G360702200801011234", T.STUDENT_ID, "G360702200801011234"),
        ("证号赣（2018）于都县不动产权第0001234号", T.PROPERTY_CERTIFICATE, "赣（2018）于都县不动产权第0001234号"),
        ("账号6222026006705354217", T.BANK_ACCOUNT, "6222026006705354217"),
    ],
)
def test_what_no_tool_handles(text: str, kind: FindingType, value: str) -> None:
    assert (kind, value) in found(text_document(text))


def test_identity_numbers_that_pass_luhn_stay_identity_numbers() -> None:
    random = Random(4)  # noqa: S311  # numbers for a test, no secret
    numbers = (f"360702{random.randint(1950, 2005)}0{random.randint(1, 9)}1{random.randint(0, 9)}" for _ in range(400))
    bodies = (one + f"{random.randint(0, 999):03}" for one in numbers)
    whole = (body + id_check_digit(body) for body in bodies)
    both = [number for number in whole if number.isdigit() and luhn_ok(number)]
    assert len(both) >= 10
    for number in both:
        assert found(text_document(f"卡号或证号：{number}"))[0][0] == T.ID_NUMBER


def test_headers_decide_what_digits_are() -> None:
    table = table_document(["账号", "考生号", "项目编号"], [["103456789012"] * 3])
    assert found(table) == [(T.BANK_ACCOUNT, "103456789012"), (T.STUDENT_ID, "103456789012")]


def test_sensitive_cells_beside_a_person_whatever_heads_them() -> None:
    table = table_document(["姓名", "备注", "说明"], [["王秀英", "低保", "佛教"], ["合计", "低保", "佛教"]])
    values = [(kind, value) for kind, value in found(table) if kind is not T.PERSON_NAME]
    assert values == [(T.WELFARE, "低保"), (T.RELIGION, "佛教")]
