"""The log in SQLite, where it can be damaged."""


import pytest
from sqlalchemy import text

from db.audit_store import LogWriter, last_entry, open_log_book
from db.draft import Act, Draft
from db.engine import writing_engine
from db.store import Store
from db.tables import columns, content, items, log, office, release, review
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DatabaseDamaged
from reviewer_app.services.verify_log import verify_log


def test_appending_reads_only_what_it_joins(store: Store) -> None:
    act = Act("system", "c", AuditAction.OFFICE_CHANGE, None, {})
    with writing_engine(store.around.engine).begin() as connection:
        writer = LogWriter(connection, store.around.clock)
        for _ in range(20):
            writer.append(Draft(), act)
    assert verify_log(store.log).ok


def test_a_missing_node_is_damage(store: Store) -> None:
    with store.around.engine.begin() as connection:
        connection.execute(text("DELETE FROM audit_nodes"))
    with pytest.raises(DatabaseDamaged):
        store.log.root()
    assert [one.table for one in verify_log(store.log).differences] == ["audit_nodes"]


def test_who_was_last_is_known_without_salts(store: Store) -> None:
    with store.around.engine.begin() as connection:
        connection.execute(text("DELETE FROM audit_salts"))
        entry = last_entry(connection, "items", "i1", "i1")
        assert entry is not None
        assert (entry.action, entry.actor) == (AuditAction.QUEUE_CORRECT, "u-sign")
        assert last_entry(connection, "users", "u-sign", "u-sign") is None


def test_a_log_book_reads_an_engine(store: Store) -> None:
    book = open_log_book(store.around.engine, store.log.add_checkpoint)
    assert book.size() == store.log.size()
    assert list(book.leaves(3)) == list(store.log.leaves())[3:]


def test_every_file_of_tables_holds_tables() -> None:
    for module in (content, items, log, office, release, review):
        tables = [one for one in vars(module).values() if isinstance(one, type) and issubclass(one, columns.Base)]
        assert len(tables) > 1
        assert all(one.__doc__ for one in tables)
