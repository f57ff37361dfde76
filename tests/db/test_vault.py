"""Backing up, restoring and erasing, on real files."""

import json
import sqlite3
import stat
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import homes
from db.engine import DATABASE_NAME
from db.store import Store
from reviewer_app.bootstrap.home import open_store, restore_home
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import (
    BackupDamaged,
    FileMissing,
    HomeExists,
    NotFound,
    SchemaTooNew,
    StorageFailed,
)
from reviewer_app.domain.states import State
from reviewer_app.services.verify_log import verify_log


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = homes.new_store(tmp_path / "home")
    homes.populate(opened)
    (tmp_path / "home" / "station.key").write_text("PRIVATE+KEY+made-up\n")
    yield opened
    opened.close()


@pytest.fixture
def made(store: Store, tmp_path: Path) -> Path:
    """A backup of the populated home."""
    store.vault.backup(tmp_path / "office.backup")
    return tmp_path / "office.backup"


def repacked(made: Path, **changed: bytes | None) -> Path:
    """The same backup with members exchanged (None: left out), its manifest as it was."""
    target = made.with_name("changed.backup")
    names = {name.replace("_", "."): data for name, data in changed.items()}
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(target, "w") as packed:
        for name in source.namelist():
            data = names.pop(name, source.read(name))
            if data is not None:
                packed.writestr(name, data)
        for name, data in names.items():
            packed.writestr(name, data or b"")
    return target


class TestBackup:
    def test_round_trip_keeps_everything(self, store: Store, made: Path, tmp_path: Path) -> None:
        report = restore_home(made, tmp_path / "new" / "home")
        assert report.ok
        assert report.entries == store.log.size() - 1  # the entry of the backup itself came after
        assert (tmp_path / "new" / "home" / "station.key").read_text() == "PRIVATE+KEY+made-up\n"
        with closing(open_store(tmp_path / "new" / "home")) as again:
            kept = [place for place in store.log.proven_rows() if place[0] != "backups"]
            assert list(again.log.proven_rows()) == kept
            with again.uow("u-draft", writing=False) as uow:
                assert uow.blobs.get(uow.revisions.get("r1").parts[0].blob) == homes.ORIGINAL
                assert uow.texts.get("part1") == b"encoded"

    def test_is_private_and_leaves_nothing_else(self, made: Path, tmp_path: Path) -> None:
        assert sorted(path.name for path in tmp_path.iterdir()) == ["home", made.name]
        assert stat.S_IMODE(made.stat().st_mode) == 0o600

    def test_is_put_on_record(self, store: Store, made: Path) -> None:
        ((_, _, row),) = store.log.proven_rows("backups")
        assert (row["name"], row["size"]) == (made.name, made.stat().st_size)
        last = store.log.entries()[-1]
        assert (last.actor, last.action) == ("system", AuditAction.BACKUP)
        assert verify_log(store.log).ok

    def test_a_second_one_replaces_the_first_whole(self, store: Store, made: Path, tmp_path: Path) -> None:
        before = made.read_bytes()
        store.vault.backup(made)
        assert made.read_bytes() != before
        assert restore_home(made, tmp_path / "again").ok

    def test_a_folder_that_is_not_there(self, store: Store, tmp_path: Path) -> None:
        size = store.log.size()
        with pytest.raises(StorageFailed):
            store.vault.backup(tmp_path / "nowhere" / "office.backup")
        assert store.log.size() == size

    def test_a_damaged_database_is_not_backed_up(self, store: Store, tmp_path: Path) -> None:
        store.close()
        with closing(sqlite3.connect(store.home / DATABASE_NAME, isolation_level=None)) as disk:
            disk.execute("UPDATE determinations SET item = item WHERE 0")
            disk.execute("PRAGMA foreign_keys=OFF")
            disk.execute("DROP TRIGGER guard_items_delete")
            disk.execute("DELETE FROM items")
        with pytest.raises(Exception, match="database_damaged"):
            store.vault.backup(tmp_path / "office.backup")
        assert not (tmp_path / "office.backup").exists()


