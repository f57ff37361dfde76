from collections import Counter
from dataclasses import replace
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import blocks_document, cell, table_document, text_document
from reviewer_app.domain.document import Block, BlockKind, Place
from reviewer_app.domain.findings import Action, Finding, FindingType, Level, PersonRole
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.report import DocumentType, NamesMode
from reviewer_app.rules.context import Context
from reviewer_app.rules.engine import find
from reviewer_app.rules.loader import load_rules

RULES = load_rules()
TODAY = Context(today=date(2026, 11, 23))
ID = "360702198001011238"
ID_2 = "360721196512314513"
T = FindingType


def of(kind: FindingType, findings: tuple[Finding, ...]) -> list[Finding]:
    return [found for found in findings if found.type is kind]


def check(text: str, context: Context = TODAY) -> tuple[Finding, ...]:
    return find(text_document(text), RULES, context)


def household_table(rows: int) -> list[list[str]]:
    surnames, given_names = "赵钱孙李周吴郑王冯陈", "伟芳娜秀英敏静丽强磊"
    return [
        [surnames[n % 10] + given_names[n // 10 % 10] + "华", ID, f"1380000{n:04}", "6217001234567890122", f"{n}.5"]
        for n in range(rows)
    ]


HOUSEHOLD = ["户主姓名", "身份证号", "联系电话", "银行账号", "面积（亩）"]


# --- the plan ---------------------------------------------------------------------------------------


def test_the_plan_has_no_red_no_amber_and_its_officials_are_grey() -> None:
    plan = files("resources").joinpath("samples", "plan.txt").read_text("utf-8")
    found = check(plan, Context(today=date(2018, 6, 21), act_date=date(2018, 6, 20)))
    assert {one.value for one in found} == {"邓海鹰", "罗峰"}
    assert {(one.level, one.role, one.action) for one in found} == {(Level.GREY, PersonRole.OFFICIAL, Action.KEEP)}
    assert not any(one.blocks for one in found)


# --- shape ------------------------------------------------------------------------------------------


def test_findings_are_numbered_in_text_order_and_say_where() -> None:
    text = f"一、申请人：张伟，身份证号{ID}\n\n二、电话13800001234"
    found = check(text)
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    assert [one.start for one in found] == sorted(one.start or 0 for one in found)
    for one in found:
        assert one.start is not None
        assert one.end is not None
        assert text[one.start : one.end] == one.value
        assert one.evidence
        assert one.blocks == (one.level is Level.RED)


def test_basis_and_rule_stand_on_every_finding() -> None:
    found = of(T.ID_NUMBER, check(f"身份证号{ID}"))[0]
    assert found.rule == "privacy.id_number"
    assert found.basis[0].regulation == "个人信息保护法"
    assert found.basis[0].article == 28
    assert found.basis[0].verified
    assert "校验位正确" in found.evidence


def test_an_act_of_2018_cites_the_regulation_of_its_day() -> None:
    found = of(T.ID_NUMBER, check(f"身份证号{ID}", replace(TODAY, act_date=date(2018, 6, 20))))[0]
    assert [(basis.version, basis.article, basis.paragraph) for basis in found.basis] == [("2007", 14, 4)]


def test_property_and_file_name_have_no_offsets_and_come_last() -> None:
    document = blocks_document(
        Block(f"身份证号{ID}", BlockKind.FILE_NAME),
        Block("正文", BlockKind.PARAGRAPH),
        Block(f"电话13800001234，身份证号{ID_2}", BlockKind.PROPERTY, Place(part="core.description")),
    )
    found = find(document, RULES, TODAY)
    assert {(one.start, one.end) for one in found} == {(None, None)}
    assert {one.level for one in found} == {Level.RED}
    assert {one.type for one in found} == {T.ID_NUMBER, T.MOBILE, T.HIDDEN_PROPERTY, T.HIDDEN_FILE_NAME}


@given(st.lists(st.text(alphabet="张伟申请人：，123456789X \n电话-*@", max_size=40), max_size=5))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_findings_that_lie_in_their_block(pieces: list[str]) -> None:
    document = blocks_document(*(Block(piece, BlockKind.PARAGRAPH) for piece in pieces))
    for one in find(document, RULES, TODAY):
        assert one.start is not None
        assert one.end is not None
        assert document.text[one.start : one.end] == one.value
        assert any(start <= one.start and one.end <= start + len(block.text) for start, block in document.content())


def test_the_same_document_gives_the_same_findings() -> None:
    document = table_document(HOUSEHOLD, household_table(7))
    assert find(document, RULES, TODAY) == find(document, RULES, TODAY)


# --- walls ------------------------------------------------------------------------------------------


def test_a_number_may_cross_a_line_of_its_paragraph() -> None:
    found = of(T.ID_NUMBER, check(f"身份证号{ID[:9]}\n{ID[9:]}。"))
    assert [one.value for one in found] == [f"{ID[:9]}\n{ID[9:]}"]


def test_a_number_never_crosses_two_cells_or_blocks() -> None:
    cells = blocks_document(cell(ID[:9], "序号", 2, 1), cell(ID[9:], "编号", 2, 2))
    paragraphs = blocks_document(Block(ID[:9], BlockKind.PARAGRAPH), Block(ID[9:], BlockKind.PARAGRAPH))
    assert find(cells, RULES, TODAY) == ()
    assert find(paragraphs, RULES, TODAY) == ()


def test_a_cue_in_another_cell_is_no_cue() -> None:
    document = blocks_document(cell("账号", None, 1, 1), cell("103456789012", None, 2, 1))
    assert find(document, RULES, TODAY) == ()


# --- context ----------------------------------------------------------------------------------------


def test_names_can_be_left_out() -> None:
    found = check(f"申请人：张伟，身份证号{ID}", replace(TODAY, names=NamesMode.OFF))
    assert [one.type for one in found] == [T.ID_NUMBER]


def test_a_kept_value_is_folded_away() -> None:
    found = check("联系人：张伟，电话13800001234", replace(TODAY, keeps={"13800001234": frozenset({T.MOBILE})}))
    mobile = of(T.MOBILE, found)[0]
    assert (mobile.level, mobile.action, mobile.blocks) == (Level.GREY, Action.KEEP, False)
    assert "已由两人确认保留" in mobile.evidence


def test_a_number_of_the_office_phone_book_is_an_offices() -> None:
    found = check("联系人：张伟，电话13800001234", replace(TODAY, office_phones=("13800001234",)))
    mobile = of(T.MOBILE, found)[0]
    assert (mobile.level, mobile.role, mobile.action) == (Level.GREY, PersonRole.OFFICE, Action.KEEP)


def test_a_contact_persons_mobile_is_replaced_by_the_office_phone() -> None:
    mobile = of(T.MOBILE, check("联系人：王小明，电话13800001234"))[0]
    assert (mobile.level, mobile.role, mobile.action) == (Level.RED, PersonRole.CONTACT, Action.REPLACE)
    with_phone = check("联系人：王小明，电话13800001234", replace(TODAY, office_phones=("0797-8391234",)))
    assert of(T.MOBILE, with_phone)[0].replacement == "0797-8391234"


# --- overlaps ---------------------------------------------------------------------------------------


def test_an_identity_number_that_passes_luhn_is_no_account() -> None:
    found = check("银行卡及身份证号：360702198001011254，账号：6217001234567890122")
    assert of(T.BANK_ACCOUNT, found)[0].value == "6217001234567890122"
    assert [one.value for one in of(T.ID_NUMBER, found)] == ["360702198001011254"]


def test_a_disability_certificate_covers_the_identity_number_in_it() -> None:
    found = check(f"残疾证号{ID}42")
    assert [(one.type, one.value) for one in found] == [(T.DISABILITY_CERTIFICATE, f"{ID}42")]


def test_no_two_findings_of_the_first_round_overlap() -> None:
    text = f"户主张伟（{ID}，13800001234），住章贡区红旗大道50号3栋2单元501室，邮箱13800001234@163.com"
    spans = sorted((one.start or 0, one.end or 0) for one in check(text))
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert Counter(one.type for one in check(text))[T.MOBILE] == 1


# --- tables -----------------------------------------------------------------------------------------


def test_a_household_table_loses_its_columns_and_is_one_list() -> None:
    found = find(table_document(HOUSEHOLD, household_table(6)), RULES, TODAY)
    for kind in (T.PERSON_NAME, T.ID_NUMBER, T.MOBILE, T.BANK_ACCOUNT):
        some = of(kind, found)
        assert len(some) == 6
        assert {(one.level, one.action, one.role) for one in some} == {(Level.RED, Action.REMOVE, PersonRole.VILLAGER)}
    (listed,) = of(T.LIST, found)
    assert (listed.level, listed.action) == (Level.RED, Action.REVIEW)
    assert listed.evidence[0] == "名单共 6 行"
    assert "含“公民身份号码 6”" in listed.evidence


def test_four_persons_are_no_list() -> None:
    assert of(T.LIST, find(table_document(HOUSEHOLD, household_table(4)), RULES, TODAY)) == []


def test_towards_the_group_names_and_amounts_stay_and_numbers_go() -> None:
    found = find(table_document(HOUSEHOLD, household_table(6)), RULES, replace(TODAY, audience=Audience.GROUP))
    assert {(one.level, one.action) for one in of(T.PERSON_NAME, found)} == {(Level.AMBER, Action.KEEP)}
    for kind in (T.ID_NUMBER, T.MOBILE, T.BANK_ACCOUNT):
        assert {(one.level, one.action) for one in of(kind, found)} == {(Level.RED, Action.REMOVE)}


def test_a_table_with_posts_lists_officials() -> None:
    rows = [[name, "科长", "0797-8391234"] for name in ("张伟", "李小明", "王芳", "刘志强", "陈桂花")]
    found = find(table_document(["姓名", "职务", "办公电话"], rows), RULES, TODAY)
    assert {one.level for one in found} == {Level.GREY}
    assert {one.role for one in of(T.PERSON_NAME, found)} == {PersonRole.OFFICIAL}


def test_a_column_without_header_is_known_by_its_content() -> None:
    names = ["张伟", "李小明", "王芳", "刘志强", "陈桂花", "合计"]
    found = find(table_document(["a"], [[name] for name in names], with_header=False), RULES, TODAY)
    assert [one.value for one in of(T.PERSON_NAME, found)] == names[:-1]


def test_the_labels_of_a_form_are_no_names() -> None:
    rows = [["产权人"], ["坐落"], ["用途"], ["面积"], ["说明"]]
    assert of(T.PERSON_NAME, find(table_document(["被查询人姓名"], rows), RULES, TODAY)) == []


def test_a_landline_in_a_household_row_is_private_and_elsewhere_the_offices() -> None:
    household = find(table_document(["户主姓名", "联系电话"], [["张伟", "0797-8391234"]]), RULES, TODAY)
    assert of(T.LANDLINE, household)[0].role is PersonRole.PRIVATE
    office = find(table_document(["科室", "联系电话"], [["利用科", "0797-8391234"]]), RULES, TODAY)
    assert (of(T.LANDLINE, office)[0].role, of(T.LANDLINE, office)[0].level) == (PersonRole.OFFICE, Level.GREY)


def test_a_weak_mask_is_said_once_a_column_with_mask_already_there_left_alone() -> None:
    rows = [["张某某", f"360702********{n:04}", "138****1234"] for n in range(1000, 1006)]
    found = find(table_document(["姓名", "身份证号", "电话"], rows), RULES, TODAY)
    assert [(one.type, one.level) for one in found] == [(T.WEAK_MASK, Level.AMBER)]


# --- what is not personal ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "赣市国资字〔2018〕38号、（赣市府办发〔2018〕9号）",
        "不动产单元号360702001001GB00001F00010001",
        "热线12345、12336、400-123-4567",
        "2018年6月20日至2018-07-20，共12,345,678.90元",
        "面积13800001234平方米，投资13800001234元",
        "联系方式：138****1234，张某某，3607**********1234",
        "民事判决书（2018）赣0702民初1234号",
        "申请人应当自收到之日起15个工作日内提出申请",
        "征收沙石镇新圩村集体土地12.5公顷",
    ],
)
def test_office_numbers_dates_and_masks_are_left_alone(text: str) -> None:
    assert check(text) == ()


