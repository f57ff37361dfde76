"""What a person's answers change in the findings of a package: the proposals of step ④ follow them.

Only what the decision table makes depend on an answer is looked at again; what was found stays what it is.
"""

from collections.abc import Mapping
from dataclasses import replace

from reviewer_app.domain.findings import Finding
from reviewer_app.domain.items import Item, Revision
from reviewer_app.domain.report import CheckReport
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.assess import assess
from reviewer_app.services.desk import Desk
from reviewer_app.services.document_store import document_of, finding_set, report_of
from reviewer_app.services.packaging import Ask, check_context, known_to


def recheck(desk: Desk, uow: UnitOfWork, item: Item, revision: Revision, answered: frozenset[str]) -> None:
    """Keep a new set of findings of each part in which the answers make another proposal."""
    depending = {row.answered for row in desk.toolbox.rules.decisions if row.answered}
    body = report_of(uow, revision.id, revision.parts[0].id)
    if body is None or not depending & set(body.attribute.questions):
        return
    known = known_to(uow, desk, item.unit)._replace(answered=answered)
    ask = Ask(item.carrier, item.column, item.document_type)
    for part in revision.parts:
        report = report_of(uow, revision.id, part.id)
        kept = uow.finding_sets.find(revision=revision.id, part=part.id)
        if report is None or not kept:
            continue
        context = check_context(desk, ask, part.role, body, known)
        anew = assess(document_of(uow, part.id), desk.toolbox, context)
        changed = _with_proposals(report, {_place(one): one for one in anew.findings})
        if changed != report:
            rules = (kept[-1].rule_set, kept[-1].rule_set_hash)
            uow.finding_sets.add(finding_set(desk.ids(), revision, part.id, changed, rules, desk.clock.now()))


def _with_proposals(report: CheckReport, anew: Mapping[object, Finding]) -> CheckReport:
    """The same findings under the same numbers, each with what is proposed now."""
    findings = tuple(
        replace(
            one, action=now.action, level=now.level, blocks=now.blocks, severity=now.severity,
            replacement=now.replacement, basis=now.basis,
        ) if (now := anew.get(_place(one))) else one
        for one in report.findings
    )  # fmt: skip
    return replace(report, findings=findings)


def _place(finding: Finding) -> object:
    return finding.rule, finding.type, finding.start, finding.end, finding.place, finding.value
