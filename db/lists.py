"""Keeps the working rows of lists and search in step with the items (`db.tables.lists`).

They are written in the transaction of the change itself: a list that shows what is no more, or a search that finds
what was erased a moment ago, would be believed. Only a home that an older release wrote, or that was just restored,
is caught up with in the background, a few items at a time, so that nobody waits for the write lock.
"""

from collections.abc import Iterable
from typing import Any, Final, TypeVar

import msgspec
from sqlalchemy import Connection, Engine, FromClause, RowMapping, delete, func, insert, select, text, update

from db.engine import writing_engine
from db.failures import translated
from db.mapping import from_row
from db.search_words import grams
from db.tables import (
    DispositionRow,
    ExemptionRow,
    FindingSetRow,
    ItemCountRow,
    ItemRow,
    RevisionRow,
    SearchTextRow,
    TextRow,
)
from db.tables.lists import WORD_TABLES, WORDS
from db.work import Work
from reviewer_app.domain.items import Part
from reviewer_app.domain.readiness import open_counts
from reviewer_app.domain.review import Disposition, Exemption, FindingSet
from reviewer_app.services.document_store import read_document, read_report

T = TypeVar("T")
Counts = tuple[int, int]

COUNTED: Final = frozenset({"finding_sets", "dispositions", "exemptions"})
"""Tables whose rows change how much of an item is still open."""

TEXTS: Final = "texts"
_BATCH: Final = 2_000
_items: Final = ItemRow.__table__
_texts: Final = SearchTextRow.__table__
_parts = msgspec.json.Decoder(tuple[Part, ...])


def keep(work: Work) -> None:
    """Bring up to date what the transaction touched; called before it commits."""
    for item, tables in work.touched.items():
        found = work.connection.execute(select(_items).where(ItemRow.id == item)).mappings().first()
        if found is not None and tables & {"items", TEXTS, *COUNTED}:
            _keep_counts(work.connection, found, anew=bool(tables & COUNTED))
            _keep_words(work.connection, found, anew=TEXTS in tables)
    work.touched.clear()


def catch_up(engine: Engine, limit: int) -> int:
    """Read the bodies of up to `limit` items that an older release left; returns how many are left."""
    with translated(), writing_engine(engine).begin() as writing:
        waiting = select(SearchTextRow.serial).where(text("pending")).order_by(SearchTextRow.serial).limit(limit)
        found = writing.execute(select(_items).where(ItemRow.serial.in_(waiting))).mappings().all()
        for row in found:
            _keep_counts(writing, row, anew=True)
            _keep_words(writing, row, anew=True)
        return writing.execute(select(func.count()).select_from(SearchTextRow).where(text("pending"))).scalar_one()


def rebuild(engine: Engine) -> None:
    """Forget everything and begin anew from the items; bodies follow by `catch_up`."""
    with translated(), writing_engine(engine).begin() as writing:
        for name, words in WORDS.items():
            writing.execute(insert(words), {name: "delete-all"})
        writing.execute(delete(SearchTextRow))
        writing.execute(delete(ItemCountRow))
        rows = writing.execute(select(_items.c.serial, _items.c.title, _items.c.number)).mappings()
        for page in rows.partitions(_BATCH):
            put_words(writing, [{**row, "pending": 1, "revision": None, "body": ""} for row in page])


def put_words(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Add rows of `search_texts` and their words."""
    connection.execute(insert(SearchTextRow), rows)
    for name, words in WORDS.items():
        connection.execute(insert(words), [{"rowid": row["serial"], "grams": grams(_words(name, row))} for row in rows])


def count_open(connection: Connection, item: str, revision: str | None) -> Counts:
    """(blocking findings to decide, amber ones to look at) of the item's current revision."""
    if revision is None:
        return 0, 0
    sets = _all(connection, FindingSet, FindingSetRow.__table__, "revision", revision)
    dispositions = _all(connection, Disposition, DispositionRow.__table__, "revision", revision)
    exemptions = _all(connection, Exemption, ExemptionRow.__table__, "item", item)
    reports = {one.part: read_report(one.payload) for one in sets if one.payload}  # empty once erased
    return open_counts(reports, dispositions, exemptions)


def _keep_counts(connection: Connection, item: RowMapping, *, anew: bool) -> None:
    """Count; where nothing was found or decided on the same revision, the last count holds for the new version."""
    serial, version = item["serial"], item["version"]
    last = connection.execute(select(ItemCountRow.version).where(ItemCountRow.serial == serial)).scalar()
    if last is not None and not anew and _revision_in_words(connection, serial) == item["revision"]:
        connection.execute(update(ItemCountRow).where(ItemCountRow.serial == serial).values(version=version))
        return
    red, amber = count_open(connection, item["id"], item["revision"])
    connection.execute(delete(ItemCountRow).where(ItemCountRow.serial == serial))
    connection.execute(insert(ItemCountRow), {"serial": serial, "version": version, "red": red, "amber": amber})


def _revision_in_words(connection: Connection, serial: int) -> str | None:
    return connection.execute(select(SearchTextRow.revision).where(SearchTextRow.serial == serial)).scalar()


def _keep_words(connection: Connection, item: RowMapping, *, anew: bool) -> None:
    """Take the old words out and put the new ones in, unless they are the same."""
    names = ("serial", "revision", "title", "number")
    of_item = _texts.c.serial == item["serial"]
    # Not the body: it may be a megabyte, and most changes leave all of this as it is.
    last = connection.execute(select(_texts.c.pending, *(_texts.c[name] for name in names)).where(of_item)).first()
    if last is not None and not anew and tuple(last) == (0, *(item[name] for name in names)):
        return
    if last is not None:
        _take_words_out(connection, connection.execute(select(_texts).where(of_item)).mappings().one())
    body = "\n".join(_bodies(connection, item["revision"]))
    put_words(connection, [{**{name: item[name] for name in names}, "pending": 0, "body": body}])


def _take_words_out(connection: Connection, old: RowMapping) -> None:
    for name, words in WORDS.items():
        connection.execute(insert(words), {name: "delete", "rowid": old["serial"], "grams": grams(_words(name, old))})
    connection.execute(delete(SearchTextRow).where(SearchTextRow.serial == old["serial"]))


def _words(table: str, row: RowMapping | dict[str, Any]) -> str:
    """The text whose words stand in one of the word tables."""
    head = f"{row['title']}\n{row['number'] or ''}\n"
    return head if table == WORD_TABLES[0] else head + row["body"]


def _bodies(connection: Connection, revision: str | None) -> Iterable[str]:
    """What was read of the parts, in their order; nothing of a part that was erased."""
    parts = connection.execute(select(RevisionRow.parts).where(RevisionRow.id == revision)).scalar()
    for part in _parts.decode(parts) if parts else ():
        payload = connection.execute(select(TextRow.payload).where(TextRow.part == part.id)).scalar()
        if payload is not None:
            yield read_document(payload).text


def _all(connection: Connection, kind: type[T], table: FromClause, column: str, value: str) -> tuple[T, ...]:
    statement = select(table).where(table.c[column] == value).order_by(table.c.serial)
    return tuple(from_row(kind, dict(row)) for row in connection.execute(statement).mappings())
