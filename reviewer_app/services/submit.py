"""提交送审: a package with an attribute, its grounds, a column and the annexes it speaks of waits for review."""

from collections.abc import Iterator
from dataclasses import dataclass

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import CannotHandIn
from reviewer_app.domain.items import Item, PartRole, Revision
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.report import CheckReport
from reviewer_app.domain.states import State
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.annexes import check_annexes
from reviewer_app.services.desk import Desk, current_revision
from reviewer_app.services.document_store import reports_of
from reviewer_app.services.facts import drafters_proposal
from reviewer_app.services.propose import lacking_grounds
from reviewer_app.services.reviewing import own, require_state


@dataclass(frozen=True, slots=True)
class Submit:
    """Hand in `item`, seen at `version`."""

    actor: str
    item: str
    version: int


def submit(desk: Desk, command: Submit) -> Item:
    """Hand in; raises `CannotHandIn` with everything that is missing."""
    with desk.uow(command.actor) as uow:
        _, item = own(uow, command.actor, command.item, command.version, Permission.ITEM_SUBMIT)
        require_state(item, State.DRAFTING, State.RETURNED, to=State.SUBMITTED)
        lacking = lacking_for_submission(uow, item)
        if lacking:
            raise CannotHandIn(missing=",".join(lacking))
        stored = uow.items.replace(
            item.to(State.SUBMITTED, submitted_at=desk.clock.now(), step=0, claimed_by=None, claimed_at=None)
        )
        uow.record(AuditAction.ITEM_SUBMIT, item=item.id, revision=item.revision or "")
        uow.commit()
        return stored


def lacking_for_submission(uow: UnitOfWork, item: Item) -> tuple[str, ...]:
    """Keys of what is missing, in order and each once; the hand-in page shows the same before anybody presses."""
    revision = current_revision(uow, item)
    lacking = [*_attribute(uow, item), *_parts(revision, reports_of(uow, revision.id))]
    if item.column is None:
        lacking.append("column")
    return tuple(dict.fromkeys(lacking))


def _attribute(uow: UnitOfWork, item: Item) -> tuple[str, ...]:
    proposal = drafters_proposal(uow, item.id)
    if proposal is None:
        return lacking_grounds(DisclosureAttribute.UNDETERMINED, (), "")
    return lacking_grounds(proposal.attribute, proposal.basis, proposal.reason)


def _parts(revision: Revision, reports: dict[str, CheckReport]) -> Iterator[str]:
    """Body there, every part read, annexes as the 附件说明 says."""
    body = next((part for part in revision.parts if part.role is PartRole.BODY), None)
    if body is None:
        yield "body"
    if any(part.id not in reports for part in revision.parts):
        yield "checks"
    if body is not None and body.id in reports:
        annexes = [(part.annex_number, part.name) for part in revision.parts if part.role is PartRole.ANNEX]
        for issue in check_annexes(reports[body.id].header, annexes):
            yield f"annex_{issue.kind.value}"
