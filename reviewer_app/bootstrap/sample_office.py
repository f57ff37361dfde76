"""The sample office of 首次使用: the demonstration's office and people under one password, with items at every step."""

from collections.abc import Callable
from pathlib import Path

from reviewer_app.bootstrap.demo import START
from reviewer_app.bootstrap.demo_office import found_demo_office
from reviewer_app.bootstrap.demo_steps import Walk
from reviewer_app.bootstrap.demo_walk import authorised_notice, registered
from reviewer_app.bootstrap.office import new_office
from reviewer_app.domain.errors import DecisionIncomplete
from reviewer_app.domain.items import Item
from reviewer_app.domain.legal import Audience, DisclosureAttribute
from reviewer_app.domain.review import Conclusion
from reviewer_app.ports.clock import SetClock
from reviewer_app.services.passing import Pass, pass_item
from reviewer_app.services.person_keys import SHORTEST_PASSWORD
from reviewer_app.text import say

_PROACTIVE = DisclosureAttribute.PROACTIVE
HANDED_IN = (
    (("notice.docx", "annex.xlsx"), "A30"), (("contact.docx",), "A23"), (("penalty.docx",), "A14a"),
    (("personnel.docx",), "A09"),
)  # fmt: skip
"""Packages that wait for a reviewer, with their columns."""


def make_sample(home: Path, password: str, progress: Callable[[int], None]) -> None:
    """Make it in the new folder `home`; `progress` is told the steps done. Raises `HomeExists`."""
    if len(password) < SHORTEST_PASSWORD:
        raise DecisionIncomplete(missing="password")
    with new_office(home, SetClock(START)) as office:
        walk = Walk(office.desk, found_demo_office(office.desk, password), lambda _line: None)
        steps: list[Callable[[], object]] = [
            lambda: authorised_notice(walk),
            lambda: registered(walk, "on_request.docx", DisclosureAttribute.ON_REQUEST, Conclusion.ON_REQUEST,
                               say("demo.on_request_reason")),
            lambda: _passed(walk, "service_guide.docx", "A18"),
            lambda: walk.enter("plan.docx", column="A23"),
            *(_hand_in(walk, names, column) for names, column in HANDED_IN),
        ]
        progress(1)
        for done, step in enumerate(steps, 2):
            step()
            progress(done)


def _passed(walk: Walk, name: str, column: str) -> Item:
    """An item that waits for the signatory."""
    item = walk.secrecy(walk.take_up(walk.submit(walk.propose(walk.enter(name, column=column), _PROACTIVE))))
    item, _, _ = walk.dispose_as_proposed(item)
    item = walk.judge(walk.determine(item, _PROACTIVE), audiences=(Audience.ALL,), channels=("government_site",))
    item = walk.publish_for(item, Audience.ALL)
    command = Pass(walk.people.reviewer.id, item.id, item.version, Conclusion.PUBLISH_SEPARATED)
    return pass_item(walk.desk, command)


def _hand_in(walk: Walk, names: tuple[str, ...], column: str) -> Callable[[], object]:
    return lambda: walk.submit(walk.propose(walk.enter(*names, column=column), _PROACTIVE))
