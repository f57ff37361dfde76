"""What every use case is given, and the few questions that all of them ask first."""

from dataclasses import dataclass, field
from datetime import date

from reviewer_app.domain.actors import SYSTEM_ACTOR, SYSTEM_MAY, Permission, User, require
from reviewer_app.domain.errors import NotFound, NotPermitted
from reviewer_app.domain.items import Item, Revision
from reviewer_app.ports.clock import Clock, local_day
from reviewer_app.ports.documents import DocumentDesk
from reviewer_app.ports.drafts import Drafts, MemoryDrafts
from reviewer_app.ports.forms import FormDesk, NoForms
from reviewer_app.ports.log import LogBook
from reviewer_app.ports.outlet import Outlet
from reviewer_app.ports.plain_words import NoPlainWords, PlainWords
from reviewer_app.ports.scanning import FolderScanner, NoScanner
from reviewer_app.ports.signing import PersonKeySafe, Station
from reviewer_app.ports.store import Ids, UnitOfWork, UnitOfWorkFactory
from reviewer_app.ports.timestamps import NoTimestamps, TimestampOffice
from reviewer_app.rules.assess import Toolbox


@dataclass(slots=True)
class Shelf:
    """The rules in force, the one thing on a desk that changes: an office may bring a calendar of its own."""

    toolbox: Toolbox


@dataclass(frozen=True, slots=True)
class Desk:
    """The collaborators of the use cases, put together by bootstrap."""

    uow: UnitOfWorkFactory
    clock: Clock
    ids: Ids
    documents: DocumentDesk
    shelf: Shelf
    keys: PersonKeySafe
    station: Station
    log: LogBook
    outlets: dict[str, Outlet] = field(default_factory=dict)
    drafts: Drafts = field(default_factory=MemoryDrafts)
    forms: FormDesk = field(default_factory=NoForms)
    scanner: FolderScanner = field(default_factory=NoScanner)
    timestamps: TimestampOffice = field(default_factory=NoTimestamps)
    words: PlainWords = field(default_factory=NoPlainWords)

    @property
    def toolbox(self) -> Toolbox:
        """The rules as they stand now."""
        return self.shelf.toolbox

    def today(self) -> date:
        """The office's day."""
        return local_day(self.clock.now())


def permitted(uow: UnitOfWork, actor: str, permission: Permission) -> User:
    """The acting person, loaded afresh; raises `NotPermitted`."""
    user = uow.users.get(actor)
    require(user, permission)
    return user


def permitted_or_system(uow: UnitOfWork, actor: str, permission: Permission) -> None:
    """Raise `NotPermitted` unless a person's roles, or the short list of what the machine itself may, grant it."""
    if actor != SYSTEM_ACTOR:
        permitted(uow, actor, permission)
    elif permission not in SYSTEM_MAY:
        raise NotPermitted(permission=permission.value)


def current_revision(uow: UnitOfWork, item: Item) -> Revision:
    """The revision everything is decided on; raises `NotFound` for an item without one."""
    if item.revision is None:
        raise NotFound(what="store.kind.revisions", id=item.id)
    return uow.revisions.get(item.revision)


def authors_of(uow: UnitOfWork, item: Item) -> frozenset[str]:
    """Everybody who authored any revision of the item: none of them may pass or sign it (§2)."""
    return frozenset({item.author, *(revision.author for revision in uow.revisions.find(item=item.id))})
