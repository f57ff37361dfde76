"""One page of the release queue, found through indexes alone: one range a state, merged in the order of time."""

from typing import Any, Final

from sqlalchemy import Connection, RowMapping, select, tuple_, union_all

from db.tables import ItemRow, JudgementRow, OnlineRow, QueueRow
from reviewer_app.domain.states import State
from reviewer_app.ports.read_models import Key

_key: Final = (QueueRow.not_before, QueueRow.serial)


def page(
    connection: Connection, states: frozenset[State], after: Key | None, limit: int, *,
    newest_first: bool, item: str | None,
) -> list[RowMapping]:
    """Rows of the queue with what their line shows besides, in order."""
    keys = keys_statement(states, after, limit, newest_first=newest_first, item=item)
    serials = [row.serial for row in connection.execute(keys)]
    rows = {row["serial"]: row for row in connection.execute(_rows_statement(serials)).mappings()}
    return [rows[serial] for serial in serials]


def keys_statement(
    states: frozenset[State], after: Key | None, limit: int, *, newest_first: bool, item: str | None
) -> Any:  # noqa: ANN401 - a select or a union
    """The serials of a page."""
    plain = select(*_key)
    if item is not None:
        plain = plain.where(QueueRow.item == item)
    if after is not None:
        here, there = tuple_(*_key), tuple_(*after)
        plain = plain.where(here < there if newest_first else here > there)
    ranges = [plain.where(QueueRow.state == state) for state in sorted(states)] or [plain]
    whole: Any = union_all(*ranges) if len(ranges) > 1 else ranges[0]
    columns = whole.selected_columns
    order = (columns.not_before, columns.serial)
    return whole.order_by(*(one.desc() if newest_first else one.asc() for one in order)).limit(limit)


def _rows_statement(serials: list[int]) -> Any:  # noqa: ANN401 - a select of many columns
    """Queue entries with what their row shows besides: title, last address, first lawful day."""
    address = (
        select(OnlineRow.address).where(OnlineRow.entry == QueueRow.id).order_by(OnlineRow.serial.desc()).limit(1)
    ).scalar_subquery()
    earliest = (
        select(JudgementRow.earliest)
        .where(JudgementRow.item == QueueRow.item)
        .order_by(JudgementRow.serial.desc())
        .limit(1)
    ).scalar_subquery()
    shown = (ItemRow.title.label("item_title"), address.label("address"), earliest.label("earliest"))
    joined = select(QueueRow.__table__, *shown).join(ItemRow, ItemRow.id == QueueRow.item)
    return joined.where(QueueRow.serial.in_(serials))
