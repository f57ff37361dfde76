"""The questions that every step of drafting and reviewing asks before it changes anything."""

from datetime import datetime, timedelta
from typing import Final

from reviewer_app.domain.actors import Permission, User, may
from reviewer_app.domain.errors import AlreadyClaimed, IllegalTransition, NotPermitted
from reviewer_app.domain.items import Item
from reviewer_app.domain.review import Review
from reviewer_app.domain.states import State
from reviewer_app.ports.clock import SHANGHAI
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.desk import Desk, permitted

_TICK: Final = timedelta(microseconds=1)


def seen(uow: UnitOfWork, item: str, version: int) -> Item:
    """The item, if it still is as the actor saw it; else `StaleDecision` with who decided and when.

    Asked before anything else, so that the loser of a race hears that and not that a state does not fit.
    """
    found = uow.items.get(item)
    if found.version != version:
        uow.items.replace(found.with_(version=version))
    return found


def own(uow: UnitOfWork, actor: str, item: str, version: int, permission: Permission) -> tuple[User, Item]:
    """The drafter's acts on what he drafted or handed in; others' items are not his: `NotPermitted`."""
    user = permitted(uow, actor, permission)
    found = seen(uow, item, version)
    if user.id not in {found.author, found.entered_by}:
        raise NotPermitted(permission=permission.value)
    return user, found


def in_review(
    uow: UnitOfWork, actor: str, item: str, version: int, permission: Permission = Permission.ITEM_REVIEW
) -> tuple[User, Item]:
    """The reviewer's acts on an item under review that he has claimed."""
    user = permitted(uow, actor, permission)
    found = seen(uow, item, version)
    require_state(found, State.IN_REVIEW, to=State.IN_REVIEW)
    require_claim(uow, user, found)
    return user, found


def require_state(item: Item, *states: State, to: State) -> None:
    """Raise `IllegalTransition` unless the item is in one of `states`; `to` says what was wanted."""
    if item.state not in states:
        raise IllegalTransition(state=item.state.value, wanted=to.value)


def require_claim(uow: UnitOfWork, user: User, item: Item) -> None:
    """Only who has claimed an item decides on it: `AlreadyClaimed` says who has, `NotPermitted` that nobody has."""
    if item.claimed_by == user.id:
        return
    if item.claimed_by is None or item.claimed_at is None:
        raise NotPermitted(permission=Permission.ITEM_CLAIM.value)
    raise AlreadyClaimed(who=uow.users.get(item.claimed_by).name, when=minute(item.claimed_at))


def open_review(uow: UnitOfWork, item: Item) -> Review | None:
    """The open review of an item; the store refuses a second one."""
    return next((one for one in uow.reviews.find(item=item.id) if one.closed_at is None), None)


def close_review(uow: UnitOfWork, item: Item, at: datetime) -> None:
    """Close the open review, if there is one: the item leaves the reviewer's desk."""
    review = open_review(uow, item)
    if review is not None:
        uow.reviews.replace(
            Review(review.id, review.item, review.revision, review.reviewer, review.opened_at, at, review.version)
        )


def moment(uow: UnitOfWork, desk: Desk, revision: str) -> datetime:
    """Now, but never before what was already recorded on the revision: a clock set back must not hide an order.

    Whether a public version is older than a disposition is read from their times.
    """
    times = [one.at for one in uow.dispositions.find(revision=revision)]
    times += [one.made_at for one in uow.public_versions.find(revision=revision)]
    return max([desk.clock.now(), *(time + _TICK for time in times)])


def may_enter_for_others(user: User) -> bool:
    """A reviewer may enter a drafter's file: only authorship bars approval (§2)."""
    return may(user, Permission.ITEM_REVIEW)


def minute(instant: datetime) -> str:
    """An instant as people read it: the office's time, to the minute."""
    return f"{instant.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
