"""Days that a text names for what starts a clock."""

from datetime import date

import pytest

from drafts import draft
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import Draft, read_draft
from reviewer_app.rules.timing_events import event_day, start_of_sale


def read(text: str) -> Draft:
    return read_draft(draft(text), load_catalogue(), Context(date(2026, 11, 23)))


@pytest.mark.parametrize(
    "text", ["成交时间：2018年6月1日", "成交日期2018-06-01", "成交时间\n2018年6月1日", "成交时间为二〇一八年六月一日"]
)
def test_the_day_after_the_words(text: str) -> None:
    found = event_day(read(text), "成交(?:时间|日期)")
    assert found is not None
    assert found.day == date(2018, 6, 1)


@pytest.mark.parametrize("text", ["成交时间另行公布。落款2018年6月1日", "成交时间：2018年6月31日", "2018年6月1日"])
def test_no_day(text: str) -> None:
    assert event_day(read(text), "成交(?:时间|日期)") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("挂牌时间：2018年7月2日8时至7月11日", date(2018, 7, 2)),
        ("拍卖会时间：2018年7月12日10时", date(2018, 7, 12)),
        ("定于2018年7月12日在交易大厅举行拍卖会", date(2018, 7, 12)),
        ("报名时间：2018年6月25日。挂牌起始时间：2018年7月2日", date(2018, 7, 2)),
        ("报名时间：2018年6月25日", None),
    ],
)
def test_the_start_of_a_sale(text: str, day: date | None) -> None:
    found = start_of_sale(read(text))
    assert (found.day if found else None) == day
