"""Frozen rows for screens, by keyset-paged SQL of our own (design §8, house style 14)."""

from collections import OrderedDict
from datetime import date, datetime
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Engine,
    RowMapping,
    Select,
    and_,
    func,
    select,
    tuple_,
)

from db import item_pages, queue_pages, search_pages
from db.failures import translated
from db.kinds import BackupRecord
from db.lists import count_open
from db.mapping import from_row
from db.tables import (
    BackupRow,
    ItemCountRow,
    ItemRow,
    QueueRow,
    RegisterRow,
    SignOffRow,
    UserRow,
)
from reviewer_app.domain.items import Item
from reviewer_app.domain.release import QueueEntry, RegisterEntry
from reviewer_app.domain.states import UNDER_WAY, State
from reviewer_app.ports import read_models as shown
from reviewer_app.ports.read_models import ItemFilter, Key, Rows
from reviewer_app.verifier.leaf import instant

KEPT_COUNTS: Final = 2_000

_item = ItemRow.__table__
_counted = (ItemCountRow.red, ItemCountRow.amber)
_counted_now = and_(ItemCountRow.serial == _item.c.serial, ItemCountRow.version == _item.c.version)


class SqlReadModels:
    """`ReadModels` on a database; keeps the counts of the items it showed last."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._counts: OrderedDict[tuple[str, int], tuple[int, int]] = OrderedDict()

    def items(self, where: ItemFilter, after: Key | None = None, limit: int = 50) -> Rows[shown.ItemRow]:
        """Items, most urgent first."""
        with translated(), self._engine.connect() as connection, connection.begin():
            keys = item_pages.page_keys(connection, where, after, limit)
            statement = select(_item, *_counted).join(ItemCountRow, _counted_now, isouter=True)
            found = connection.execute(statement.where(_item.c.serial.in_([key[-1] for key in keys]))).mappings()
            names = _names(connection)
            rows = {one["serial"]: self._item_row(connection, one, names) for one in found}
        return Rows(tuple(rows[serial] for _, _, serial in keys), _next(keys, limit, lambda key: key))

    def count_items(self, where: ItemFilter) -> int:
        """How many items match, up to 10,000."""
        with translated(), self._engine.connect() as connection:
            return int(connection.execute(item_pages.count_statement(where)).scalar_one())

    def found(
        self, query: str, mine: str | None = None, after: Key | None = None, limit: int = 20
    ) -> Rows[shown.FoundRow]:
        """Items whose title, number or body holds every word of the query."""
        with translated(), self._engine.connect() as connection, connection.begin():
            return search_pages.find(connection, query, mine, after, limit)

    def queue(
        self, states: frozenset[State] = frozenset(), after: Key | None = None, limit: int = 50, *,
        newest_first: bool = False, item: str | None = None,
    ) -> Rows[shown.QueueRow]:
        """Queue entries by the time they go out; of one item only where asked."""
        with translated(), self._engine.connect() as connection, connection.begin():
            found = queue_pages.page(connection, states, after, limit, newest_first=newest_first, item=item)
        return Rows(tuple(map(_queue_row, found)), _next(found, limit, lambda one: (one["not_before"], one["serial"])))

    def registers(self, kind: str, after: Key | None = None, limit: int = 50) -> Rows[shown.RegisterRow]:
        """Register entries, newest first."""
        statement = (
            select(RegisterRow.__table__, ItemRow.title.label("item_title"))
            .join(ItemRow, ItemRow.id == RegisterRow.item)
            .where(RegisterRow.kind == kind)
            .order_by(RegisterRow.serial.desc())
            .limit(limit)
        )
        if after is not None:
            statement = statement.where(RegisterRow.serial < after[0])
        with translated(), self._engine.connect() as connection:
            found = connection.execute(statement).mappings().all()
        return Rows(tuple(map(_register_row, found)), _next(found, limit, lambda one: (one["serial"],)))

    def columns(self) -> tuple[shown.ColumnRow, ...]:
        """Leaves of the catalogue that have items, with their last release."""
        released = QueueRow.delivered_at.is_not(None)
        statement = (
            select(
                ItemRow.column,
                func.max(QueueRow.delivered_at).label("last"),
                func.count(QueueRow.serial.distinct()).filter(released).label("released"),
                func.count(ItemRow.serial.distinct()).filter(QueueRow.delivered_at.is_(None)).label("open"),
            )
            .join(QueueRow, QueueRow.item == ItemRow.id, isouter=True)
            .where(ItemRow.column.is_not(None))
            .group_by(ItemRow.column)
            .order_by(ItemRow.column)
        )
        with translated(), self._engine.connect() as connection:
            found = connection.execute(statement).mappings().all()
        return tuple(
            shown.ColumnRow(one["column"], _instant(one["last"]), one["released"], one["open"]) for one in found
        )

    def releases(self, column: str, after: Key | None = None, limit: int = 50) -> Rows[shown.ReleaseRow]:
        """Deliveries of one leaf, newest first."""
        key = tuple_(QueueRow.delivered_at, QueueRow.serial)
        statement = (
            select(QueueRow.__table__, ItemRow.title.label("item_title"))
            .join(ItemRow, ItemRow.id == QueueRow.item)
            .where(ItemRow.column == column, QueueRow.delivered_at.is_not(None))
            .order_by(QueueRow.delivered_at.desc(), QueueRow.serial.desc())
            .limit(limit)
        )
        if after is not None:
            statement = statement.where(key < tuple_(*after))
        with translated(), self._engine.connect() as connection:
            found = connection.execute(statement).mappings().all()
        return Rows(
            tuple(map(_release_row, found)), _next(found, limit, lambda one: (one["delivered_at"], one["serial"]))
        )

    def column_months(self, bounds: tuple[datetime, ...], today: date) -> tuple[shown.ColumnMonths, ...]:
        """Leaves that have items, with deliveries a month and what is late."""
        with translated(), self._engine.connect() as connection:
            months = {row["column"]: row for row in connection.execute(_months_statement(bounds)).mappings()}
            found = connection.execute(_under_way_statement(today)).mappings().all()
        return tuple(_column_months(one, months.get(one["column"]), len(bounds) - 1) for one in found)

    def signed(
        self, start: datetime, end: datetime, after: Key | None = None, limit: int = 50
    ) -> Rows[shown.SignedRow]:
        """Signatures of a span of time, oldest first."""
        statement = (
            select(SignOffRow.id, SignOffRow.item, SignOffRow.serial)
            .where(SignOffRow.at >= instant(start), SignOffRow.at < instant(end))
            .order_by(SignOffRow.serial)
            .limit(limit)
        )
        if after is not None:
            statement = statement.where(SignOffRow.serial > after[0])
        with translated(), self._engine.connect() as connection:
            found = connection.execute(statement).mappings().all()
        rows = tuple(shown.SignedRow(one["id"], one["item"]) for one in found)
        return Rows(rows, _next(found, limit, lambda one: (one["serial"],)))

    def backups(self, after: Key | None = None, limit: int = 50) -> Rows[shown.BackupRow]:
        """Backups made, newest first."""
        statement = select(BackupRow.__table__).order_by(BackupRow.serial.desc()).limit(limit)
        if after is not None:
            statement = statement.where(BackupRow.serial < after[0])
        with translated(), self._engine.connect() as connection:
            found = connection.execute(statement).mappings().all()
        return Rows(tuple(map(_backup_row, found)), _next(found, limit, lambda one: (one["serial"],)))

    def _item_row(self, connection: Connection, found: RowMapping, names: dict[str, str]) -> shown.ItemRow:
        item = from_row(Item, dict(found))
        red, amber = self._open(connection, item) if found["red"] is None else (found["red"], found["amber"])
        return shown.ItemRow(
            id=item.id, title=item.title, number=item.number, state=item.state, column=item.column,
            author=item.author, author_name=names.get(item.author, item.author), unit=item.unit, red=red, amber=amber,
            attribute=item.attribute, due=date.fromisoformat(item.due) if item.due else None, urgency=item.urgency,
            claimed_by=item.claimed_by, claimed_name=names.get(item.claimed_by or ""),
            submitted_at=item.submitted_at, version=item.version,
        )  # fmt: skip

    def _open(self, connection: Connection, item: Item) -> tuple[int, int]:
        """Count what no commit of this release has counted yet; every decision raises the version, which keys it."""
        key = (item.id, item.version)
        if key not in self._counts:
            self._counts[key] = count_open(connection, item.id, item.revision)
            if len(self._counts) > KEPT_COUNTS:
                self._counts.popitem(last=False)
        return self._counts[key]


def _months_statement(bounds: tuple[datetime, ...]) -> Select[Any]:
    """Deliveries by column: a counter a month, and the last one of each month that is still public."""
    at = QueueRow.delivered_at
    edges = [instant(bound) for bound in bounds]
    public = QueueRow.state.not_in([State.TAKING_DOWN.value, State.TAKEN_DOWN.value])
    wanted: list[Any] = [
        ItemRow.column,
        func.max(at).filter(public).label("last"),
        func.max(at).filter(public, at < edges[0]).label("before"),
    ]
    for number, (low, high) in enumerate(pairwise(edges)):
        wanted.append(func.count().filter(at >= low, at < high).label(f"month{number}"))
        wanted.append(func.max(at).filter(public, at >= low, at < high).label(f"last{number}"))
    return (
        select(*wanted)
        .join(QueueRow, QueueRow.item == ItemRow.id)
        .where(ItemRow.column.is_not(None), at.is_not(None))
        .group_by(ItemRow.column)
    )


def _under_way_statement(today: date) -> Select[Any]:
    """Items by column that are still before their delivery, and those of them past their last lawful day."""
    waits = _item.c.state.in_(sorted(state.value for state in UNDER_WAY))
    late = and_(waits, _item.c.due < today.isoformat())
    return (
        select(_item.c.column, func.count().filter(waits).label("open"), func.count().filter(late).label("overdue"))
        .where(_item.c.column.is_not(None))
        .group_by(_item.c.column)
        .order_by(_item.c.column)
    )


def _names(connection: Connection) -> dict[str, str]:
    return {one.id: one.name for one in connection.execute(select(UserRow.id, UserRow.name))}


def _queue_row(found: RowMapping) -> shown.QueueRow:
    entry = from_row(QueueEntry, dict(found))
    return shown.QueueRow(
        id=entry.id, item=entry.item, title=found["item_title"], channel=entry.channel, audience=entry.audience,
        state=entry.state, not_before=entry.not_before, not_after=entry.not_after,
        display_until=entry.display_until, delivery=entry.delivery, failure=entry.failure, address=found["address"],
        version=entry.version, earliest=date.fromisoformat(found["earliest"]) if found["earliest"] else None,
    )  # fmt: skip


def _release_row(found: RowMapping) -> shown.ReleaseRow:
    entry = from_row(QueueEntry, dict(found))
    return shown.ReleaseRow(
        entry=entry.id, item=entry.item, title=found["item_title"], channel=entry.channel, state=entry.state,
        delivered_at=entry.delivered_at or entry.created_at,
    )


def _column_months(found: RowMapping, months: RowMapping | None, count: int) -> shown.ColumnMonths:
    read: dict[str, Any] = dict(months) if months else {}
    return shown.ColumnMonths(
        column=found["column"],
        last=_instant(read.get("last")),
        before=_instant(read.get("before")),
        counts=tuple(read.get(f"month{number}", 0) for number in range(count)),
        lasts=tuple(_instant(read.get(f"last{number}")) for number in range(count)),
        open=found["open"],
        overdue=found["overdue"],
    )


def _register_row(found: RowMapping) -> shown.RegisterRow:
    entry = from_row(RegisterEntry, dict(found))
    return shown.RegisterRow(
        id=entry.id, item=entry.item, title=found["item_title"], kind=entry.kind.value, reason=entry.reason,
        at=entry.at, review_date=entry.review_date,
    )


def _backup_row(found: RowMapping) -> shown.BackupRow:
    record = from_row(BackupRecord, dict(found))
    return shown.BackupRow(record.name, record.sha256, record.size, record.entries, record.made_at)


def _next(found: Any, limit: int, key: Any) -> Key | None:  # noqa: ANN401 - rows of one of the statements above
    return tuple(key(found[-1])) if len(found) == limit else None


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
