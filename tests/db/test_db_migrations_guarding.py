"""The triggers that later revisions give their tables."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import IntegrityError

from db.migrations.guarding import versioned, written_once


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Connection]:
    """A table of each kind with one row."""
    engine = create_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.connect() as connection, Operations.context(MigrationContext.configure(connection)):
        for table, guard in (("once", written_once), ("steps", versioned)):
            connection.execute(text(f"CREATE TABLE {table} (serial INTEGER, id TEXT, said TEXT, version INTEGER)"))
            guard(table)
            connection.execute(text(f"INSERT INTO {table} VALUES (1, 'a', 'x', 1)"))  # noqa: S608 - our names
        yield connection
    engine.dispose()


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("UPDATE once SET said = 'y'", "written_once"),
        ("DELETE FROM once", "never_deleted"),
        ("DELETE FROM steps", "never_deleted"),
        ("UPDATE steps SET id = 'b', version = 2", "written_once"),
        ("UPDATE steps SET serial = 2, version = 2", "written_once"),
        ("UPDATE steps SET said = 'y'", "version_skipped"),
        ("UPDATE steps SET said = 'y', version = 3", "version_skipped"),
    ],
)
def test_what_the_triggers_refuse(disk: Connection, statement: str, refusal: str) -> None:
    with pytest.raises(IntegrityError, match=refusal):
        disk.execute(text(statement))


def test_one_version_on_is_a_change(disk: Connection) -> None:
    assert disk.execute(text("UPDATE steps SET said = 'y', version = 2")).rowcount == 1
