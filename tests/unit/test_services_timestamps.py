"""时间戳: out as a request, in as an answer, kept with the checkpoint, held against the log wherever it is verified."""

import sqlite3
from base64 import b64decode
from contextlib import closing
from hashlib import sha256

import pytest

from release_office import release_office
from reviewer_app.adapters.timestamps import Timestamps
from reviewer_app.domain.actors import SYSTEM_ACTOR
from reviewer_app.domain.errors import FileNotWritten, NotPermitted, TimestampRefused
from reviewer_app.services.export_log import ExportLog, export_log
from reviewer_app.services.timestamps import (
    RequestTimestamp,
    TakeTimestamp,
    check_timestamps,
    request_timestamp,
    stamped_text,
    take_timestamp,
)
from reviewer_app.services.verify_log import verify_log
from reviewer_app.verifier.export import verify_export
from reviewer_app.verifier.report import Code
from timestamp_service import Service, imprint_of


@pytest.fixture
def office(tmp_path):
    with release_office(tmp_path) as made:
        made.signed()
        yield made


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    return Service(tmp_path_factory.mktemp("tsa"))


def requested(office, tmp_path):
    target = tmp_path / "log.tsq"
    fixed = request_timestamp(office.desk, Timestamps(), RequestTimestamp(SYSTEM_ACTOR, target))
    return fixed, target.read_bytes()


def take(office, response, *certificates, actor=SYSTEM_ACTOR):
    return take_timestamp(office.desk, Timestamps(), TakeTimestamp(actor, response, certificates))


def test_the_request_is_over_the_checkpoints_text(office, tmp_path):
    fixed, request = requested(office, tmp_path)
    assert imprint_of(request) == sha256(stamped_text(fixed.note)).digest()
    assert stamped_text(fixed.note).decode().split("\n")[1] == str(fixed.size)


def test_an_answer_is_kept_verified_and_once(office, service, tmp_path):
    fixed, request = requested(office, tmp_path)
    response = service.answer(request)
    for _ in range(2):
        stamped = take(office, response, service.root.pem)
        assert (stamped.size, stamped.authority, stamped.verified) == (fixed.size, "CN=Test TSA", True)
    (kept,) = office.all("timestamps")
    assert (b64decode(kept.response), kept.checkpoint) == (response, fixed.id)
    assert verify_log(office.desk.log).ok
    good, bad = check_timestamps(office.desk.log, Timestamps(), [service.root.pem])
    assert ([one.verified for one in good], bad) == ([True], ())


def test_without_a_certificate_only_the_imprint_is_vouched_for(office, service, tmp_path):
    _, request = requested(office, tmp_path)
    assert take(office, service.answer(request)).verified is False
    (unverified,), bad = check_timestamps(office.desk.log, Timestamps(), [])
    assert (unverified.verified, bad) == (False, ())


def test_a_stranger_to_the_office_is_refused_and_named(office, service, tmp_path):
    _, request = requested(office, tmp_path)
    stranger = Service(tmp_path / "stranger")
    with pytest.raises(TimestampRefused):
        take(office, stranger.answer(request), service.root.pem)
    assert office.all("timestamps") == ()
    take(office, stranger.answer(request))  # nobody said whom the office trusts
    good, bad = check_timestamps(office.desk.log, Timestamps(), [service.root.pem])
    assert (good, [one.code for one in bad]) == ((), [Code.TIMESTAMP_REFUSED])


def test_over_another_log_it_is_refused(office, service):
    with pytest.raises(TimestampRefused) as refused:
        take(office, service.own_answer(bytes(32)), service.root.pem)
    assert refused.value.values == {"refusal": "foreign"}


def test_who_may_not_does_not(office, service, tmp_path):
    _, request = requested(office, tmp_path)
    with pytest.raises(NotPermitted):
        take(office, service.answer(request), actor=office.publisher.id)
    with pytest.raises(NotPermitted):
        request_timestamp(office.desk, Timestamps(), RequestTimestamp(office.publisher.id, tmp_path / "x.tsq"))
    assert office.all("timestamps") == ()


def test_a_request_that_cannot_be_written_is_told(office, tmp_path):
    with pytest.raises(FileNotWritten):
        request_timestamp(office.desk, Timestamps(), RequestTimestamp(SYSTEM_ACTOR, tmp_path / "no" / "x.tsq"))


def test_it_is_exported_and_held_against_the_log(office, service, tmp_path):
    fixed, request = requested(office, tmp_path)
    response = service.answer(request)
    take(office, response)
    folder = tmp_path / "export"
    export_log(office.desk, ExportLog(office.auditor.id, folder))
    report = verify_export(folder)
    assert report.ok, report.problems
    (stamp,) = report.timestamps
    assert (stamp.size, stamp.digest) == (fixed.size, imprint_of(request).hex())
    path = folder / stamp.where
    assert path.read_bytes() == response
    path.rename(path.with_name("other.tsr"))
    assert verify_export(folder).ok
    path.with_name("other.tsr").write_bytes(response + b"!")
    codes = {one.code for one in verify_export(folder).problems}
    assert codes == {Code.TIMESTAMP_NOT_LOGGED, Code.TIMESTAMP_MISSING}


def test_a_changed_row_is_named_by_both(office, service, tmp_path):
    _, request = requested(office, tmp_path)
    take(office, service.answer(request))
    with closing(sqlite3.connect(office.store.home / "reviewer.db")) as raw:
        raw.execute("DROP TRIGGER guard_timestamps_update")
        raw.execute("UPDATE timestamps SET response = 'MAA='")
        raw.commit()
    assert [one.table for one in verify_log(office.desk.log).differences] == ["timestamps"]
    assert [one.code for one in check_timestamps(office.desk.log, Timestamps(), [])[1]] == [Code.TIMESTAMP_REFUSED]
