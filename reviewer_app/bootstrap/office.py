"""Puts an office together: store, keys, worker pool, rules, outlets; everything a use case is given."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db.store import Store
from reviewer_app.adapters.drafts import FileDrafts
from reviewer_app.adapters.ids import new_id
from reviewer_app.adapters.outlets import FolderOutlet
from reviewer_app.adapters.plain_words import FileWords
from reviewer_app.adapters.signing import PersonKeys
from reviewer_app.adapters.signing_station import StationKey
from reviewer_app.bootstrap.certificates import OfficeTimestamps
from reviewer_app.bootstrap.home import create_store, open_store
from reviewer_app.bootstrap.scanning import OfficeScanner
from reviewer_app.bootstrap.tools import document_desk
from reviewer_app.documents.forms.desk import OfficeForms
from reviewer_app.ports.clock import Clock, SystemClock
from reviewer_app.rules.assess import load_toolbox
from reviewer_app.services.desk import Desk, Shelf
from reviewer_app.services.lexicon import lay_out
from reviewer_app.services.own_rules import take_up
from reviewer_app.settings import load_settings

FORMS = "forms"
"""Folder below the home where an office puts templates of its own and its phrases."""

ORIGIN = "reviewer-app.local/"
"""The log's name on its checkpoints: this and an id of the home, for offices have no names without spaces."""


@dataclass(frozen=True, slots=True)
class OpenOffice:
    """An office's home, open: its desk and its store."""

    home: Path
    desk: Desk
    store: Store


@contextmanager
def open_office(home: Path, clock: Clock | None = None, *, ready: bool = False) -> Iterator[OpenOffice]:
    """Open an existing home; raises `HomeMissing` and what else `open_store` raises.

    `ready`: a worker that reads files starts at once and not with the first file; a command on the log needs none.
    """
    clock = clock or SystemClock()
    store = open_store(home, clock)
    with _office(home, clock, store, StationKey.open(home), ready=ready) as office:
        yield office


@contextmanager
def new_office(home: Path, clock: Clock | None = None) -> Iterator[OpenOffice]:
    """Make a new home with an empty database and a station key; `found_office` comes next."""
    clock = clock or SystemClock()
    store = create_store(home, clock)
    with _office(home, clock, store, StationKey.create(home, ORIGIN + new_id()), ready=True) as office:
        yield office


@contextmanager
def _office(
    home: Path, clock: Clock, store: Store, station: StationKey, *, ready: bool
) -> Iterator[OpenOffice]:
    documents = document_desk(ready=ready)
    outlet = home / load_settings(home).outlet
    desk = Desk(
        uow=store.uow, clock=clock, ids=new_id, documents=documents, shelf=Shelf(load_toolbox()), keys=PersonKeys(),
        station=station, log=store.log, outlets={"folder": FolderOutlet(outlet)},
        drafts=FileDrafts(home), forms=OfficeForms(home / FORMS),
        scanner=OfficeScanner(), timestamps=OfficeTimestamps(home), words=FileWords(home),
    )
    try:
        take_up(desk)
        lay_out(desk)
        yield OpenOffice(home, desk, store)
    finally:
        documents.close()
        store.close()
