"""An attacker with the disk: one row of any proven table changed or gone is named by table, key and item."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import homes
from db.tables import Base, is_proven
from reviewer_app.bootstrap.home import open_store
from reviewer_app.services.verify_log import LiveReport, verify_log
from reviewer_app.settings import DATABASE_NAME

PROVEN = sorted(table.name for table in Base.metadata.tables.values() if is_proven(table))
OF_NO_ITEM = {"offices", "phones", "users", "person_keys", "authorisations", "routes", "checkpoints", "backups",
              "cosignatures", "timestamps", "rule_versions", "keeps", "impact_assessments", "fact_confirmations",
              "lexicon_editions", "rule_levels"}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A populated home, closed."""
    home = tmp_path_factory.mktemp("clean") / "home"
    store = homes.new_store(home)
    homes.populate(store)
    homes.record_backup(store)
    homes.own_ways(store.uow)
    homes.law_acts(store.uow)
    homes.own_words(store.uow)
    homes.board(store.uow)
    homes.witness(store.uow, homes.sign_log(store.log, "cp2"))
    homes.sign_log(store.log, "cp3")
    assert verify_log(store.log).ok
    store.close()
    return home


@pytest.fixture
def disk(clean: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The attacker's connection to a copy: triggers dropped, no constraint checked."""
    home = tmp_path / "home"
    shutil.copytree(clean, home)
    with closing(sqlite3.connect(home / DATABASE_NAME, isolation_level=None)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA ignore_check_constraints=ON")
        yield connection


def verified(disk: sqlite3.Connection, tmp_path: Path) -> LiveReport:
    """What the program says afterwards."""
    disk.close()
    store = open_store(tmp_path / "home")
    try:
        return verify_log(store.log)
    finally:
        store.close()


def last(disk: sqlite3.Connection, table: str) -> tuple[str, str | None]:
    """Key and item of the row to be attacked."""
    (key,) = disk.execute(f"SELECT id FROM {table} ORDER BY rowid DESC LIMIT 1").fetchone()  # noqa: S608 - our names
    return key, None if table in OF_NO_ITEM else "i1"


def test_every_proven_table_has_a_row(disk: sqlite3.Connection) -> None:
    counts = {name: disk.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in PROVEN}  # noqa: S608 - ours
    assert all(counts.values()), counts


@pytest.mark.parametrize("table", PROVEN)
def test_a_deleted_row_is_named(table: str, disk: sqlite3.Connection, tmp_path: Path) -> None:
    key, item = last(disk, table)
    disk.execute(f"DELETE FROM {table} WHERE id = ?", (key,))  # noqa: S608 - our names
    assert (table, key, item, "missing") in verified(disk, tmp_path).differences


CHANGED = {int: '"{0}" + 1', bool: '1 - "{0}"', str: "COALESCE(\"{0}\", '') || 'x'", bytes: "x'00'"}


@pytest.mark.parametrize("table", PROVEN)
def test_a_changed_column_is_named(table: str, disk: sqlite3.Connection, tmp_path: Path) -> None:
    key, item = last(disk, table)
    with closing(open_store(tmp_path / "home")) as store:
        for column in Base.metadata.tables[table].columns:
            disk.execute("BEGIN")
            before = disk.execute(f'SELECT "{column.name}" FROM {table} WHERE id = ?', (key,)).fetchone()  # noqa: S608 - ours
            changed = CHANGED[column.type.python_type].format(column.name)
            disk.execute(f'UPDATE {table} SET "{column.name}" = {changed} WHERE id = ?', (key,))  # noqa: S608 - ours
            disk.execute("COMMIT")
            differences = set(verify_log(store.log).differences)
            if column.name == "id":
                assert {(table, key, item, "missing"), (table, f"{key}x", None, "extra")} <= differences
                disk.execute(f"UPDATE {table} SET id = ? WHERE id = ?", (key, f"{key}x"))  # noqa: S608 - our names
            else:
                assert (table, key, item, "changed") in differences, column.name
                disk.execute(f'UPDATE {table} SET "{column.name}" = ? WHERE id = ?', (*before, key))  # noqa: S608 - ours
        assert verify_log(store.log).ok


@pytest.mark.parametrize("table", PROVEN)
def test_a_row_slipped_in_is_named(table: str, disk: sqlite3.Connection, tmp_path: Path) -> None:
    key, _ = last(disk, table)
    names = [column.name for column in Base.metadata.tables[table].columns if column.name != "serial"]
    unique = {"id": "id || '-new'", "ordinal": "ordinal + 1"}
    if table == "blobs":
        unique["sha256"] = "sha256 || 'x'"
    source = ", ".join(unique.get(name, f'"{name}"') for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    disk.execute("DROP INDEX uq_reviews_open")
    disk.execute(f"INSERT INTO {table} ({listed}) SELECT {source} FROM {table} WHERE id = ?", (key,))  # noqa: S608 - ours
    assert (table, f"{key}-new", None, "extra") in verified(disk, tmp_path).differences


def test_a_salt_taken_away_is_named(disk: sqlite3.Connection, tmp_path: Path) -> None:
    disk.execute("DELETE FROM audit_salts WHERE t = 'decisions' AND k = 'd1'")
    assert verified(disk, tmp_path).differences == (("decisions", "d1", "i1", "salt_missing"),)


def test_a_changed_entry_breaks_the_checkpoint(disk: sqlite3.Connection, tmp_path: Path) -> None:
    disk.execute("UPDATE audit_entries SET leaf = CAST(REPLACE(CAST(leaf AS TEXT), 'u-review', 'u-others') AS BLOB)")
    codes = {problem.code for problem in verified(disk, tmp_path).problems}
    assert "checkpoint_contradicted" in codes
    assert "signoff_not_the_actor" not in codes


def test_an_entry_taken_away_is_a_gap(disk: sqlite3.Connection, tmp_path: Path) -> None:
    disk.execute("DELETE FROM audit_entries WHERE seq = 3")
    report = verified(disk, tmp_path)
    assert {"history_refused", "checkpoint_contradicted"} <= {problem.code for problem in report.problems}


def test_the_tail_cut_off_is_named(disk: sqlite3.Connection, tmp_path: Path) -> None:
    (size,) = disk.execute("SELECT COUNT(*) FROM audit_entries").fetchone()
    disk.execute("DELETE FROM audit_entries WHERE seq >= ?", (size - 4,))
    report = verified(disk, tmp_path)
    assert "checkpoint_beyond" in {problem.code for problem in report.problems}
    assert not report.ok


def test_a_forged_signature_is_named(disk: sqlite3.Connection, tmp_path: Path) -> None:
    disk.execute("UPDATE signoffs SET envelope = REPLACE(envelope, 'u-sign', 'u-admi')")
    report = verified(disk, tmp_path)
    assert {"signoff_not_logged", "signoff_missing"} <= {problem.code for problem in report.problems}


def test_a_spoiled_tree_node_is_named(disk: sqlite3.Connection, tmp_path: Path) -> None:
    disk.execute("UPDATE audit_nodes SET digest = zeroblob(32)")
    assert [one.table for one in verified(disk, tmp_path).differences] == ["audit_nodes"]


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM audit_index WHERE seq = {0}",
        "UPDATE audit_index SET item = 'i2' WHERE seq = {0}",
        "UPDATE audit_index SET seq = seq + 1000 WHERE seq = {0}",
    ],
)
def test_an_entry_hidden_from_its_item_is_named(attack: str, disk: sqlite3.Connection, tmp_path: Path) -> None:
    for (seq,) in disk.execute("SELECT MAX(seq) FROM audit_index").fetchall():
        disk.execute(attack.format(seq))
        assert verified(disk, tmp_path).differences == (("audit_index", str(seq), "i1", "changed"),)


def test_an_entry_shown_with_an_item_it_is_not_of_is_named(disk: sqlite3.Connection, tmp_path: Path) -> None:
    disk.execute("INSERT INTO audit_index (seq, item) VALUES (1000, 'i1')")
    assert verified(disk, tmp_path).differences == (("audit_index", "1000", "i1", "changed"),)


def test_a_station_key_that_is_none_is_named(disk: sqlite3.Connection, tmp_path: Path) -> None:
    disk.execute("UPDATE offices SET station_key = 'nothing'")
    codes = {problem.code for problem in verified(disk, tmp_path).problems}
    assert {"keys_refused", "checkpoint_refused"} <= codes