@pytest.mark.parametrize("number", [f"1{ID}", f"{ID}1", f"20180620{ID}"])
def test_a_number_inside_a_longer_one_is_none(number: str) -> None:
    assert of(T.ID_NUMBER, check(f"编号{number}。")) == []


# --- kinds that follow from others --------------------------------------------------------------------


def test_a_minor_is_red_beside_his_number() -> None:
    found = check("身份证号360703202001150022")
    assert {(one.type, one.level) for one in found} == {(T.ID_NUMBER, Level.RED), (T.MINOR, Level.RED)}


def test_in_penalty_matters_minors_are_those_under_eighteen() -> None:
    text = "当事人李小明，男，2010年5月1日出生"
    assert of(T.MINOR, check(text)) == []
    assert of(T.MINOR, check(text, replace(TODAY, document_type=DocumentType.PENALTY)))


def test_health_counts_beside_a_private_person_only() -> None:
    assert of(T.HEALTH, check("村民陈桂花患有尿毒症，请予救助"))
    assert check("局长王建军调研尿毒症患者救助工作")[0].level is Level.GREY
    assert of(T.HEALTH, check("全县为残疾人发放补贴")) == []


def test_a_health_column_counts_and_its_harmless_cells_do_not() -> None:
    rows = [["张伟", "肢体二级"], ["李小明", "无"]]
    found = of(T.HEALTH, find(table_document(["户主姓名", "残疾类别等级"], rows), RULES, TODAY))
    assert [one.value for one in found] == ["肢体二级"]


