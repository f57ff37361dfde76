"""The one table of grants, written out once more as people would say it, and the rights that no grant widens."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from reviewer_app.domain.actors import (
    GRANTS,
    SYSTEM_MAY,
    Authorisation,
    Permission,
    Role,
    User,
    may,
    require,
    require_not_author,
    require_signature,
)
from reviewer_app.domain.errors import AuthorMayNot, NotAuthorised, NotPermitted

P = Permission
DAY = date(2018, 6, 21)
GRANT = Authorisation("a1", "s", "u", frozenset({"A30"}), date(2018, 1, 1), date(2018, 12, 31), "3号")

SAID = {
    Role.DRAFTER: "item:draft item:submit item:recall item:void item:accept_amendment text:read",
    Role.ENDORSER: "item:endorse item:return text:read",
    Role.REVIEWER: "item:draft item:claim item:review item:return item:pass item:amend item:void item:sign_paper "
                   "queue:schedule queue:take_down queue:compare scan:run text:read log:read log:verify",
    Role.SIGNATORY: "item:sign item:return people:authorise queue:take_down text:read log:read log:verify",
    Role.PUBLISHER: "queue:schedule queue:release queue:record_online queue:compare queue:take_down queue:correct "
                    "text:read log:read",
    Role.AUDITOR: "scan:run text:read log:read log:verify log:export log:cosign log:timestamp",
    Role.ADMINISTRATOR: "people:manage office:manage backup:make content:erase log:verify",
}


def user(*roles, active=True):
    return User("u", "某人", "办公室", frozenset(roles), active)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_the_full_grid(role, permission):
    granted = permission.value in SAID[role].split()
    assert may(user(role), permission) is granted
    if not granted:
        with pytest.raises(NotPermitted):
            require(user(role), permission)


def test_every_role_has_a_line_and_every_permission_somebody():
    assert set(GRANTS) == set(Role)
    assert set().union(*GRANTS.values()) == set(Permission)


def test_the_auditor_only_reads_and_the_administrator_sees_no_text_and_decides_nothing():
    assert all(one.value.startswith(("text:", "log:", "scan:")) for one in GRANTS[Role.AUDITOR])
    assert not any(one.value.startswith(("item:", "queue:", "text:")) for one in GRANTS[Role.ADMINISTRATOR])


def test_the_machine_decides_nothing():
    assert not any(one.value.startswith("item:") for one in SYSTEM_MAY)


@pytest.mark.parametrize("role", Role)
def test_who_left_may_nothing(role):
    assert user(role, active=False).grants() == frozenset()


@pytest.mark.parametrize("roles", [{role} for role in Role] + [set(Role)])
def test_no_role_lets_an_author_sign(roles):
    with pytest.raises(AuthorMayNot):
        require_signature(user(*roles), frozenset({"u"}), "A30", DAY, (GRANT,))
    with pytest.raises(AuthorMayNot):
        require_not_author(user(*roles), frozenset({"u", "v"}))


def test_a_signatory_signs_in_his_own_right():
    assert require_signature(user(Role.SIGNATORY), frozenset(), "A30", DAY, ()) is None


def test_a_reviewer_signs_under_a_written_authorisation():
    assert require_signature(user(Role.REVIEWER), frozenset(), "A30", DAY, (GRANT,)) is GRANT


@pytest.mark.parametrize(
    "grant",
    [
        replace(GRANT, grantee="v"),
        replace(GRANT, columns=frozenset({"A01"})),
        replace(GRANT, valid_from=date(2018, 6, 22)),
        replace(GRANT, valid_until=date(2018, 6, 20)),
        replace(GRANT, revoked_at=datetime(2018, 6, 1, tzinfo=UTC)),
    ],
    ids=["another's", "another column", "not yet", "no longer", "revoked"],
)
def test_an_authorisation_covers_only_what_it_says(grant):
    with pytest.raises(NotAuthorised):
        require_signature(user(Role.REVIEWER), frozenset(), "A30", DAY, (grant,))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SIGNATORY, Role.REVIEWER}))
def test_an_authorisation_makes_nobody_else_a_signatory(role):
    with pytest.raises(NotPermitted):
        require_signature(user(role), frozenset(), "A30", DAY, (GRANT,))
