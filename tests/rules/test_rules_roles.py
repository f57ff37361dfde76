from dataclasses import replace
from datetime import date

import pytest

from documents import table_document, text_document
from reviewer_app.domain.findings import Action, FindingType, Level, PersonRole
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.report import DocumentType
from reviewer_app.rules.context import Context
from reviewer_app.rules.engine import find
from reviewer_app.rules.loader import load_rules
from reviewer_app.rules.roles import Decider

RULES = load_rules()
TODAY = Context(today=date(2026, 11, 23))
T, R, D, A = FindingType, PersonRole, DocumentType, Action


def roles(text: str) -> dict[str, PersonRole | None]:
    return {f.value: f.role for f in find(text_document(text), RULES, TODAY) if f.type is T.PERSON_NAME}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("局长王建军、李小明到场。", {"王建军": R.OFFICIAL, "李小明": R.OFFICIAL}),
        ("党员志愿者王刚、于石秀冒雨转移群众。", {"王刚": R.OFFICIAL, "于石秀": R.OFFICIAL}),
        ("据邻居刘志强反映，其妻李小红常年在外。", {"刘志强": R.WITNESS, "李小红": R.VILLAGER}),
        ("【咨询人】王秀英　【电话】无", {"王秀英": R.APPLICANT}),
        ("嫌疑人王\n芳（在逃）", {"王\n芳": R.PENALISED}),
    ],
)
def test_words_beside_a_name_tell_its_role(text: str, expected: dict[str, PersonRole]) -> None:
    assert roles(text) == expected


def decide(
    kind: FindingType,
    role: PersonRole | None,
    document: DocumentType | None = None,
    audience: Audience | None = None,
    *,
    in_table: bool = False,
) -> tuple[Action, Level]:
    context = replace(TODAY, document_type=document, audience=audience)
    row = Decider(RULES, context).decide(kind, role, in_table=in_table)
    return row.action, row.level


@pytest.mark.parametrize(
    ("role", "document", "audience", "in_table", "expected"),
    [
        (R.OFFICIAL, None, None, False, (A.KEEP, Level.GREY)),
        (R.OFFICIAL, D.PENALTY, Audience.GROUP, True, (A.KEEP, Level.GREY)),
        (R.LEGAL_REPRESENTATIVE, D.TRANSFER, None, False, (A.KEEP, Level.AMBER)),
        (R.WINNER, D.TRANSFER, None, True, (A.KEEP, Level.AMBER)),
        (R.CANDIDATE, D.PERSONNEL, None, False, (A.KEEP, Level.AMBER)),
        (R.DEPUTY, D.PROPOSAL_REPLY, None, False, (A.KEEP, Level.AMBER)),
        (R.CONTACT, None, None, False, (A.KEEP, Level.AMBER)),
        (R.PENALISED, D.PENALTY, None, False, (A.KEEP, Level.AMBER)),
        (R.PENALISED, None, None, False, (A.MASK, Level.RED)),
        (R.VILLAGER, None, None, False, (A.MASK, Level.RED)),
        (R.VILLAGER, None, None, True, (A.REMOVE, Level.RED)),
        (R.VILLAGER, None, Audience.UNDETERMINED, True, (A.REMOVE, Level.RED)),
        (R.VILLAGER, None, Audience.GROUP, True, (A.KEEP, Level.AMBER)),
        (R.APPLICANT, None, None, False, (A.MASK, Level.RED)),
        (R.PRIVATE, D.PUBLICITY, None, True, (A.KEEP, Level.AMBER)),
        (R.PRIVATE, None, None, False, (A.MASK, Level.RED)),
        (R.COMPLAINANT, None, Audience.GROUP, False, (A.MASK, Level.RED)),
        (R.PATIENT, None, Audience.GROUP, False, (A.MASK, Level.RED)),
        (R.MINOR, None, Audience.GROUP, True, (A.REMOVE, Level.RED)),
        (R.WITNESS, D.PENALTY, None, False, (A.MASK, Level.RED)),
    ],
)
def test_names_by_role(
    role: PersonRole,
    document: DocumentType | None,
    audience: Audience | None,
    in_table: bool,  # a parametrised value
    expected: tuple[Action, Level],
) -> None:
    assert decide(T.PERSON_NAME, role, document, audience, in_table=in_table) == expected


@pytest.mark.parametrize("role", [*PersonRole, None])
@pytest.mark.parametrize("audience", [Audience.ALL, Audience.GROUP, Audience.APPLICANT])
@pytest.mark.parametrize("kind", [T.ID_NUMBER, T.PASSPORT, T.DISABILITY_CERTIFICATE])
def test_identity_documents_go_whoever_it_is(kind: FindingType, audience: Audience, role: PersonRole | None) -> None:
    for document in D:
        assert decide(kind, role, document, audience)[1] is Level.RED
        assert decide(kind, role, document, audience, in_table=True) == (A.REMOVE, Level.RED)


@pytest.mark.parametrize("role", [role for role in PersonRole if role is not R.OFFICE])
def test_mobiles_and_accounts_of_persons_go(role: PersonRole) -> None:
    assert decide(T.MOBILE, role)[1] is Level.RED
    assert decide(T.BANK_ACCOUNT, role) == (A.REMOVE, Level.RED)


