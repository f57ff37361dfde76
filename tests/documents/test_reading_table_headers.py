"""Which header stands over a cell."""

import pytest

from reviewer_app.documents.table_headers import GridCell, headers, is_label, squeeze


def headers_of(rows: list[list[str]]) -> dict[str, str | None]:
    cells = [
        GridCell(number, column, 1, text)
        for number, row in enumerate(rows, start=1)
        for column, text in enumerate(row, start=1)
        if text
    ]
    return {cell.text: header for cell, header in zip(cells, headers(cells), strict=True)}


@pytest.mark.parametrize("text", ["姓名", "姓　名：", "*证件号码", "联系电话（手机）", "村", "面积(亩)", "开户行账号"])
def test_labels(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize(
    "text", ["", "王小明", "王家村", "13800000000", "电话13800000000", "该村村民反映面积有误，请有关单位核实"]
)
def test_values(text: str) -> None:
    assert not is_label(text)


def test_blanks_and_marks_go_from_a_header() -> None:
    assert squeeze("*姓　名：") == "姓名"


def test_names_of_database_fields_head_columns() -> None:
    found = headers_of([["NAME", "SOCIAL_CREDIT_CODE"], ["王小明", "91110000600037341L"]])
    assert found["91110000600037341L"] == "SOCIAL_CREDIT_CODE"


def test_list_under_a_title() -> None:
    found = headers_of([["某村补偿名单"], ["序号", "姓名", "电话"], ["1", "王五", "138"]])
    assert found["某村补偿名单"] is None
    assert found["王五"] == "姓名"
    assert found["138"] == "电话"


def test_header_repeated_in_the_middle_is_no_data() -> None:
    cells = [GridCell(row, column, 1, text) for row, texts in enumerate(
        [["姓名", "电话"], ["王五", "1"], ["姓名", "电话"], ["赵六", "2"]], start=1
    ) for column, text in enumerate(texts, start=1)]  # fmt: skip
    assert headers(cells) == [None, None, "姓名", "电话", None, None, "姓名", "电话"]


def test_villages_with_numbers_are_a_list_not_a_form() -> None:
    found = headers_of([["村名", "户数"], ["王家村", "12"], ["李家村", "13"]])
    assert found["12"] == "户数"


def test_plain_first_row_without_known_words() -> None:
    found = headers_of([["甲项", "乙项"], ["一", "二"]])
    assert found == {"甲项": None, "乙项": None, "一": "甲项", "二": "乙项"}


def test_figures_only_have_no_header() -> None:
    assert set(headers_of([["2018", "3001"], ["2019", "4001"]]).values()) == {None}


def test_empty_table() -> None:
    assert headers([]) == []
