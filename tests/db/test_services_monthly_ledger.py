"""登记台账 and 汇总表: what the month signed, nothing of another month, no formulas."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from openpyxl import load_workbook

from reviewer_app.domain.errors import NotPermitted
from reviewer_app.ports.read_models import SignedRow
from reviewer_app.services.checkpoint import checkpoint, short_code
from reviewer_app.services.monthly_ledger import MakeMonthlyLedger, bounds, monthly_ledger
from reviewer_app.services.sign_paper import SignOnPaper, sign_on_paper
from window_office import window_office


@pytest.fixture
def office(tmp_path):
    with window_office(tmp_path) as made:
        yield made


def made(office, month=None):
    command = MakeMonthlyLedger(office.people.auditor.id, month or office.desk.today())
    return monthly_ledger(office.desk, command, office.reads)


def sheets(ledger):
    book = load_workbook(io.BytesIO(ledger.xlsx))
    return [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets]


def test_every_signature_of_the_month_has_its_line(office):
    ledger = made(office)
    register, summary = sheets(ledger)
    assert ledger.rows == 3
    titles = {row[1] for row in register[3:]}
    with office.desk.uow("", writing=False) as uow:
        wanted = {uow.items.get(office.items[word]).title for word in ("registered", "queued", "online")}
    assert titles == wanted
    online = next(row for row in register[3:] if row[16])
    assert online[16] == "http://zrzy.example.gov.cn/1.html"
    assert summary[-1][:6] == ["合计", 3, 2, 1, 0, 3]


def test_both_sheets_anchor_the_log(office):
    register, summary = sheets(made(office))
    code = short_code(checkpoint(office.desk))
    assert code in register[1][0]
    assert code in summary[1][0]


def test_a_signature_on_paper_is_counted_as_paper(office):
    item = office.item("awaiting")
    people = office.people
    sign_on_paper(office.desk, SignOnPaper(people.reviewer.id, item.id, item.version, people.signatory.id,
                                           office.desk.today(), b"scan"))
    register, summary = sheets(made(office))
    assert summary[-1][5:7] == [3, 1]
    assert any("纸质签批" in row[11] for row in register[3:])


def test_another_month_is_empty(office):
    ledger = made(office, date(2018, 5, 31))
    assert ledger.rows == 0
    assert sheets(ledger)[1][-1][:2] == ["合计", 0]


def test_whoever_may_not_read_the_log_gets_none(office):
    with pytest.raises(NotPermitted):
        monthly_ledger(office.desk, MakeMonthlyLedger(office.people.drafter.id, office.desk.today()), office.reads)


@pytest.mark.parametrize(("day", "start", "end"), [
    (date(2018, 6, 21), datetime(2018, 5, 31, 16, tzinfo=UTC), datetime(2018, 6, 30, 16, tzinfo=UTC)),
    (date(2018, 12, 31), datetime(2018, 11, 30, 16, tzinfo=UTC), datetime(2018, 12, 31, 16, tzinfo=UTC)),
])
def test_a_month_is_the_offices_month(day, start, end):
    assert bounds(day) == (start, end)


def test_signatures_are_read_page_by_page(office):
    now = office.clock.now()
    start, end = now - timedelta(days=40), now + timedelta(days=1)
    first = office.reads.signed(start, end, None, 2)
    rest = office.reads.signed(start, end, first.next, 2)
    assert [len(first.rows), len(rest.rows), rest.next] == [2, 1, None]
    with office.desk.uow("", writing=False) as uow:
        kept = {SignedRow(one.id, one.item) for one in uow.signoffs.find()}
    assert {*first.rows, *rest.rows} == kept
