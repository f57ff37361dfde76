"""The questions of the exemption tree that only a person can answer: recorded, and what they make of the proposal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete
from reviewer_app.domain.items import Item
from reviewer_app.domain.law_acts import AttributeAnswer
from reviewer_app.domain.report import AttributeProposal
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.law import pack_of
from reviewer_app.rules.questions import question_of, with_answers
from reviewer_app.services.desk import Desk, current_revision
from reviewer_app.services.document_store import body_report
from reviewer_app.services.recheck import recheck
from reviewer_app.services.reviewing import in_review


@dataclass(frozen=True, slots=True)
class AnswerQuestions:
    """Answers of the reviewer of `item`, seen at `version`: (key of a question, yes or no)."""

    actor: str
    item: str
    version: int
    answers: tuple[tuple[str, bool], ...]


def answer_questions(desk: Desk, command: AnswerQuestions) -> Item:
    """Record the answers; an empty list or a key that is no question of the law in force is `DecisionIncomplete`."""
    with desk.uow(command.actor) as uow:
        user, item = in_review(uow, command.actor, command.item, command.version)
        revision = current_revision(uow, item)
        asked = body_report(uow, item).attribute.questions
        if not command.answers or not {key for key, _ in command.answers} <= set(asked):
            raise DecisionIncomplete(missing="answers")
        for key, yes in command.answers:
            uow.answers.add(
                AttributeAnswer(desk.ids(), item.id, revision.id, key, yes=yes, by=user.id, at=desk.clock.now())
            )
        recheck(desk, uow, item, revision, yes_to(answers_of(uow, revision.id)))
        stored = uow.items.replace(item)
        uow.record(AuditAction.ITEM_ANSWER, item=item.id, revision=revision.id, count=len(command.answers))
        uow.commit()
        return stored


def answers_of(uow: UnitOfWork, revision: str) -> dict[str, bool]:
    """Key to the latest answer for a revision."""
    return {one.key: one.yes for one in uow.answers.find(revision=revision)}


def yes_to(answers: Mapping[str, bool]) -> frozenset[str]:
    """The questions answered with yes: what checks may know of them."""
    return frozenset(key for key, yes in answers.items() if yes)


def informed(proposal: AttributeProposal, answers: Mapping[str, bool], day: date) -> AttributeProposal:
    """The program's proposal once the answers are taken into account."""
    return with_answers(proposal, answers, pack_of(proposal.basis, day), day)


def questions(proposal: AttributeProposal, day: date) -> tuple[tuple[str, str], ...]:
    """(key, question in plain words) of what is to be asked about a proposal."""
    pack = pack_of(proposal.basis, day)
    return tuple((key, question_of(pack, key)) for key in proposal.questions)
