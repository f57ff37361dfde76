"""The folder outlet: whole or not at all, twice is once."""

import hashlib

import pytest

from reviewer_app.adapters.outlets import MANIFEST, FolderOutlet
from reviewer_app.domain.errors import OutletFailed
from reviewer_app.ports.outlet import OutletFile

FILES = (OutletFile("files/公告.txt", "公告全文".encode()), OutletFile("record.json", b"{}"))


def test_delivers_files_and_a_manifest_that_sha256sum_understands(tmp_path):
    delivery = FolderOutlet(tmp_path).deliver("q1", FILES)
    folder = tmp_path / "q1"
    lines = (folder / MANIFEST).read_text("utf-8").splitlines()
    assert lines == [
        f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in sorted((f.name, f.data) for f in FILES)
    ]
    assert delivery.place == str(folder)
    assert delivery.manifest_sha256 == hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    assert [p.name for p in tmp_path.iterdir()] == ["q1"]


def test_twice_is_once(tmp_path):
    outlet = FolderOutlet(tmp_path)
    first = outlet.deliver("q1", FILES)
    before = (tmp_path / "q1" / "record.json").stat().st_mtime_ns
    assert outlet.deliver("q1", FILES) == first
    assert (tmp_path / "q1" / "record.json").stat().st_mtime_ns == before


@pytest.mark.parametrize("spoil", ["files/公告.txt", MANIFEST])
def test_a_changed_package_is_never_taken_for_delivered(tmp_path, spoil):
    outlet = FolderOutlet(tmp_path)
    outlet.deliver("q1", FILES)
    (tmp_path / "q1" / spoil).write_bytes(b"tampered")
    with pytest.raises(OutletFailed):
        outlet.deliver("q1", FILES)


def test_a_failed_delivery_leaves_nothing(tmp_path):
    blocked = tmp_path / "outlet"
    blocked.write_bytes(b"a file where the folder should be")
    with pytest.raises(OutletFailed):
        FolderOutlet(blocked).deliver("q1", FILES)
    assert [path.name for path in tmp_path.iterdir()] == ["outlet"]


def test_a_half_written_package_of_a_killed_run_is_replaced(tmp_path):
    (tmp_path / ".q1.part" / "files").mkdir(parents=True)
    (tmp_path / ".q1.part" / "files" / "old.txt").write_bytes(b"left by a killed run")
    FolderOutlet(tmp_path).deliver("q1", FILES)
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_file()) == sorted(["公告.txt", "record.json", MANIFEST])


def test_remove_takes_it_away_once(tmp_path):
    outlet = FolderOutlet(tmp_path)
    outlet.deliver("q1", FILES)
    assert outlet.remove("q1") is True
    assert list(tmp_path.iterdir()) == []
    assert outlet.remove("q1") is False
