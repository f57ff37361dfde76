"""A home with many entries, written in bulk: through units of work a hundred thousand would take minutes."""

from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

import homes
from db.draft import Act, Draft, completed
from db.engine import writing_engine
from db.mapping import to_row
from db.store import Store
from db.tables import AuditEntryRow, AuditIndexRow, AuditNodeRow, AuditSaltRow, ItemRow
from reviewer_app.domain.audit import AuditAction

BATCH = 5_000


def big_store(home: Path, entries: int, entries_an_item: int) -> Store:
    """An office with at least that many entries; each of them changes one item, every n-th a new one."""
    store = homes.new_store(home)
    homes.found_office(store.uow)
    start = store.log.size()
    with writing_engine(store.around.engine).begin() as connection:
        rows = connection.execute(select(AuditNodeRow.level, AuditNodeRow.position, AuditNodeRow.digest))
        nodes = {(level, position): digest for level, position, digest in rows}
        for first in range(0, entries, BATCH):
            for table, written in _written(start, range(first, min(first + BATCH, entries)), entries_an_item, nodes):
                connection.execute(insert(table), written)
    return store


def _written(
    start: int, numbers: range, entries_an_item: int, nodes: dict[tuple[int, int], bytes]
) -> list[tuple[Any, list[dict[str, Any]]]]:
    leaves, salts, made, items = [], [], [], []
    for number in numbers:
        seq, place = start + number, number // entries_an_item
        row = {"serial": place + 1, **to_row(homes.item(f"item{place:06}"))}
        draft = Draft()
        (draft.changed if number % entries_an_item else draft.added)("items", row["id"], row)
        act = Act("u-draft", f"c{seq}", AuditAction.ITEM_HAND_IN, row["id"], {})
        written = draft.write(seq, homes.NOON, act)
        leaves.append({"seq": seq, "leaf": written.raw})
        salts += [{"t": t, "k": k, "seq": seq, "salt": salt} for (t, k), salt in written.salts.items()]
        for node in completed(seq, written.raw, lambda level, position: nodes[level, position]):
            nodes[node.level, node.position] = node.digest
            made.append(node._asdict())
        items += [] if number % entries_an_item else [row]
    index = [{"seq": start + number, "item": f"item{number // entries_an_item:06}"} for number in numbers]
    tables = (AuditIndexRow, AuditEntryRow, AuditSaltRow, AuditNodeRow, ItemRow)
    return list(zip(tables, (index, leaves, salts, made, items), strict=True))
