"""Which page shows an item: by its state, among the pages that the person has."""

from collections.abc import Collection
from typing import Final

from reviewer_app.domain.states import State

_PUBLIC: Final = frozenset({
    State.QUEUED, State.FAILED, State.DELIVERED, State.ONLINE, State.COMPARED, State.CORRECTING, State.CORRECTED,
    State.TAKING_DOWN, State.TAKEN_DOWN, State.EXPIRED,
})  # fmt: skip

ROUTES: Final = (
    (frozenset({State.DRAFTING, State.RETURNED}), ("drafting", "review", "ledger")),
    (frozenset({State.SUBMITTED, State.IN_REVIEW, State.DEFERRED, State.REFERRED}), ("review", "drafting", "ledger")),
    (frozenset({State.AWAITING_SIGNATURE}), ("signing", "review", "drafting", "ledger")),
    (frozenset({State.REGISTERED, State.VOID}), ("ledger", "review", "drafting")),
    (_PUBLIC, ("queue", "ledger", "review", "drafting")),
)
"""For each state the pages that show such an item in full, best first."""


def page_for(state: State, granted: Collection[str]) -> str | None:
    """The best page that the person has; None where nobody of his roles sees single items."""
    pages = next(pages for states, pages in ROUTES if state in states)
    return next((page for page in pages if page in granted), None)
