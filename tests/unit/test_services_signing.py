"""签批 in all its forms: who may, over what, what follows, and what is refused."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from release_office import release_office
from review_office import BODY, FILES, PASSWORD, assert_nothing_leaks
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import (
    AmendmentMismatch,
    AuthorMayNot,
    CannotSign,
    IllegalTransition,
    KeyLocked,
    NotAuthorised,
    NotPermitted,
    ReasonRequired,
    StaleDecision,
)
from reviewer_app.domain.items import Change
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.release import SignOffKind
from reviewer_app.domain.review import Conclusion
from reviewer_app.domain.states import State
from reviewer_app.services.export_log import ExportLog, export_log
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.passing import Pass, pass_item
from reviewer_app.services.refuse import Refuse, refuse
from reviewer_app.services.revise import Revise, revise
from reviewer_app.services.sign import PassAndSign, Sign, pass_and_sign, sign
from reviewer_app.services.sign_amended import (
    ConfirmAmendments,
    SignWithAmendments,
    confirm_amendments,
    sign_with_amendments,
)
from reviewer_app.services.sign_paper import SignOnPaper, sign_on_paper
from reviewer_app.services.verify_log import verify_log
from reviewer_app.verifier import dsse
from reviewer_app.verifier.export import verify_export

CHANGE = Change(1, "予以公示", "予以公告")
AMENDED = (IncomingFile("公示.txt", BODY.replace("予以公示", "予以公告").encode()), FILES[1])


@pytest.fixture
def office(tmp_path):
    with release_office(tmp_path) as made:
        yield made
        assert verify_log(made.desk.log).ok
        assert_nothing_leaks(made)


def test_a_signature_covers_the_card_and_queues_the_item(office):
    signed = office.signed()
    payload = dsse.verify(signed.envelope.encode(), office.keys["signatory"].public_key)
    assert payload == json.loads(signed.card)
    version = office.all("public_versions", item=signed.item)[-1]
    assert payload["public"] == [{
        "id": version.id, "audience": "all", "policy": version.policy, "policyVersion": version.policy_version,
        "manifest": version.manifest_sha256, "parts": [part.sha256 for part in version.parts],
    }]
    assert office.item_of(signed.item).state is State.QUEUED
    assert [entry.channel for entry in office.all("queue", item=signed.item)] == ["government_site"]


def test_no_hash_of_an_original_stands_on_the_card(office):
    signed = office.signed()
    revision = office.all("revisions", item=signed.item)[-1]
    for part in revision.parts:
        assert part.sha256 not in signed.card
    assert revision.manifest_sha256 not in signed.card


def test_the_log_is_fixed_right_after_the_signature(office):
    office.signed()
    last = office.desk.log.checkpoints()[-1]
    assert last.size == office.desk.log.size() - 1


def test_an_author_never_signs(office):
    item = office.passed()
    with pytest.raises(AuthorMayNot):
        sign(office.desk, Sign(office.drafter.id, item.id, item.version, office.keys["drafter"]))


def test_a_reviewer_does_not_sign_without_an_authorisation(office):
    item = office.passed()
    with pytest.raises(NotAuthorised):
        sign(office.desk, Sign(office.reviewer.id, item.id, item.version, office.keys["reviewer"]))


def test_somebody_elses_key_does_not_sign(office):
    item = office.passed()
    with pytest.raises(KeyLocked):
        sign(office.desk, Sign(office.signatory.id, item.id, item.version, office.keys["reviewer"]))
    assert office.item_of(item.id).state is State.AWAITING_SIGNATURE


def test_a_locked_key_does_not_sign(office):
    item = office.passed()
    office.keys["signatory"].lock()
    with pytest.raises(KeyLocked):
        sign(office.desk, Sign(office.signatory.id, item.id, item.version, office.keys["signatory"]))
    assert office.all("signoffs", item=item.id) == ()


def test_the_second_of_two_signatures_is_stale(office):
    item = office.passed()
    office.signed(item)
    with pytest.raises(StaleDecision):
        office.signed(item)
    assert len(office.all("signoffs", item=item.id)) == 1


def test_an_authorisation_lets_pass_and_sign_in_one_act_with_two_entries_and_one_signature(office):
    office.authorised()
    item = office.ready()
    command = PassAndSign(
        Pass(office.reviewer.id, item.id, item.version, Conclusion.PUBLISH_SEPARATED), office.keys["reviewer"]
    )
    signed = pass_and_sign(office.desk, command)
    entries = [one for one in office.entries() if one.action in {AuditAction.ITEM_PASS, AuditAction.ITEM_SIGN}]
    assert [one.action for one in entries] == [AuditAction.ITEM_PASS, AuditAction.ITEM_SIGN]
    assert entries[0].command == entries[1].command
    assert signed.authorisation is not None
    assert json.loads(signed.card)["authorisation"] == signed.authorisation


@pytest.mark.parametrize(
    "authorisation", [{"columns": frozenset({"A01"})}, {"until": date(2018, 6, 21)}], ids=["column", "period"]
)
def test_an_authorisation_for_another_column_or_time_leaves_nothing_passed(office, authorisation):
    office.authorised(**authorisation)
    item = office.ready()
    if "until" in authorisation:
        office.clock.forward(START_OF_NEXT_DAY)
    command = PassAndSign(
        Pass(office.reviewer.id, item.id, item.version, Conclusion.PUBLISH_SEPARATED), office.keys["reviewer"]
    )
    with pytest.raises(NotAuthorised):
        pass_and_sign(office.desk, command)
    assert office.item_of(item.id).state is State.IN_REVIEW


START_OF_NEXT_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("attribute", "conclusion", "kind"),
    [
        (DisclosureAttribute.ON_REQUEST, Conclusion.ON_REQUEST, "on_request"),
        (DisclosureAttribute.WITHHELD, Conclusion.WITHHOLD, "withheld"),
    ],
)
def test_what_is_not_public_is_signed_and_registered(office, attribute, conclusion, kind):
    item = office.determined(office.secrecy(office.reviewed()), attribute)
    item = pass_item(office.desk, Pass(office.reviewer.id, item.id, item.version, conclusion))
    signed = office.signed(item)
    assert office.item_of(item.id).state is State.REGISTERED
    (entry,) = office.all("registers", item=item.id)
    assert (entry.kind.value, entry.review_date) == (kind, date(2019, 6, 21))
    assert signed.envelope is not None
    assert office.all("queue", item=item.id) == ()


def test_a_paper_signature_keeps_the_scan_and_is_never_electronic(office):
    item = office.passed()
    command = SignOnPaper(office.reviewer.id, item.id, item.version, office.signatory.id, date(2018, 6, 21), b"scan")
    signed = sign_on_paper(office.desk, command)
    assert (signed.kind, signed.envelope, signed.entered_by) == (SignOffKind.PAPER, None, office.reviewer.id)
    assert (signed.signer_name, signed.signed_on) == (office.signatory.name, date(2018, 6, 21))
    assert office.item_of(item.id).state is State.QUEUED


def test_a_paper_signature_ties_the_public_files_to_the_log(office, tmp_path):
    item = office.passed()
    command = SignOnPaper(office.reviewer.id, item.id, item.version, office.signatory.id, date(2018, 6, 21), b"scan")
    sign_on_paper(office.desk, command)
    export_log(office.desk, ExportLog(office.auditor.id, tmp_path / "export"))
    report = verify_export(tmp_path / "export")
    (entry,) = [one for one in office.desk.log.entries() if one.action is AuditAction.ITEM_SIGN_PAPER]
    assert report.ok, report.problems
    assert {file.seq for file in report.on_paper} == {entry.seq}
    assert len(report.on_paper) == report.packages > 0


@pytest.mark.parametrize("change", [{"scan": b""}, {"signed_on": date(2018, 6, 30)}], ids=["no scan", "tomorrow"])
def test_a_paper_signature_wants_its_evidence(office, change):
    item = office.passed()
    command = SignOnPaper(office.reviewer.id, item.id, item.version, office.signatory.id, date(2018, 6, 21), b"scan")
    with pytest.raises(CannotSign):
        sign_on_paper(office.desk, replace(command, **change))


def test_only_a_signatory_can_have_signed_on_paper(office):
    item = office.passed()
    command = SignOnPaper(office.reviewer.id, item.id, item.version, office.second.id, date(2018, 6, 21), b"scan")
    with pytest.raises(NotPermitted):
        sign_on_paper(office.desk, command)


def test_refusing_returns_the_item_and_wants_a_reason(office):
    item = office.passed()
    with pytest.raises(ReasonRequired):
        refuse(office.desk, Refuse(office.signatory.id, item.id, item.version, " "))
    returned = refuse(office.desk, Refuse(office.signatory.id, item.id, item.version, "标题请再斟酌"))
    assert (returned.state, returned.claimed_by) == (State.RETURNED, None)


def conditional(office):
    item = office.passed()
    return sign_with_amendments(
        office.desk,
        SignWithAmendments(office.signatory.id, item.id, item.version, office.keys["signatory"], (CHANGE,)),
    )


def corrected(office, item_id, files):
    item = office.item_of(item_id)
    item = revise(office.desk, Revise(office.drafter.id, item.id, item.version, office.drafter.id, files))
    return office.ready(office.submitted(item))


def test_signing_with_amendments_takes_effect_when_exactly_those_are_confirmed(office):
    condition = conditional(office)
    assert office.item_of(condition.item).state is State.RETURNED
    item = corrected(office, condition.item, AMENDED)
    command = ConfirmAmendments(
        Pass(office.reviewer.id, item.id, item.version, Conclusion.PUBLISH_SEPARATED), office.keys["reviewer"]
    )
    confirmed = confirm_amendments(office.desk, command)
    assert (confirmed.kind, confirmed.confirms) == (SignOffKind.CONFIRMATION, condition.id)
    assert json.loads(confirmed.card)["confirmed"] == condition.card_sha256
    assert office.item_of(item.id).state is State.QUEUED
    assert office.release()[0].failure is None


def test_any_further_change_is_refused_with_its_number(office):
    condition = conditional(office)
    further = (replace(AMENDED[0], data=AMENDED[0].data + "另：补充一条。\n".encode()), AMENDED[1])
    item = corrected(office, condition.item, further)
    command = ConfirmAmendments(
        Pass(office.reviewer.id, item.id, item.version, Conclusion.PUBLISH_SEPARATED), office.keys["reviewer"]
    )
    with pytest.raises(AmendmentMismatch) as refused:
        confirm_amendments(office.desk, command)
    assert refused.value.values["count"] == 1
    assert office.item_of(item.id).state is State.IN_REVIEW


def test_a_changed_annex_that_was_not_listed_is_refused(office):
    condition = conditional(office)
    item = corrected(office, condition.item, (AMENDED[0], replace(FILES[1], data=FILES[1].data + b"3,x,1\n")))
    command = ConfirmAmendments(
        Pass(office.reviewer.id, item.id, item.version, Conclusion.PUBLISH_SEPARATED), office.keys["reviewer"]
    )
    with pytest.raises(AmendmentMismatch):
        confirm_amendments(office.desk, command)


def test_a_listed_change_must_name_its_place(office):
    item = office.passed()
    command = SignWithAmendments(
        office.signatory.id, item.id, item.version, office.keys["signatory"], (Change(1, "没有的话", "别的话"),)
    )
    with pytest.raises(AmendmentMismatch):
        sign_with_amendments(office.desk, command)


def test_a_conditional_signature_alone_releases_nothing(office):
    condition = conditional(office)
    assert office.all("queue", item=condition.item) == ()
    with pytest.raises(IllegalTransition):
        office.signed(office.item_of(condition.item))


def test_an_unlocked_key_of_yesterday_does_not_open_todays_session(office):
    key = office.all("person_keys", user=office.signatory.id)[0]
    assert office.desk.keys.unlock(key, PASSWORD).public_key.hex() == key.public_key
