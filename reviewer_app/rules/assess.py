"""One document, all checks: secrecy first, and nothing else where a mark stands (design §4, §9)."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from reviewer_app.domain.document import Document
from reviewer_app.domain.findings import Finding, numbered
from reviewer_app.domain.report import (
    AttributeProposal,
    CheckReport,
    DocumentHeader,
    DocumentType,
    JudgementProposal,
    NamesMode,
    Proposal,
)
from reviewer_app.rules.attribute import propose_attribute
from reviewer_app.rules.catalogue import Catalogue, load_catalogue
from reviewer_app.rules.citations import citation_findings
from reviewer_app.rules.completeness import check_completeness, element_set
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import Draft, read_draft
from reviewer_app.rules.engine import find
from reviewer_app.rules.judgement import propose_judgement
from reviewer_app.rules.law import LawPack, load_packs
from reviewer_app.rules.levels import lowered
from reviewer_app.rules.lines import Lines
from reviewer_app.rules.loader import load_rules
from reviewer_app.rules.notice_period import notice_findings
from reviewer_app.rules.schema import RuleSet
from reviewer_app.rules.secrecy import secrecy_findings, secrecy_level
from reviewer_app.rules.seen_marks import mark_findings
from reviewer_app.rules.wording import wording_findings
from reviewer_app.rules.workdays import WorkCalendar, load_calendar
from reviewer_app.text import say

DATA_FOLDERS: Final = ("law", "rules", "catalogue", "calendar", "lexicons")


@dataclass(frozen=True, slots=True)
class Toolbox:
    """Everything the checks read: privacy rules, both law packs, the catalogue, the calendar.

    `sha256` covers every rule, law, catalogue and calendar file, so that a decision can name what it was made
    under (house style 32); `rules.sha256` covers the privacy rules alone.
    """

    rules: RuleSet
    packs: tuple[LawPack, ...]
    catalogue: Catalogue
    calendar: WorkCalendar
    sha256: str


@cache
def load_toolbox() -> Toolbox:
    """The shipped rules, read once a process."""
    rules = load_rules()
    return Toolbox(rules, load_packs(), load_catalogue(), load_calendar(), _hash_of_data(rules.sha256))


def _hash_of_data(privacy: str) -> str:
    """SHA-256 over the privacy rules' hash and name and bytes of every other data file, in the order of names."""
    whole = hashlib.sha256(privacy.encode())
    for folder in DATA_FOLDERS:
        for entry in sorted((files("resources") / folder).iterdir(), key=lambda one: one.name):
            if entry.name.endswith((".yaml", ".csv")):
                whole.update(f"{folder}/{entry.name}\0".encode() + hashlib.sha256(entry.read_bytes()).digest())
    return whole.hexdigest()


def assess(document: Document, toolbox: Toolbox, context: Context) -> CheckReport:
    """The report on one document; a 密级 mark in the header zone gives a report that holds the level's word only."""
    lines = Lines(document)
    level = secrecy_level(document, lines)
    if level is not None:
        return _blocked(document, context, level)
    draft = read_draft(document, toolbox.catalogue, context, lines)
    # Without an audience chosen by a person, findings are judged as for everybody: the strictest reading.
    informed = replace(context, act_date=draft.day, document_type=draft.type)
    personal = find(document, toolbox.rules, informed)
    own = tuple(_own_findings(draft, toolbox.calendar))
    findings = lowered(in_text_order((*personal, *own)) if own else personal, context.levels)
    attribute = propose_attribute(draft, findings)
    judgement = propose_judgement(draft, attribute.proposal, findings, toolbox.calendar)
    return CheckReport(
        kind=document.kind,
        names=names_mode(document, context),
        header=draft.header,
        document_type=draft.type,
        findings=findings,
        unread=document.unread,
        attribute=attribute,
        judgement=judgement,
        completeness=check_completeness(draft),
        completeness_source=wanted.told() if (wanted := element_set(draft)) else "",
        column=draft.column.id if draft.column else None,
    )


def names_mode(document: Document, context: Context) -> NamesMode:
    """How names were looked for: by the model too where its pass over this document went well."""
    if context.names is NamesMode.OFF:
        return NamesMode.OFF
    return NamesMode.RULES if document.names is None else NamesMode.LAC


def in_text_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Numbered from 1 by place in the text; those outside the text (properties, file name) last."""
    ordered = sorted(findings, key=_order)
    return tuple(numbered(one, number) for number, one in enumerate(ordered, 1))


def _order(finding: Finding) -> tuple[bool, int, int]:
    return finding.start is None, finding.start or 0, -(finding.end or 0)


def _own_findings(draft: Draft, calendar: WorkCalendar) -> Iterator[Finding]:
    yield from secrecy_findings(draft.document, draft.lines)
    yield from wording_findings(draft)
    yield from notice_findings(draft, calendar)
    yield from citation_findings(draft)
    yield from mark_findings(draft.document)


def _blocked(document: Document, context: Context, level: str) -> CheckReport:
    return CheckReport(
        kind=document.kind,
        names=context.names,
        header=DocumentHeader(),
        document_type=DocumentType.OTHER,
        findings=(),
        unread=(),
        attribute=AttributeProposal(Proposal.BLOCKED, 1.0, reasons=(say("law.blocked", level=level),)),
        judgement=JudgementProposal(),
        secrecy_level=level,
    )
