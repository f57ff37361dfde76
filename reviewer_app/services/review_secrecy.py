"""保密审查: a named person has opened every part and concludes (rulebook §5.4, design §4).

涉密 stops the item at once; its content has to be erased by the administrator. 不能确定 refers it.
"""

from dataclasses import dataclass

from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete, NotFound
from reviewer_app.domain.items import Item
from reviewer_app.domain.readiness import SECRECY_TYPES
from reviewer_app.domain.review import (
    Conclusion,
    Decision,
    DecisionKind,
    SecrecyConclusion,
    SecrecyReview,
    Source,
)
from reviewer_app.domain.states import State
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.desk import Desk, current_revision
from reviewer_app.services.document_store import reports_of
from reviewer_app.services.reviewing import close_review, in_review


@dataclass(frozen=True, slots=True)
class ReviewSecrecy:
    """The secrecy step on `item`, seen at `version`.

    `answered_hints` are the numbers of the internal-mark findings that the person answers, `note` says how;
    `authority` is whom a doubtful one is referred to.
    """

    actor: str
    item: str
    version: int
    source: Source
    opened_parts: tuple[str, ...]
    conclusion: SecrecyConclusion
    answered_hints: tuple[int, ...] = ()
    note: str = ""
    authority: str | None = None


def review_secrecy(desk: Desk, command: ReviewSecrecy) -> Item:
    """Record the step; raises `DecisionIncomplete` while parts are unopened or hints unanswered."""
    with desk.uow(command.actor) as uow:
        user, item = in_review(uow, command.actor, command.item, command.version)
        revision = current_revision(uow, item)
        if any(revision.part(part) is None for part in command.opened_parts):
            raise NotFound(what="thing.parts", id=item.id)
        lacking = _lacking(uow, command, revision.id, {part.id for part in revision.parts})
        if lacking:
            raise DecisionIncomplete(missing=",".join(lacking))
        review = SecrecyReview(
            id=desk.ids(), item=item.id, revision=revision.id, source=command.source,
            opened_parts=command.opened_parts, conclusion=command.conclusion, by=user.id, at=desk.clock.now(),
            answered_hints=command.answered_hints, note=command.note,
        )
        uow.secrecy_reviews.add(review)
        stored = uow.items.replace(_moved(uow, desk, item, review, command.authority))
        uow.record(
            AuditAction.ITEM_SECRECY, item=item.id, secrecy=review.id, conclusion=review.conclusion.value,
            source=review.source.value, opened=len(review.opened_parts),
        )
        uow.commit()
        return stored


def _lacking(uow: UnitOfWork, command: ReviewSecrecy, revision: str, parts: set[str]) -> list[str]:
    if command.conclusion is SecrecyConclusion.REFER:
        return [] if command.authority else ["authority"]
    if command.conclusion is SecrecyConclusion.SECRET:
        return []
    hints = {
        finding.number for report in reports_of(uow, revision).values() for finding in report.findings
        if finding.type in SECRECY_TYPES and finding.blocks
    }
    lacking = ["parts_unopened"] if parts - set(command.opened_parts) else []
    if hints - set(command.answered_hints):
        lacking.append("secrecy_hints")
    # An answer to a hint is an answer only with words: who looks back later must see why.
    if hints and not command.note.strip():
        lacking.append("reason")
    return lacking


def _moved(uow: UnitOfWork, desk: Desk, item: Item, review: SecrecyReview, authority: str | None) -> Item:
    if review.conclusion is SecrecyConclusion.NOT_SECRET:
        return item
    secret = review.conclusion is SecrecyConclusion.SECRET
    close_review(uow, item, review.at)
    uow.decisions.add(
        Decision(
            id=desk.ids(), item=item.id, revision=review.revision,
            kind=DecisionKind.VOID if secret else DecisionKind.REFER, by=review.by, at=review.at,
            conclusion=None if secret else Conclusion.REFER, reason=review.note, authority=authority,
        )
    )
    return item.to(State.VOID, claimed_by=None, claimed_at=None) if secret else item.to(State.REFERRED)
