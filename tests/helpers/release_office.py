"""The review office on a real database, with keys unlocked and a folder outlet: everything after 审查通过."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from db.store import Store
from review_office import COLUMN, PASSWORD, ReviewOffice, make_office
from reviewer_app.adapters.outlets import FolderOutlet
from reviewer_app.bootstrap.home import create_store, open_store
from reviewer_app.domain.items import Item
from reviewer_app.domain.release import QueueEntry, SignOff
from reviewer_app.ports.clock import SHANGHAI, SetClock
from reviewer_app.ports.signing import Signer
from reviewer_app.services.authorise import Authorise, authorise
from reviewer_app.services.person_keys import MakeKey, make_key
from reviewer_app.services.release_due import Released, release_due
from reviewer_app.services.sign import Sign, sign

START = datetime(2018, 6, 21, 9, tzinfo=SHANGHAI)
SIGNERS = ("drafter", "reviewer", "second", "drafting_reviewer", "signatory")


@dataclass
class ReleaseOffice:
    """The office, its clock, the outlet's folder and unlocked keys by the tests' words for people."""

    office: ReviewOffice
    clock: SetClock
    outlet: Path
    keys: dict[str, Signer]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["office"], name)

    def signed(self, item: Item | None = None) -> SignOff:
        item = item or self.office.passed()
        return sign(self.desk, Sign(self.signatory.id, item.id, item.version, self.keys["signatory"]))

    def queued(self) -> QueueEntry:
        return self.entry_of(self.signed().item)

    def delivered(self) -> QueueEntry:
        entry = self.queued()
        self.release()
        return self.entry_of(entry.item)

    def release(self) -> tuple[Released, ...]:
        return release_due(self.desk)

    def entry_of(self, item: str) -> QueueEntry:
        return self.office.all("queue", item=item)[-1]

    def item_of(self, item: str) -> Item:
        with self.desk.uow(self.reviewer.id, writing=False) as uow:
            return uow.items.get(item)

    def authorised(self, until: date = date(2018, 12, 31), columns: frozenset[str] = frozenset({COLUMN})) -> None:
        authorise(self.desk, Authorise(self.signatory.id, self.reviewer.id, columns, date(2018, 1, 1), until, "3号"))


@cache
def _empty_database() -> bytes:
    """A migrated database without rows; migrating takes a second, copying none."""
    with TemporaryDirectory() as folder:
        create_store(Path(folder) / "home").close()
        return (Path(folder) / "home" / "reviewer.db").read_bytes()


def quick_store(home: Path, clock: SetClock) -> Store:
    """A new store in `home`, from the copy."""
    home.mkdir(mode=0o700, parents=True)
    (home / "reviewer.db").write_bytes(_empty_database())
    (home / "reviewer.db").chmod(0o600)
    return open_store(home, clock)


@contextmanager
def release_office(home: Path) -> Iterator[ReleaseOffice]:
    """A fresh one in `home`, at nine o'clock on 2018-06-21."""
    clock = SetClock(START)
    store = quick_store(home / "home", clock)
    try:
        office = make_office(store, clock)
        outlet = home / "outlet"
        office.desk = replace(office.desk, outlets={"folder": FolderOutlet(outlet)})
        keys: dict[str, Signer] = {}
        for word in SIGNERS:
            key = make_key(office.desk, MakeKey(office.people[word].id, PASSWORD))
            keys[word] = office.desk.keys.unlock(key, PASSWORD)
        yield ReleaseOffice(office, clock, outlet, keys)
    finally:
        store.close()
