"""A prepared office for the window's tests: real samples in every state, made once a session, copied for each test."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QSettings

from db.read_models import SqlReadModels
from release_office import START, quick_store
from review_office import CHEAP, DirectDesk
from reviewer_app.adapters.drafts import FileDrafts
from reviewer_app.adapters.ids import TimeOrderedIds
from reviewer_app.adapters.outlets import FolderOutlet
from reviewer_app.adapters.signing import PersonKeys
from reviewer_app.adapters.signing_station import StationKey
from reviewer_app.bootstrap.certificates import OfficeTimestamps
from reviewer_app.bootstrap.demo_office import People, Person
from reviewer_app.bootstrap.demo_steps import Walk
from reviewer_app.bootstrap.demo_walk import hidden_points
from reviewer_app.bootstrap.home import open_store
from reviewer_app.bootstrap.scanning import OfficeScanner
from reviewer_app.documents.forms.desk import OfficeForms
from reviewer_app.domain.actors import Role, User
from reviewer_app.domain.items import Item
from reviewer_app.domain.legal import Audience, DisclosureAttribute
from reviewer_app.domain.review import Conclusion
from reviewer_app.ports.clock import SetClock
from reviewer_app.rules.assess import load_toolbox
from reviewer_app.services.authorise import Authorise, authorise
from reviewer_app.services.desk import Desk, Shelf
from reviewer_app.services.found_office import FoundOffice, found_office
from reviewer_app.services.online import RecordOnline, record_online
from reviewer_app.services.passing import Pass, pass_item
from reviewer_app.services.people import AddPerson, add_person
from reviewer_app.services.person_keys import MakeKey, current_key, make_key
from reviewer_app.services.phone_book import SavePhone, save_phone
from reviewer_app.services.release_due import release_due
from reviewer_app.services.return_item import ReturnItem, return_item
from reviewer_app.services.sign import Sign, sign
from ui.actions.front import Front, Session
from ui.app import Gate
from ui.jobs import JobRunner
from ui.main_window import MainWindow
from ui.text import Words

PASSWORD = "only-in-tests-1"
STAFF = {
    "drafter": ("李拟稿员", "规划耕保科", Role.DRAFTER),
    "reviewer": ("钟审查员", "信息中心", Role.REVIEWER),
    "signatory": ("曾副局长", "局领导", Role.SIGNATORY),
    "publisher": ("刘发布员", "信息中心", Role.PUBLISHER),
    "auditor": ("谢监督员", "驻局纪检组", Role.AUDITOR),
}


@dataclass
class WindowOffice:
    """One test's own copy: desk, reads, people with unlocked keys, and items by what they are there for."""

    home: Path
    desk: Desk
    store: Any
    reads: SqlReadModels
    clock: SetClock
    people: People
    items: dict[str, str]

    def settings(self) -> QSettings:
        """The window's remembered layout, in the copy."""
        return QSettings(str(self.home / "window.ini"), QSettings.Format.IniFormat)

    def item(self, word: str) -> Item:
        """An item as it stands."""
        with self.desk.uow(self.people.reviewer.id, writing=False) as uow:
            return uow.items.get(self.items[word])


@contextmanager
def window_office(folder: Path) -> Iterator[WindowOffice]:
    """A copy of the prepared office below `folder`."""
    prepared, items, moments = _prepared()
    home = folder / "home"
    shutil.copytree(prepared, home)
    clock = SetClock(START + timedelta(seconds=moments))
    store = open_store(home, clock)
    desk = _desk(home, store, clock, StationKey.open(home))
    try:
        reads = SqlReadModels(store.around.engine)
        yield WindowOffice(home, desk, store, reads, clock, _people(desk), dict(items))
    finally:
        store.close()


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="window-office-")


@cache
def _prepared() -> tuple[Path, tuple[tuple[str, str], ...], int]:
    """The office with items in every state; (home, items by word, seconds that passed)."""
    home = Path(_folder().name) / "home"
    clock = SetClock(START)
    store = quick_store(home, clock)
    desk = _desk(home, store, clock, StationKey.create(home, "office.example/window"))
    people = _staffed(desk)
    items = _items(Walk(desk, people, lambda _line: None))
    store.close()
    return home, tuple(items.items()), int((clock.now() - START).total_seconds()) + 1


def _desk(home: Path, store: Any, clock: SetClock, station: StationKey) -> Desk:
    return Desk(
        uow=store.uow, clock=clock, ids=TimeOrderedIds(), documents=DirectDesk(), shelf=Shelf(load_toolbox()),
        keys=PersonKeys(CHEAP), station=station, log=store.log, outlets={"folder": FolderOutlet(home / "outlet")},
        drafts=FileDrafts(home), forms=OfficeForms(home / "forms"),
        scanner=OfficeScanner(), timestamps=OfficeTimestamps(home),
    )


def _staffed(desk: Desk) -> People:
    founded = found_office(desk, FoundOffice("示范市国土资源局", "11360700015037121J", "温管理员", "办公室", PASSWORD))
    administrator = founded.administrator
    for name, unit, role in STAFF.values():
        user = add_person(desk, AddPerson(administrator.id, name, unit, frozenset({role})))
        make_key(desk, MakeKey(user.id, PASSWORD))
    save_phone(desk, SavePhone(administrator.id, "规划耕保科", "0797-8100012"))
    people = _people(desk)
    authorise(
        desk,
        Authorise(people.signatory.id, people.reviewer.id, frozenset({"A23"}), START.date(),
                  START.date() + timedelta(days=190), "示国资办〔2018〕3号授权书"),
    )
    return people


