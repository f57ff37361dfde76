"""What only the parts of a package together can show: each part's report is completed with it."""

from collections.abc import Sequence
from dataclasses import replace

from reviewer_app.domain.document import Document
from reviewer_app.domain.findings import Finding
from reviewer_app.domain.report import CheckReport
from reviewer_app.rules.assess import in_text_order
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import read_draft
from reviewer_app.rules.judgement import told_wording
from reviewer_app.rules.levels import lowered
from reviewer_app.rules.package_privacy import across_masks
from reviewer_app.rules.package_wording import across_parts
from reviewer_app.services.desk import Desk

Checked = tuple[Document, CheckReport, Context, int | None]
"""A part as it was checked by itself, and the number it has as an annex."""


def checked_together(desk: Desk, parts: Sequence[Checked]) -> list[CheckReport]:
    """The parts' reports, the body first, with what does not fit between them."""
    drafts = [read_draft(document, desk.toolbox.catalogue, context) for document, _, context, _ in parts]
    reports = [report for _, report, _, _ in parts]
    words = across_parts(drafts, [number for *_, number in parts])
    masks = across_masks(drafts, reports, desk.toolbox.rules)
    return [
        completed(report, lowered((*told, *masked), context.levels)) if told or masked else report
        for (_, report, context, _), told, masked in zip(parts, words, masks, strict=True)
    ]


def completed(report: CheckReport, more: Sequence[Finding]) -> CheckReport:
    """A report with further findings, numbered anew; what is told of the wording follows."""
    findings = in_text_order((*report.findings, *more))
    return replace(report, findings=findings, judgement=replace(report.judgement, wording=told_wording(findings)))
