"""Gathers everything decided on an item's current revision, for readiness and for screens."""

from dataclasses import replace
from datetime import date

from reviewer_app.domain.items import Item, PartRole
from reviewer_app.domain.law_acts import ImpactAssessment
from reviewer_app.domain.readiness import Facts
from reviewer_app.domain.report import CheckReport
from reviewer_app.domain.review import Determination, Judgement, Stage
from reviewer_app.domain.states import State
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.processing import processing_kind
from reviewer_app.services.answer_questions import answers_of
from reviewer_app.services.confirm_fact import confirmations, known
from reviewer_app.services.desk import current_revision
from reviewer_app.services.document_store import reports_of
from reviewer_app.services.office_opinion import opinion_of

SIGNABLE = frozenset({State.AWAITING_SIGNATURE, State.QUEUED, State.DELIVERED, State.ONLINE, State.COMPARED})
"""An interpretation has come far enough for its policy to be signed with it."""

SIGNED = SIGNABLE - {State.AWAITING_SIGNATURE}
"""Far enough for its policy to go out."""


def facts_of(uow: UnitOfWork, item: Item, day: date) -> Facts:
    """The facts as they stand; raises `NotFound` for an item without a revision."""
    revision = current_revision(uow, item)
    secrecy = uow.secrecy_reviews.find(revision=revision.id)
    policy = next(reversed(uow.policies.find(item=item.id)), None)
    linked = uow.items.get(policy.linked) if policy is not None and policy.linked is not None else None
    reports = reports_of(uow, revision.id)
    first = reports.get(revision.parts[0].id)
    return Facts(
        revision=revision,
        reports=reports,
        day=day,
        secrecy=secrecy[-1] if secrecy else None,
        looks=uow.looks.find(revision=revision.id),
        dispositions=uow.dispositions.find(revision=revision.id),
        exemptions=uow.exemptions.find(item=item.id),
        determination=reviewers_determination(uow, revision.id),
        judgement=last_judgement(uow, revision.id),
        opinion=opinion_of(uow, revision.id),
        answers=answers_of(uow, revision.id),
        assessment=_assessment(uow, first, item),
        public_versions=uow.public_versions.find(revision=revision.id),
        policy=policy,
        linked_parts=_roles(uow, linked) if linked is not None else frozenset(),
        linked_ready=linked is None or linked.state in SIGNABLE,
        linked_reports=_explaining(uow, linked) if linked is not None else (),
    )


def _explaining(uow: UnitOfWork, item: Item) -> tuple[CheckReport, ...]:
    """What was found in the texts of the item that explains a policy."""
    revision = current_revision(uow, item)
    reports = reports_of(uow, revision.id)
    explains = (part.id for part in revision.parts if part.role in {PartRole.BODY, PartRole.INTERPRETATION})
    return tuple(reports[one] for one in explains if one in reports)


def _roles(uow: UnitOfWork, item: Item) -> frozenset[PartRole]:
    """What the linked item holds: its body is the interpretation itself, unless it says otherwise."""
    roles = {part.role for part in current_revision(uow, item).parts}
    return frozenset(roles | {PartRole.INTERPRETATION} if PartRole.BODY in roles else roles)


def _with_confirmed(uow: UnitOfWork, decided: Determination) -> Determination:
    """The determination with the articles that a person has confirmed since as verified ones."""
    if all(one.verified for one in decided.basis):
        return decided
    return replace(decided, basis=known(decided.basis, confirmations(uow)))


def _assessment(uow: UnitOfWork, report: CheckReport | None, item: Item) -> ImpactAssessment | None:
    """The newest impact assessment of the item's kind of processing."""
    if report is None:
        return None
    found = uow.impact_assessments.find(kind=processing_kind(report.document_type, item.column))
    return found[-1] if found else None


def reviewers_determination(uow: UnitOfWork, revision: str) -> Determination | None:
    """The reviewer's latest determination of this revision: a system hint or a proposal is none."""
    found = [one for one in uow.determinations.find(revision=revision) if one.stage is Stage.REVIEWER]
    return _with_confirmed(uow, found[-1]) if found else None


def drafters_proposal(uow: UnitOfWork, item: str) -> Determination | None:
    """What the drafter last proposed for the item; it holds for later revisions until he proposes anew."""
    found = [one for one in uow.determinations.find(item=item) if one.stage is Stage.DRAFTER]
    return found[-1] if found else None


def last_judgement(uow: UnitOfWork, revision: str) -> Judgement | None:
    """The latest judgement of a revision."""
    found = uow.judgements.find(revision=revision)
    return found[-1] if found else None
