"""手工标注: a reviewer marks a passage that no check noticed; it joins the findings of the part as rule `manual`.

The set of findings is one committed row of a part, so marking writes a new set, the old ones with one more; the
newest counts, and the log keeps both. Whatever is decided about it is an overruling, so it holds for every audience.
"""

from dataclasses import dataclass, replace
from typing import Final

from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.document import Block, Document
from reviewer_app.domain.errors import DecisionIncomplete, NotFound
from reviewer_app.domain.findings import Action, Finding, FindingType, Level, Severity
from reviewer_app.domain.items import Item
from reviewer_app.domain.readiness import NOT_CUTTABLE, SECRECY_TYPES
from reviewer_app.domain.report import CheckReport
from reviewer_app.services.desk import Desk, current_revision
from reviewer_app.services.document_store import document_of, finding_set, report_of
from reviewer_app.services.reviewing import in_review

MANUAL_RULE: Final = "manual"

NOT_BY_HAND: Final = SECRECY_TYPES | NOT_CUTTABLE | {
    FindingType.LIST, FindingType.COMBINATION, FindingType.WEAK_MASK, FindingType.SEAL, FindingType.SIGNATURE, *(
        kind for kind in FindingType if kind.value.startswith("hidden.")
    ),
}
"""Kinds that are about more than a passage, or are answered in a step of their own."""

MARKABLE: Final = tuple(kind for kind in FindingType if kind not in NOT_BY_HAND)


@dataclass(frozen=True, slots=True)
class AddFinding:
    """Mark `[start, end)` (code points) of `part` of `item`, seen at `version`, as a finding of `kind`."""

    actor: str
    item: str
    version: int
    part: str
    start: int
    end: int
    kind: FindingType
    note: str = ""


@dataclass(frozen=True, slots=True)
class AddedFinding:
    """The item as it stands now, and the finding's number in its part."""

    item: Item
    number: int


def add_finding(desk: Desk, command: AddFinding) -> AddedFinding:
    """Add it; raises `DecisionIncomplete` for a kind that nobody marks by hand or a span that is not in one block."""
    if command.kind not in MARKABLE:
        raise DecisionIncomplete(missing="markable")
    with desk.uow(command.actor) as uow:
        _, item = in_review(uow, command.actor, command.item, command.version)
        revision = current_revision(uow, item)
        kept = uow.finding_sets.find(revision=revision.id, part=command.part)
        report = report_of(uow, revision.id, command.part)
        if report is None or not kept:
            raise NotFound(what="thing.parts", id=command.part)
        number = max((one.number for one in report.findings), default=0) + 1
        finding = _finding(document_of(uow, command.part), command, number)
        # The rules that made the other findings stay those of the set.
        rules = (kept[-1].rule_set, kept[-1].rule_set_hash)
        more = replace(report, findings=(*report.findings, finding))
        made = finding_set(desk.ids(), revision, command.part, more, rules, desk.clock.now())
        uow.finding_sets.add(made)
        stored = uow.items.replace(item)
        uow.record(AuditAction.ITEM_MARK, item=item.id, findings=made.id, kind=command.kind.value)
        uow.commit()
        return AddedFinding(stored, number)


def join_manual(report: CheckReport, marked: CheckReport) -> CheckReport:
    """A fresh check of the same document with what was marked by hand in `marked`, numbered behind its own."""
    last = max((one.number for one in report.findings), default=0)
    by_hand = [one for one in marked.findings if one.rule == MANUAL_RULE]
    numbered = (replace(one, number=last + ordinal) for ordinal, one in enumerate(by_hand, 1))
    return replace(report, findings=(*report.findings, *numbered))


def _finding(document: Document, command: AddFinding, number: int) -> Finding:
    block = _block_of(document, command.start, command.end)
    value = document.text[command.start : command.end]
    if not value.strip():
        raise DecisionIncomplete(missing="passage")
    return Finding(
        number=number, rule=MANUAL_RULE, type=command.kind, severity=Severity.HIGH, level=Level.RED, blocks=True,
        confidence=1.0, start=command.start, end=command.end, value=value, place=block.place,
        # 由人判断: so every decision about it is one of its own, which no audience's policy softens.
        action=Action.REVIEW, header=block.header, evidence=(command.note.strip(),) if command.note.strip() else (),
    )


def _block_of(document: Document, start: int, end: int) -> Block:
    """The block that holds the span: no edit of a public version crosses cells or paragraphs."""
    for first, block in document.content():
        if first <= start < end <= first + len(block.text):
            return block
    raise DecisionIncomplete(missing="passage")
