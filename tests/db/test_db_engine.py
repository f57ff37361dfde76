"""How the database is opened, and what its failures are called."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.util import CommandError
from sqlalchemy import Engine, text

import homes
from db.engine import (
    JournalMode,
    create_file,
    journal_mode_for,
    library_version,
    open_engine,
    refuse_network,
    writing_engine,
)
from db.failures import ConstraintFailed, meaning, translated
from reviewer_app.bootstrap.home import create_store, open_store
from reviewer_app.domain.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    Fault,
    HomeExists,
    HomeMissing,
    HomeOnNetwork,
    StorageFailed,
)
from reviewer_app.settings import DATABASE_NAME


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create_file(tmp_path / "home" / DATABASE_NAME)
    return tmp_path / "home" / DATABASE_NAME


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    opened = open_engine(path, busy_milliseconds=20)
    yield opened
    opened.dispose()


@pytest.mark.parametrize(
    ("version", "mode"),
    [((3, 40, 1), "TRUNCATE"), ((3, 51, 2), "TRUNCATE"), ((3, 51, 3), "WAL"), ((3, 52, 0), "WAL"), ((4, 0), "WAL")],
)
def test_write_ahead_log_only_on_a_library_without_the_fault(version: tuple[int, ...], mode: str) -> None:
    assert journal_mode_for(version) == mode


def test_the_library_that_comes_along_is_without_the_fault() -> None:
    assert journal_mode_for(library_version()) is JournalMode.WAL


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("busy_timeout", 20),
        ("recursive_triggers", 1), ("trusted_schema", 0),
    ],
)  # fmt: skip
def test_every_connection_is_set_up(pragma: str, value: object, engine: Engine) -> None:
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_all_files_are_private(path: Path, engine: Engine) -> None:
    with writing_engine(engine).begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
        files = sorted(path.parent.iterdir())
        assert [file.name for file in files] == [DATABASE_NAME, DATABASE_NAME + "-shm", DATABASE_NAME + "-wal"]
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) & 0o077 == 0


def test_a_closed_home_is_one_file(path: Path, engine: Engine) -> None:
    with writing_engine(engine).begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
    engine.dispose()
    assert [file.name for file in path.parent.iterdir()] == [DATABASE_NAME]


def test_the_second_writer_waits_and_is_told(engine: Engine) -> None:
    with writing_engine(engine).begin(), pytest.raises(DatabaseBusy), translated():
        writing_engine(engine).connect().begin()


def test_readers_do_not_wait_for_a_writer(engine: Engine) -> None:
    with writing_engine(engine).begin() as writer:
        writer.execute(text("CREATE TABLE t (x)"))
        with engine.begin() as reader:
            assert reader.execute(text("SELECT COUNT(*) FROM sqlite_master")).scalar() == 0


@pytest.mark.parametrize("spoiled", [b"no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_damage(spoiled: bytes, tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).write_bytes(spoiled)
    with pytest.raises(DatabaseDamaged):
        open_store(tmp_path)


@pytest.mark.parametrize("act", ["DELETE FROM alembic_version", "INSERT INTO alembic_version VALUES ('x')"])
def test_a_database_that_does_not_say_its_form_is_damage(act: str, tmp_path: Path) -> None:
    homes.new_store(tmp_path / "home").close()
    made = open_engine(tmp_path / "home" / DATABASE_NAME)
    with writing_engine(made).begin() as writer:
        writer.execute(text(act))
    made.dispose()
    with pytest.raises(DatabaseDamaged):
        open_store(tmp_path / "home")


def test_a_page_overwritten_is_damage(tmp_path: Path) -> None:
    store = homes.new_store(tmp_path / "home")
    homes.populate(store)
    store.close()
    path = tmp_path / "home" / DATABASE_NAME
    with path.open("r+b") as file:
        for page in range(2, path.stat().st_size // 4096):
            file.seek(page * 4096)
            file.write(b"\xff" * 64)
    with pytest.raises(DatabaseDamaged), closing(open_store(tmp_path / "home")) as again, again.uow("u") as uow:
        uow.items.find()


def test_a_network_share_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HomeOnNetwork) as refused:
        refuse_network(tmp_path, lambda _: True)
    assert refused.value.values == {"home": str(tmp_path)}
    refuse_network(tmp_path, lambda _: False)


def test_no_home_and_a_home_too_many(tmp_path: Path) -> None:
    with pytest.raises(HomeMissing):
        open_store(tmp_path / "home")
    assert not (tmp_path / "home").exists()
    create_store(tmp_path / "home").close()
    with pytest.raises(HomeExists):
        create_store(tmp_path / "home")
    open_store(tmp_path / "home").close()


def test_a_home_that_could_not_be_made_can_be_made_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("db.schema.upgrade.__defaults__", ("no such form",))
        with pytest.raises(CommandError):
            create_store(tmp_path / "home")
    assert not list((tmp_path / "home").iterdir())
    create_store(tmp_path / "home").close()


def test_a_home_with_a_strange_name(tmp_path: Path) -> None:
    home = tmp_path / "审查 台?x=1#%41"
    create_store(home).close()
    assert os.listdir(home) == [DATABASE_NAME]  # noqa: PTH208 - names as the system has them


def _failure(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("secret value")
    error.sqlite_errorcode = code
    error.sqlite_errorname = "SQLITE_X"
    return error


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        (5, DatabaseBusy), (6, DatabaseBusy), (5 | 2 << 8, DatabaseBusy), (11, DatabaseDamaged), (26, DatabaseDamaged),
        (10 | 3 << 8, StorageFailed), (13, StorageFailed), (8, StorageFailed), (14, StorageFailed), (1, Fault),
        (19, ConstraintFailed),
    ],
)  # fmt: skip
def test_failures_have_names(code: int, meant: type[Exception]) -> None:
    assert type(meaning(_failure(code))) is meant


def test_values_are_never_quoted(engine: Engine) -> None:
    with pytest.raises(Fault) as fault, translated(), engine.begin() as connection:
        connection.execute(text("SELECT * FROM nothing WHERE name = :name"), {"name": "张三石"})
    assert "张三石" not in str(fault.value)
    assert fault.value.__cause__ is None
    assert fault.value.__suppress_context__
