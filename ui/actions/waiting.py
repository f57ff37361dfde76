"""What waits for a person: the states of 待办, and the counts on the rail."""

from collections.abc import Callable
from typing import Final

from reviewer_app.domain.actors import Permission, User
from reviewer_app.domain.states import State
from reviewer_app.ports.read_models import ItemFilter

_P = Permission
_REVIEW: Final = frozenset({
    State.SUBMITTED, State.IN_REVIEW, State.DEFERRED, State.REFERRED, State.DELIVERED, State.ONLINE, State.FAILED,
})  # fmt: skip
_PUBLISH: Final = frozenset({State.QUEUED, State.DELIVERED, State.FAILED, State.TAKING_DOWN, State.CORRECTING})
_WAITING: Final = (
    (_P.ITEM_CLAIM, _REVIEW),
    (_P.ITEM_SIGN, frozenset({State.AWAITING_SIGNATURE})),
    (_P.ITEM_SUBMIT, frozenset({State.DRAFTING, State.RETURNED})),
    (_P.QUEUE_RECORD_ONLINE, _PUBLISH),
)


def waiting_states(user: User) -> frozenset[State]:
    """States in which somebody with the person's roles has to act."""
    grants = user.grants()
    return frozenset().union(*(states for permission, states in _WAITING if permission in grants))


def waiting_author(user: User) -> str | None:
    """A drafter who reviews nothing sees his own; signatories, publishers and auditors see everybody's."""
    grants = user.grants()
    return user.id if _P.ITEM_SUBMIT in grants and _P.ITEM_CLAIM not in grants else None


def _inbox(user: User) -> ItemFilter | None:
    states = waiting_states(user)
    return ItemFilter(states=states, author=waiting_author(user)) if states else None


COUNTS: Final[dict[str, Callable[[User], ItemFilter | None]]] = {
    "inbox": _inbox,
    "drafting": lambda user: ItemFilter(states=frozenset({State.RETURNED}), author=user.id),
    "review": lambda user: ItemFilter(states=frozenset({State.IN_REVIEW}), claimed_by=user.id),
    "signing": lambda _user: ItemFilter(states=frozenset({State.AWAITING_SIGNATURE})),
    "queue": lambda _user: ItemFilter(states=_PUBLISH),
}
"""What the number beside a page counts; pages that are not here have none."""


def rail_filters(user: User) -> dict[str, ItemFilter]:
    """The filters to count, by page."""
    made = {page: count(user) for page, count in COUNTS.items()}
    return {page: where for page, where in made.items() if where is not None}
