"""紧急发布: out within minutes on an approval by telephone; red 待补签 until the approver has signed.

Secrecy, personal data and what could not be read still stop it, and so does a public version that is missing or not
clean. What may wait (the amber ones, attribute, judgement) is set to its defaults and named as deferred.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from reviewer_app.domain.actors import Permission, User, require, require_not_author
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import CannotPass, DecisionIncomplete, NotPermitted
from reviewer_app.domain.items import Item
from reviewer_app.domain.legal import Audience, DisclosureAttribute
from reviewer_app.domain.readiness import FITTING, Facts, Missing, missing, suggested_conclusion
from reviewer_app.domain.report import Proposal
from reviewer_app.domain.review import Conclusion, Decision, DecisionKind, Determination, Judgement, Stage
from reviewer_app.domain.states import State
from reviewer_app.domain.urgent import TelephoneApproval
from reviewer_app.ports.clock import local_day
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.law import law_pack
from reviewer_app.services.checkpoint import checkpoint
from reviewer_app.services.desk import Desk, authors_of, permitted
from reviewer_app.services.document_store import rules_of
from reviewer_app.services.facts import facts_of
from reviewer_app.services.judge import Dimension, require_column
from reviewer_app.services.reviewing import close_review, require_claim, require_state, seen
from reviewer_app.services.sign import settle
from reviewer_app.services.signing_card import gather

DEFERRABLE: Final = frozenset({
    Missing.AMBER, Missing.DETERMINATION, Missing.BASIS, Missing.REASON, Missing.CONCLUSION, Missing.JUDGEMENT,
    Missing.CHANNEL, Missing.AUDIENCE, Missing.INTERPRETATION_PLAN, Missing.INTERPRETATION,
    Missing.FIRST_INTERPRETER, Missing.INTERPRETATION_WAITS, Missing.INTERPRETATION_ELEMENTS,
})  # fmt: skip
"""What may be made good later; everything about secrecy, personal data and unread pieces is not among it."""


@dataclass(frozen=True, slots=True)
class ReleaseUrgent:
    """Release `item`, seen at `version`, through `channels`: `approver` agreed when `called_by` called him."""

    actor: str
    item: str
    version: int
    approver: str
    approved_at: datetime
    called_by: str
    channels: tuple[str, ...]
    reason: str


def release_urgent(desk: Desk, command: ReleaseUrgent) -> TelephoneApproval:
    """Pass and queue at once; raises `CannotPass` with what stops even an emergency, `DecisionIncomplete`."""
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.ITEM_PASS)
        item = seen(uow, command.item, command.version)
        require_state(item, State.IN_REVIEW, to=State.QUEUED)
        require_claim(uow, user, item)
        approver = _persons(uow, desk, command, user, item)
        require_column(command.channels, item.column)
        now = desk.clock.now()
        before = facts_of(uow, item, local_day(now))
        facts, deferred = _stopped_by(_with_defaults(uow, desk, command, before), before)
        item = _pass(uow, desk, command, item, facts)
        settle(uow, desk, item, gather(uow, item, approver.id, now), urgent=True)
        approval = TelephoneApproval(
            id=desk.ids(), item=item.id, revision=facts.revision.id, approver=approver.id,
            approved_at=command.approved_at, called_by=command.called_by, reason=command.reason.strip(),
            deferred=deferred, by=user.id, at=now,
        )
        uow.approvals.add(approval)
        uow.record(
            AuditAction.ITEM_RELEASE_URGENT, item=item.id, approval=approval.id, approver=approver.id,
            called_by=command.called_by, deferred=len(deferred),
        )
        uow.commit()
    checkpoint(desk)
    return approval


def _persons(uow: UnitOfWork, desk: Desk, command: ReleaseUrgent, user: User, item: Item) -> User:
    """Four eyes all the same: neither reviewer nor approver drafted it, and they are two persons."""
    authors = authors_of(uow, item)
    approver = uow.users.get(command.approver)
    require_not_author(user, authors)
    require_not_author(approver, authors)
    require(approver, Permission.ITEM_SIGN)
    uow.users.get(command.called_by)
    if approver.id == user.id:
        raise NotPermitted(permission=Permission.ITEM_SIGN.value)
    lacking = [
        key for key, there in (
            ("reason", command.reason.strip()), ("channel", command.channels),
            ("dates", command.approved_at <= desk.clock.now()),
        ) if not there
    ]
    if lacking:
        raise DecisionIncomplete(missing=",".join(lacking))
    return approver


def _with_defaults(uow: UnitOfWork, desk: Desk, command: ReleaseUrgent, facts: Facts) -> Facts:
    """The facts with attribute and judgement filled in where nobody decided yet; what is filled in is kept.

    Against a proposal to withhold nothing is filled in: only a person overrules an exemption.
    """
    now, revision = desk.clock.now(), facts.revision
    proposal = facts.reports[facts.revision.parts[0].id].attribute
    if facts.determination is None and proposal.proposal is not Proposal.WITHHELD:
        open_ = proposal.proposal.attribute() is DisclosureAttribute.PROACTIVE and proposal.basis
        basis = proposal.basis if open_ else (law_pack(facts.day).on_list("emergency"),)
        rules = rules_of(desk.toolbox)
        determination = Determination(
            id=desk.ids(), item=revision.item, revision=revision.id, stage=Stage.REVIEWER,
            attribute=DisclosureAttribute.PROACTIVE, basis=basis, reason=command.reason.strip(), by=command.actor,
            at=now, rule_set=rules[0], rule_set_hash=rules[1],
        )
        uow.determinations.add(determination)
        facts = replace(facts, determination=determination)
    if facts.judgement is None:
        judgement = Judgement(
            id=desk.ids(), item=revision.item, revision=revision.id, wording="", earliest=None, latest=None,
            channels=command.channels, audiences=(Audience.ALL,), display_until=None,
            defaults=tuple(one.value for one in Dimension), by=command.actor, at=now, note=command.reason.strip(),
        )
        uow.judgements.add(judgement)
        facts = replace(facts, judgement=judgement)
    return facts


def _stopped_by(filled: Facts, before: Facts) -> tuple[Facts, tuple[str, ...]]:
    """The facts, and what was deferred; raises `CannotPass` for what stops even an emergency."""
    conclusion = _conclusion(filled)
    stops = [one.what.value for one in missing(filled, conclusion) if one.what not in DEFERRABLE]
    if filled.determination is None:
        stops.append(Missing.DETERMINATION.value)
    elif filled.determination.attribute is not DisclosureAttribute.PROACTIVE:
        stops.append(Missing.CONCLUSION.value)
    if stops:
        raise CannotPass(missing=",".join(dict.fromkeys(stops)))
    later = [one.what.value for one in missing(before, conclusion) if one.what in DEFERRABLE]
    return filled, tuple(dict.fromkeys(later))


def _conclusion(facts: Facts) -> Conclusion:
    suggested = suggested_conclusion(facts)
    return suggested if suggested in FITTING else Conclusion.PUBLISH


def _pass(uow: UnitOfWork, desk: Desk, command: ReleaseUrgent, item: Item, facts: Facts) -> Item:
    at = desk.clock.now()
    decision = Decision(
        id=desk.ids(), item=item.id, revision=facts.revision.id, kind=DecisionKind.PASS, by=command.actor, at=at,
        conclusion=_conclusion(facts), reason=command.reason.strip(),
    )
    uow.decisions.add(decision)
    close_review(uow, item, at)
    stored = uow.items.replace(item.to(State.AWAITING_SIGNATURE, attribute=DisclosureAttribute.PROACTIVE))
    uow.record(
        AuditAction.ITEM_PASS, item=item.id, decision=decision.id, revision=facts.revision.id,
        conclusion=_conclusion(facts).value, rules=desk.toolbox.rules.sha256,
    )
    return stored
