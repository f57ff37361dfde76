"""Periods as notices write them."""

from datetime import date

import pytest

from drafts import draft
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, Place
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import Draft, read_draft
from reviewer_app.rules.periods import last_day, stated_periods

JUNE_12, JUNE_18, JUNE_19 = date(2018, 6, 12), date(2018, 6, 18), date(2018, 6, 19)


def read(document: Document) -> Draft:
    return read_draft(document, load_catalogue(), Context(date(2026, 11, 23), act_date=date(2018, 6, 11)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公示期5个工作日。", (5, True, None, None)),
        ("公示期为五天。", (5, False, None, None)),
        ("公示期限７天。", (7, False, None, None)),
        ("公示7天（自然日）。", (7, False, None, None)),
        ("公示期：5天（工作日）。", (5, True, None, None)),
        ("公示时间：2018年6月12日至6月18日。", (None, False, JUNE_12, JUNE_18)),
        ("公示时间：2018年6月12日至18日。", (None, False, JUNE_12, JUNE_18)),
        ("公示时间：6月12日—6月18日。", (None, False, JUNE_12, JUNE_18)),
        ("公示时间：2018.6.12-2018.6.18", (None, False, JUNE_12, JUNE_18)),
        ("公示时间：二〇一八年六月十二日至六月十八日", (None, False, JUNE_12, JUNE_18)),
        ("公示期为2018年6月12日（星期二）至6月19日（星期二），共5个工作日。", (5, True, JUNE_12, JUNE_19)),
        ("公示时间从2018年6月12日8:00至6月18日17:30。", (None, False, JUNE_12, JUNE_18)),
        ("自2018年6月12日起至6月18日公示。", (None, False, JUNE_12, JUNE_18)),
        ("公示期自发布之日起5个工作日。", (5, True, None, None)),
        ("公示期为5个工作日。自2018年6月12日至6月19日。", (5, True, JUNE_12, JUNE_19)),
    ],
)
def test_a_period(text: str, wanted: tuple[int | None, bool, date | None, date | None]) -> None:
    found = stated_periods(read(draft(f"干部任前公示\n{text}")))
    assert [(one.days, one.working, one.first, one.last) for one in found] == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "公示期满无异议的，按规定办理。",
        "现将2018年6月12日的成交结果公告如下：",
        "请于6月20日前反馈。公示见附件。",
        "公告于2018年6月11日发布。",
        "工作时间：6月12日至6月18日。",
    ],
)
def test_no_period(text: str) -> None:
    assert stated_periods(read(draft(f"干部任前公示\n{text}"))) == ()


def test_a_period_in_a_table() -> None:
    cells = (
        Block("公示期", BlockKind.CELL, Place(table=1, row=1, column=1)),
        Block("2018年6月12日至6月18日（7天）", BlockKind.CELL, Place(table=1, row=1, column=2), header="公示期"),
    )
    found = stated_periods(read(Document.of(FileKind.DOCX, cells)))
    assert [(one.days, one.first, one.last) for one in found] == [(7, JUNE_12, JUNE_18)]


def test_the_last_day_of_display() -> None:
    assert last_day(read(draft("公示\n公示时间：2018年6月12日至6月18日。"))) == JUNE_18
    assert last_day(read(draft("公示\n公示期7天。"))) is None
    assert last_day(read(draft("公示\n公示时间：2018年6月18日至6月12日。"))) is None
