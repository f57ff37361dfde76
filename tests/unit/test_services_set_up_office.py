"""首次使用: everything or nothing; who signs; nobody acts in the leader's name."""

from dataclasses import replace

import pytest

from review_office import PASSWORD, fresh_office, lacking
from reviewer_app.domain.actors import Role
from reviewer_app.domain.errors import DecisionIncomplete, NotPermitted, OfficeExists
from reviewer_app.services.office_settings import office_settings, own_keys
from reviewer_app.services.set_up_office import (
    NewPerson,
    SetUpOffice,
    SigningWay,
    require_complete,
    set_up_office,
)

COMPLETE = SetUpOffice(
    name="示范市自然资源局", code="11", administrator=NewPerson("温管理员", "办公室"), password=PASSWORD,
    signing=SigningWay.LEADER, leader=NewPerson("曾副局长", "局领导"),
)  # fmt: skip
NOBODY = NewPerson(" ", "")


@pytest.mark.parametrize(("changed", "missing"), [
    (replace(COMPLETE, name=" "), {"name"}),
    (replace(COMPLETE, administrator=NewPerson("温管理员", "")), {"unit"}),
    (replace(COMPLETE, password="short"), {"password"}),
    (replace(COMPLETE, leader=NOBODY), {"name", "unit"}),
    (replace(COMPLETE, signing=SigningWay.AUTHORISED), {"name", "unit"}),
    (replace(COMPLETE, signing=SigningWay.AUTHORISED, reviewer=NOBODY), {"name", "unit"}),
    (replace(COMPLETE, reviewer=NewPerson("钟审查员", "")), {"unit"}),
])
def test_what_is_missing_is_told_before_anything_is_made(changed, missing):
    with pytest.raises(DecisionIncomplete) as refused:
        require_complete(changed)
    assert lacking(refused.value) == missing


def test_an_empty_reviewer_is_none_where_the_leader_signs():
    require_complete(replace(COMPLETE, reviewer=NOBODY))


def test_it_is_done_once():
    office = fresh_office()
    with pytest.raises(OfficeExists):
        set_up_office(office.desk, COMPLETE)


def test_only_an_administrator_reads_the_settings_of_the_office():
    office = fresh_office()
    settings = office_settings(office.desk, office.administrator.id)
    assert {user.id for user in settings.users} == {user.id for user in office.all("users")}
    assert settings.office.name == "某市自然资源局"
    drafter = next(user for user in settings.users if Role.DRAFTER in user.roles)
    with pytest.raises(NotPermitted):
        office_settings(office.desk, drafter.id)


def test_everybody_reads_his_own_key():
    office = fresh_office()
    drafter = next(user for user in office.all("users") if Role.DRAFTER in user.roles)
    keys = own_keys(office.desk, drafter.id)
    assert (keys.user.id, keys.station_key) == (drafter.id, office.desk.station.verifier_key)
    own = own_keys(office.desk, office.administrator.id)
    assert own.key is not None
    assert own.key.user == office.administrator.id
