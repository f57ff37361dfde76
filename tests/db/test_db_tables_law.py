"""The tables of answers, opinions, assessments and confirmations: a column for each field, nothing more."""

import pytest

from db.kinds import KINDS
from db.mapping import field_names
from db.tables import is_proven
from db.tables.law import AnswerRow, FactConfirmationRow, ImpactAssessmentRow, OpinionRow


@pytest.mark.parametrize("row", [AnswerRow, OpinionRow, ImpactAssessmentRow, FactConfirmationRow])
def test_a_row_is_its_value_and_its_place(row: type) -> None:
    table = row.__table__  # type: ignore[attr-defined]  # a mapped class
    assert {column.name for column in table.columns} == {"serial", *field_names(KINDS[table.name])}
    assert is_proven(table)
