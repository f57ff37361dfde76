"""Founding the office, people, keys, authorisations, routes, phones."""

from datetime import timedelta
from typing import Any

import pytest

from review_office import PASSWORD, ReviewOffice, day, fresh_office, lacking, make_office
from reviewer_app.domain.actors import Authorisation, Role
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import (
    DecisionIncomplete,
    IllegalTransition,
    LastAdministrator,
    NotFound,
    NotPermitted,
    OfficeExists,
    PersonKeyExists,
    RolesConflict,
    StaleDecision,
    WrongPassword,
)
from reviewer_app.domain.items import RouteStep
from reviewer_app.services.authorise import Authorise, Revoke, authorise, revoke
from reviewer_app.services.found_office import FoundOffice, found_office
from reviewer_app.services.people import AddPerson, ChangePerson, add_person, change_person
from reviewer_app.services.person_keys import (
    ChangePassword,
    MakeKey,
    RetireKey,
    change_password,
    current_key,
    make_key,
    retire_key,
)
from reviewer_app.services.phone_book import SavePhone, save_phone
from reviewer_app.services.routes import SaveRoute, save_route


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


# --- 首次使用 ---


def test_the_log_begins_with_the_office_and_is_fixed_at_once(office: ReviewOffice) -> None:
    first, second = office.entries()[:2]
    assert (first.seq, first.action, first.actor) == (0, AuditAction.OFFICE_FOUND, office.administrator.id)
    assert second.action is AuditAction.LOG_CHECKPOINT
    assert [one.size for one in office.store.log.checkpoints()] == [1]
    (founded,) = office.all("offices")
    assert (founded.origin, founded.demo) == (office.desk.station.origin, False)
    assert founded.station_key == office.desk.station.verifier_key


def test_the_first_administrator_can_log_in(office: ReviewOffice) -> None:
    with office.desk.uow(office.administrator.id, writing=False) as uow:
        key = current_key(uow, office.administrator.id)
    assert key is not None
    assert office.desk.keys.unlock(key, PASSWORD).user == office.administrator.id
    assert office.administrator.public_key == key.public_key


def test_an_office_is_founded_once(office: ReviewOffice) -> None:
    entries = office.entries()
    with pytest.raises(OfficeExists):
        make_office(office.store, office.desk.clock)
    assert office.entries() == entries


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"name": " "}, {"name"}),
        ({"administrator": ""}, {"name"}),
        ({"unit": ""}, {"unit"}),
        ({"password": "short"}, {"password"}),
    ],
)
def test_founding_wants_names_and_a_password(office: ReviewOffice, fields: dict[str, str], missing: set[str]) -> None:
    wanted = {"name": "某局", "code": "11", "administrator": "何管理", "unit": "办公室", "password": PASSWORD} | fields
    with pytest.raises(DecisionIncomplete) as refused:
        found_office(office.desk, FoundOffice(**wanted))
    assert lacking(refused.value) == missing


# --- 人员 ---


def test_people_are_added_and_changed_by_the_administrator(office: ReviewOffice) -> None:
    user = add_person(
        office.desk, AddPerson(office.administrator.id, " 尤新人 ", "法规科", frozenset({Role.DRAFTER, Role.REVIEWER}))
    )
    assert (user.name, user.active, user.public_key) == ("尤新人", True, None)
    command = ChangePerson(
        office.administrator.id, user.id, user.version, "尤新人", "办公室", frozenset({Role.DRAFTER}), active=False
    )
    changed = change_person(office.desk, command)
    assert (changed.unit, changed.active, changed.grants()) == ("办公室", False, frozenset())
    assert [one.action for one in office.entries()[-2:]] == [AuditAction.USER_ADD, AuditAction.USER_CHANGE]
    with pytest.raises(StaleDecision):
        change_person(office.desk, command)


@pytest.mark.parametrize("alone", [Role.ADMINISTRATOR, Role.AUDITOR])
@pytest.mark.parametrize("other", [Role.DRAFTER, Role.REVIEWER, Role.SIGNATORY])
def test_administrator_and_auditor_go_with_no_other_role(office: ReviewOffice, alone: Role, other: Role) -> None:
    roles = frozenset({alone, other})
    with pytest.raises(RolesConflict):
        add_person(office.desk, AddPerson(office.administrator.id, "尤新人", "法规科", roles))
    drafter = office.drafter
    with pytest.raises(RolesConflict):
        change_person(office.desk, ChangePerson(office.administrator.id, drafter.id, 1, drafter.name, "科", roles))


