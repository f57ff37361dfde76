"""Reads of the release queue and the 责任表 on a real database: windows, order, months, what is late."""

from datetime import date, datetime, timedelta

import pytest

from db.read_models import SqlReadModels
from release_office import release_office
from review_office import COLUMN
from reviewer_app.domain.states import State
from reviewer_app.ports.clock import SHANGHAI
from reviewer_app.services.queueing import Reschedule, reschedule
from reviewer_app.services.withdrawing import TakeDown, take_down

BOUNDS = tuple(datetime(2018, month, 1, tzinfo=SHANGHAI) for month in (5, 6, 7))
TODAY = date(2018, 6, 21)


@pytest.fixture
def office(tmp_path):
    with release_office(tmp_path) as made:
        yield made


def reads(office):
    return SqlReadModels(office.store.around.engine)


def test_an_entry_shows_its_lawful_window(office):
    entry = office.queued()
    (row,) = reads(office).queue().rows
    with office.desk.uow("system", writing=False) as uow:
        judged = uow.judgements.find(item=entry.item)[-1]
    assert (row.id, row.earliest, row.not_after) == (entry.id, judged.earliest, entry.not_after)


def test_pages_go_both_ways_and_meet(office):
    first = office.queued()
    second = office.queued()
    reschedule(office.desk, Reschedule(office.reviewer.id, second.id, second.version, second.not_before
                                       + timedelta(hours=1)))
    down = read_all(reads(office), newest_first=False)
    assert down == [first.id, second.id]
    assert read_all(reads(office), newest_first=True) == down[::-1]


def test_the_entries_of_one_item_can_be_asked_for(office):
    first, second = office.queued(), office.queued()
    assert [row.id for row in reads(office).queue(item=second.item).rows] == [second.id]
    assert [row.id for row in reads(office).queue(item=first.item).rows] == [first.id]


def read_all(models, *, newest_first):
    found, after = [], None
    while True:
        page = models.queue(frozenset({State.QUEUED}), after, 1, newest_first=newest_first)
        found += [row.id for row in page.rows]
        if page.next is None or not page.rows:
            return found
        after = page.next


def test_releases_of_a_column_newest_first(office):
    one, two = office.delivered(), office.delivered()
    models = reads(office)
    page = models.releases(COLUMN, limit=1)
    assert [row.entry for row in page.rows] == [two.id]
    rest = models.releases(COLUMN, page.next, 1)
    assert [(row.entry, row.state) for row in rest.rows] == [(one.id, State.DELIVERED)]
    assert models.releases("A01").rows == ()


def test_months_count_deliveries_and_a_take_down_is_no_release_any_more(office):
    entry = office.delivered()
    models = reads(office)
    (shown,) = models.column_months(BOUNDS, TODAY)
    assert (shown.column, shown.counts, shown.open) == (COLUMN, (0, 1), 0)
    assert (shown.last, shown.lasts, shown.before) == (entry.delivered_at, (None, entry.delivered_at), None)
    (later,) = models.column_months((BOUNDS[2], BOUNDS[2] + timedelta(days=31)), TODAY)
    assert (later.counts, later.lasts, later.before) == ((0,), (None,), entry.delivered_at)
    take_down(office.desk, TakeDown(office.reviewer.id, entry.id, entry.version))
    (shown,) = models.column_months(BOUNDS, TODAY)
    assert (shown.counts, shown.last) == ((0, 1), None)


def test_what_waits_past_its_last_lawful_day_is_late(office):
    item = office.passed()
    models = reads(office)
    (shown,) = models.column_months(BOUNDS, TODAY)
    assert (shown.open, shown.overdue, shown.counts) == (1, 0, (0, 0))
    due = date.fromisoformat(office.item_of(item.id).due)
    assert models.column_months(BOUNDS, due)[0].overdue == 0
    assert models.column_months(BOUNDS, due + timedelta(days=1))[0].overdue == 1
