"""Migrations: every one up, down and with data; head is exactly what the program's tables say (house style 17)."""

import importlib
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

import homes
from db import schema
from db.engine import create_file, open_engine
from db.read_models import SqlReadModels
from db.search_words import grams
from db.tables import Base, Ledger
from db.tables.lists import WORD_TABLES
from reviewer_app.bootstrap.home import open_store
from reviewer_app.domain.errors import DatabaseDamaged, DowngradeLosesRows, SchemaTooNew
from reviewer_app.domain.states import TRANSITIONS, State
from reviewer_app.services.verify_log import verify_log
from reviewer_app.settings import DATABASE_NAME

SHOWN = {State.FAILED, State.QUEUED, State.TAKING_DOWN, State.CORRECTING, State.DELIVERED, State.ONLINE, State.COMPARED,
         State.CORRECTED, State.EXPIRED, State.TAKEN_DOWN}  # fmt: skip


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    path = tmp_path / "home" / DATABASE_NAME
    create_file(path)
    opened = open_engine(path)
    yield opened
    opened.dispose()


def objects(engine: Engine, *kinds: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Every table, index or trigger with the lines of its definition; order of constraints says nothing."""
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")).all()
    return {
        (row.type, row.name): tuple(sorted(line.strip(" ,\t") for line in re.split(r"\n", row.sql)))
        for row in rows
        if row.type in kinds and row.name != "alembic_version"
    }


def test_every_table_on_the_disk_is_declared(engine: Engine) -> None:
    schema.upgrade(engine)
    on_disk = {name for _, name in objects(engine, "table")}
    of_words = {name for name in on_disk if name.startswith(WORD_TABLES)}
    assert of_words >= set(WORD_TABLES)
    assert on_disk - of_words == set(Base.metadata.tables)


# SQLAlchemy cannot read indexes over expressions back; `objects` compares their very words.
@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_head_is_what_the_tables_say(engine: Engine, tmp_path: Path) -> None:
    schema.upgrade(engine)
    with engine.connect() as connection:
        ours = {"include_object": lambda _object, name, *_: not name.startswith((*WORD_TABLES, "ix_items_"))}
        assert compare_metadata(MigrationContext.configure(connection, opts=ours), Base.metadata) == []
    create_file(tmp_path / "other" / DATABASE_NAME)
    other = open_engine(tmp_path / "other" / DATABASE_NAME)
    Base.metadata.create_all(other)
    assert objects(engine, "table", "index") == objects(other, "table", "index")
    other.dispose()


def test_known_revisions_are_the_scripts(engine: Engine) -> None:
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(schema.configured(connection))
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == schema.REVISIONS


@pytest.mark.parametrize(("below", "revision"), list(zip(("base", *schema.REVISIONS), schema.REVISIONS, strict=False)))
def test_up_and_down_again(below: str, revision: str, engine: Engine) -> None:
    if below != "base":
        schema.upgrade(engine, below)
    before = objects(engine, "table", "index", "trigger")
    schema.upgrade(engine, revision)
    assert schema.current(engine) == revision
    assert objects(engine, "table", "index", "trigger") != before
    schema.downgrade(engine, below)
    assert objects(engine, "table", "index", "trigger") == before


def test_down_and_up_with_data(tmp_path: Path) -> None:
    store = homes.new_store(tmp_path / "home")
    homes.populate(store)
    schema.downgrade(store.around.engine, "0001")
    schema.upgrade(store.around.engine)
    assert verify_log(store.log).ok
    schema.downgrade(store.around.engine, "base")
    assert objects(store.around.engine, "table", "index", "trigger") == {}
    store.close()


def test_going_back_is_refused_where_it_would_lose_rows(tmp_path: Path) -> None:
    with closing(homes.new_store(tmp_path / "home")) as store:
        homes.populate(store)
        homes.witness(store.uow, homes.sign_log(store.log, "cp2"))
        with pytest.raises(DowngradeLosesRows) as refused:
            schema.downgrade(store.around.engine, "0001")
        assert refused.value.values == {"revision": "0004", "rows": 2}
        assert schema.current(store.around.engine) == schema.HEAD
        assert verify_log(store.log).ok


def test_an_older_home_is_brought_up_when_opened(tmp_path: Path) -> None:
    store = homes.new_store(tmp_path / "home")
    homes.populate(store)
    schema.downgrade(store.around.engine, "0001")
    store.close()
    with closing(open_store(tmp_path / "home")) as again:
        assert schema.current(again.around.engine) == schema.HEAD
        assert verify_log(again.log).ok


def test_a_newer_home_is_refused_and_not_touched(tmp_path: Path) -> None:
    homes.new_store(tmp_path / "home").close()
    path = tmp_path / "home" / DATABASE_NAME
    with closing(sqlite3.connect(path, isolation_level=None)) as disk:
        disk.execute("UPDATE alembic_version SET version_num = '0999'")
    before = path.read_bytes()
    with pytest.raises(SchemaTooNew) as refused:
        open_store(tmp_path / "home")
    assert refused.value.values == {"found": "0999", "known": schema.HEAD}
    assert path.read_bytes() == before


def test_a_database_of_something_else_is_damage(engine: Engine) -> None:
    assert schema.current(engine) is None
    with pytest.raises(DatabaseDamaged):
        schema.ensure_current(engine)


def test_every_table_says_whether_it_is_proven() -> None:
    undeclared = [table.name for table in Base.metadata.tables.values() if table.info.get("ledger") not in set(Ledger)]
    assert not undeclared


def test_legal_moves_are_those_of_the_domain(engine: Engine) -> None:
    schema.upgrade(engine)
    legal = {(old, new) for old, following in TRANSITIONS.items() for new in following}
    shown = {(old, new) for old in SHOWN for new in SHOWN if old != new}
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT subject, old, new FROM legal_transitions")).all()
    assert {(old, new) for subject, old, new in rows if subject == "queue"} == legal
    assert {(old, new) for subject, old, new in rows if subject == "items"} == legal | shown


@pytest.mark.parametrize("title", ["关于Ａ区征收的公示", "某政办发〔2018〕3号", "Ⅱ类 ２０１８", "x", "—", ""])
def test_the_migration_takes_the_same_words_as_the_program(title: str) -> None:
    script = importlib.import_module("db.migrations.versions.rev_0003_lists")
    assert set(script._grams(title).split()) == set(grams(title).split())


def test_an_older_home_is_searchable_by_title_at_once_and_by_body_once_caught_up(tmp_path: Path) -> None:
    with closing(homes.new_store(tmp_path / "home")) as store:
        homes.populate(store)
        schema.downgrade(store.around.engine, "0002")
        schema.upgrade(store.around.engine)
        reads = SqlReadModels(store.around.engine)
        assert [row.id for row in reads.found("征收补偿").rows] == ["i1"]
        assert reads.found("张三石").rows == ()
        assert store.vault.catch_up(10) == 0
        assert [row.id for row in reads.found("张三石").rows] == ["i1"]