def test_there_is_always_an_administrator(office: ReviewOffice) -> None:
    chief = office.administrator
    gone = ChangePerson(chief.id, chief.id, chief.version, chief.name, chief.unit, chief.roles, active=False)
    with pytest.raises(LastAdministrator):
        change_person(office.desk, gone)
    add_person(office.desk, AddPerson(chief.id, "何接任", "办公室", frozenset({Role.ADMINISTRATOR})))
    assert not change_person(office.desk, gone).active


@pytest.mark.parametrize(
    ("name", "unit", "roles", "missing"),
    [("", "科", {Role.DRAFTER}, {"name"}), ("某", " ", {Role.DRAFTER}, {"unit"}), ("某", "科", set(), {"roles"})],
)
def test_a_person_has_name_unit_and_role(
    office: ReviewOffice, name: str, unit: str, roles: set[Role], missing: set[str]
) -> None:
    with pytest.raises(DecisionIncomplete) as refused:
        add_person(office.desk, AddPerson(office.administrator.id, name, unit, frozenset(roles)))
    assert lacking(refused.value) == missing


def test_an_inactive_person_does_nothing(office: ReviewOffice) -> None:
    drafter = office.drafter
    change_person(
        office.desk,
        ChangePerson(office.administrator.id, drafter.id, 1, drafter.name, "科", drafter.roles, active=False),
    )
    with pytest.raises(NotPermitted):
        office.enter()
    with pytest.raises(NotPermitted):
        make_key(office.desk, MakeKey(drafter.id, PASSWORD))


# --- 签名密钥 ---


def test_everybody_makes_his_own_key_once(office: ReviewOffice) -> None:
    key = make_key(office.desk, MakeKey(office.signatory.id, PASSWORD))
    signer = office.desk.keys.unlock(key, PASSWORD)
    assert signer.public_key.hex() == key.public_key
    (user,) = (one for one in office.all("users") if one.id == office.signatory.id)
    assert user.public_key == key.public_key
    assert office.entries()[-1].action is AuditAction.USER_KEY
    with pytest.raises(PersonKeyExists):
        make_key(office.desk, MakeKey(office.signatory.id, PASSWORD))


def test_a_new_password_leaves_the_key_the_same(office: ReviewOffice) -> None:
    key = make_key(office.desk, MakeKey(office.signatory.id, PASSWORD))
    with pytest.raises(WrongPassword):
        change_password(office.desk, ChangePassword(office.signatory.id, "not the password", "another-one-2"))
    changed = change_password(office.desk, ChangePassword(office.signatory.id, PASSWORD, "another-one-2"))
    assert changed.public_key == key.public_key
    assert office.desk.keys.unlock(changed, "another-one-2").public_key.hex() == key.public_key
    with pytest.raises(WrongPassword):
        office.desk.keys.unlock(changed, PASSWORD)


def test_a_lost_password_means_a_new_key_and_the_old_one_stays_on_record(office: ReviewOffice) -> None:
    old = make_key(office.desk, MakeKey(office.signatory.id, PASSWORD))
    with pytest.raises(NotPermitted):
        retire_key(office.desk, RetireKey(office.signatory.id, office.signatory.id))
    retire_key(office.desk, RetireKey(office.administrator.id, office.signatory.id))
    new = make_key(office.desk, MakeKey(office.signatory.id, PASSWORD))
    kept = office.all("person_keys", user=office.signatory.id)
    assert [(one.id, one.retired_at is None) for one in kept] == [(old.id, False), (new.id, True)]
    assert old.public_key != new.public_key


def test_no_key_no_change(office: ReviewOffice) -> None:
    with pytest.raises(NotFound):
        change_password(office.desk, ChangePassword(office.signatory.id, PASSWORD, PASSWORD))
    with pytest.raises(NotFound):
        retire_key(office.desk, RetireKey(office.administrator.id, office.signatory.id))


def test_short_passwords_are_refused(office: ReviewOffice) -> None:
    with pytest.raises(DecisionIncomplete):
        make_key(office.desk, MakeKey(office.signatory.id, "1234567"))


# --- 书面授权 ---


def authorising(office: ReviewOffice, **fields: Any) -> Authorise:
    wanted = {
        "actor": office.signatory.id, "grantee": office.reviewer.id, "columns": frozenset({"A30"}),
        "valid_from": day("2018-06-01"), "valid_until": day("2018-12-31"), "document": "授权书〔2018〕1号",
    } | fields
    return Authorise(**wanted)