def _people(desk: Desk) -> People:
    with desk.uow("", writing=False) as uow:
        users = {user.name: user for user in uow.users.find()}
        keys = {user.id: current_key(uow, user.id) for user in users.values()}

    def person(word: str) -> Person:
        user: User = users[STAFF[word][0]]
        key = keys[user.id]
        assert key is not None
        return Person(user, desk.keys.unlock(key, PASSWORD))

    return People(users["温管理员"], *(person(word) for word in STAFF))


def _items(walk: Walk) -> dict[str, str]:
    """One item in each state that a page shows."""
    made = {
        "drafting": walk.enter("plan.docx", column="A23"),
        "household": _submitted(walk, "notice.docx", "annex.xlsx", column="A30"),
        "clean": _submitted(walk, "notice_v2.docx", "annex_v2.xlsx", column="A30"),
        "personnel": _submitted(walk, "personnel.docx", column="A09"),
        "in_review": walk.take_up(_submitted(walk, "penalty.docx", column="A14a")),
        "returned": _returned(walk),
        "ready": _decided(walk, "contact.docx", column="A23"),
        "awaiting": _passed(walk, "service_guide.docx", column="A18"),
        "registered": _registered(walk),
        "queued": _signed(walk, "proposal_reply.docx", column="A23"),
    }
    ids = {word: item.id for word, item in made.items()}
    release_due_of(walk, ids)
    return ids


def release_due_of(walk: Walk, ids: dict[str, str]) -> None:
    """Deliver what is queued, record it as online, then queue one more that stays."""
    release_due(walk.desk)
    entry = walk.view_of(ids["queued"]).queue[0]
    record_online(
        walk.desk,
        RecordOnline(walk.people.publisher.id, entry.id, entry.version, "http://zrzy.example.gov.cn/1.html",
                     walk.desk.clock.now()),
    )
    ids["online"] = ids.pop("queued")
    ids["queued"] = _signed(walk, "contact.docx", column="A23").id


def _submitted(walk: Walk, *names: str, column: str) -> Item:
    return walk.submit(walk.propose(walk.enter(*names, column=column), DisclosureAttribute.PROACTIVE))


def _decided(walk: Walk, name: str, column: str) -> Item:
    item = walk.secrecy(walk.take_up(_submitted(walk, name, column=column)), note="已与起草科室核实，可以公开")
    item, _, _ = walk.dispose_as_proposed(item)
    item = walk.determine(item, DisclosureAttribute.PROACTIVE)
    item = walk.judge(item, audiences=(Audience.ALL,), channels=("government_site",))
    return walk.publish_for(item, Audience.ALL)


def _passed(walk: Walk, name: str, column: str) -> Item:
    item = _decided(walk, name, column)
    return pass_item(walk.desk, Pass(walk.people.reviewer.id, item.id, item.version, Conclusion.PUBLISH_SEPARATED))


def _signed(walk: Walk, name: str, column: str) -> Item:
    item = _passed(walk, name, column)
    sign(walk.desk, Sign(walk.people.signatory.id, item.id, item.version, walk.people.signatory.key))
    return walk.view(item).item


def _returned(walk: Walk) -> Item:
    item = walk.secrecy(walk.take_up(_submitted(walk, "notice.docx", "annex.xlsx", column="A30")))
    points = hidden_points(walk.view(item))
    return return_item(walk.desk, ReturnItem(walk.people.reviewer.id, item.id, item.version, "附件含隐藏内容", points))


def _registered(walk: Walk) -> Item:
    reason = "内部管理事项，按申请提供"
    item = walk.enter("on_request.docx", column="A23")
    basis = walk.view(item).parts[0].report.attribute.basis
    item = walk.take_up(walk.submit(walk.propose(item, DisclosureAttribute.ON_REQUEST, reason, basis)))
    item = walk.determine(walk.secrecy(item, note=reason), DisclosureAttribute.ON_REQUEST, reason)
    passing = Pass(walk.people.reviewer.id, item.id, item.version, Conclusion.ON_REQUEST, reason)
    item = pass_item(walk.desk, passing)
    sign(walk.desk, Sign(walk.people.signatory.id, item.id, item.version, walk.people.signatory.key))
    return walk.view(item).item


@dataclass
class OpenWindow:
    """The real window on an office, somebody logged in."""

    office: WindowOffice
    gate: Gate
    front: Front

    @property
    def main(self) -> MainWindow:
        """The main window."""
        return self.gate.window_


@contextmanager
def open_window(
    office: WindowOffice, role: str | None, size: tuple[int, int] = (1440, 900), language: str = "zh_CN"
) -> Iterator[OpenWindow]:
    """Open it as `role` ("reviewer", …; "administrator"; None: at the login), and close everything after."""
    jobs = JobRunner()
    front = Front(office.desk, office.reads, jobs, Words(language))
    gate = Gate(front, office.settings())
    gate.resize(*size)
    gate.show()
    try:
        if role is not None:
            gate.on_unlocked(session_of(office, role))
        yield OpenWindow(office, gate, front)
    finally:
        gate.close()
        jobs.close()
        gate.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def session_of(office: WindowOffice, role: str) -> Session:
    """The session of a person by role."""
    if role == "administrator":
        user = office.people.administrator
        with office.desk.uow("", writing=False) as uow:
            key = current_key(uow, user.id)
        assert key is not None
        return Session(user, office.desk.keys.unlock(key, PASSWORD))
    person: Person = getattr(office.people, role)
    return Session(person.user, person.key)


def opened_review(window: OpenWindow, qtbot: Any, word: str) -> Any:
    """审查 with an item of the office, once it has been read."""
    item = window.office.items[word]
    window.main.show_item("review", item)
    page: Any = window.main.page
    qtbot.waitUntil(lambda: page.view is not None and page.view.item.id == item)
    return page