# --- hidden content -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        (BlockKind.COMMENT, T.HIDDEN_COMMENT),
        (BlockKind.DELETION, T.HIDDEN_DELETION),
        (BlockKind.HIDDEN, T.HIDDEN_TEXT),
    ],
)
def test_hidden_text_is_amber_and_red_with_personal_data(kind: BlockKind, type_: FindingType) -> None:
    harmless = find(blocks_document(Block("请核对面积", kind)), RULES, TODAY)
    assert [(one.type, one.level, one.action) for one in harmless] == [(type_, Level.AMBER, Action.REMOVE)]
    personal = find(blocks_document(Block("村民张伟13800001234", kind)), RULES, TODAY)
    assert {one.level for one in personal} == {Level.RED}
    assert {one.action for one in personal} == {Action.REMOVE}
    assert {one.type for one in personal} == {type_, T.PERSON_NAME, T.MOBILE}


def test_a_hidden_column_row_and_sheet_are_one_finding_each() -> None:
    visible = [cell(str(row), "序号", row, 1) for row in range(2, 8)]
    column = [cell("备注", "备注", row, 2, hidden=True) for row in range(2, 7)]
    row = [cell("x", "序号", 9, 1, hidden=True), cell("y", "备注", 9, 2, hidden=True)]
    sheet = [cell("底稿", "备注", row_, 1, sheet="底稿", hidden=True) for row_ in range(1, 4)]
    found = find(blocks_document(*visible, *column, *row, *sheet), RULES, TODAY)
    assert [one.type for one in found] == [T.HIDDEN_COLUMN, T.HIDDEN_ROW, T.HIDDEN_SHEET]
    assert found[0].evidence == ("隐藏内容 5 处",)