class TestRestore:
    def test_refuses_a_folder_in_use(self, made: Path, tmp_path: Path) -> None:
        for home in (tmp_path / "home", made):
            with pytest.raises(HomeExists):
                restore_home(made, home)

    def test_takes_an_empty_folder(self, made: Path, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        assert restore_home(made, tmp_path / "empty").ok

    def test_refuses_what_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(FileMissing):
            restore_home(tmp_path / "nothing.backup", tmp_path / "new")

    @pytest.mark.parametrize("cut", [0, 1, 100, -1, -200])
    def test_refuses_a_file_cut_short(self, made: Path, tmp_path: Path, cut: int) -> None:
        data = made.read_bytes()
        made.write_bytes(data[:cut])
        self._refused(made, tmp_path)

    def test_refuses_a_changed_byte_anywhere(self, made: Path, tmp_path: Path) -> None:
        data = made.read_bytes()
        with zipfile.ZipFile(made) as packed:
            member = packed.getinfo(DATABASE_NAME)
        start = member.header_offset + 30 + len(DATABASE_NAME)
        end = start + member.compress_size - 64  # the last bits of a deflate stream are padding
        for place in range(start, end, member.compress_size // 7):
            made.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
            self._refused(made, tmp_path)

    @pytest.mark.parametrize(
        "changed",
        [
            {"reviewer_db": b"other"},
            {"reviewer_db": None},
            {"manifest_json": None},
            {"manifest_json": b"[]"},
            {"manifest_json": b'{"files":{},"v":1}'},
            {"station_key": b"PRIVATE+KEY+another"},
            {"extra_file": b"smuggled in"},
        ],
    )
    def test_refuses_exchanged_members(self, made: Path, tmp_path: Path, changed: dict[str, bytes | None]) -> None:
        self._refused(repacked(made, **changed), tmp_path)

    def test_refuses_a_path_that_leaves_the_folder(self, made: Path, tmp_path: Path) -> None:
        with zipfile.ZipFile(made) as packed:
            manifest = json.loads(packed.read("manifest.json"))
        manifest["files"]["../evil"] = manifest["files"]["station.key"]
        text = json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()
        self._refused(repacked(made, manifest_json=text), tmp_path)
        assert not (tmp_path / "evil").exists()

    def test_a_changed_row_is_reported_and_the_home_is_there(self, store: Store, tmp_path: Path) -> None:
        with closing(sqlite3.connect(store.home / DATABASE_NAME, isolation_level=None)) as disk:
            disk.execute("DROP TRIGGER guard_decisions_update")
            disk.execute("UPDATE decisions SET reason = 'x' WHERE id = 'd1'")
        store.vault.backup(tmp_path / "office.backup")
        report = restore_home(tmp_path / "office.backup", tmp_path / "new")
        assert report.differences == (("decisions", "d1", "i1", "changed"),)
        assert (tmp_path / "new" / DATABASE_NAME).is_file()

    def test_a_newer_form_is_refused(self, store: Store, tmp_path: Path) -> None:
        with closing(sqlite3.connect(store.home / DATABASE_NAME, isolation_level=None)) as disk:
            disk.execute("UPDATE alembic_version SET version_num = '9999'")
        store.vault.backup(tmp_path / "office.backup")
        with pytest.raises(SchemaTooNew):
            restore_home(tmp_path / "office.backup", tmp_path / "new")
        assert not (tmp_path / "new").exists()

    @staticmethod
    def _refused(file: Path, tmp_path: Path) -> None:
        before = sorted(path.name for path in tmp_path.iterdir())
        with pytest.raises(BackupDamaged):
            restore_home(file, tmp_path / "new")
        assert sorted(path.name for path in tmp_path.iterdir()) == before


class TestErase:
    def test_nothing_of_it_is_left_and_all_proofs_hold(self, store: Store, made: Path) -> None:
        self._to(store, State.SUBMITTED)
        assert store.vault.erase("i1", "u-admin") == (made.name,)
        with store.uow("u-admin", writing=False) as uow:
            assert uow.texts.get("part1") is None
            assert uow.finding_sets.get("f1").payload == ""
            assert uow.amendments.get("am1").changes == ()
            assert uow.signoffs.get("s1").salt is None
            with pytest.raises(NotFound):
                uow.blobs.get(uow.revisions.get("r1").parts[0].blob)
        report = verify_log(store.log)
        assert report.ok
        assert report.blobs == 0
        self._nowhere_on_disk(store, homes.ORIGINAL, homes.CONVERTED, homes.PUBLIC, "张三石".encode())

    def test_is_one_act_of_the_person(self, store: Store) -> None:
        store.vault.erase("i1", "u-admin")
        last = store.log.entries()[-1]
        assert (last.actor, last.action, last.item) == ("u-admin", AuditAction.ERASE, "i1")

    def test_old_salts_are_gone(self, store: Store) -> None:
        store.vault.erase("i1", "u-admin")
        erased = store.log.size() - 1
        left = {seq for seq, table, _, _ in store.log.salts() if table in {"blobs", "finding_sets", "signoffs"}}
        public = {seq for seq, table, _, _ in store.log.salts() if table == "blobs"}
        assert left - public == {erased} or left == {erased}

    def test_what_is_public_stays_comparable(self, store: Store) -> None:
        self._to(store, State.SUBMITTED, State.IN_REVIEW, State.AWAITING_SIGNATURE, State.QUEUED)
        store.vault.erase("i1", "u-admin")
        with store.uow("u-admin", writing=False) as uow:
            assert uow.blobs.get(uow.public_versions.get("pv1").parts[0].blob) == homes.PUBLIC
        assert verify_log(store.log).ok

    def test_bytes_of_another_item_stay(self, store: Store) -> None:
        with store.uow("u-draft") as uow:
            part = replace(uow.revisions.get("r1").parts[0], id="part2", converted=None, converted_sha256=None)
            uow.items.add(homes.item("i2"))
            uow.revisions.add(homes.revision("r2", "i2", 1, part))
            uow.record(AuditAction.ITEM_HAND_IN, item="i2")
            uow.commit()
        store.vault.erase("i1", "u-admin")
        with store.uow("u-admin", writing=False) as uow:
            assert uow.blobs.get(part.blob) == homes.ORIGINAL

    def test_twice_is_no_error(self, store: Store) -> None:
        store.vault.erase("i1", "u-admin")
        store.vault.erase("i1", "u-admin")
        assert verify_log(store.log).ok

    @staticmethod
    def _to(store: Store, *states: State) -> None:
        with store.uow("u-draft") as uow:
            for state in states:
                uow.items.replace(uow.items.get("i1").to(state))
            uow.record(AuditAction.ITEM_SUBMIT, item="i1")
            uow.commit()

    @staticmethod
    def _nowhere_on_disk(store: Store, *secrets: bytes) -> None:
        for path in store.home.iterdir():
            data = path.read_bytes()
            assert not any(secret in data for secret in secrets), path.name
