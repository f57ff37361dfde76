"""Everything on one item for a screen or the command line: read once, frozen, for people who may read texts."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Authorisation, Permission
from reviewer_app.domain.amendments import differences
from reviewer_app.domain.document import Document
from reviewer_app.domain.items import Amendment, AmendmentState, Item, Part, Revision
from reviewer_app.domain.readiness import Facts, Shortfall, missing, suggested_conclusion
from reviewer_app.domain.release import QueueEntry, SignOff
from reviewer_app.domain.report import CheckReport
from reviewer_app.domain.return_points import AnsweredPoint, answered
from reviewer_app.domain.review import Conclusion, Decision, DecisionKind, Determination
from reviewer_app.domain.states import State
from reviewer_app.domain.urgent import Alarm, TelephoneApproval
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.compare_revisions import pair_parts
from reviewer_app.services.desk import Desk, current_revision, permitted
from reviewer_app.services.document_store import document_of, reports_of
from reviewer_app.services.facts import facts_of
from reviewer_app.services.make_good import owed_for
from reviewer_app.services.submit import lacking_for_submission


@dataclass(frozen=True, slots=True)
class PartView:
    """One part with its text and what was found in it."""

    part: Part
    document: Document
    report: CheckReport


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item as it stands.

    `lacking` is what the drafter still owes before handing in, `missing` what keeps the reviewer from passing it.
    `points` are those of the last return, each with what the current revision made of it. `unapplied` counts the
    differences between accepted amendments and the current revision, None where there are none to apply.
    """

    item: Item
    revisions: tuple[Revision, ...]
    parts: tuple[PartView, ...]
    facts: Facts
    determinations: tuple[Determination, ...]
    decisions: tuple[Decision, ...]
    amendments: tuple[Amendment, ...]
    signoffs: tuple[SignOff, ...]
    queue: tuple[QueueEntry, ...]
    lacking: tuple[str, ...]
    missing: tuple[Shortfall, ...]
    suggested: Conclusion | None
    points: tuple[AnsweredPoint, ...]
    unapplied: int | None
    names: dict[str, str]  # user id to name
    authorisations: tuple[Authorisation, ...]  # written authorisations of the person who looks
    owed: TelephoneApproval | None = None  # an approval by telephone whose signature is still to come
    alarm: Alarm | None = None  # the latest: its clocks run


def open_item(desk: Desk, actor: str, item: str) -> ItemView:
    """Read the item; raises `NotPermitted` for those who see no text (the administrator)."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.TEXT_READ)
        found = uow.items.get(item)
        facts = facts_of(uow, found, desk.today())
        suggested = suggested_conclusion(facts)
        decisions = uow.decisions.find(item=item)
        amendments = uow.amendments.find(item=item)
        drafting = found.state in {State.DRAFTING, State.RETURNED}
        return ItemView(
            item=found,
            revisions=uow.revisions.find(item=item),
            parts=tuple(
                PartView(part, document_of(uow, part.id), facts.reports[part.id]) for part in facts.revision.parts
            ),
            facts=facts,
            determinations=uow.determinations.find(item=item),
            decisions=decisions,
            amendments=amendments,
            signoffs=uow.signoffs.find(item=item),
            queue=uow.queue.find(item=item),
            lacking=lacking_for_submission(uow, found) if drafting else (),
            missing=missing(facts, suggested) if found.state is State.IN_REVIEW else (),
            suggested=suggested,
            points=_points(uow, facts, decisions),
            unapplied=_unapplied(uow, facts.revision, amendments),
            names={user.id: user.name for user in uow.users.find()},
            authorisations=uow.authorisations.find(grantee=actor),
            owed=owed_for(uow, item),
            alarm=next(reversed(uow.alarms.find(item=item)), None),
        )


@dataclass(frozen=True, slots=True)
class FirstPart:
    """The first part of an item, without anything that was found in it."""

    item: Item
    parts: tuple[Part, ...]
    document: Document


def open_first_part(desk: Desk, actor: str, item: str) -> FirstPart:
    """What the eye wants first, read alone: of a large package the rest takes a while. Raises as `open_item`."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.TEXT_READ)
        found = uow.items.get(item)
        parts = current_revision(uow, found).parts
        return FirstPart(found, parts, document_of(uow, parts[0].id))


def _points(uow: UnitOfWork, facts: Facts, decisions: tuple[Decision, ...]) -> tuple[AnsweredPoint, ...]:
    """The points of the last return; on the returned revision itself all are open."""
    returns = [one for one in decisions if one.kind in {DecisionKind.RETURN, DecisionKind.REFUSE} and one.points]
    if not returns:
        return ()
    last = returns[-1]
    before = uow.revisions.get(last.revision)
    successor = {old.id: new.id for old, new in pair_parts(before, facts.revision) if old and new}
    return answered(last.points, reports_of(uow, before.id), facts.reports, successor)


def _unapplied(uow: UnitOfWork, revision: Revision, amendments: tuple[Amendment, ...]) -> int | None:
    """How far the revision is from the accepted amendments of the revision before it."""
    accepted = [one for one in amendments if one.state is AmendmentState.ACCEPTED and one.revision != revision.id]
    if not accepted:
        return None
    base = uow.revisions.get(accepted[-1].revision)
    changes = tuple(change for one in accepted if one.revision == base.id for change in one.changes)
    texts = [{part.ordinal: document_of(uow, part.id).text for part in each.parts} for each in (base, revision)]
    return differences(texts[0], texts[1], changes)