def test_an_author_property_is_amber_and_a_technical_one_grey() -> None:
    document = blocks_document(
        Block("赖晓春", BlockKind.PROPERTY, Place(part="core.creator")),
        Block("Normal.dotm", BlockKind.PROPERTY, Place(part="app.Template")),
    )
    found = of(T.HIDDEN_PROPERTY, find(document, RULES, TODAY))
    assert [(one.value, one.level) for one in found] == [("赖晓春", Level.AMBER), ("Normal.dotm", Level.GREY)]


def test_a_harmless_file_name_is_not_mentioned() -> None:
    assert find(blocks_document(Block("征地公告", BlockKind.FILE_NAME)), RULES, TODAY) == ()


def test_a_tracked_insertion_is_looked_at() -> None:
    found = find(blocks_document(Block("增加一句", BlockKind.INSERTION)), RULES, TODAY)
    assert [(one.type, one.level) for one in found] == [(T.HIDDEN_INSERTION, Level.AMBER)]


# --- hang guard -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "unit", ["1号", "红旗路1号", "1 ", "1-", "138", "a@", ":a", "(", "申请人：张伟、", "1980年1月生", "·张", "号栋"]
)
def test_a_hostile_line_is_read_to_its_end(unit: str) -> None:
    text = unit * (30_000 // len(unit)) + f"。身份证号{ID}。"
    assert of(T.ID_NUMBER, check(text))[-1].value == ID


@pytest.mark.parametrize(
    "text",
    [
        f"经查，当事人刘德发（男，1975年3月12日生，身份证号码：{ID}，住赣县区梅林镇桃源村下屋组8号）违法占地。",
        "收款人 刘小花 开户行：赣州农商银行沙石支行 账号：1035 0012 0000 1234 567",
        "投诉人张三丰，联系方式 1 3 8 0 0 0 0 1 2 3 4，邮箱zsf@163.com，车辆赣B12345",
        f"残疾证号{ID}42，护照E12345678，微信：lilei_2018",
        f"序号 姓名 性别 身份证号 金额\n1 张伟 男 {ID} 500\n2 欧阳春 女 360702********1238 500",
    ],
)
def test_what_a_finding_puts_in_its_place_is_not_found_again(text: str) -> None:
    public = text
    for one in reversed(check(text)):
        assert one.start is not None
        if one.replacement is not None:
            public = public[: one.start] + one.replacement + public[one.end :]
    assert public != text
    assert [one.value for one in check(public) if one.level is not Level.GREY] == []
