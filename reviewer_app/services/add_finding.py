"""手工标注: a reviewer marks what no check noticed; it joins the findings of the part as rule `manual`.

A passage is marked by its offsets. Where no text was read, a rectangle is marked: of a page of a PDF, of a picture, or
of a picture inside a Word file or a workbook; a finding with a place and without offsets or value.

The set of findings is one committed row of a part, so marking writes a new set, the old ones with one more; the
newest counts, and the log keeps both. Whatever is decided about it is an overruling, so it holds for every audience.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isfinite
from typing import Final

from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.document import Block, Box, Document, FileKind, Place, UnreadReason
from reviewer_app.domain.errors import DecisionIncomplete, NotFound, ReasonRequired
from reviewer_app.domain.findings import Action, Finding, FindingType, Level, Severity
from reviewer_app.domain.items import Item
from reviewer_app.domain.page_layout import blocks_of_pages
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

REGION_KINDS: Final = (*MARKABLE, FindingType.SEAL, FindingType.SIGNATURE)
"""What a rectangle of a page can show: these two are seen, never read."""

NEEDS_REASON: Final = frozenset({FindingType.WITHHELD})
"""Kinds whose note is the reason that the signatory and the form are shown (区分处理, 2019 Art 37)."""

REGION_FORMATS: Final = frozenset({FileKind.PDF, FileKind.IMAGE, FileKind.DOCX, FileKind.XLSX})
"""Kinds of files of whose pages or pictures a rectangle can be painted over."""

SMALLEST: Final = 2.0
"""Points or pixels; a smaller rectangle is a slip of the hand."""


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
class AddRegion:
    """Mark a rectangle; the rest as above.

    Of a PDF's `page` (from 1), `box` in points from the shown page's top left; else of a picture, in its own pixels:
    `picture` is the piece of the file that holds it, None where the file is a picture.
    """

    actor: str
    item: str
    version: int
    part: str
    page: int | None
    box: Box
    kind: FindingType
    note: str = ""
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class AddedFinding:
    """The item as it stands now, and the finding's number in its part."""

    item: Item
    number: int


def add_finding(desk: Desk, command: AddFinding) -> AddedFinding:
    """Add it; raises `DecisionIncomplete` for a kind that nobody marks by hand or a span that is not in one block."""
    if command.kind not in MARKABLE:
        raise DecisionIncomplete(missing="markable")
    return _added(desk, command, lambda document, number: _finding(document, command, number))


def add_region(desk: Desk, command: AddRegion) -> AddedFinding:
    """Add it; raises `DecisionIncomplete` for such a kind, or what is on no page and no picture of the part."""
    if command.kind not in REGION_KINDS:
        raise DecisionIncomplete(missing="markable")
    return _added(desk, command, lambda document, number: _region(document, command, number))


def _added(
    desk: Desk, command: AddFinding | AddRegion, make: Callable[[Document, int], Finding]
) -> AddedFinding:
    if command.kind in NEEDS_REASON and not command.note.strip():
        raise ReasonRequired
    with desk.uow(command.actor) as uow:
        _, item = in_review(uow, command.actor, command.item, command.version)
        revision = current_revision(uow, item)
        kept = uow.finding_sets.find(revision=revision.id, part=command.part)
        report = report_of(uow, revision.id, command.part)
        if report is None or not kept:
            raise NotFound(what="thing.parts", id=command.part)
        number = max((one.number for one in report.findings), default=0) + 1
        finding = make(document_of(uow, command.part), number)
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
    by_hand = _by_hand(command, number, block.place)
    return replace(by_hand, start=command.start, end=command.end, value=value, header=block.header)


def _region(document: Document, command: AddRegion, number: int) -> Finding:
    if document.kind not in REGION_FORMATS:
        raise DecisionIncomplete(missing="region_format")
    left, top, right, bottom = command.box
    inside = all(isfinite(edge) and edge >= 0 for edge in command.box)
    if not inside or right - left < SMALLEST or bottom - top < SMALLEST:
        raise DecisionIncomplete(missing="region")
    place = Place(page=command.page, part=command.picture)
    pictures = {one.place for one in document.unread if one.reason is UnreadReason.PICTURE and one.place.page is None}
    if command.page not in blocks_of_pages(document) if document.kind is FileKind.PDF else place not in pictures:
        raise DecisionIncomplete(missing="region")
    return _by_hand(command, number, place._replace(boxes=(command.box,)))


def _by_hand(command: AddFinding | AddRegion, number: int, place: Place) -> Finding:
    return Finding(
        number=number, rule=MANUAL_RULE, type=command.kind, severity=Severity.HIGH, level=Level.RED, blocks=True,
        confidence=1.0, start=None, end=None, value="", place=place,
        # 由人判断: so every decision about it is one of its own, which no audience's policy softens.
        action=Action.REVIEW, evidence=(command.note.strip(),) if command.note.strip() else (),
    )


def _block_of(document: Document, start: int, end: int) -> Block:
    """The block that holds the span: no edit of a public version crosses cells or paragraphs."""
    for first, block in document.content():
        if first <= start < end <= first + len(block.text):
            return block
    raise DecisionIncomplete(missing="passage")
