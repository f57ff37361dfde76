"""核对签批所附修改: what a reviewer looks at before he confirms them. Reads only; confirming is `sign_amended`."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.amendments import differences, made
from reviewer_app.domain.errors import CannotSign
from reviewer_app.domain.items import Change, Item, Revision
from reviewer_app.domain.release import SignOff, SignOffKind
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.desk import Desk, current_revision, permitted
from reviewer_app.services.document_store import document_of


@dataclass(frozen=True, slots=True)
class AmendedCheck:
    """The open condition, `base` and `now` (ordinals of the signed and the current revision), and what came of it.

    `made` says for each listed change whether its lines read as listed; `further` counts what differs beyond the
    list: 0 means exactly those, and only then can it be confirmed.
    """

    condition: SignOff
    base: int
    now: int
    made: tuple[bool, ...]
    further: int


def check_amended(desk: Desk, actor: str, item: str) -> AmendedCheck:
    """Compare; raises `CannotSign` where no signature with amendments waits, `NotPermitted`."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.TEXT_READ)
        found = uow.items.get(item)
        condition = open_condition(uow, found)
        before, after = uow.revisions.get(condition.revision), current_revision(uow, found)
        changes = condition.amendments
        return AmendedCheck(
            condition, before.ordinal, after.ordinal, made(texts_of(uow, before), texts_of(uow, after), changes),
            further_differences(uow, before, after, changes),
        )


def open_condition(uow: UnitOfWork, item: Item) -> SignOff:
    """The signature with amendments that still waits for its confirmation."""
    found = waiting_condition(uow.signoffs.find(item=item.id))
    if found is None:
        raise CannotSign(missing="amendments")
    return found


def waiting_condition(signoffs: tuple[SignOff, ...]) -> SignOff | None:
    """The same among an item's signatures in order, None where nothing waits."""
    last = signoffs[-1] if signoffs else None
    return last if last is not None and last.kind is SignOffKind.WITH_AMENDMENTS else None


def texts_of(uow: UnitOfWork, revision: Revision) -> dict[int, str]:
    """The text of each part by its ordinal."""
    return {part.ordinal: document_of(uow, part.id).text for part in revision.parts}


def further_differences(uow: UnitOfWork, before: Revision, after: Revision, changes: tuple[Change, ...]) -> int:
    """Differences beyond the list; a part that the list does not name must be the same bytes."""
    touched = {one.ordinal for one in changes}
    same_bytes = {part.ordinal: part.sha256 for part in before.parts if part.ordinal not in touched}
    swapped = sum(1 for part in after.parts if same_bytes.get(part.ordinal, part.sha256) != part.sha256)
    return swapped + differences(texts_of(uow, before), texts_of(uow, after), changes)
