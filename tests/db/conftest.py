"""A populated home on a real database, and a backup of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import homes
from db.store import Store


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
