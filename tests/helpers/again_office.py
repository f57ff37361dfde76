"""The item that came back, handed in again: its text corrected, its annex as it was; under review once more."""

from reviewer_app.bootstrap.demo_steps import Walk, samples
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.services.revise import Revise, revise
from window_office import WindowOffice


def hand_in_again(office: WindowOffice) -> None:
    """It is the office's item "again"."""
    walk, drafter = Walk(office.desk, office.people, lambda _line: None), office.people.drafter.id
    item = office.item("returned")
    files = samples("notice_v2.docx", "annex.xlsx")
    item = revise(office.desk, Revise(drafter, item.id, item.version, drafter, files))
    office.items["again"] = walk.take_up(walk.submit(walk.propose(item, DisclosureAttribute.PROACTIVE))).id
