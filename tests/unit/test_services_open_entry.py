"""A queue entry for a screen, its text for pasting, and a person asking for delivery."""

import pytest

from release_office import release_office
from review_office import NAME, PHONE
from reviewer_app.domain.errors import NotPermitted
from reviewer_app.domain.states import State
from reviewer_app.services.clearing import ClearPlace, clear_place
from reviewer_app.services.online import RecordOnline, record_online
from reviewer_app.services.open_entry import open_entry, paste_ready
from reviewer_app.services.release_now import ReleaseNow, release_now
from reviewer_app.services.withdrawing import FinishTakeDown, TakeDown, finish_take_down, take_down


@pytest.fixture
def office(tmp_path):
    with release_office(tmp_path) as made:
        yield made


def test_an_entry_shows_where_it_went_and_what_is_under_way(office):
    entry = office.delivered()
    assert open_entry(office.desk, office.publisher.id, entry.id).places == ("政府网站",)
    address = "http://zrzy.example.gov.cn/1.html"
    seen = RecordOnline(office.publisher.id, entry.id, entry.version, address, office.clock.now())
    record_online(office.desk, seen)
    view = open_entry(office.desk, office.publisher.id, entry.id)
    assert view.places == ("http://zrzy.example.gov.cn/1.html",)
    assert view.entry.state is State.ONLINE
    assert view.withdrawal is None
    assert view.names[office.publisher.id]
    assert view.siblings == ()
    assert view.files
    opened = take_down(office.desk, TakeDown(office.reviewer.id, entry.id, view.entry.version))
    view = open_entry(office.desk, office.publisher.id, entry.id)
    assert view.withdrawal == opened
    assert view.clearings == ()
    tick = clear_place(office.desk, ClearPlace(office.reviewer.id, opened.id, view.places[0], office.clock.now()))
    assert open_entry(office.desk, office.publisher.id, entry.id).clearings == (tick,)
    finish_take_down(office.desk, FinishTakeDown(office.reviewer.id, opened.id, opened.version, "有误"))
    assert open_entry(office.desk, office.publisher.id, entry.id).withdrawal is None


def test_what_is_pasted_is_what_was_signed(office):
    entry = office.delivered()
    ready = paste_ready(office.desk, office.publisher.id, entry.id)
    folder = office.outlet / entry.id
    assert ready.text == (folder / "paste.txt").read_text("utf-8")
    assert ready.html == (folder / "paste.html").read_text("utf-8")
    assert NAME not in ready.text
    assert PHONE not in ready.html


def test_who_may_not_read_sees_neither(office):
    entry = office.queued()
    with pytest.raises(NotPermitted):
        open_entry(office.desk, office.administrator.id, entry.id)
    with pytest.raises(NotPermitted):
        paste_ready(office.desk, office.administrator.id, entry.id)


def test_only_who_releases_may_ask_for_delivery(office):
    entry = office.queued()
    with pytest.raises(NotPermitted):
        release_now(office.desk, ReleaseNow(office.reviewer.id))
    assert office.entry_of(entry.item).state is State.QUEUED
    (done,) = release_now(office.desk, ReleaseNow(office.publisher.id))
    assert (done.entry, done.failure) == (entry.id, None)
