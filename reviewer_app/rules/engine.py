"""Runs the privacy rules over one document: detect, settle overlaps, tell roles, decide, derive, number.

A pure function of document, rules and context. Patterns run over one joined text (rules/scan.py), which is faster
than running them block by block, and no match crosses a block.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from reviewer_app.domain.document import Document
from reviewer_app.domain.findings import Action, Finding, FindingType, Level, Severity
from reviewer_app.domain.legal import LegalBasis
from reviewer_app.domain.report import NamesMode
from reviewer_app.rules.columns import Columns
from reviewer_app.rules.context import Context
from reviewer_app.rules.detectors.candidate import Candidate, Evidence
from reviewer_app.rules.detectors.derived import Derived, DerivedDetector, Settled
from reviewer_app.rules.detectors.hidden import Hidden, is_hidden
from reviewer_app.rules.detectors.minor import Minor
from reviewer_app.rules.detectors.person_list import PersonList
from reviewer_app.rules.detectors.registry import detectors_of
from reviewer_app.rules.detectors.repeats import repeats
from reviewer_app.rules.detectors.sensitive import Sensitive
from reviewer_app.rules.replacement import Replacer
from reviewer_app.rules.roles import Decider, RoleReader
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import BasisSpec, Decision, Rule, RuleSet
from reviewer_app.text import say

DERIVED: Final[dict[str, type[DerivedDetector]]] = {
    "hidden": Hidden,
    "list": PersonList,
    "minor": Minor,
    "sensitive": Sensitive,
}
"""Detectors of the second round, by the name a rule file gives."""

_Bases = dict[tuple[BasisSpec, ...], tuple[LegalBasis, ...]]
_KEPT: Final = Decision(action=Action.KEEP, level=Level.GREY)


class _Judged(NamedTuple):
    candidate: Candidate
    type: FindingType
    action: Action
    level: Level
    decision: Decision


def find(document: Document, rules: RuleSet, context: Context) -> tuple[Finding, ...]:
    """Everything personal in `document`, numbered from 1 in text order, property and file-name blocks last."""
    scan = ScanText(document, Columns(rules.lexicons.headers))
    day = context.act_date or context.today
    candidates = RoleReader(scan, rules, context).resolve(settle(_detected(scan, rules, context)))
    decider = Decider(rules, context)
    judged = [_judge(scan, candidate, decider, context) for candidate in candidates]
    settled = Settled(scan, candidates, [one.level for one in judged], context)
    for rule, detector in _derived_of(rules):
        if rule.in_force(day):
            judged += [_judge_derived(scan, derived, decider) for derived in detector.derive(settled)]
    judged.sort(key=lambda one: (one.candidate.start, -one.candidate.end, one.candidate.rule.rank))
    return tuple(_findings(scan, judged, rules, context))


def _detected(scan: ScanText, rules: RuleSet, context: Context) -> list[Candidate]:
    day = context.act_date or context.today
    found: list[Candidate] = []
    for rule, detector in detectors_of(rules):
        if rule.in_force(day) and not (rule.type is FindingType.PERSON_NAME and context.names is NamesMode.OFF):
            found += detector.scan(scan)
    names = [one for one in settle(found) if one.rule.type is FindingType.PERSON_NAME]
    found += repeats(scan, names, tuple(rules.lexicons.followers))
    return found


@lru_cache(maxsize=4)
def _derived_of(rules: RuleSet) -> tuple[tuple[Rule, DerivedDetector], ...]:
    return tuple((rule, DERIVED[rule.detector](rule)) for rule in rules.rules if rule.detector in DERIVED)


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Of candidates on the same characters keep the one of lower rank, then the surer, then the longer."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda one: (one.start, -one.end, one.rule.rank)):
        if candidate.end <= candidate.start:
            continue
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
        elif _better(candidate, kept[-1]):
            kept.pop()
            while kept and kept[-1].end > candidate.start:
                kept.pop()
            kept.append(candidate)
    return kept


def _better(one: Candidate, other: Candidate) -> bool:
    mine = (one.rule.rank, -one.confidence, one.start - one.end)
    return mine < (other.rule.rank, -other.confidence, other.start - other.end)


def _judge(scan: ScanText, candidate: Candidate, decider: Decider, context: Context) -> _Judged:
    kind = candidate.rule.type
    decision = decider.decide(kind, candidate.role, in_table=scan.cell(candidate.start) is not None)
    if scan.raw[candidate.start : candidate.end] in context.keeps:
        return _Judged(_because(candidate, "evidence.kept"), kind, Action.KEEP, Level.GREY, _KEPT)
    if is_hidden(scan.block(candidate.start)) and decision.level is not Level.GREY:
        return _Judged(_because(candidate, "evidence.hidden_here"), kind, Action.REMOVE, Level.RED, decision)
    return _Judged(candidate, kind, decision.action, decision.level, decision)


def _because(candidate: Candidate, key: str) -> Candidate:
    return candidate._replace(evidence=(*candidate.evidence, Evidence(key)))


def _judge_derived(scan: ScanText, derived: Derived, decider: Decider) -> _Judged:
    candidate = derived.candidate
    decision = decider.decide(derived.type, candidate.role, in_table=scan.cell(candidate.start) is not None)
    return _Judged(
        candidate, derived.type, derived.action or decision.action, derived.level or decision.level, decision
    )


def _findings(scan: ScanText, judged: Sequence[_Judged], rules: RuleSet, context: Context) -> Iterator[Finding]:
    day = context.act_date or context.today
    known: _Bases = {}
    replacer = Replacer(
        [scan.raw[one.candidate.start : one.candidate.end] for one in judged if one.type is FindingType.PERSON_NAME],
        context.office_phones,
    )
    for number, judgement in enumerate(judged, 1):
        found = judgement.candidate
        value = scan.raw[found.start : found.end]
        inside = found.start < scan.content_end
        cell = scan.cell(found.start)
        replacement = replacer.replacement(judgement.type, value, judgement.action, found.role)
        one = _kept_if_same(judgement, value, replacement)
        yield Finding(
            number=number,
            rule=found.rule.id,
            type=one.type,
            severity=_severity(found.rule, one),
            level=one.level,
            blocks=one.level is Level.RED,
            confidence=found.confidence,
            start=found.start if inside else None,
            end=found.end if inside else None,
            value=value,
            place=scan.block(found.start).place,
            action=one.action,
            role=found.role,
            header=cell.header if cell else None,
            replacement=None if one.action is Action.KEEP else replacement,
            evidence=tuple(_sentence(*why) for why in found.evidence),
            basis=_bases(one, rules, day, known),
        )


def _bases(one: _Judged, rules: RuleSet, day: date, known: _Bases) -> tuple[LegalBasis, ...]:
    """The bases of rule and decision in force on `day`; remembered, for a table asks thousands of times."""
    specs = one.candidate.rule.basis + one.decision.basis
    if specs not in known:
        known[specs] = rules.bases(specs, day)
    return known[specs]


def _kept_if_same(one: _Judged, value: str, replacement: str | None) -> _Judged:
    """What is coarse enough already (year and month of a candidate's birth) stays and needs no look."""
    return one._replace(action=Action.KEEP, level=Level.GREY) if value == replacement else one


def _severity(rule: Rule, one: _Judged) -> Severity:
    return Severity.LOW if one.level is Level.GREY else Severity.HIGH if one.level is Level.RED else rule.severity


@lru_cache(maxsize=4096)
def _sentence(key: str, value: str) -> str:
    return say(key, value=value)
