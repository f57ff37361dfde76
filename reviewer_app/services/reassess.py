"""新旧条例衔接的清单: every decision under an older text tested again, and what is due for its periodic review."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.errors import NotFound
from reviewer_app.domain.items import Item
from reviewer_app.domain.legal import DisclosureAttribute, LegalBasis
from reviewer_app.domain.report import AttributeProposal, CheckReport
from reviewer_app.domain.review import Determination
from reviewer_app.domain.states import State
from reviewer_app.ports.clock import local_day
from reviewer_app.ports.forms import Sheet
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.attribute import propose_attribute
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import read_draft
from reviewer_app.rules.law import cite_text, law_pack, pack_of
from reviewer_app.rules.reassessing import Task, compare, review_due
from reviewer_app.rules.workdays import tell
from reviewer_app.services.desk import Desk, current_revision, permitted
from reviewer_app.services.document_store import document_of, report_of
from reviewer_app.services.facts import reviewers_determination
from reviewer_app.text import say

DECIDED: Final = (
    State.REGISTERED, State.QUEUED, State.DELIVERED, State.ONLINE, State.COMPARED, State.CORRECTED,
)
"""States in which a decision stands: registered as not public, or published."""

SHEET: Final = (
    ("sheet.number", 6), ("task", 14), ("title", 44), ("sheet.day", 14), ("was", 40), ("is", 40), ("due", 14),
    ("sheet.state", 10), ("sheet.who", 14), ("sheet.done", 24),
)
"""Columns of the worklist as a sheet: key of the title, width in characters."""


@dataclass(frozen=True, slots=True)
class Reassessed:
    """One decision that needs something: what was decided, on which articles, what it would be now, until when."""

    item: str
    title: str
    decided_on: date
    decided: DisclosureAttribute
    decided_basis: tuple[LegalBasis, ...]
    task: Task
    attribute: DisclosureAttribute
    basis: tuple[LegalBasis, ...]
    due: date


def reassess(desk: Desk, actor: str) -> tuple[Reassessed, ...]:
    """The worklist, what is due first coming first; raises `NotPermitted` for those who see no text.

    A decision disappears from it once the same document was decided anew under the text in force.
    """
    today = desk.today()
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.TEXT_READ)
        items = [item for state in DECIDED for item in uow.items.find(state=state.value)]
        decisions = [(item, decided) for item in items if (decided := _decision(uow, item)) is not None]
        renewed = {_body(uow, item) for item, one in decisions if _is_current(one, today)}
        old = [(item, one) for item, one in decisions if _is_current(one, today) or _body(uow, item) not in renewed]
        found = [line for item, one in old if (line := _line(desk, uow, item, one, today))]
    return tuple(sorted(found, key=lambda line: (line.due, line.title)))


def reassessment_workbook(desk: Desk, lines: Sequence[Reassessed]) -> bytes:
    """The worklist as xlsx, with room for who deals with it and what was done."""
    today = desk.today()
    head = (say("reassess.sheet.head", day=tell(today), count=len(lines)),)
    titles = tuple((say(f"reassess.{key}"), width) for key, width in SHEET)
    rows = tuple(
        (
            number, say(f"reassess.task.{line.task.value}"), line.title, line.decided_on,
            _attribute(line.decided, line.decided_basis), _attribute(line.attribute, line.basis), line.due,
            say("reassess.sheet.late") if line.due < today else "", "", "",
        )
        for number, line in enumerate(lines, 1)
    )
    return desk.forms.workbook((Sheet(say("ledger.tab.reassess"), head, titles, rows),))


def _attribute(attribute: DisclosureAttribute, basis: tuple[LegalBasis, ...]) -> str:
    bases = say("missing.join").join(map(cite_text, basis)) or say("attribute.no_article")
    return say("reassess.now", attribute=say(f"attribute.{attribute.value}"), basis=bases)


def _decision(uow: UnitOfWork, item: Item) -> Determination | None:
    return reviewers_determination(uow, item.revision) if item.revision else None


def _is_current(decided: Determination, today: date) -> bool:
    return pack_of(decided.basis, local_day(decided.at)).version == law_pack(today).version


def _body(uow: UnitOfWork, item: Item) -> str:
    """The hash of the first part's bytes: the same document handed in again."""
    return current_revision(uow, item).parts[0].sha256


def _line(desk: Desk, uow: UnitOfWork, item: Item, decided: Determination, today: date) -> Reassessed | None:
    if _is_current(decided, today):
        return next(_periodic(uow, item, decided, today), None)
    proposal = _proposal_now(desk, uow, item, today)
    if proposal is None:
        return None
    found = compare(decided.attribute, proposal, law_pack(today), desk.toolbox.calendar)
    return Reassessed(
        item.id, item.title, local_day(decided.at), decided.attribute, decided.basis, found.task, found.attribute,
        found.basis, found.due,
    )


def _proposal_now(desk: Desk, uow: UnitOfWork, item: Item, today: date) -> AttributeProposal | None:
    """What the program would propose under today's text; None where the text was erased."""
    part = current_revision(uow, item).parts[0].id
    report: CheckReport | None = report_of(uow, item.revision or "", part)
    if report is None:
        return None
    try:
        document = document_of(uow, part)
    except NotFound:
        return None
    context = Context(
        today=today, act_date=today, column=item.column, document_type=report.document_type, names=report.names
    )
    return propose_attribute(read_draft(document, desk.toolbox.catalogue, context), report.findings)


def _periodic(uow: UnitOfWork, item: Item, decided: Determination, today: date) -> Iterator[Reassessed]:
    """What is registered as not public is looked at again from time to time (2019 Art 18)."""
    duties = law_pack(today).duties
    for entry in uow.registers.find(item=item.id):
        due = review_due(local_day(entry.at), entry.review_date)
        if "review" in duties and due <= today and entry.revision == item.revision:
            yield Reassessed(
                item.id, item.title, local_day(decided.at), decided.attribute, decided.basis, Task.REVIEW,
                decided.attribute, (law_pack(today).on_duty("review"),), due,
            )
