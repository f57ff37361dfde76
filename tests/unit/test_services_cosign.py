"""联署: the auditor's own key under a checkpoint, held against the log wherever it is verified."""

from dataclasses import replace

import pytest

from release_office import release_office
from review_office import PASSWORD
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import KeyLocked, LogNotWhole, NotFound, NotPermitted, SeveralPersons, WrongPassword
from reviewer_app.services.cosign import Cosign, cosign, unlock_cosigner
from reviewer_app.services.export_log import ExportLog, export_log
from reviewer_app.services.people import AddPerson, add_person
from reviewer_app.services.person_keys import MakeKey, make_key
from reviewer_app.services.verify_log import verify_log
from reviewer_app.services.verify_office import verify_office
from reviewer_app.verifier.claims import Anchors
from reviewer_app.verifier.export import verify_export
from reviewer_app.verifier.keys import VerifierKey
from reviewer_app.verifier.report import Code


@pytest.fixture
def office(tmp_path):
    with release_office(tmp_path) as made:
        make_key(made.desk, MakeKey(made.auditor.id, PASSWORD))
        made.signed()
        yield made


def cosigned(office):
    return cosign(office.desk, Cosign(office.auditor.id, unlock_cosigner(office.desk, None, PASSWORD)))


def test_it_is_part_of_the_log_and_verifies_there(office):
    made = cosigned(office)
    assert office.desk.log.entries()[-1].action is AuditAction.LOG_COSIGN
    report = verify_log(office.desk.log)
    assert (report.ok, report.anchored_size) == (True, 0), "a key that nobody gave proves nothing from outside"
    assert [(one.size, one.trusted) for one in report.cosigned] == [(made.checkpoint.size, False)]
    key = VerifierKey.parse(made.cosignature.key)
    assert verify_log(office.desk.log, Anchors(witnesses=(key,))).anchored_size == made.checkpoint.size


def test_the_window_names_the_person_and_how_far_it_reaches(office):
    before = verify_office(office.desk, office.auditor.id)
    assert (before.ok, before.witnesses, before.stamps) == (True, (), ())
    first, last = cosigned(office), cosigned(office)
    after = verify_office(office.desk, office.auditor.id)
    assert [one.name for one in after.witnesses] == [office.auditor.name] * 2
    assert [one.size for one in after.witnesses] == [first.checkpoint.size, last.checkpoint.size]
    with pytest.raises(NotPermitted):
        verify_office(office.desk, office.drafter.id)


def test_it_is_exported_with_its_checkpoint(office, tmp_path):
    made, folder = cosigned(office), tmp_path / "export"
    again = cosigned(office)
    export_log(office.desk, ExportLog(office.auditor.id, folder))
    key = VerifierKey.parse(made.cosignature.key)
    report = verify_export(folder, Anchors(witnesses=(key,)))
    assert report.ok, report.problems
    assert report.anchored_size == again.checkpoint.size
    assert [one.size for one in report.cosigned] == [made.checkpoint.size, again.checkpoint.size]
    assert all(one.trusted for one in report.cosigned)


def test_one_that_was_taken_off_or_changed_is_missed(office, tmp_path):
    made, folder = cosigned(office), tmp_path / "export"
    export_log(office.desk, ExportLog(office.auditor.id, folder))
    note = folder / "checkpoints" / f"{made.checkpoint.size:012}.note"
    assert note.read_text("utf-8") == made.checkpoint.note + made.cosignature.line
    note.write_text(made.checkpoint.note, "utf-8")
    assert {one.code for one in verify_export(folder).problems} == {Code.COSIGNATURE_MISSING}
    line = made.cosignature.line
    note.write_text(made.checkpoint.note + line[:-6] + ("A" if line[-6] != "A" else "B") + line[-5:], "utf-8")
    assert Code.CHECKPOINT_REFUSED in {one.code for one in verify_export(folder).problems}


def test_who_may_not_does_not(office):
    with pytest.raises(NotPermitted):
        cosign(office.desk, Cosign(office.signatory.id, office.keys["signatory"]))
    with pytest.raises(KeyLocked):
        cosign(office.desk, Cosign(office.auditor.id, office.keys["signatory"]))
    assert verify_log(office.desk.log).cosigned == ()


def test_nobody_vouches_for_a_log_that_does_not_hold(office):
    key = unlock_cosigner(office.desk, None, PASSWORD)
    broken = replace(office.desk, log=_Tampered(office.desk.log))
    with pytest.raises(LogNotWhole):
        cosign(broken, Cosign(office.auditor.id, key))
    assert verify_log(office.desk.log).cosigned == ()


class _Tampered:
    """The office's log with one row less in every snapshot."""

    def __init__(self, log):
        self._log = log

    def __getattr__(self, name):
        return getattr(self._log, name)

    def snapshot(self):
        return _Snapshot(self._log.snapshot())


class _Snapshot:
    def __init__(self, inner):
        self._inner = inner

    def __enter__(self):
        return _OneRowLess(self._inner.__enter__())

    def __exit__(self, *error):
        return self._inner.__exit__(*error)


class _OneRowLess(_Tampered):
    def proven_rows(self, *tables):
        rows = self._log.proven_rows(*tables)
        return rows if tables else (row for row in rows if row[0] != "determinations")


def test_whose_key_it_is_must_be_clear(office):
    with pytest.raises(WrongPassword):
        unlock_cosigner(office.desk, None, PASSWORD + "!")
    with pytest.raises(NotFound):
        unlock_cosigner(office.desk, "无此人", PASSWORD)
    add_person(office.desk, AddPerson(office.administrator.id, office.auditor.name, "科", office.auditor.roles))
    with pytest.raises(SeveralPersons):
        unlock_cosigner(office.desk, office.auditor.name, PASSWORD)
    assert unlock_cosigner(office.desk, office.auditor.id, PASSWORD).user == office.auditor.id
