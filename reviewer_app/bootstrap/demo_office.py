"""The people of the demonstration office: random passwords that live in memory only, keys unlocked for the walk."""

import secrets
from dataclasses import dataclass
from datetime import date

from reviewer_app.domain.actors import Role, User
from reviewer_app.ports.signing import Signer
from reviewer_app.services.authorise import Authorise, authorise
from reviewer_app.services.desk import Desk
from reviewer_app.services.found_office import FoundOffice, found_office
from reviewer_app.services.people import AddPerson, add_person
from reviewer_app.services.person_keys import MakeKey, make_key
from reviewer_app.services.phone_book import SavePhone, save_phone
from reviewer_app.text import say

OFFICE_PHONE = "0797-8100012"
AUTHORISED_COLUMN = "A23"
AUTHORISED_FROM = date(2018, 1, 1)
AUTHORISED_UNTIL = date(2018, 12, 31)


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the demonstration, with the key unlocked."""

    user: User
    key: Signer

    @property
    def id(self) -> str:
        """The user's id."""
        return self.user.id

    @property
    def name(self) -> str:
        """The user's name."""
        return self.user.name


@dataclass(frozen=True, slots=True)
class People:
    """Everybody the walk needs."""

    administrator: User
    drafter: Person
    reviewer: Person
    signatory: Person
    publisher: Person
    auditor: Person


def found_demo_office(desk: Desk, password: str | None = None) -> People:
    """Found the office, add people, keys, the phone book and one written authorisation.

    Everybody has the same `password`, as a sample office's user chose it, or one of his own that nobody knows.
    """
    founded = found_office(
        desk,
        FoundOffice(
            name=say("demo.office"), code="11360700015037121J", administrator=say("demo.administrator"),
            unit=say("demo.unit.office"), password=password or secrets.token_urlsafe(24), demo=True,
        ),
    )
    administrator = founded.administrator
    people = People(
        administrator,
        drafter=_person(desk, administrator, "drafter", Role.DRAFTER, password),
        reviewer=_person(desk, administrator, "reviewer", Role.REVIEWER, password),
        signatory=_person(desk, administrator, "signatory", Role.SIGNATORY, password),
        publisher=_person(desk, administrator, "publisher", Role.PUBLISHER, password),
        auditor=_person(desk, administrator, "auditor", Role.AUDITOR, password),
    )
    save_phone(desk, SavePhone(administrator.id, people.drafter.user.unit, OFFICE_PHONE))
    authorise(
        desk,
        Authorise(
            people.signatory.id, people.reviewer.id, frozenset({AUTHORISED_COLUMN}), AUTHORISED_FROM, AUTHORISED_UNTIL,
            document=say("demo.authorisation"),
        ),
    )
    return people


def _person(desk: Desk, administrator: User, word: str, role: Role, password: str | None) -> Person:
    """Add a person, who makes a key under the password, a random one where none is given, and unlocks it."""
    command = AddPerson(administrator.id, say(f"demo.person.{word}"), say(f"demo.unit.{word}"), frozenset({role}))
    user = add_person(desk, command)
    password = password or secrets.token_urlsafe(24)
    key = make_key(desk, MakeKey(user.id, password))
    return Person(user, desk.keys.unlock(key, password))
