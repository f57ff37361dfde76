"""A report as other programs read it: exactly the shape of `resources/schemas/check.schema.json` (design §9)."""

from itertools import groupby
from pathlib import Path
from typing import Any, Final, TypeAlias

from reviewer_app.cli.output import error_value, printable
from reviewer_app.cli.sources import Source, Unreadable
from reviewer_app.domain.card import basis_value
from reviewer_app.domain.document import HIDDEN_KINDS, Block, Document, Place
from reviewer_app.domain.findings import Finding
from reviewer_app.domain.legal import Audience
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
        return _empty(source.path) | {"kind": report.kind.value, "attribute": _attribute(report.attribute, _no_masks())}
    masks = Masks(report.findings, reveal=reveal)
    return {
        "schema": VERSION,
        "path": masks.text(printable(source.path)),
        "sha256": source.sha256,
        "kind": report.kind.value,
        "chars": len(source.read.document.text),
        "names": report.names.value,
        "document": _header(report.header, masks),
        "findings": [_finding(finding, masks) for finding in report.findings],
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


def failure(unreadable: Unreadable) -> Json:
    """A file that could not be read: every key is there, `error` says why."""
    return _empty(unreadable.path) | {"error": error_value(unreadable.error)}


def _no_masks() -> Masks:
    return Masks((), reveal=True)


def _empty(path: Path) -> Json:
    return {
        "schema": VERSION,
        "path": printable(path),
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


def _finding(finding: Finding, masks: Masks) -> Json:
    return {
        "id": finding.number,
        "rule": finding.rule,
        "type": finding.type.value,
        "severity": finding.severity.value,
        "blocks": finding.blocks,
        "confidence": finding.confidence,
        "start": finding.start,
        "end": finding.end,
        "value": masks.value(finding),
        "role": finding.role.value if finding.role else None,
        "place": _place(finding.place),
        "header": masks.optional(finding.header),
        "evidence": masks.evidence(finding),
        "basis": [basis_value(basis) for basis in finding.basis],
        "action": finding.action.value,
        "replacement": finding.replacement,
    }


def _place(place: Place) -> Json:
    return {
        "part": place.part,
        "page": place.page,
        "boxes": [list(box) for box in place.boxes],
        "sheet": place.sheet,
        "cell": place.cell,
        "row": place.row,
        "column": place.column,
    }


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
