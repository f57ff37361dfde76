"""From findings and decisions to a plan: prose, lists, whole tables, choices, namesakes."""

from dataclasses import replace

from documents import blocks_document, cell, table_document, text_document
from public_findings import finding_at, findings_of_column
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, Place
from reviewer_app.domain.findings import Action, Finding, FindingType, Level, PersonRole
from reviewer_app.domain.public_version import ColumnCut, TableCut
from reviewer_app.domain.review import DispositionKind
from reviewer_app.rules import deidentify
from reviewer_app.rules.deidentify import Choice, Cleaning
from reviewer_app.rules.persons import NOBODY
from reviewer_app.rules.policy import load_book
from reviewer_app.rules.span_edits import apply
from reviewer_app.text import say

STANDARD = load_book().policies["standard"]
VILLAGE = load_book().policies["village"]
ID = "360702195904140205"
PHONE = "15905814813"
OFFICE = "0797-8123456"
HEADER = ("序号", "户主姓名", "身份证号", "补偿金额", "开户银行", "银行账号")
ROWS = [(str(n), name, f"36070219590414020{n}", f"{n}00", "农商银行", f"622681000000000000{n}")
        for n, name in enumerate(("钟建国", "刘秀英", "钟小平", "李文"), 1)]


def clean(document: Document, findings: list[Finding], **more: object) -> Cleaning:
    options = {"choices": {}, "policy": STANDARD, "persons": NOBODY, **more}
    return deidentify.plan(document, findings, **options)  # type: ignore[arg-type]


def after(document: Document, cleaning: Cleaning) -> str:
    return apply(document.text, cleaning.plan.spans)


def list_findings(document: Document) -> list[Finding]:
    names = findings_of_column(document, FindingType.PERSON_NAME, "户主姓名")
    ids = findings_of_column(document, FindingType.ID_NUMBER, "身份证号", first=len(names) + 1)
    accounts = findings_of_column(document, FindingType.BANK_ACCOUNT, "银行账号", first=2 * len(names) + 1)
    return [*names, *ids, *accounts]


def test_prose_is_masked_and_officials_stay() -> None:
    document = text_document(f"局长邓海鹰与村民曾强雪（身份证号{ID}，手机{PHONE}）座谈。")
    cleaning = clean(document, [
        finding_at(document, FindingType.PERSON_NAME, "邓海鹰", number=1, role=PersonRole.OFFICIAL, action=Action.KEEP,
                   level=Level.GREY),
        finding_at(document, FindingType.PERSON_NAME, "曾强雪", number=2, role=PersonRole.VILLAGER),
        finding_at(document, FindingType.ID_NUMBER, ID, number=3),
        finding_at(document, FindingType.MOBILE, PHONE, number=4),
    ])
    assert after(document, cleaning) == "局长邓海鹰与村民曾某某（身份证号36*************205，手机159****4813）座谈。"
    assert (FindingType.PERSON_NAME, "邓海鹰") in cleaning.kept
    assert {value for _, value in cleaning.gone} == {"曾强雪", ID, PHONE}
    assert cleaning.edited == 3
    assert cleaning.kept_count == 1


def test_a_contact_persons_mobile_becomes_the_office_phone_or_goes() -> None:
    document = text_document(f"联系人：王香，手机：{PHONE}。")
    found = [finding_at(document, FindingType.MOBILE, PHONE, role=PersonRole.CONTACT, action=Action.REPLACE)]
    assert after(document, clean(document, found, office_phone=OFFICE)) == f"联系人：王香，办公电话：{OFFICE}。"
    assert after(document, clean(document, found)) == "联系人：王香。"


def test_an_office_phone_that_stands_there_already_is_not_repeated() -> None:
    document = text_document(f"（联系人：王香，手机：{PHONE}，办公电话：{OFFICE}）")
    found = [finding_at(document, FindingType.MOBILE, PHONE, role=PersonRole.CONTACT, action=Action.REPLACE)]
    assert after(document, clean(document, found, office_phone=OFFICE)) == f"（联系人：王香，办公电话：{OFFICE}）"


def test_a_value_that_no_finding_covers_goes_too_unless_it_is_part_of_a_word() -> None:
    document = text_document(f"村民曾强雪来访。曾强雪的号码{PHONE}。{PHONE}1不是号码。")
    found = [finding_at(document, FindingType.PERSON_NAME, "曾强雪", number=1),
             finding_at(document, FindingType.MOBILE, PHONE, number=2)]
    assert after(document, clean(document, found)) == f"村民曾某某来访。曾某某的号码159****4813。{PHONE}1不是号码。"
    short = text_document("当事人：文明\n精神文明建设。文明，男。")
    found = [finding_at(short, FindingType.PERSON_NAME, "文明")]
    assert after(short, clean(short, found)) == "当事人：文某某\n精神文明建设。文某某，男。"


