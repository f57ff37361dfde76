"""What only the parts of a package together can show: each part's report is completed with it."""

from collections.abc import Sequence
from dataclasses import replace

from reviewer_app.domain.document import Document
from reviewer_app.domain.findings import Finding
from reviewer_app.domain.report import AttributeProposal, CheckReport, Proposal
from reviewer_app.rules.assess import in_text_order
from reviewer_app.rules.attribute import propose_attribute
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import read_draft
from reviewer_app.rules.judgement import told_wording
from reviewer_app.rules.levels import lowered
from reviewer_app.rules.package_privacy import across_masks
from reviewer_app.rules.package_wording import across_parts
from reviewer_app.rules.passages import CLEAR
from reviewer_app.rules.verdict import REST
from reviewer_app.services.desk import Desk
from reviewer_app.text import say

Checked = tuple[Document, CheckReport, Context, int | None]
"""A part as it was checked by itself, and the number it has as an annex (0: an annex without a number)."""


def checked_together(desk: Desk, parts: Sequence[Checked]) -> list[CheckReport]:
    """The parts' reports, the body first, with what does not fit between them."""
    drafts = [read_draft(document, desk.toolbox.catalogue, context) for document, _, context, _ in parts]
    reports = with_annexes(desk, parts)
    words = across_parts(drafts, [number or None for *_, number in parts])
    masks = across_masks(drafts, reports, desk.toolbox.rules)
    return [
        completed(report, lowered((*told, *masked), context.levels)) if told or masked else report
        for report, (_, _, context, _), told, masked in zip(reports, parts, words, masks, strict=True)
    ]


def with_annexes(desk: Desk, parts: Sequence[Checked]) -> list[CheckReport]:
    """The reports, each annex with the attribute it has by itself, the body with what differs from its own.

    An annex is checked with the body's type, which says whose names may stay; what may be published of it at all, its
    own title and words say.
    """
    made = [report for _, report, _, _ in parts]
    for at, (document, report, context, number) in enumerate(parts):
        if number is None:
            continue
        draft = read_draft(document, desk.toolbox.catalogue, replace(context, document_type=None, column=None))
        own = propose_attribute(draft, report.findings)
        made[at] = replace(report, attribute=own)
        body = made[0].attribute
        if plainly_other(own, body):
            told = say(
                "law.annex_apart", number=number or at, proposal=say(f"attribute.{own.proposal}"),
                told=own.reasons[0].rstrip("。"),
            )
            made[0] = replace(made[0], attribute=replace(body, reasons=(*body.reasons, told)))
    return made


def plainly_other(own: AttributeProposal, body: AttributeProposal) -> bool:
    """Whether an annex closes what the body opens, and surely so."""
    closed = own.proposal in {Proposal.WITHHELD, Proposal.ON_REQUEST} and own.path[-1] != REST
    return body.proposal is Proposal.PROACTIVE and closed and own.confidence >= CLEAR


def completed(report: CheckReport, more: Sequence[Finding]) -> CheckReport:
    """A report with further findings, numbered anew; what is told of the wording follows."""
    findings = in_text_order((*report.findings, *more))
    return replace(report, findings=findings, judgement=replace(report.judgement, wording=told_wording(findings)))
