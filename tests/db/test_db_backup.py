"""Backing up while the office is open."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

import homes
from db.backup import check_database
from db.store import Store
from db.vault import SqlVault
from reviewer_app.bootstrap.home import open_store, restore_home
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DatabaseDamaged, StorageFailed
from reviewer_app.services.document_store import document_of
from reviewer_app.services.verify_log import verify_log
from reviewer_app.settings import CERTIFICATES, DATABASE_NAME


def test_round_trip_keeps_everything(store: Store, made: Path, tmp_path: Path) -> None:
    report = restore_home(made, tmp_path / "new" / "home")
    assert report.ok
    assert report.entries == store.log.size() - 1  # the entry of the backup itself came after
    assert (tmp_path / "new" / "home" / "station.key").read_text() == "PRIVATE+KEY+made-up\n"
    with closing(open_store(tmp_path / "new" / "home")) as again:
        kept = [place for place in store.log.proven_rows() if place[0] != "backups"]
        assert list(again.log.proven_rows()) == kept
        with again.uow("u-draft", writing=False) as uow:
            assert uow.blobs.get(uow.revisions.get("r1").parts[0].blob) == homes.ORIGINAL
            assert document_of(uow, "part1") == homes.DOCUMENT


def test_is_private_and_leaves_nothing_else(made: Path, tmp_path: Path) -> None:
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", made.name]
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


def test_is_put_on_record(store: Store, made: Path) -> None:
    ((_, _, row),) = store.log.proven_rows("backups")
    assert (row["name"], row["size"]) == (made.name, made.stat().st_size)
    last = store.log.entries()[-1]
    assert (last.actor, last.action) == ("system", AuditAction.BACKUP)
    assert verify_log(store.log).ok


def test_certificates_of_timestamp_services_go_along(store: Store, tmp_path: Path) -> None:
    folder = store.home / CERTIFICATES
    (folder / "old").mkdir(parents=True)
    (folder / "根证书.pem").write_text("made-up")
    (folder / ".hidden").write_text("an editor's copy")
    store.vault.backup(tmp_path / "office.backup")
    assert restore_home(tmp_path / "office.backup", tmp_path / "new").ok
    restored = tmp_path / "new" / CERTIFICATES
    assert [(path.name, path.read_text()) for path in restored.iterdir()] == [("根证书.pem", "made-up")]
    assert stat.S_IMODE(restored.stat().st_mode) == 0o700


def test_a_second_one_replaces_the_first_whole(store: Store, made: Path, tmp_path: Path) -> None:
    before = made.read_bytes()
    store.vault.backup(made)
    assert made.read_bytes() != before
    assert restore_home(made, tmp_path / "again").ok


def test_a_folder_that_is_not_there(store: Store, tmp_path: Path) -> None:
    size = store.log.size()
    with pytest.raises(StorageFailed):
        store.vault.backup(tmp_path / "nowhere" / "office.backup")
    assert store.log.size() == size


def test_a_damaged_database_is_not_backed_up(store: Store, tmp_path: Path) -> None:
    store.close()
    with closing(sqlite3.connect(store.home / DATABASE_NAME, isolation_level=None)) as disk:
        disk.execute("PRAGMA foreign_keys=OFF")
        disk.execute("DROP TRIGGER guard_items_delete")
        disk.execute("DELETE FROM items")
    with pytest.raises(DatabaseDamaged):
        store.vault.backup(tmp_path / "office.backup")
    assert not (tmp_path / "office.backup").exists()


def test_counts_the_entries_of_a_sound_database(store: Store) -> None:
    assert check_database(store.around.engine) == store.log.size()


def test_an_empty_office_can_be_backed_up(tmp_path: Path) -> None:
    with closing(homes.new_store(tmp_path / "home")) as store:
        vault = SqlVault(store.around, store.home)
        vault.backup(tmp_path / "empty.backup")
        assert store.log.size() == 1
    report = restore_home(tmp_path / "empty.backup", tmp_path / "new")
    assert (report.ok, report.entries) == (True, 0)