def test_a_persons_choice_beats_the_policy() -> None:
    document = text_document(f"{ID}，{PHONE}，曾强雪")
    found = [finding_at(document, FindingType.ID_NUMBER, ID, number=1),
             finding_at(document, FindingType.MOBILE, PHONE, number=2),
             finding_at(document, FindingType.PERSON_NAME, "曾强雪", number=3)]
    choices = {1: Choice(DispositionKind.KEEP), 2: Choice(DispositionKind.REPLACE, "（见附件）"),
               3: Choice(DispositionKind.REMOVE)}
    cleaning = clean(document, found, choices=choices)
    assert after(document, cleaning) == f"{ID}，（见附件）"
    assert (FindingType.ID_NUMBER, ID) in cleaning.kept
    assert (FindingType.ID_NUMBER, ID) not in cleaning.gone


def test_agreeing_with_the_proposal_leaves_the_audience_its_policy() -> None:
    document = table_document(HEADER, ROWS)
    found = findings_of_column(document, FindingType.PERSON_NAME, "户主姓名", action=Action.MASK)
    agreed = {finding.number: Choice(DispositionKind.MASK) for finding in found}
    assert clean(document, found, choices=agreed, policy=VILLAGE).plan.spans == ()
    overruled = {finding.number: Choice(DispositionKind.REMOVE) for finding in found}
    assert len(clean(document, found, choices=overruled, policy=VILLAGE).plan.spans) == len(ROWS)


def test_seen_decides_nothing_and_a_minor_goes_whatever_is_proposed() -> None:
    document = text_document("学生李小明，钟建国")
    found = [finding_at(document, FindingType.PERSON_NAME, "李小明", number=1, role=PersonRole.MINOR,
                        action=Action.KEEP),
             finding_at(document, FindingType.PERSON_NAME, "钟建国", number=2)]
    cleaning = clean(document, found, choices={2: Choice(DispositionKind.SEEN)})
    assert after(document, cleaning) == "学生，钟某某"


def test_what_no_policy_treats_is_left_to_people() -> None:
    document = text_document("内部资料 不得上网")
    found = [finding_at(document, FindingType.INTERNAL_MARK, "内部资料", action=Action.REVIEW)]
    cleaning = clean(document, found)
    assert cleaning.plan.spans == ()
    assert cleaning.kept == frozenset()


def test_the_website_loses_the_household_table() -> None:
    document = table_document(HEADER, ROWS)
    cleaning = clean(document, list_findings(document))
    assert cleaning.plan.tables == (TableCut(None, "Sheet1", say("public.list_removed")),)
    assert cleaning.plan.columns == ()
    assert cleaning.plan.spans == ()


def test_the_village_board_keeps_names_and_amounts_but_no_numbers_and_no_banks() -> None:
    document = table_document(HEADER, ROWS)
    cleaning = clean(document, list_findings(document), policy=VILLAGE)
    assert cleaning.plan.tables == ()
    assert {cut.column for cut in cleaning.plan.columns} == {3, 5, 6}
    assert all(isinstance(cut, ColumnCut) and cut.sheet == "Sheet1" for cut in cleaning.plan.columns)
    assert (FindingType.PERSON_NAME, "钟建国") in cleaning.kept
    assert "钟建国" in after(document, cleaning)


def test_a_list_that_is_no_household_table_keeps_its_rows_with_masked_names() -> None:
    header = ("序号", "姓名", "身份证号", "成绩")
    document = table_document(header, [row[:4] for row in ROWS])
    names = findings_of_column(document, FindingType.PERSON_NAME, "姓名")
    ids = findings_of_column(document, FindingType.ID_NUMBER, "身份证号", first=9)
    cleaning = clean(document, [*names, *ids])
    assert cleaning.plan.tables == ()
    assert cleaning.plan.columns == (ColumnCut(3, None, "Sheet1"),)
    text = after(document, cleaning)
    assert "钟某某1" in text
    assert "钟某某2" in text
    assert "李某某" in text


