"""`demo`: a new office in a new folder, the whole way of design §1 on the shipped samples, then the proof."""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from reviewer_app.bootstrap.demo_office import found_demo_office
from reviewer_app.bootstrap.demo_proof import prove_it
from reviewer_app.bootstrap.demo_steps import Tell, Walk
from reviewer_app.bootstrap.demo_walk import authorised_notice, household_list, marked_file, registered
from reviewer_app.bootstrap.home import open_store
from reviewer_app.bootstrap.office import new_office
from reviewer_app.domain.actors import SYSTEM_ACTOR
from reviewer_app.domain.errors import HomeExists, HomeMissing
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.review import Conclusion
from reviewer_app.ports.clock import SHANGHAI, SetClock
from reviewer_app.text import say

START = datetime(2018, 6, 21, 9, tzinfo=SHANGHAI)


def run_demo(home: Path | None, tell: Tell) -> Path:
    """Walk the demonstration, telling each step; returns the folder. Raises `HomeExists` for a folder in use."""
    home = home or Path(tempfile.mkdtemp(prefix="reviewer-demo-"))
    if home.exists() and any(home.iterdir()):
        _clear_old_demo(home)
    tell(say("demo.begin", home=home))
    with new_office(home, SetClock(START)) as office:
        people = found_demo_office(office.desk)
        walk = Walk(office.desk, people, tell)
        tell(say("demo.founded", people=6))
        marked_file(walk)
        item = household_list(walk)
        authorised_notice(walk)
        registered(walk, "on_request.docx", DisclosureAttribute.ON_REQUEST, Conclusion.ON_REQUEST,
                   say("demo.on_request_reason"))
        registered(walk, "request.docx", DisclosureAttribute.WITHHELD, Conclusion.WITHHOLD,
                   say("demo.withheld_reason"))
        prove_it(walk, office, item)
    tell(say("demo.end", home=home))
    return home


def _clear_old_demo(home: Path) -> None:
    """An old demonstration makes room for a new one; any other folder is refused untouched."""
    try:
        store = open_store(home)
    except HomeMissing:
        raise HomeExists(home=str(home)) from None
    try:
        with store.uow(SYSTEM_ACTOR, writing=False) as uow:
            offices = uow.offices.find()
    finally:
        store.close()
    if not offices or not all(office.demo for office in offices):
        raise HomeExists(home=str(home))
    shutil.rmtree(home)
