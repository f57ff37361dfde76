"""Small parts of de-identification: what is searched for, how one edit is written, which cuts a table needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import blocks_document, cell, table_document, text_document
from public_findings import finding_at, findings_of_column
from reviewer_app.domain.document import FileKind
from reviewer_app.domain.findings import FindingType, PersonRole
from reviewer_app.rules.pen import Pen
from reviewer_app.rules.persons import NOBODY
from reviewer_app.rules.policy import Households, Verb, load_book
from reviewer_app.rules.table_cuts import (
    ColumnKey,
    Decided,
    TableKey,
    TableShapes,
    by_column,
    cut_columns,
    cut_tables,
    in_lists,
)
from reviewer_app.rules.traces import Searcher, stands_alone, worth_searching

STANDARD = load_book().policies["standard"]
SHEET = TableKey("Sheet1", None)
ROWS = [("钟建国", "360702195904140205", "农商"), ("刘秀英", "360702196004140207", "农商"),
        ("李文", "360702196104140201", "农商")]


@pytest.mark.parametrize(("kind", "value", "worth"), [
    (FindingType.PERSON_NAME, "文明", True), (FindingType.PERSON_NAME, "文", False),
    (FindingType.MOBILE, "15905814813", True),
    (FindingType.PLATE, "赣B1", False), (FindingType.HEALTH, "肢体残疾三级", False),
    (FindingType.BIRTH_DATE, "1976年8月", False),
])
def test_only_what_points_at_a_person_is_searched_for(kind: FindingType, value: str, worth: bool) -> None:
    assert worth_searching(kind, value) is worth


@pytest.mark.parametrize(("text", "value", "kind", "alone"), [
    ("精神文明建设", "文明", FindingType.PERSON_NAME, False), ("（文明）", "文明", FindingType.PERSON_NAME, True),
    ("文明", "文明", FindingType.PERSON_NAME, True), ("请曾强雪来", "曾强雪", FindingType.PERSON_NAME, True),
    ("115905814813", "15905814813", FindingType.MOBILE, False),
    ("电话15905814813转", "15905814813", FindingType.MOBILE, True),
    ("赣B12345a", "赣B12345", FindingType.PLATE, True), ("赣B123456", "赣B12345", FindingType.PLATE, False),
])
def test_a_value_inside_another_word_is_another_word(
    text: str, value: str, kind: FindingType, alone: bool,
) -> None:
    start = text.index(value)
    assert stands_alone(text, start, start + len(value), kind) is alone


@given(st.lists(st.sampled_from(("15905814813", "13926833946", "，", "手机")), max_size=12))
def test_a_searcher_finds_every_occurrence(words: list[str]) -> None:
    text = "、".join(words)
    found = [text[start:end] for _, start, end in Searcher({(FindingType.MOBILE, "15905814813")}).occurrences(text)]
    assert found == [word for word in words if word == "15905814813"]


def test_a_pen_writes_by_policy_choice_and_role() -> None:
    document = text_document("王香，手机：15905814813")
    pen = Pen(document, STANDARD, NOBODY, "0797-8123456")
    found = finding_at(document, FindingType.MOBILE, "15905814813", role=PersonRole.CONTACT)
    block = document.blocks[0]
    assert pen.edit(Decided(found, block, Verb.MASK, chosen=False), 0).replacement == "159****4813"
    assert pen.edit(Decided(found, block, Verb.MASK, chosen=True, replacement="略"), 0).replacement == "略"
    replaced = pen.edit(Decided(found, block, Verb.REPLACE, chosen=False), 0)
    assert document.text[:replaced.start] + replaced.replacement == "王香，办公电话：0797-8123456"
    removed = pen.edit(Decided(found, block, Verb.REMOVE, chosen=False), 0)
    assert document.text[:removed.start] + document.text[removed.end:] == "王香"
    assert pen.written(FindingType.WORDING, "x", Verb.MASK) == ""


def entries(header: str, kind: FindingType, verb: Verb, *, chosen: bool = False) -> list[Decided]:
    document = table_document(("姓名", "身份证号", "开户行"), ROWS)
    blocks = {block.place.cell or (block.place.row, block.place.column): block for block in document.blocks}
    return [Decided(found, blocks[found.place.row, found.place.column], verb, chosen=chosen)
            for found in findings_of_column(document, kind, header, role=None)]


def shapes() -> TableShapes:
    return TableShapes.of(table_document(("姓名", "身份证号", "开户行"), ROWS))


def test_a_column_of_numbers_goes_and_takes_its_bank_along_only_if_it_holds_accounts() -> None:
    numbers = by_column(entries("身份证号", FindingType.ID_NUMBER, Verb.MASK))
    assert cut_columns(numbers, shapes(), STANDARD) == {ColumnKey(SHEET, 2)}
    accounts = by_column(entries("身份证号", FindingType.BANK_ACCOUNT, Verb.REMOVE))
    assert cut_columns(accounts, shapes(), STANDARD) == {ColumnKey(SHEET, 2), ColumnKey(SHEET, 3)}


def test_a_column_in_which_a_person_kept_a_value_stays() -> None:
    kept = entries("身份证号", FindingType.ID_NUMBER, Verb.KEEP, chosen=True)[:1]
    others = entries("身份证号", FindingType.ID_NUMBER, Verb.MASK)[1:]
    assert cut_columns(by_column([*kept, *others]), shapes(), STANDARD) == frozenset()


def test_names_in_a_list_follow_the_list_word_of_the_policy() -> None:
    village = load_book().policies["village"]
    names = entries("姓名", FindingType.PERSON_NAME, Verb.MASK)
    assert {entry.verb for entry in in_lists(names, shapes(), village)} == {Verb.KEEP}
    assert {entry.verb for entry in in_lists(names[:1], shapes(), village)} == {Verb.MASK}
    chosen = entries("姓名", FindingType.PERSON_NAME, Verb.REMOVE, chosen=True)
    assert {entry.verb for entry in in_lists(chosen, shapes(), village)} == {Verb.REMOVE}


def test_a_table_goes_by_its_header_words_and_enough_private_names() -> None:
    rule = Households(headers=("开户行",), persons_at_least=3, source="P2")
    names = entries("姓名", FindingType.PERSON_NAME, Verb.MASK)
    assert cut_tables(names, shapes(), rule) == {SHEET}
    assert cut_tables(names[:2], shapes(), rule) == frozenset()
    assert cut_tables(names, shapes(), Households(("补偿金额",), 3, "P2")) == frozenset()
    assert cut_tables(names, shapes(), None) == frozenset()
    officials = entries("姓名", FindingType.PERSON_NAME, Verb.KEEP)
    assert cut_tables(officials, shapes(), rule) == frozenset()


def test_headers_spread_with_blanks_are_recognised() -> None:
    document = blocks_document(cell("开 户 行：", None, 1, 1), cell("农商", "开户行", 2, 1), kind=FileKind.XLSX)
    assert TableShapes.of(document).account_columns(SHEET, frozenset({"开户行"})) == {ColumnKey(SHEET, 1)}


def test_one_weak_mask_speaks_for_its_column_but_not_for_a_form() -> None:
    listed = entries("身份证号", FindingType.WEAK_MASK, Verb.MASK)[:1]
    assert cut_columns(by_column(listed), shapes(), STANDARD) == {ColumnKey(SHEET, 2)}
    form = blocks_document(
        cell("姓名", None, 1, 1), cell("钟某某", "姓名", 1, 2), cell("身份证号", None, 2, 1),
        cell("360702********0205", "身份证号", 2, 2), kind=FileKind.XLSX)
    found = finding_at(form, FindingType.WEAK_MASK, "360702********0205")
    entry = Decided(found, form.blocks[3], Verb.MASK, chosen=False)
    assert cut_columns(by_column([entry]), TableShapes.of(form), STANDARD) == frozenset()
