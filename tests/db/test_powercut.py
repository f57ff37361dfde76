"""A power cut at any moment loses nothing that was acknowledged; and this test would see it if it did.

The write, sync, truncate and delete calls of real commits are recorded once, then every prefix of them is turned
into what a disk may hold after a cut, opened afresh and compared (see `powercut`).
"""

import random
import shutil
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pysqlite3
import pytest

import homes
from db.engine import JournalMode, Synchronous
from db.store import Store
from powercut import Disk, Kind, Left, Recorder, Step
from reviewer_app.bootstrap.home import open_store
from reviewer_app.domain.audit import AuditAction
from reviewer_app.services.verify_log import verify_log
from reviewer_app.settings import DATABASE_NAME

COMMITS = 3
VERIFIED_EVERY = 40
"""Every so manieth state is also opened by the program and verified whole; all are compared entry by entry."""


class Recorded(NamedTuple):
    """The files before, what was asked of the disk, and the log that came of it."""

    before: dict[str, bytes]
    steps: list[Step]
    leaves: list[bytes]


def record(folder: Path, journal: JournalMode, synchronous: Synchronous) -> Recorded:
    """Commit a few times, in the middle of it fold the write-ahead log back, and commit again."""
    founded = homes.new_store(folder / "home", journal=journal)
    homes.found_office(founded.uow)
    founded.close()
    before = {path.name: path.read_bytes() for path in (folder / "home").iterdir()}
    with Recorder().recording() as steps:
        store = homes.open_with(folder / "home", journal=journal, synchronous=synchronous)
        for number in range(COMMITS):
            hand_in(store, number)
            steps.append(Step(Kind.ACKNOWLEDGED, at=store.log.size()))
            if number == 1 and journal is JournalMode.WAL:
                with closing(store.around.engine.raw_connection()) as connection:
                    connection.cursor().execute("PRAGMA wal_checkpoint(RESTART)").fetchone()
        leaves = list(store.log.leaves())
        store.close()
    return Recorded(before, list(steps), leaves)


def hand_in(store: Store, number: int) -> None:
    with store.uow("u-draft") as uow:
        uow.items.add(homes.item(f"i{number}"))
        uow.blobs.put(bytes([number]) * 5000)
        uow.record(AuditAction.ITEM_HAND_IN, item=f"i{number}")
        uow.commit()


def fault_of(left: Left, folder: Path, leaves: list[bytes]) -> str:
    """What is wrong with a state of the disk; empty: nothing."""
    for old in folder.iterdir():
        old.unlink()
    for name, data in left.files.items():
        (folder / name).write_bytes(data)
    where = f"after step {left.step}, {left.variant}"
    try:
        with closing(pysqlite3.connect(str(folder / DATABASE_NAME))) as connection:
            connection.execute("PRAGMA synchronous=OFF")
            found = [leaf for (leaf,) in connection.execute("SELECT leaf FROM audit_entries ORDER BY seq")]
            (said,) = connection.execute("PRAGMA integrity_check").fetchone()
    except pysqlite3.DatabaseError:
        return f"unreadable {where}"
    if len(found) < left.acknowledged:
        return f"lost: {len(found)} of {left.acknowledged} entries {where}"
    if found != leaves[: len(found)]:
        return f"other entries {where}"
    return "" if said == "ok" else f"damaged {where}"


def faults(recorded: Recorded, folder: Path, torn: int, seed: int = 1) -> list[str]:
    """Everything wrong in any state."""
    found: list[str] = []
    (folder / "cut").mkdir()
    chance = random.Random(seed)  # noqa: S311 - chosen mixtures, no secret
    for number, left in enumerate(Disk(recorded.before).cuts(recorded.steps, chance, torn)):
        fault = fault_of(left, folder / "cut", recorded.leaves)
        if fault:
            found.append(fault)
        elif number % VERIFIED_EVERY == 0:
            with closing(open_store(folder / "cut")) as store:
                assert verify_log(store.log).ok, left.variant
    shutil.rmtree(folder / "cut")
    return found


@pytest.mark.parametrize("journal", JournalMode)
def test_nothing_acknowledged_is_lost(journal: JournalMode, tmp_path: Path) -> None:
    recorded = record(tmp_path, journal, Synchronous.FULL)
    kinds = {step.kind for step in recorded.steps}
    assert {Kind.WRITE, Kind.SYNC, Kind.ACKNOWLEDGED} <= kinds
    assert faults(recorded, tmp_path, torn=1) == []


@pytest.mark.slow
@pytest.mark.parametrize("journal", JournalMode)
def test_nothing_acknowledged_is_lost_in_many_mixtures(journal: JournalMode, tmp_path: Path) -> None:
    recorded = record(tmp_path, journal, Synchronous.FULL)
    for seed in range(3):
        assert faults(recorded, tmp_path, torn=10, seed=seed) == []


@pytest.mark.parametrize("journal", JournalMode)
def test_less_than_full_would_lose_and_be_seen(journal: JournalMode, tmp_path: Path) -> None:
    recorded = record(tmp_path, journal, Synchronous.NORMAL)
    assert any(fault.startswith("lost") for fault in faults(recorded, tmp_path, torn=0))