def test_the_signatory_authorises_a_reviewer_for_columns_and_days(office: ReviewOffice) -> None:
    made = authorise(office.desk, authorising(office))
    assert made.covers(office.reviewer.id, "A30", day("2018-06-21"))
    assert not made.covers(office.reviewer.id, "A23", day("2018-06-21"))
    assert not made.covers(office.second.id, "A30", day("2018-06-21"))
    assert office.entries()[-1].action is AuditAction.AUTHORISE


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"columns": frozenset()}, {"columns"}),
        ({"document": " "}, {"document"}),
        ({"valid_until": day("2018-05-01")}, {"dates"}),
        ({"valid_from": day("2018-01-01"), "valid_until": day("2018-06-20")}, {"dates"}),
    ],
)
def test_an_authorisation_is_limited_and_on_paper(
    office: ReviewOffice, fields: dict[str, Any], missing: set[str]
) -> None:
    with pytest.raises(DecisionIncomplete) as refused:
        authorise(office.desk, authorising(office, **fields))
    assert lacking(refused.value) == missing


@pytest.mark.parametrize("grantee", ["signatory", "drafter", "administrator"])
def test_it_is_for_a_reviewer_and_never_for_oneself(office: ReviewOffice, grantee: str) -> None:
    with pytest.raises(NotPermitted):
        authorise(office.desk, authorising(office, grantee=office.people[grantee].id))


def test_it_names_columns_of_the_catalogue(office: ReviewOffice) -> None:
    with pytest.raises(NotFound):
        authorise(office.desk, authorising(office, columns=frozenset({"A30", "A99"})))


def test_it_ends_at_once_when_revoked(office: ReviewOffice) -> None:
    made = authorise(office.desk, authorising(office))
    ended: Authorisation = revoke(office.desk, Revoke(office.signatory.id, made.id, made.version))
    assert not ended.covers(office.reviewer.id, "A30", day("2018-06-21"))
    assert ended.revoked_at is not None
    assert office.desk.clock.now() - ended.revoked_at < timedelta(minutes=1)
    with pytest.raises(StaleDecision):
        revoke(office.desk, Revoke(office.signatory.id, made.id, made.version))
    with pytest.raises(IllegalTransition):
        revoke(office.desk, Revoke(office.signatory.id, made.id, ended.version))


# --- 路线、电话 ---


def test_a_route_is_saved_and_changed(office: ReviewOffice) -> None:
    step = RouteStep("待核稿", "endorser")
    route = save_route(office.desk, SaveRoute(office.administrator.id, "一般流程", (step,)))
    changed = save_route(
        office.desk, SaveRoute(office.administrator.id, "直送", (), id_=route.id, version=route.version)
    )
    assert (changed.id, changed.steps, changed.version) == (route.id, (), route.version + 1)
    with pytest.raises(StaleDecision):
        save_route(office.desk, SaveRoute(office.administrator.id, "旧", (), id_=route.id, version=route.version))


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("", ()),
        ("流程", (RouteStep("", "endorser"),)),
        ("流程", (RouteStep("待核稿", "auditor"),)),
        ("流程", (RouteStep("待核稿", "nobody"),)),
    ],
)
def test_a_step_has_a_name_and_a_role_that_endorses(office: ReviewOffice, name: str, steps: Any) -> None:
    with pytest.raises(DecisionIncomplete):
        save_route(office.desk, SaveRoute(office.administrator.id, name, steps))


def test_phones_are_saved_and_changed(office: ReviewOffice) -> None:
    phone = save_phone(office.desk, SavePhone(office.administrator.id, "办公室", "0797-8100012"))
    changed = save_phone(
        office.desk, SavePhone(office.administrator.id, "办公室", "0797-8100013", id_=phone.id, version=phone.version)
    )
    assert office.all("phones") == (changed,)
    assert office.entries()[-1].action is AuditAction.PHONE_CHANGE
    with pytest.raises(DecisionIncomplete):
        save_phone(office.desk, SavePhone(office.administrator.id, "办公室", " "))


def test_an_office_phone_in_the_book_is_no_finding(office: ReviewOffice) -> None:
    number = "0797-8100012"
    save_phone(office.desk, SavePhone(office.administrator.id, "办公室", number))
    item = office.enter()
    assert number not in {finding.value for finding in office.view(item).parts[0].report.findings}
