"""Making a home of a backup: whole or not at all."""

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

import homes
from db.archive import unpack
from db.restore import restore
from db.store import Store
from reviewer_app.adapters.ids import new_id
from reviewer_app.bootstrap.home import restore_home
from reviewer_app.domain.errors import BackupDamaged, FileMissing, HomeExists, HomeOnNetwork, SchemaTooNew
from reviewer_app.settings import DATABASE_NAME


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


def test_refuses_a_folder_in_use(made: Path, tmp_path: Path) -> None:
    for home in (tmp_path / "home", made):
        with pytest.raises(HomeExists):
            restore_home(made, home)


def test_takes_an_empty_folder(made: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert restore_home(made, tmp_path / "empty").ok


def test_refuses_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        restore_home(tmp_path / "nothing.backup", tmp_path / "new")


@pytest.mark.parametrize("cut", [0, 1, 100, -1, -200])
def test_refuses_a_file_cut_short(made: Path, tmp_path: Path, cut: int) -> None:
    data = made.read_bytes()
    made.write_bytes(data[:cut])
    refused(made, tmp_path)


def test_refuses_a_changed_byte_anywhere(made: Path, tmp_path: Path) -> None:
    data = made.read_bytes()
    with zipfile.ZipFile(made) as packed:
        member = packed.getinfo(DATABASE_NAME)
    start = member.header_offset + 30 + len(DATABASE_NAME)
    end = start + member.compress_size - 64  # the last bits of a deflate stream are padding
    for place in range(start, end, member.compress_size // 7):
        made.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        refused(made, tmp_path)


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
def test_refuses_exchanged_members(made: Path, tmp_path: Path, changed: dict[str, bytes | None]) -> None:
    refused(repacked(made, **changed), tmp_path)


@pytest.mark.parametrize(
    "name", ["../evil", "tsa/../../evil", "tsa/..", "tsa/a/evil", "tsa/a\\evil", "tsa/c:evil", "other/evil"]
)
def test_refuses_a_path_that_leaves_the_folder(made: Path, tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(made) as packed:
        manifest = json.loads(packed.read("manifest.json"))
    manifest["files"][name] = manifest["files"]["station.key"]
    text = json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()
    target = repacked(made, manifest_json=text)
    with zipfile.ZipFile(target, "a") as packed:
        packed.writestr(name, packed.read("station.key"))
    refused(target, tmp_path)
    assert not (tmp_path / "evil").exists()


def test_a_changed_row_is_reported_and_the_home_is_there(store: Store, tmp_path: Path) -> None:
    with closing(sqlite3.connect(store.home / DATABASE_NAME, isolation_level=None)) as disk:
        disk.execute("DROP TRIGGER guard_decisions_update")
        disk.execute("UPDATE decisions SET reason = 'x' WHERE id = 'd1'")
    store.vault.backup(tmp_path / "office.backup")
    report = restore_home(tmp_path / "office.backup", tmp_path / "new")
    assert report.differences == (("decisions", "d1", "i1", "changed"),)
    assert (tmp_path / "new" / DATABASE_NAME).is_file()


def test_a_newer_form_is_refused(store: Store, tmp_path: Path) -> None:
    with closing(sqlite3.connect(store.home / DATABASE_NAME, isolation_level=None)) as disk:
        disk.execute("UPDATE alembic_version SET version_num = '9999'")
    store.vault.backup(tmp_path / "office.backup")
    with pytest.raises(SchemaTooNew):
        restore_home(tmp_path / "office.backup", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def refused(file: Path, tmp_path: Path) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(BackupDamaged):
        restore_home(file, tmp_path / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_refuses_a_network_share(made: Path, tmp_path: Path) -> None:
    with pytest.raises(HomeOnNetwork):
        restore(made, tmp_path / "new", homes.new_clock(), new_id, lambda _: True)
    assert not (tmp_path / "new").exists()


def test_more_bytes_than_announced_are_not_written(made: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(BackupDamaged):
        unpack(repacked(made, station_key=b"x" * 1_000_000), tmp_path / "out")
    written = tmp_path / "out" / "station.key"
    assert not written.exists() or written.stat().st_size < 1_000_000
