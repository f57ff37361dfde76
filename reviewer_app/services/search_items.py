"""The one search: title, 文号 and body of the items a person may see (window.md, Shell).

Who sees no texts (the administrator) finds nothing by them: the use case refuses, whatever the window shows. A drafter
who holds no other office finds his own packages; everybody else has the lists of all items anyway.
"""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission, Role
from reviewer_app.ports.read_models import FoundRow, Key, ReadModels, Rows
from reviewer_app.services.desk import Desk, permitted

PAGE = 20


@dataclass(frozen=True, slots=True)
class SearchItems:
    """`query`: words, each of which must occur. `after`: the key of the last row seen."""

    actor: str
    query: str
    after: Key | None = None
    limit: int = PAGE


def search_items(desk: Desk, reads: ReadModels, command: SearchItems) -> Rows[FoundRow]:
    """A page of items; raises `NotPermitted` for those who see no text."""
    with desk.uow(command.actor, writing=False) as uow:
        user = permitted(uow, command.actor, Permission.TEXT_READ)
    others = user.roles - {Role.DRAFTER, Role.ADMINISTRATOR}
    return reads.found(command.query, None if others else user.id, command.after, command.limit)
