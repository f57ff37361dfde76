"""Homes with many entries or many items, written in bulk: through units of work a hundred thousand take minutes."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

import homes
from db.draft import Act, Draft, completed
from db.engine import writing_engine
from db.lists import put_words
from db.mapping import to_row
from db.store import Store
from db.tables import AuditEntryRow, AuditIndexRow, AuditNodeRow, AuditSaltRow, ItemCountRow, ItemRow, QueueRow
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.states import State

BATCH = 5_000
PEOPLE = 12
COLUMNS = ("A04", "A14a", "A18", "A23", "A30")
OVER = (State.COMPARED, State.CORRECTED, State.TAKEN_DOWN, State.EXPIRED, State.REGISTERED, State.VOID)
IN_QUEUE = (State.QUEUED, State.FAILED, State.DELIVERED, State.ONLINE, State.CORRECTING, State.TAKING_DOWN)
FIRST_DAY = date(2018, 1, 1)
VILLAGES = ("松岗", "东山", "石桥", "青溪", "白塔", "柳林", "大坪")


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


def with_items(home: Path, count: int) -> Store:
    """An office with so many items, nearly all of them over, and one in seven with an entry of the queue.

    Only what lists and search read is there: no log stands behind these items.
    """
    store = homes.new_store(home)
    homes.found_office(store.uow)
    raw = store.around.engine.raw_connection()
    raw.cursor().execute("PRAGMA foreign_keys=OFF")  # the queue's public versions are not made
    raw.close()
    with writing_engine(store.around.engine).begin() as connection:
        for first in range(1, count + 1, BATCH):
            numbers = range(first, min(first + BATCH, count + 1))
            rows = [_item_row(number) for number in numbers]
            connection.execute(insert(ItemRow), rows)
            counts = [{"serial": n, "version": 1, "red": n % 3, "amber": n % 5} for n in numbers]
            connection.execute(insert(ItemCountRow), counts)
            put_words(connection, [_words_row(row) for row in rows])
            if queued := [_queue_row(number) for number in numbers if number % 7 == 0]:
                connection.execute(insert(QueueRow), queued)
    store.around.engine.dispose()
    return store


@cache
def _blank() -> dict[str, Any]:
    return to_row(homes.item())


def _item_row(number: int) -> dict[str, Any]:
    states = tuple(State) if number % 40 == 0 else OVER
    return {
        **_blank(), "serial": number, "id": f"item{number:07}",
        "title": f"关于{VILLAGES[number % 7]}村第{number}号地块征收补偿登记结果的公示",
        "number": f"某自然资〔2018〕{number}号" if number % 3 else None, "column": COLUMNS[number % 5],
        "author": f"author{number % PEOPLE}", "entered_by": f"author{number // 3 % PEOPLE}",
        "claimed_by": f"reviewer{number % 5}" if number % 4 else None,
        "state": states[number // 40 % len(states)].value,
        "due": str(FIRST_DAY + timedelta(days=number * 7919 % 400)) if number % 6 else None,
        "urgency": {0: "extra_urgent", 1: "urgent"}.get(number % 50, "normal"),
    }  # fmt: skip


def _words_row(item: dict[str, Any]) -> dict[str, Any]:
    body = f"{item['title']}\n{VILLAGES[item['serial'] % 5]}村农户代表确认无误，异议期满后拨付。"
    return {"serial": item["serial"], "pending": 0, "revision": None, "title": item["title"],
            "number": item["number"], "body": body}  # fmt: skip


def _queue_row(number: int) -> dict[str, Any]:
    moment = FIRST_DAY + timedelta(days=number * 31 % 300)
    states = IN_QUEUE if number % 70 == 0 else OVER[:4]
    return {
        "serial": number, "id": f"entry{number:07}", "item": f"item{number:07}", "public_version": "made-up",
        "audience": "all", "channel": "government_site", "outlet": "folder",
        "not_before": f"{moment}T0{number % 10}:00:00.000000Z", "not_after": None, "display_until": None,
        "created_at": "2018-01-01T00:00:00.000000Z", "state": states[number // 70 % len(states)].value, "attempts": 0,
        "failure": None, "delivered_at": None, "delivery": None, "delivery_sha256": None, "version": 1,
    }  # fmt: skip