def test_staffs_own_mobiles_are_replaced_not_starred() -> None:
    assert decide(T.MOBILE, R.CONTACT) == (A.REPLACE, Level.RED)
    assert decide(T.MOBILE, R.OFFICIAL) == (A.REPLACE, Level.RED)
    assert decide(T.MOBILE, R.VILLAGER) == (A.MASK, Level.RED)


def test_addresses() -> None:
    assert decide(T.ADDRESS, R.VILLAGER) == (A.GENERALISE, Level.RED)
    assert decide(T.ADDRESS, R.OFFICE) == (A.KEEP, Level.GREY)
    assert decide(T.ADDRESS, None) == (A.REVIEW, Level.AMBER)


@pytest.mark.parametrize("kind", list(FindingType))
def test_every_type_has_a_decision(kind: FindingType) -> None:
    assert decide(kind, None)[0] in A


def names(text: str, document: DocumentType | None = None) -> dict[str, PersonRole | None]:
    found = find(text_document(text), RULES, replace(TODAY, document_type=document))
    return {one.value: one.role for one in found if one.type is T.PERSON_NAME}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("副局长罗峰、办公室主任李红陪同", {"罗峰": R.OFFICIAL, "李红": R.OFFICIAL}),
        ("法定代表人：陈志华", {"陈志华": R.LEGAL_REPRESENTATIVE}),
        ("廖福委员：您提出的提案收悉", {"廖福": R.DEPUTY}),
        ("举报人黄大勇反映", {"黄大勇": R.COMPLAINANT}),
        ("证人：王福", {"王福": R.WITNESS}),
        ("患者李秀英入院", {"李秀英": R.PATIENT}),
        ("联系人：王小明", {"王小明": R.CONTACT}),
        ("竞得人：刘志强", {"刘志强": R.WINNER}),
        ("被征收人刘根生、张秀兰夫妇", {"刘根生": R.VILLAGER, "张秀兰": R.VILLAGER}),
        ("评审专家：周建国、吴建华", {"周建国": R.EXPERT, "吴建华": R.EXPERT}),
    ],
)
def test_cues_tell_roles(text: str, expected: dict[str, PersonRole]) -> None:
    assert names(text) == expected


def test_the_document_type_tells_what_cues_leave_open() -> None:
    text = "刘志强，男，1975年3月出生"
    assert names(text) == {"刘志强": R.PRIVATE}
    assert names(text, D.PERSONNEL) == {"刘志强": R.CANDIDATE}
    assert names(text, D.PENALTY) == {"刘志强": R.PENALISED}


def test_an_official_stays_one_where_no_cue_stands() -> None:
    text = "组长：邓海鹰\n\n邓海鹰，男，1970年3月出生"
    found = find(text_document(text), RULES, TODAY)
    assert [one.role for one in found if one.type is T.PERSON_NAME] == [R.OFFICIAL, R.OFFICIAL]


def test_a_private_name_is_found_again_without_a_cue() -> None:
    text = "申请人：张小明\n\n经查，张小明于2018年建房，张小明的邻居知情。"
    found = [one for one in find(text_document(text), RULES, TODAY) if one.type is T.PERSON_NAME]
    assert len(found) == 3
    assert {(one.role, one.replacement) for one in found} == {(R.APPLICANT, "张某某")}


def test_a_number_belongs_to_the_person_named_before_it() -> None:
    found = find(text_document("举报人：黄大勇，联系电话13800001234"), RULES, TODAY)
    assert {one.role for one in found} == {R.COMPLAINANT}


@pytest.mark.parametrize(
    "text",
    [
        "委员联系地址：赣州市章贡区红旗大道50号3栋502室，联系电话：13807971234",
        "代表联系地址：赣州市章贡区红旗大道50号3栋502室",
        "刘志强委员：\n寄送地址：赣州市章贡区红旗大道50号3栋502室",
    ],
)
def test_where_a_deputy_lives_goes_from_the_reply(text: str) -> None:
    context = replace(TODAY, document_type=D.PROPOSAL_REPLY)
    (address,) = [f for f in find(text_document(text), load_rules(), context) if f.type is FindingType.ADDRESS]
    assert (address.value, address.action, address.level) == (
        "赣州市章贡区红旗大道50号3栋502室", Action.GENERALISE, Level.RED,
    )


def test_a_fixed_line_beside_a_private_person_is_a_households() -> None:
    for document in (
        table_document(["姓名", "电话"], [["张伟", "0797-8391234"]]),
        table_document(["身份证号", "固定电话"], [["360702198001011238", "0797-8391234"]]),
        text_document("参会村民名单：\n张伟 0797-8391234"),
        text_document("补偿对象：张伟，联系电话：0797-8391234"),
    ):
        (line,) = [f for f in find(document, load_rules(), TODAY) if f.type is FindingType.LANDLINE]
        assert (line.role, line.level) == (PersonRole.PRIVATE, Level.AMBER)


def test_a_fixed_line_of_an_office_stays() -> None:
    for document in (
        table_document(["姓名", "职务", "电话"], [["张伟", "科长", "0797-8391234"]]),
        table_document(["单位", "联系人", "电话"], [["市国土局", "张伟", "0797-8391234"]]),
        text_document("申请人张伟对本答复有异议的，可以向我局提出，电话：0797-8391234"),
    ):
        (line,) = [f for f in find(document, load_rules(), TODAY) if f.type is FindingType.LANDLINE]
        assert (line.role, line.level) == (PersonRole.OFFICE, Level.GREY)
