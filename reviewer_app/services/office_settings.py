"""What 设置 shows: the office, its people, phone book, routes and authorisations, in one reading."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Authorisation, Permission, User
from reviewer_app.domain.items import Route
from reviewer_app.domain.office import Office, OfficePhone, PersonKey
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.person_keys import current_key


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """Everything an administrator manages. No item and no text is among it."""

    office: Office
    users: tuple[User, ...]
    phones: tuple[OfficePhone, ...]
    routes: tuple[Route, ...]
    authorisations: tuple[Authorisation, ...]


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """What everybody may see: his own key and the station's."""

    user: User
    key: PersonKey | None
    station_key: str


def office_settings(desk: Desk, actor: str) -> OfficeSettings:
    """Read it; raises `NotPermitted`."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.OFFICE_MANAGE)
        return OfficeSettings(
            office=uow.offices.find()[0], users=uow.users.find(), phones=uow.phones.find(), routes=uow.routes.find(),
            authorisations=uow.authorisations.find(),
        )


def own_keys(desk: Desk, actor: str) -> OwnKeys:
    """Read the actor's own key."""
    with desk.uow(actor, writing=False) as uow:
        offices = uow.offices.find()
        return OwnKeys(uow.users.get(actor), current_key(uow, actor), offices[0].station_key if offices else "")
