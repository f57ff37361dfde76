"""退回修改: back to the drafter with points pinned to their places, the values in them masked (window.md)."""

from dataclasses import dataclass
from typing import Final

from reviewer_app.domain.actors import Permission, Role, User, require_not_author
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.document import Place
from reviewer_app.domain.errors import NotFound, NotPermitted, ReasonRequired
from reviewer_app.domain.findings import Finding
from reviewer_app.domain.items import Item
from reviewer_app.domain.report import CheckReport
from reviewer_app.domain.review import Decision, DecisionKind, ReturnPoint
from reviewer_app.domain.states import State
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.masking import mask_value
from reviewer_app.services.desk import Desk, authors_of, current_revision, permitted
from reviewer_app.services.document_store import reports_of
from reviewer_app.services.endorse import open_step
from reviewer_app.services.reviewing import close_review, require_claim, require_state, seen

NOWHERE: Final = Place()


@dataclass(frozen=True, slots=True)
class Point:
    """One point: at a finding of a part, or at a selection (code points), or about the part as a whole."""

    part: str
    text: str
    finding: int | None = None
    start: int | None = None
    end: int | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class ReturnItem:
    """Return `item`, seen at `version`; a reason or at least one point."""

    actor: str
    item: str
    version: int
    reason: str = ""
    points: tuple[Point, ...] = ()


def return_item(desk: Desk, command: ReturnItem) -> Item:
    """Return from review, from a step of the route, or before it is signed by who passed it."""
    if not command.reason.strip() and not command.points:
        raise ReasonRequired
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.ITEM_RETURN)
        item = seen(uow, command.item, command.version)
        _require_turn(uow, user, item)
        revision = current_revision(uow, item)
        reports = reports_of(uow, revision.id)
        at = desk.clock.now()
        decision = Decision(
            id=desk.ids(), item=item.id, revision=revision.id, kind=DecisionKind.RETURN, by=user.id, at=at,
            reason=masked(command.reason, [one for report in reports.values() for one in report.findings]),
            points=tuple(_pinned(point, reports.get(point.part)) for point in command.points),
        )
        uow.decisions.add(decision)
        close_review(uow, item, at)
        stored = uow.items.replace(item.to(State.RETURNED, claimed_by=None, claimed_at=None))
        uow.record(AuditAction.ITEM_RETURN, item=item.id, decision=decision.id, points=len(decision.points))
        uow.commit()
        return stored


def masked(text: str, findings: list[Finding]) -> str:
    """The text with every value that a check found in the package masked: slips leave the office."""
    # The longest first, so that a number inside a longer one does not spoil it.
    for finding in sorted(findings, key=lambda one: len(one.value), reverse=True):
        if finding.value and finding.value in text:
            text = text.replace(finding.value, mask_value(finding.type, finding.value))
    return text


def _require_turn(uow: UnitOfWork, user: User, item: Item) -> None:
    """Whose turn it is: the endorser of the open step, or the reviewer who has claimed the item."""
    require_state(item, State.SUBMITTED, State.IN_REVIEW, State.AWAITING_SIGNATURE, to=State.RETURNED)
    step = open_step(uow, item) if item.state is State.SUBMITTED else None
    if step is not None:
        if Role(step.role) not in user.roles:
            raise NotPermitted(permission=Permission.ITEM_RETURN.value)
        require_not_author(user, authors_of(uow, item))
        return
    require_claim(uow, user, item)


def _pinned(point: Point, report: CheckReport | None) -> ReturnPoint:
    if report is None:
        raise NotFound(what="thing.parts", id=point.part)
    text = masked(point.text, list(report.findings))
    if point.finding is None:
        return ReturnPoint(point.part, None, point.start, point.end, point.place, text)
    finding = next((one for one in report.findings if one.number == point.finding), None)
    if finding is None:
        raise NotFound(what="thing.findings", id=point.part)
    return ReturnPoint(point.part, finding.number, finding.start, finding.end, finding.place, text)
