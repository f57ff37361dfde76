"""A report as other programs read it: exactly the shape of `resources/schemas/check.schema.json` (design §9)."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final, TypeAlias

import msgspec

from reviewer_app.cli.output import error_value
from reviewer_app.cli.path_masks import shown_error, shown_path
from reviewer_app.cli.sources import Source, Unreadable
from reviewer_app.domain.document import HIDDEN_KINDS, Block, Box, Document, Place
from reviewer_app.domain.findings import Action, Finding, FindingType, PersonRole, Severity
from reviewer_app.domain.legal import Audience, basis_value
from reviewer_app.domain.report import (
    AttributeProposal,
    CheckReport,
    DocumentHeader,
    JudgementProposal,
    Proposal,
)
from reviewer_app.rules.masks import Masks

Json: TypeAlias = dict[str, Any]
VERSION: Final = 1


def describe(source: Source, report: CheckReport, *, reveal: bool) -> Json:
    """One checked file. A secrecy mark leaves nothing of it: no hash, no length, no element."""
    if report.secrecy_level is not None:
        told = {"kind": report.kind.value, "attribute": _attribute(report.attribute, _no_masks())}
        return _empty(source, reveal=reveal) | told
    masks = Masks(report.findings, reveal=reveal)
    return {
        "schema": VERSION,
        "path": shown_path(source, report.findings, reveal=reveal),
        "sha256": source.sha256,
        "kind": report.kind.value,
        "chars": len(source.read.document.text),
        "names": report.names.value,
        "document": _header(report.header, masks),
        "findings": list(_findings(report.findings, masks)),
        "unread": [{"place": _place(piece.place), "reason": piece.reason.value} for piece in report.unread],
        "attribute": _attribute(report.attribute, masks),
        "judgement": _judgement(report.judgement, masks),
        "completeness": [
            {"element": e.element, "present": e.present, "place": None if e.place is None else _place(e.place)}
            for e in report.completeness
        ],
        "hidden": _hidden(source.read.document, reveal=reveal),
        "error": None,
    }


def failure(unreadable: Unreadable, *, reveal: bool) -> Json:
    """A file that could not be read: every key is there, `error` says why."""
    return _empty(unreadable, reveal=reveal) | {"error": error_value(shown_error(unreadable, reveal=reveal))}


def _no_masks() -> Masks:
    return Masks((), reveal=True)


def _empty(file: Source | Unreadable, *, reveal: bool) -> Json:
    return {
        "schema": VERSION,
        "path": shown_path(file, reveal=reveal),
        "sha256": None,
        "kind": None,
        "chars": None,
        "names": None,
        "document": _header(DocumentHeader(), _no_masks()),
        "findings": [],
        "unread": [],
        "attribute": _attribute(AttributeProposal(Proposal.UNDETERMINED, 0.0), _no_masks()),
        "judgement": _judgement(JudgementProposal(audience=Audience.UNDETERMINED), _no_masks()),
        "completeness": [],
        "hidden": [],
        "error": None,
    }


def _header(header: DocumentHeader, masks: Masks) -> Json:
    return {
        "organ": masks.optional(header.organ),
        "number": header.number,
        "title": masks.optional(header.title),
        "addressee": masks.optional(header.addressee),
        "date": header.date.isoformat() if header.date else None,
        "mark": header.mark,
    }


class _Place(msgspec.Struct):
    """A place as it is written; made ten times as quickly as a dict, of which a long list has thousands."""

    part: str | None
    page: int | None
    boxes: tuple[Box, ...]
    sheet: str | None
    cell: str | None
    row: int | None
    column: int | None


class _Finding(msgspec.Struct):
    """A finding as it is written. Its fields stand in the order of the design's §9."""

    id: int
    rule: str
    type: FindingType
    severity: Severity
    blocks: bool
    confidence: float
    start: int | None
    end: int | None
    value: str
    role: PersonRole | None
    place: _Place
    header: str | None
    evidence: list[str]
    basis: list[Json]
    action: Action
    replacement: str | None


def _findings(findings: tuple[Finding, ...], masks: Masks) -> Iterator[_Finding]:
    """The findings; those of one rule share their bases, which are told as often as they occur."""
    bases: dict[int, list[Json]] = {}  # by identity: `findings` keeps them all alive
    for one in findings:
        basis = bases.get(id(one.basis))
        if basis is None:
            basis = bases[id(one.basis)] = [basis_value(article) for article in one.basis]
        yield _Finding(
            one.number, one.rule, one.type, one.severity, one.blocks, one.confidence, one.start, one.end,
            masks.value(one), one.role, _place(one.place), masks.optional(one.header), masks.evidence(one), basis,
            one.action, one.replacement,
        )  # fmt: skip


def _place(place: Place) -> _Place:
    return _Place(*place[:7])


def _attribute(attribute: AttributeProposal, masks: Masks) -> Json:
    return {
        "proposal": attribute.proposal.value,
        "confidence": attribute.confidence,
        "basis": [basis_value(basis) for basis in attribute.basis],
        "reasons": [masks.text(reason) for reason in attribute.reasons],
    }


def _judgement(judgement: JudgementProposal, masks: Masks) -> Json:
    timing = judgement.timing
    return {
        "wording": [masks.text(line) for line in judgement.wording],
        "timing": {
            "earliest": timing.earliest.isoformat() if timing.earliest else None,
            "latest": timing.latest.isoformat() if timing.latest else None,
            "basis": [basis_value(basis) for basis in timing.basis],
            "certain": timing.certain,
            "explanation": masks.text(timing.explanation),
        },
        "manner": {
            "channels": list(judgement.channels),
            "issues": [masks.text(issue) for issue in judgement.manner_issues],
        },
        "audience": judgement.audience.value,
    }


def _hidden(document: Document, *, reveal: bool) -> list[Json]:
    """What a reader of the printed page does not see, one entry for each run of neighbours of one kind.

    The text itself is shown only with `reveal`: no detector vouches for what a hidden sheet holds.
    """
    unseen = (block for block in document.blocks if (block.hidden or block.kind in HIDDEN_KINDS) and block.text)
    entries: list[Json] = []
    for (kind, part, page, sheet), blocks in groupby(unseen, key=_where):
        texts = [block.text for block in blocks]
        entries.append({
            "kind": kind,
            "place": _place(Place(part=part, page=page, sheet=sheet)),
            "pieces": len(texts),
            "chars": sum(map(len, texts)),
            "text": "\n".join(texts) if reveal else None,
        })
    return entries


def _where(block: Block) -> tuple[str, str | None, int | None, str | None]:
    return block.kind.value, block.place.part, block.place.page, block.place.sheet
