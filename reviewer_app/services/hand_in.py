"""保存并提交: the drafter's last proposal and the handing in with one press; each is its own act in the log."""

from dataclasses import dataclass, replace

from reviewer_app.domain.items import Item
from reviewer_app.services.desk import Desk
from reviewer_app.services.propose import ProposeAttribute, propose_attribute
from reviewer_app.services.submit import Submit, submit


@dataclass(frozen=True, slots=True)
class HandIn:
    """Propose what changed (None: nothing did), then hand in."""

    submit: Submit
    propose: ProposeAttribute | None = None


def hand_in(desk: Desk, command: HandIn) -> Item:
    """Raises what both raise; a proposal that was recorded stays recorded where the handing in is refused."""
    if command.propose is None:
        return submit(desk, command.submit)
    proposed = propose_attribute(desk, command.propose)
    return submit(desk, replace(command.submit, version=proposed.version))
