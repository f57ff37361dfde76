"""What the parts of one unit of work share: the connection, what was changed, and who was there before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable, select

from db.audit_store import last_entry
from db.draft import Draft
from db.failures import translated
from db.tables import ItemRow, UserRow
from reviewer_app.domain.errors import Fault, StaleDecision
from reviewer_app.ports.clock import SHANGHAI
from reviewer_app.ports.log import Row

NOBODY = "—"


@dataclass(frozen=True, slots=True)
class Work:
    """One transaction under way."""

    connection: Connection
    draft: Draft
    writing: bool
    touched: dict[str, set[str]] = field(default_factory=dict)
    """Item id to the tables of which rows of the item were changed; lists and search follow (`db.lists`)."""

    def touch(self, table: str, row: Row) -> None:
        """Note that a row of an item was changed."""
        item = row["id"] if table == "items" else row.get("item")
        if item is not None:
            self.touched.setdefault(item, set()).add(table)

    def execute(
        self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[Any]:
        """Run a statement; failures come as the domain's errors."""
        with translated():
            return self.connection.execute(statement, values)

    def write(self, statement: Executable, values: Mapping[str, Any] | None = None) -> CursorResult[Any]:
        """Run a changing statement; a `Fault` in a unit of work for reading."""
        if not self.writing:
            message = "a unit of work for reading changes nothing"
            raise Fault(message)
        return self.execute(statement, values)

    def stale(self, table: str, key: str, row: Row) -> StaleDecision:
        """Who changed the row last, when (the office's time), and what state its item has now."""
        item = str(row.get("item") or key)
        with translated():
            entry = last_entry(self.connection, table, key, item)
        if entry is None:
            return StaleDecision(who=NOBODY, when=NOBODY, state=str(row.get("state") or NOBODY))
        name = self.execute(select(UserRow.name).where(UserRow.id == entry.actor)).scalar()
        state = self.execute(select(ItemRow.state).where(ItemRow.id == item)).scalar()
        return StaleDecision(
            who=name or entry.actor,
            when=f"{entry.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
            state=state or str(row.get("state") or NOBODY),
        )
