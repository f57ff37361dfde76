"""首次使用: the office, its first administrator with a key, and the first entry of the log."""

from dataclasses import dataclass, replace

from reviewer_app.domain.actors import Role, User
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete, OfficeExists
from reviewer_app.domain.office import Office
from reviewer_app.services.checkpoint import checkpoint
from reviewer_app.services.desk import Desk
from reviewer_app.services.people import require_roles
from reviewer_app.services.person_keys import SHORTEST_PASSWORD, keep_key


@dataclass(frozen=True, slots=True)
class FoundOffice:
    """Found office `name`; `code` is its 统一社会信用代码 or organ code. Nobody is logged in yet, so no actor."""

    name: str
    code: str
    administrator: str
    unit: str
    password: str
    index_template: str | None = None
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Founded:
    """The office and its first administrator."""

    office: Office
    administrator: User


def found_office(desk: Desk, command: FoundOffice) -> Founded:
    """Found it once: raises `OfficeExists` ever after. The log begins here and is fixed by a checkpoint."""
    require_roles(command.administrator, command.unit, frozenset({Role.ADMINISTRATOR}))
    if not command.name.strip() or len(command.password) < SHORTEST_PASSWORD:
        raise DecisionIncomplete(missing="password" if command.name.strip() else "name")
    user = User(desk.ids(), command.administrator.strip(), command.unit.strip(), frozenset({Role.ADMINISTRATOR}))
    sealed = desk.keys.generate(user.id, command.password)
    user = replace(user, public_key=sealed.public_key)
    with desk.uow(user.id) as uow:
        if uow.offices.find() or uow.users.find():
            raise OfficeExists
        office = Office(
            id=desk.ids(), name=command.name.strip(), code=command.code.strip(), origin=desk.station.origin,
            created_at=desk.clock.now(), demo=command.demo, station_key=desk.station.verifier_key,
            index_template=command.index_template,
        )
        uow.users.add(user)
        uow.offices.add(office)
        key = keep_key(uow, desk, sealed)
        uow.record(
            AuditAction.OFFICE_FOUND, office=office.id, user=user.id, key=key.id, person_key=key.public_key
        )
        uow.commit()
    checkpoint(desk)
    return Founded(office, user)
