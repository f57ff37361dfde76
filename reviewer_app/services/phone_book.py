"""办公电话: the office's numbers, which replace a contact person's private mobile and are no personal data."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete
from reviewer_app.domain.office import OfficePhone
from reviewer_app.services.desk import Desk, permitted


@dataclass(frozen=True, slots=True)
class SavePhone:
    """A new line of the phone book, or line `id_` changed as it was seen at `version`."""

    actor: str
    unit: str
    number: str
    note: str = ""
    id_: str | None = None
    version: int = 1


def save_phone(desk: Desk, command: SavePhone) -> OfficePhone:
    """Add or change a line."""
    if not command.unit.strip() or not command.number.strip():
        raise DecisionIncomplete(missing="phone")
    with desk.uow(command.actor) as uow:
        permitted(uow, command.actor, Permission.OFFICE_MANAGE)
        phone = OfficePhone(
            command.id_ or desk.ids(), command.unit.strip(), command.number.strip(), command.note, command.version
        )
        if command.id_ is None:
            uow.phones.add(phone)
        else:
            phone = uow.phones.replace(phone)
        uow.record(AuditAction.PHONE_CHANGE, phone=phone.id)
        uow.commit()
        return phone


def phones_for(desk: Desk, actor: str, unit: str) -> tuple[OfficePhone, ...]:
    """The phone book for a reviewer, the unit's own numbers first: the first one replaces a contact's mobile."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.TEXT_READ)
        return tuple(sorted(uow.phones.find(), key=lambda phone: phone.unit != unit))