def test_a_kept_number_keeps_its_column_and_the_others_are_masked() -> None:
    document = table_document(HEADER, ROWS)
    ids = findings_of_column(document, FindingType.ID_NUMBER, "身份证号", action=Action.MASK)
    cleaning = clean(document, ids, policy=VILLAGE, choices={1: Choice(DispositionKind.KEEP)})
    assert cleaning.plan.columns == ()
    text = after(document, cleaning)
    assert ROWS[0][2] in text
    assert ROWS[1][2] not in text


def test_a_form_loses_values_not_columns() -> None:
    document = blocks_document(
        cell("申请人", None, 1, 1), cell("钟建国", "申请人", 1, 2), cell("身份证号", None, 2, 1),
        cell(ID, "身份证号", 2, 2), cell("事项", None, 3, 1), cell("首次登记", "事项", 3, 2), kind=FileKind.XLSX)
    found = [finding_at(document, FindingType.PERSON_NAME, "钟建国", number=1),
             finding_at(document, FindingType.ID_NUMBER, ID, number=2)]
    cleaning = clean(document, found)
    assert cleaning.plan.columns == ()
    assert "36*************205" in after(document, cleaning)


def test_one_row_under_a_header_is_a_list() -> None:
    document = table_document(("姓名", "身份证号"), [("钟建国", ID)])
    ids = findings_of_column(document, FindingType.ID_NUMBER, "身份证号")
    assert clean(document, ids).plan.columns == (ColumnCut(2, None, "Sheet1"),)


def test_names_beside_numbers_in_one_column_do_not_go_with_them() -> None:
    rows = [(f"{name} {number}",) for _, name, number, *_ in ROWS]
    document = table_document(("人员",), rows)
    found: list[Finding] = []
    for _, name, number, *_ in ROWS:
        found += [finding_at(document, FindingType.PERSON_NAME, name, number=len(found) + 1),
                  finding_at(document, FindingType.ID_NUMBER, number, number=len(found) + 2)]
    assert clean(document, found, policy=VILLAGE).plan.columns == ()


def test_hidden_blocks_need_no_edit_but_their_values_must_be_gone() -> None:
    document = blocks_document(
        Block("公告", BlockKind.PARAGRAPH), Block(f"经办人{PHONE}", BlockKind.COMMENT, Place(part="comments")))
    cleaning = clean(document, [finding_at(document, FindingType.MOBILE, PHONE)])
    assert cleaning.plan.spans == ()
    assert cleaning.gone == {(FindingType.MOBILE, PHONE)}


def test_the_same_person_is_written_the_same_way_in_every_part() -> None:
    first, second = text_document("村民钟建国"), text_document("村民钟小平、钟建国")
    found_first = [finding_at(first, FindingType.PERSON_NAME, "钟建国")]
    found_second = [finding_at(second, FindingType.PERSON_NAME, "钟小平", number=1),
                    finding_at(second, FindingType.PERSON_NAME, "钟建国", number=2)]
    persons = NOBODY
    for found in (found_first, found_second):
        persons = deidentify.enrol(found, {}, STANDARD, persons)
    assert after(first, clean(first, found_first, persons=persons)) == "村民钟某某1"
    assert after(second, clean(second, found_second, persons=persons)) == "村民钟某某2、钟某某1"


def test_the_stricter_of_policy_and_proposal_counts() -> None:
    document = text_document(f"号码：{PHONE}。")
    found = [finding_at(document, FindingType.MOBILE, PHONE, action=Action.REMOVE)]
    assert PHONE[:3] not in after(document, clean(document, found))


def test_file_names_lose_the_values_they_give_away() -> None:
    document = text_document(f"村民曾强雪{PHONE}")
    found = [finding_at(document, FindingType.PERSON_NAME, "曾强雪", number=1),
             finding_at(document, FindingType.MOBILE, PHONE, number=2)]
    cleaning = clean(document, found)
    assert deidentify.clean_stem(f"曾强雪{PHONE}的申请", found, cleaning, STANDARD) == "曾某某1594813的申请"
    assert deidentify.clean_stem("公告", found, cleaning, STANDARD) == "公告"


def test_a_value_inside_one_that_stays_is_no_leftover() -> None:
    document = text_document("办公电话：0797-8123456\n王香家：8123456")
    found = [finding_at(document, FindingType.LANDLINE, "0797-8123456", number=1, action=Action.KEEP, level=Level.GREY),
             replace(finding_at(document, FindingType.LANDLINE, "8123456", number=2), start=22, end=29)]
    assert document.text[22:29] == "8123456"
    cleaning = clean(document, found)
    assert after(document, cleaning) == "办公电话：0797-8123456\n王香家：****56"
    assert cleaning.gone == frozenset()
