"""What may be replaced by a file that was asked for: never a device, a pipe, a folder or an office's own data."""

import os
from pathlib import Path

import pytest

from reviewer_app.domain.errors import NotOverwritten
from reviewer_app.services.overwriting import require_replaceable


def test_new_names_and_ordinary_files_may_be_taken(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("x", "utf-8")
    for name in ("new.txt", "old.txt", "station.key", "deep/reviewer.db"):
        require_replaceable(tmp_path / name)


def test_folders_and_what_is_no_file_may_not(tmp_path: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe" if (tmp_path / "pipe").exists() else tmp_path):
        with pytest.raises(NotOverwritten):
            require_replaceable(path)


@pytest.mark.parametrize("name", ["reviewer.db", "Reviewer.DB", "reviewer.db-wal", "station.key", "settings.toml"])
def test_the_files_of_a_home_may_not(tmp_path: Path, name: str) -> None:
    (tmp_path / "reviewer.db").write_bytes(b"")
    with pytest.raises(NotOverwritten):
        require_replaceable(tmp_path / name)
