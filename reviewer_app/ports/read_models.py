"""Frozen rows made for one screen each, and the keyset-paged reads that give them (house style 14).

Paging is by key, never by offset: `after` is the key of the last row seen (facts/performance-landscape.md).
Filters run in SQL; nothing is filtered or sorted in Python over whole tables.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar

from reviewer_app.domain.items import Urgency
from reviewer_app.domain.legal import Audience, DisclosureAttribute
from reviewer_app.domain.states import State

R = TypeVar("R")
Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Rows(Generic[R]):
    """One page of rows; `next` is the key to go on from, None at the end."""

    rows: tuple[R, ...]
    next: Key | None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of 待办, 送审 or the ledger. `red` and `amber` count findings still open on the current revision."""

    id: str
    title: str
    number: str | None
    state: State
    column: str | None
    author: str
    author_name: str
    unit: str
    red: int
    amber: int
    attribute: DisclosureAttribute
    due: date | None
    urgency: Urgency
    claimed_by: str | None
    claimed_name: str | None
    submitted_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What 待办 shows. `due_before`/`due_from` cut by deadline (half open); `text`: words of title and number.

    Bodies are searched by `found` alone, behind a use case that asks who may read texts.
    """

    states: frozenset[State] = frozenset()
    author: str | None = None
    mine: str | None = None  # drafted or entered by this person
    claimed_by: str | None = None
    unclaimed: bool = False
    column: str | None = None
    due_before: date | None = None
    due_from: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One line of what the search found; `snippet`: the body around the first match, empty where none is in it."""

    id: str
    title: str
    number: str | None
    column: str | None
    state: State
    snippet: str


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One entry of the release queue."""

    id: str
    item: str
    title: str
    channel: str
    audience: Audience
    state: State
    not_before: datetime
    not_after: date | None
    display_until: date | None
    delivery: str | None
    failure: str | None
    address: str | None
    version: int
    earliest: date | None = None  # first lawful day by the item's last judgement; `not_after` is the last


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the registers 依申请公开 and 不予公开."""

    id: str
    item: str
    title: str
    kind: str
    reason: str
    at: datetime
    review_date: date | None


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One leaf of the 责任表 as it stands: last release and how many are under way."""

    column: str
    last_release: datetime | None
    released: int
    open: int


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One delivery of the column: what was released, when, and what became of it since."""

    entry: str
    item: str
    title: str
    channel: str
    state: State
    delivered_at: datetime


@dataclass(frozen=True, slots=True)
class ColumnMonths:
    """One leaf of the 责任表: `counts` of deliveries a month (as asked), `lasts` the last of each that is still public.

    `before` is the last one before the first month, `last` the last of all. `open` counts items under way, `overdue`
    those of them whose last lawful day is past.
    """

    column: str
    last: datetime | None
    before: datetime | None
    counts: tuple[int, ...]
    lasts: tuple[datetime | None, ...]
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class SignedRow:
    """One signature: for the monthly ledger, which reads the rest by id."""

    signoff: str
    item: str


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup that was made: whoever has the file has everything that was in the office then."""

    name: str
    sha256: str
    size: int
    entries: int
    made_at: datetime


class ReadModels(Protocol):
    """Reads for screens; every call is its own short transaction."""

    def items(self, where: ItemFilter, after: Key | None = None, limit: int = 50) -> Rows[ItemRow]:
        """Items, most urgent first: urgency, then deadline (none last), then the order they came in."""
        ...

    def count_items(self, where: ItemFilter) -> int:
        """How many items match; stops counting at 10,000."""
        ...

    def found(self, query: str, mine: str | None = None, after: Key | None = None, limit: int = 20) -> Rows[FoundRow]:
        """Items that hold every word of the query: by title or number first, then by body, newest first in both.

        `mine`: only what this person drafted or entered. Ask `services.search_items`, which knows who may see what.
        """
        ...

    def queue(
        self, states: frozenset[State] = frozenset(), after: Key | None = None, limit: int = 50, *,
        newest_first: bool = False, item: str | None = None,
    ) -> Rows[QueueRow]:
        """Queue entries by the time they go out; of one item only where asked."""
        ...

    def registers(self, kind: str, after: Key | None = None, limit: int = 50) -> Rows[RegisterRow]:
        """Register entries, newest first."""
        ...

    def columns(self) -> tuple[ColumnRow, ...]:
        """The catalogue's leaves with their last release, for leaves that have items."""
        ...

    def releases(self, column: str, after: Key | None = None, limit: int = 50) -> Rows[ReleaseRow]:
        """Deliveries of one leaf of the catalogue, newest first."""
        ...

    def column_months(self, bounds: tuple[datetime, ...], today: date) -> tuple[ColumnMonths, ...]:
        """Leaves that have items, with deliveries between each pair of neighbouring `bounds` (half open)."""
        ...

    def signed(
        self, start: datetime, end: datetime, after: Key | None = None, limit: int = 50
    ) -> Rows[SignedRow]:
        """Signatures made from `start` until before `end`, oldest first."""
        ...

    def backups(self, after: Key | None = None, limit: int = 50) -> Rows[BackupRow]:
        """Backups made, newest first."""
        ...
