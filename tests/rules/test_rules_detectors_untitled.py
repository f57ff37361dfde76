"""Columns without a header beside identity numbers: long numbers are accounts, dates of many years birth dates."""

from datetime import date

import pytest

from documents import table_document
from reviewer_app.rules.context import Context
from reviewer_app.rules.engine import find
from reviewer_app.rules.loader import load_rules

RULES = load_rules()
PERSONS = ("360702198001011238", "360703201411150020", "360721196512314513")


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        (("20805669397", "238154776780636", "23640241790992690"), "bank_account"),
        (("1949-10-29", "1987-08-17", "1982-06-25"), "birth_date"),
        (("2023-10-29", "2023-08-17", "2024-06-25"), None),  # when they signed
        (("200000000001", "200000000002", "200000000003"), None),  # serial numbers of one length
        (("0797-8391234", "010-83912345", "0797-8391235"), "landline"),
        (("07978391234", "01083912345", "079783912356"), "landline"),
        (("20805669397", "无", "23640241790992690"), None),
    ],
)
def test_a_column_that_nothing_heads(column: tuple[str, ...], kind: str | None) -> None:
    rows = list(zip(PERSONS, column, strict=True))
    document = table_document(("", ""), rows, with_header=False)
    found = find(document, RULES, Context(today=date(2026, 11, 23)))
    kinds = {one.type.value for one in found if one.value in column}
    assert kinds == ({kind} if kind else set())
