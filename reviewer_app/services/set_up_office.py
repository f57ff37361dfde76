"""首次使用 in one go: the office, its administrator, and the people without whom nothing could be signed.

A written authorisation is the leader's own act: it is entered by him after his first login, not here in his name.
"""

from dataclasses import dataclass
from enum import StrEnum

from reviewer_app.domain.actors import Role, User
from reviewer_app.domain.errors import DecisionIncomplete
from reviewer_app.services.desk import Desk
from reviewer_app.services.found_office import FoundOffice, found_office
from reviewer_app.services.people import AddPerson, add_person, require_roles
from reviewer_app.services.person_keys import SHORTEST_PASSWORD


class SigningWay(StrEnum):
    """谁签批."""

    LEADER = "leader"  # 分管领导 signs each item (recommended)
    AUTHORISED = "authorised"  # a reviewer passes and signs under the leader's written authorisation


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Name and unit of somebody who will work here."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class SetUpOffice:
    """What first use asks. The leader signs or authorises; `reviewer` is needed where he authorises."""

    name: str
    code: str
    administrator: NewPerson
    password: str
    signing: SigningWay
    leader: NewPerson
    reviewer: NewPerson | None = None


def require_complete(command: SetUpOffice) -> None:
    """Raise `DecisionIncomplete` before anything is made: half an office would be none."""
    if not command.name.strip():
        raise DecisionIncomplete(missing="name")
    require_roles(command.administrator.name, command.administrator.unit, frozenset({Role.ADMINISTRATOR}))
    if len(command.password) < SHORTEST_PASSWORD:
        raise DecisionIncomplete(missing="password")
    require_roles(command.leader.name, command.leader.unit, frozenset({Role.SIGNATORY}))
    if command.signing is SigningWay.AUTHORISED or _given(command.reviewer):
        reviewer = command.reviewer or NewPerson("", "")
        require_roles(reviewer.name, reviewer.unit, frozenset({Role.REVIEWER}))


def set_up_office(desk: Desk, command: SetUpOffice) -> User:
    """Found the office and add the people; returns the administrator. Raises `DecisionIncomplete`, `OfficeExists`."""
    require_complete(command)
    founded = found_office(
        desk,
        FoundOffice(command.name, command.code, command.administrator.name, command.administrator.unit,
                    command.password),
    )
    administrator = founded.administrator
    staff = [(command.leader, Role.SIGNATORY), (command.reviewer, Role.REVIEWER)]
    for person, role in staff:
        if person is not None and _given(person):
            add_person(desk, AddPerson(administrator.id, person.name, person.unit, frozenset({role})))
    return administrator


def _given(person: NewPerson | None) -> bool:
    return person is not None and bool(person.name.strip() or person.unit.strip())
