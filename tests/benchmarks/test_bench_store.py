"""What keeping and verifying costs, beside what no store could do without; it only prints, but for the growth."""

import time
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

import homes
from big_homes import big_store
from db.store import Store
from reviewer_app.domain.audit import AuditAction
from reviewer_app.services.verify_log import verify_log
from reviewer_app.verifier.leaf import scan

pytestmark = [pytest.mark.bench, pytest.mark.xdist_group("bench")]

ENTRIES = 100_000
ENTRIES_AN_ITEM = 10
GROWTH = 2.2
COMMITS = 300


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def bare(store: Store) -> None:
    """Reading, parsing and hashing each entry."""
    for leaf in store.log.leaves():
        scan(leaf)
        sha256(leaf).digest()


def test_verifying_an_office(tmp_path: Path) -> None:
    costs = []
    for entries in (ENTRIES // 2, ENTRIES):
        with closing(big_store(tmp_path / str(entries), entries, ENTRIES_AN_ITEM)) as store:
            ours, least = seconds(lambda: verify_log(store.log)), seconds(lambda: bare(store))
            assert verify_log(store.log).ok
        costs.append(ours)
        print(f"\n{entries} entries: {ours:.2f} s, {ours / least:.1f} x reading and hashing; a million {1e6 * ours / entries:.0f} s")  # noqa: E501, T201 - the figure
    assert costs[1] <= GROWTH * costs[0]


def test_acts_a_second(tmp_path: Path) -> None:
    with closing(homes.new_store(tmp_path / "home")) as store:
        homes.found_office(store.uow)
        start = time.perf_counter()
        for number in range(COMMITS):
            with store.uow("u-draft") as uow:
                uow.items.add(homes.item(f"i{number}"))
                uow.record(AuditAction.ITEM_HAND_IN, item=f"i{number}")
                uow.commit()
        print(f"\n{COMMITS / (time.perf_counter() - start):.0f} logged acts a second, each synced to the disk")  # noqa: T201 - the figure
