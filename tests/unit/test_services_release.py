"""From the queue to the net and back: delivery, re-check, online, comparison, take-down, correction."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from release_office import release_office
from review_office import NAME, PHONE, assert_nothing_leaks
from reviewer_app.domain.errors import (
    IllegalTransition,
    NotReleasable,
    PlacesLeft,
    ReasonRequired,
    StaleDecision,
)
from reviewer_app.domain.states import State
from reviewer_app.ports.clock import SHANGHAI
from reviewer_app.services.clearing import ClearPlace, clear_place
from reviewer_app.services.export_log import ExportLog, Prove, export_log, prove
from reviewer_app.services.online import Compare, RecordOnline, compare_online, record_online
from reviewer_app.services.queueing import Reschedule, Retry, Withdraw, reschedule, retry, withdraw
from reviewer_app.services.release_check import reason_against
from reviewer_app.services.release_due import release_due
from reviewer_app.services.verify_log import verify_log
from reviewer_app.services.withdrawing import (
    Correct,
    Expire,
    FinishCorrection,
    FinishTakeDown,
    TakeDown,
    correct,
    expire,
    finish_correction,
    finish_take_down,
    take_down,
)
from reviewer_app.verifier.export import verify_export
from reviewer_app.verifier.keys import VerifierKey
from reviewer_app.verifier.tlog_proof import parse, verify

ADDRESS = "http://zrzy.example.gov.cn/1.html"


@pytest.fixture
def office(tmp_path):
    with release_office(tmp_path) as made:
        yield made
        assert_nothing_leaks(made)


def online(office, entry=None):
    entry = entry or office.delivered()
    record_online(office.desk, RecordOnline(office.publisher.id, entry.id, entry.version, ADDRESS, office.clock.now()))
    return office.entry_of(entry.item)


def damage(office, sql):
    """What somebody with the disk could do, past every trigger."""
    with closing(sqlite3.connect(office.store.home / "reviewer.db")) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute(sql)
        raw.commit()


def test_a_release_delivers_the_public_version_and_its_record(office):
    entry = office.delivered()
    folder = office.outlet / entry.id
    record = json.loads((folder / "record.json").read_text("utf-8"))
    assert (record["title"], record["index"], record["audience"]) == ("关于某村征地补偿登记结果的公示", None, "all")
    assert record["formed"] == "2018-06-20"
    assert {one["name"] for one in record["files"]} == {path.name for path in (folder / "files").iterdir()}
    text = (folder / "paste.txt").read_text("utf-8")
    assert "补偿登记" in text
    assert NAME not in text
    assert PHONE not in text
    assert "<table>" in (folder / "paste.html").read_text("utf-8")
    assert office.item_of(entry.item).state is State.DELIVERED


def test_releasing_twice_is_once(office):
    entry = office.delivered()
    assert office.release() == ()
    assert [one.name for one in office.outlet.iterdir()] == [entry.id]


def test_a_crash_between_delivery_and_record_is_made_good(office):
    entry = office.queued()
    broken = replace(office.desk, uow=FailingOnce(office.desk.uow))
    with pytest.raises(RuntimeError):
        release_due(broken)
    assert office.entry_of(entry.item).state is State.QUEUED
    before = {p: p.stat().st_mtime_ns for p in office.outlet.rglob("*")}
    assert office.release()[0].failure is None
    assert {p: p.stat().st_mtime_ns for p in office.outlet.rglob("*")} == before


class FailingOnce:
    """Lets reads through and dies at the first write, as a killed program would between outlet and record."""

    def __init__(self, factory):
        self.factory = factory

    def __call__(self, actor, *, writing=True):
        if writing:
            raise RuntimeError
        return self.factory(actor, writing=writing)


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("UPDATE blobs SET data = X'00' WHERE id IN (SELECT json_extract(parts, '$[0].blob') FROM public_versions)",
         "bytes"),
        ("DELETE FROM signoffs", "unsigned"),
        ("UPDATE signoffs SET card = replace(card, 'proactive', 'withheld')", "signature"),
        ("UPDATE signoffs SET card_sha256 = '00'", "signature"),
        ("UPDATE queue SET display_until = '2018-06-01'", "display_ended"),
        ("UPDATE queue SET audience = 'group'", "audience"),
        ("UPDATE public_versions SET manifest_sha256 = '00'", "not_signed_version"),
    ],
)
def test_what_was_changed_behind_the_programs_back_is_not_released(office, sql, reason):
    entry = office.queued()
    damage(office, sql)
    (done,) = office.release()
    assert done.failure == reason
    found = office.entry_of(entry.item)
    assert (found.state, found.failure) == (State.FAILED, reason)
    assert not office.outlet.exists()


def test_a_failed_entry_can_be_tried_again(office):
    entry = office.queued()
    office.outlet.write_bytes(b"in the way")
    assert office.release()[0].failure == "outlet"
    failed = office.entry_of(entry.item)
    assert office.item_of(entry.item).state is State.FAILED
    office.outlet.unlink()
    queued = retry(office.desk, Retry(office.reviewer.id, failed.id, failed.version))
    assert (queued.state, queued.attempts) == (State.QUEUED, 1)
    assert office.release()[0].failure is None


def test_nothing_goes_out_before_its_time(office):
    entry = office.queued()
    later = datetime(2018, 6, 25, 9, tzinfo=SHANGHAI)
    reschedule(office.desk, Reschedule(office.publisher.id, entry.id, entry.version, later))
    assert office.release() == ()
    office.clock.forward(timedelta(days=5))
    assert len(office.release()) == 1


def test_an_entry_moves_only_within_its_window(office):
    entry = office.queued()
    with pytest.raises(NotReleasable):
        reschedule(office.desk, Reschedule(
            office.publisher.id, entry.id, entry.version, datetime(2030, 1, 1, tzinfo=SHANGHAI)
        ))


def test_a_queued_item_can_be_taken_out_again(office):
    entry = office.queued()
    item = office.item_of(entry.item)
    with pytest.raises(ReasonRequired):
        withdraw(office.desk, Withdraw(office.reviewer.id, item.id, item.version, ""))
    back = withdraw(office.desk, Withdraw(office.reviewer.id, item.id, item.version, "附件有误"))
    assert back.state is State.RETURNED
    assert office.release() == ()


def test_going_online_is_recorded_with_its_address(office):
    entry = online(office)
    assert entry.state is State.ONLINE
    (seen,) = office.all("online", entry=entry.id)
    assert (seen.address, seen.by) == (ADDRESS, office.publisher.id)


def test_going_online_wants_an_address(office):
    entry = office.delivered()
    with pytest.raises(ReasonRequired):
        record_online(office.desk, RecordOnline(office.publisher.id, entry.id, entry.version, " ", office.clock.now()))


def test_the_same_page_is_compared_and_a_changed_one_is_not(office):
    entry = online(office)
    page = (office.outlet / entry.id / "paste.html").read_text("utf-8")
    changed = page.replace("予以公示", "予以公告")
    made, found = compare_online(
        office.desk, Compare(office.publisher.id, entry.id, entry.version, changed.encode(), "page.html")
    )
    assert (made.same, len(found)) == (False, 1)
    assert office.entry_of(entry.item).state is State.ONLINE
    made, found = compare_online(
        office.desk, Compare(office.publisher.id, entry.id, entry.version, page.encode(), "page.html")
    )
    assert (made.same, found) == (True, ())
    assert office.item_of(entry.item).state is State.COMPARED


def test_taking_down_comes_first_and_reasons_after(office):
    entry = online(office)
    opened = take_down(office.desk, TakeDown(office.reviewer.id, entry.id, entry.version))
    assert office.item_of(entry.item).state is State.TAKING_DOWN
    assert not (office.outlet / entry.id).exists()
    with pytest.raises(ReasonRequired):
        finish_take_down(office.desk, FinishTakeDown(office.reviewer.id, opened.id, opened.version))
    finish = FinishTakeDown(office.reviewer.id, opened.id, opened.version, "金额有误")
    with pytest.raises(PlacesLeft):
        finish_take_down(office.desk, finish)
    clear_place(office.desk, ClearPlace(office.reviewer.id, opened.id, ADDRESS, office.clock.now(), b"screenshot"))
    done = finish_take_down(office.desk, finish)
    assert done.done_by == office.reviewer.id
    assert office.item_of(entry.item).state is State.TAKEN_DOWN


def test_a_tick_wants_a_place_and_an_open_take_down(office):
    entry = online(office)
    opened = take_down(office.desk, TakeDown(office.reviewer.id, entry.id, entry.version))
    with pytest.raises(ReasonRequired):
        clear_place(office.desk, ClearPlace(office.reviewer.id, opened.id, " ", office.clock.now()))
    tick = ClearPlace(office.reviewer.id, opened.id, ADDRESS, office.clock.now())
    clear_place(office.desk, tick)
    finish_take_down(office.desk, FinishTakeDown(office.reviewer.id, opened.id, opened.version, "有误"))
    with pytest.raises(IllegalTransition):
        clear_place(office.desk, tick)
    assert verify_log(office.desk.log).ok


def test_a_correction_ends_when_the_corrected_item_is_online(office):
    entry = online(office)
    opened = correct(office.desk, Correct(office.publisher.id, entry.id, entry.version, "面积有误"))
    second = office.queued()
    close = FinishCorrection(office.publisher.id, opened.id, opened.version, second.item)
    with pytest.raises(NotReleasable):
        finish_correction(office.desk, close)
    office.release()
    online(office, office.entry_of(second.item))
    finish_correction(office.desk, close)
    assert office.item_of(entry.item).state is State.CORRECTED


def test_nothing_expires_while_it_is_to_be_shown(office):
    entry = online(office)
    with pytest.raises(NotReleasable):
        expire(office.desk, Expire(office.publisher.id, entry.id, entry.version))


def test_what_was_shown_long_enough_expires(office):
    entry = online(office)
    damage(office, "UPDATE queue SET display_until = '2018-06-22'")
    office.clock.forward(timedelta(days=3))
    expire(office.desk, Expire(office.reviewer.id, entry.id, entry.version))
    assert office.item_of(entry.item).state is State.EXPIRED


def test_only_one_of_two_acts_on_an_entry_holds(office):
    entry = online(office)
    take_down(office.desk, TakeDown(office.reviewer.id, entry.id, entry.version))
    with pytest.raises(StaleDecision):
        take_down(office.desk, TakeDown(office.signatory.id, entry.id, entry.version))


def test_an_exemption_that_ended_stops_the_release(office):
    entry = office.queued()
    damage(office, "INSERT INTO exemptions SELECT NULL, 'x1', item, 'X4', '[]', '[]', '2018-06-01', 'r', signer, at "
                   "FROM signoffs")
    with office.desk.uow("system", writing=False) as uow:
        assert reason_against(uow, entry, date(2018, 6, 21)) == "exemption_ended"


def test_an_export_verifies_elsewhere_and_a_changed_line_is_found(office, tmp_path):
    entry = online(office)
    made = export_log(office.desk, ExportLog(office.auditor.id, tmp_path / "export"))
    report = verify_export(tmp_path / "export")
    assert report.ok, report.problems
    assert (made.entries, report.packages) == (report.entries, 2)
    lines = tmp_path / "export" / "entries.jsonl"
    lines.write_bytes(lines.read_bytes().replace(b"user:item:pass", b"user:item:void"))
    assert not verify_export(tmp_path / "export").ok
    assert entry.state is State.ONLINE


def test_a_receipt_proves_the_signature_of_an_item(office, tmp_path):
    signed = office.signed()
    entry = prove(office.desk, Prove(office.auditor.id, signed.item, tmp_path / "r.tlog-proof"))
    known = [VerifierKey.parse(office.desk.station.verifier_key)]
    shown = verify(parse((tmp_path / "r.tlog-proof").read_text()), known)
    assert shown.index == entry.seq
    assert signed.id.encode() in shown.leaf


def test_everything_done_since_verifies(office):
    entry = online(office)
    take_down(office.desk, TakeDown(office.reviewer.id, entry.id, entry.version, "有误"))
    report = verify_log(office.desk.log)
    assert report.ok
    assert report.signoffs == 1
