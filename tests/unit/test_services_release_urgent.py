"""紧急发布: out on a telephone approval, with what still stops it, and the signature that is owed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from release_office import release_office
from review_office import PASSWORD, ReviewOffice, assert_nothing_leaks, fresh_office, lacking
from reviewer_app.domain.actors import User
from reviewer_app.domain.errors import (
    AlreadyClaimed,
    CannotPass,
    CannotSign,
    DecisionIncomplete,
    IllegalTransition,
    NotPermitted,
    StaleDecision,
)
from reviewer_app.domain.items import Urgency
from reviewer_app.domain.release import SignOffKind
from reviewer_app.domain.states import State
from reviewer_app.domain.urgent import AlarmKind, ClockKind, clocks
from reviewer_app.ports.signing import Signer
from reviewer_app.services.make_good import MakeGood, MakeGoodOnPaper, make_good, make_good_on_paper, owed
from reviewer_app.services.open_entry import open_entry
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.person_keys import MakeKey, make_key
from reviewer_app.services.raise_alarm import RaiseAlarm, raise_alarm
from reviewer_app.services.release_check import reason_against
from reviewer_app.services.release_due import release_due
from reviewer_app.services.release_urgent import ReleaseUrgent, release_urgent
from reviewer_app.services.verify_log import verify_log
from reviewer_app.services.void import Void, void


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


def urgent(office: Any, item: Any, **fields: Any) -> Any:
    now = office.desk.clock.now()
    wanted = {
        "approver": office.signatory.id, "approved_at": now - timedelta(minutes=5), "called_by": office.reviewer.id,
        "channels": ("government_site",), "reason": "山洪预警",
    } | fields  # fmt: skip
    return release_urgent(office.desk, ReleaseUrgent(item.claimed_by, item.id, item.version, **wanted))


def unlocked(office: ReviewOffice, person: User) -> Signer:
    return office.desk.keys.unlock(make_key(office.desk, MakeKey(person.id, PASSWORD)), PASSWORD)


def safe(office: Any) -> Any:
    """Secrecy answered, personal data dealt with, a clean public version: nothing about attribute or judgement."""
    return office.public(office.disposed(office.secrecy(office.reviewed())))


def test_it_goes_out_on_the_telephone_approval_and_the_approver_makes_it_good(tmp_path: Path) -> None:
    with release_office(tmp_path) as office:
        approval = urgent(office, safe(office))
        assert (approval.approver, approval.called_by, approval.is_owed) == (
            office.signatory.id, office.reviewer.id, True,
        )  # fmt: skip
        assert set(approval.deferred) >= {"determination", "judgement"}
        assert [one.failure for one in release_due(office.desk)] == [None]
        (entry,) = office.all("queue", item=approval.item)
        assert (entry.state, entry.channel) == (State.DELIVERED, "government_site")
        assert open_entry(office.desk, office.publisher.id, entry.id).owed == approval
        (told,) = owed(office.desk, office.reviewer.id)
        assert (told.approval, told.approver) == (approval, office.signatory.name)
        key = office.keys["signatory"]
        signed = make_good(office.desk, MakeGood(office.signatory.id, approval.id, approval.version, key))
        assert owed(office.desk, office.reviewer.id) == ()
        (kept,) = office.all("approvals", item=approval.item)
        assert (kept.signoff, signed.signer, signed.revision) == (signed.id, office.signatory.id, approval.revision)
        with pytest.raises(StaleDecision):
            make_good(office.desk, MakeGood(office.signatory.id, approval.id, kept.version, key))
        with office.desk.uow(office.reviewer.id, writing=False) as uow:
            assert reason_against(uow, entry, office.desk.today()) is None
        assert verify_log(office.desk.log).ok
        assert_nothing_leaks(office)


def test_it_is_made_good_on_paper_by_the_approver_and_entered_with_a_scan(tmp_path: Path) -> None:
    with release_office(tmp_path) as office:
        approval = urgent(office, safe(office))
        today = office.desk.today()
        command = MakeGoodOnPaper(office.reviewer.id, approval.id, approval.version, today, b"scan of the form")
        for wrong in ({"scan": b""}, {"signed_on": today + timedelta(days=1)}):
            with pytest.raises(CannotSign):
                make_good_on_paper(office.desk, replace(command, **wrong))
        with pytest.raises(NotPermitted):
            make_good_on_paper(office.desk, replace(command, actor=office.drafter.id))
        signed = make_good_on_paper(office.desk, command)
        assert (signed.kind, signed.signer, signed.entered_by) == (
            SignOffKind.PAPER, office.signatory.id, office.reviewer.id,
        )  # fmt: skip
        assert owed(office.desk, office.reviewer.id) == ()
        with pytest.raises(StaleDecision):
            make_good_on_paper(office.desk, replace(command, version=approval.version + 1))
        (entry,) = office.all("queue", item=approval.item)
        with office.desk.uow(office.reviewer.id, writing=False) as uow:
            assert reason_against(uow, entry, today) is None
        assert verify_log(office.desk.log).ok


@pytest.mark.parametrize(
    ("left_out", "stops"),
    [
        ("secrecy", {"secrecy"}),
        ("disposed", {"findings", "public_version_stale"}),
        ("public", {"public_version"}),
    ],
)
def test_secrecy_personal_data_and_the_second_scan_stop_it_all_the_same(
    office: Any, left_out: str, stops: set[str]
) -> None:
    item = office.reviewed()
    for step in ("secrecy", "disposed", "public"):
        if step != left_out and not (left_out == "disposed" and step == "public"):
            item = getattr(office, step)(item)
    with pytest.raises(CannotPass) as refused:
        urgent(office, item)
    assert lacking(refused.value) & (stops | {"public_version"})
    assert not lacking(refused.value) & {"amber", "judgement", "determination"}
    assert office.all("approvals") == ()
    assert office.item(item).state is State.IN_REVIEW


def test_a_proposal_to_withhold_is_overruled_by_a_person_only(office: Any) -> None:
    text = "关于矿山情况的说明\n本报告涉及江西甲矿业有限公司商业秘密，该公司声明保密。\n"
    sent = office.proposed(office.enter(files=(IncomingFile("说明.txt", text.encode()),)))
    item = office.public(office.disposed(office.secrecy(office.reviewed(office.submitted(sent)))))
    with pytest.raises(CannotPass) as refused:
        urgent(office, item)
    assert lacking(refused.value) == {"determination"}
    assert "determination" not in urgent(office, office.determined(item)).deferred


@pytest.mark.parametrize(
    ("fields", "missing"),
    [({"reason": " "}, {"reason"}), ({"channels": ()}, {"channel"}), ({"approved_at": None}, {"dates"})],
)
def test_reason_channel_and_hour_are_asked(office: Any, fields: dict[str, Any], missing: set[str]) -> None:
    item = safe(office)
    if fields.get("approved_at", 1) is None:
        fields = {"approved_at": office.desk.clock.now() + timedelta(minutes=1)}
    with pytest.raises(DecisionIncomplete) as refused:
        urgent(office, item, **fields)
    assert lacking(refused.value) == missing


def test_two_persons_and_a_signatory(office: Any) -> None:
    item = safe(office)
    with pytest.raises(NotPermitted):
        urgent(office, item, approver=office.second.id)
    with pytest.raises(AlreadyClaimed):
        urgent(office, replace(item, claimed_by=office.second.id))
    approval = urgent(office, item)
    key = unlocked(office, office.reviewer)
    with pytest.raises(NotPermitted):
        make_good(office.desk, MakeGood(office.reviewer.id, approval.id, approval.version, key))


def test_what_is_remade_after_the_call_was_not_agreed_to(office: Any) -> None:
    approval = urgent(office, safe(office))
    (entry,) = office.all("queue", item=approval.item)
    with office.desk.uow(office.reviewer.id, writing=False) as uow:
        version = uow.public_versions.get(entry.public_version)
        later = replace(version, made_at=approval.at + timedelta(seconds=1))

        class Other:
            """The store, with a public version remade after the call."""

            public_versions = type("Versions", (), {"get": staticmethod(lambda _id: later)})

            def __getattr__(self, name: str) -> Any:
                return getattr(uow, name)

        assert reason_against(Other(), entry, office.desk.today()) == "unsigned"


# --- 计时 ---


def test_the_clocks_of_an_emergency_and_of_an_outcry(office: ReviewOffice) -> None:
    item = office.submitted()
    known = office.desk.clock.now() - timedelta(hours=1)
    item = raise_alarm(office.desk, RaiseAlarm(office.reviewer.id, item.id, item.version, AlarmKind.EMERGENCY, known))
    assert item.urgency is Urgency.EXTRA_URGENT
    (alarm,) = office.all("alarms", item=item.id)
    assert clocks(alarm) == (
        (ClockKind.AUTHORITATIVE, known + timedelta(hours=5)), (ClockKind.PRESS, known + timedelta(hours=24)),
    )  # fmt: skip
    assert clocks(replace(alarm, kind=AlarmKind.OPINION)) == ((ClockKind.RESPONSE, known + timedelta(hours=48)),)
    later = office.desk.clock.now() + timedelta(hours=1)
    with pytest.raises(DecisionIncomplete):
        raise_alarm(office.desk, RaiseAlarm(office.reviewer.id, item.id, item.version, AlarmKind.OPINION, later))


def test_nothing_can_be_alarmed_that_is_done(office: ReviewOffice) -> None:
    item = office.submitted()
    item = void(office.desk, Void(office.drafter.id, item.id, item.version, "重复"))
    now = office.desk.clock.now()
    with pytest.raises(IllegalTransition):
        raise_alarm(office.desk, RaiseAlarm(office.reviewer.id, item.id, item.version, AlarmKind.OPINION, now))
