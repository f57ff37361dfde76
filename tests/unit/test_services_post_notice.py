"""张贴登记: boards, people, periods and photographs; what is posted is public there and comes down place by place."""

from datetime import date, timedelta

import pytest

from board_entry import to_board
from release_office import release_office
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import NotABoard, NotPermitted, PostingPeriod, ReasonRequired
from reviewer_app.domain.states import State
from reviewer_app.ports.clock import local_day
from reviewer_app.services.board_notice import board_notice
from reviewer_app.services.open_entry import open_entry
from reviewer_app.services.phone_book import SavePhone, save_phone
from reviewer_app.services.post_notice import RecordPosting, record_posting
from reviewer_app.services.withdrawing import TakeDown, take_down

PLACES = ("松岗村委会门口", "上屋组晒谷场")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with release_office(tmp_path_factory.mktemp("office")) as made:
        yield made


@pytest.fixture(scope="module")
def entry(office):
    return to_board(office.desk, office.publisher.id, office.delivered())


def posting(office, entry, **fields):
    wanted = {
        "actor": office.publisher.id, "entry": entry.id, "version": entry.version, "place": PLACES[0],
        "poster": "钱发布", "posted_at": office.clock.now(), "until": date(2018, 7, 20)} | fields
    return RecordPosting(**wanted)


@pytest.mark.parametrize(("fields", "error"), [
    ({"place": " "}, ReasonRequired),
    ({"poster": ""}, ReasonRequired),
    ({"until": date(2018, 6, 1)}, PostingPeriod),
])
def test_a_posting_has_a_board_a_person_and_a_period(office, entry, fields, error):
    with pytest.raises(error):
        record_posting(office.desk, posting(office, entry, **fields))


def test_what_goes_to_the_website_is_not_posted(office):
    other = office.entry_of(office.queued().item)
    with pytest.raises(NotABoard):
        record_posting(office.desk, posting(office, other))
    with pytest.raises(NotABoard):
        board_notice(office.desk, office.publisher.id, other.id)


def test_the_sheet_says_who_publishes_what_and_until_when(office, entry):
    save_phone(office.desk, SavePhone(office.administrator.id, "办公室", "0797-8123456"))
    notice = board_notice(office.desk, office.publisher.id, entry.id)
    assert (notice.until, notice.phones) == (date(2018, 7, 20), ("0797-8123456",))
    assert notice.office
    assert notice.parts[0][1].text
    with pytest.raises(NotPermitted):
        board_notice(office.desk, office.administrator.id, entry.id)


def test_two_boards_are_recorded_and_both_have_to_come_down(office, entry):
    first = record_posting(office.desk, posting(office, entry, photos=(b"one", b"two")))
    seen = open_entry(office.desk, office.publisher.id, entry.id)
    assert seen.entry.state is State.ONLINE
    later = office.clock.now() + timedelta(hours=1)
    second = record_posting(
        office.desk, posting(office, seen.entry, place=PLACES[1], posted_at=later, until=None))
    view = open_entry(office.desk, office.publisher.id, entry.id)
    assert view.postings == (first, second)
    assert second.until == entry.display_until
    assert view.places == PLACES
    notice = board_notice(office.desk, office.publisher.id, entry.id)
    assert notice.begins == local_day(first.posted_at)
    assert office.entries()[-1].action is AuditAction.QUEUE_POST
    with office.desk.uow("system", writing=False) as uow:
        assert [uow.blobs.get(photo) for photo in first.photos] == [b"one", b"two"]
    opened = take_down(office.desk, TakeDown(office.reviewer.id, entry.id, view.entry.version))
    assert open_entry(office.desk, office.publisher.id, entry.id).withdrawal == opened
