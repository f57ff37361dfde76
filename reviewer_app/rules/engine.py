"""Runs the privacy rules over one document: detect, settle overlaps, tell roles, decide, derive, number.

A pure function of document, rules and context. Patterns run over one joined text (rules/scan.py), which is faster
than running them block by block, and no match crosses a block.
"""

from bisect import insort
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import Final

from reviewer_app.domain.document import Document
from reviewer_app.domain.findings import Finding, FindingType
from reviewer_app.domain.report import NamesMode
from reviewer_app.rules.columns import Columns
from reviewer_app.rules.context import Context
from reviewer_app.rules.detectors.candidate import Candidate, is_named
from reviewer_app.rules.detectors.combination import Combination
from reviewer_app.rules.detectors.derived import DerivedDetector, Settled
from reviewer_app.rules.detectors.hidden import Hidden
from reviewer_app.rules.detectors.minor import Minor
from reviewer_app.rules.detectors.person_list import PersonList
from reviewer_app.rules.detectors.registry import detectors_of
from reviewer_app.rules.detectors.repeats import repeats
from reviewer_app.rules.detectors.sensitive import Sensitive
from reviewer_app.rules.judged import Judge, Judged, Writer
from reviewer_app.rules.roles import RoleReader
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Rule, RuleSet

DERIVED: Final[dict[str, type[DerivedDetector]]] = {
    "combination": Combination,
    "hidden": Hidden,
    "list": PersonList,
    "minor": Minor,
    "sensitive": Sensitive,
}
"""Detectors of the second round, by the name a rule file gives."""

FEW: Final = 64
PAIR: Final = 2


def find(document: Document, rules: RuleSet, context: Context) -> tuple[Finding, ...]:
    """Everything personal in `document`, numbered from 1 in text order, property and file-name blocks last."""
    scan = ScanText(document, Columns(rules.lexicons.headers), rules.lexicons.vocabulary)
    day = context.act_date or context.today
    candidates = RoleReader(scan, rules, context).resolve(settle(_detected(scan, rules, context)))
    judge = Judge(scan, rules, context)
    judged = [judge.direct(candidate) for candidate in candidates]
    settled = Settled(scan, candidates, [one.manner.level for one in judged], context)
    derived = [
        judge.derived(one)
        for rule, detector in _derived_of(rules)
        if rule.in_force(day)
        for one in detector.derive(settled)
    ]
    return tuple(Writer(scan, context.office_phones).findings(_in_order(judged, derived)))


def _in_order(judged: list[Judged], more: list[Judged]) -> list[Judged]:
    """In text order; `judged` is in order already, and what is derived from it are mostly a few."""
    if len(more) > FEW:
        return sorted(judged + more, key=_order)
    for one in more:
        insort(judged, one, key=_order)
    return judged


def _order(one: Judged) -> tuple[int, int, int]:
    found = one.candidate
    return found.start, -found.end, found.rule.rank


def _detected(scan: ScanText, rules: RuleSet, context: Context) -> list[Candidate]:
    day = context.act_date or context.today
    found: list[Candidate] = []
    for rule, detector in detectors_of(rules):
        if rule.in_force(day) and not (rule.type is FindingType.PERSON_NAME and context.names is NamesMode.OFF):
            found += detector.scan(scan)
    if context.names is not NamesMode.OFF:
        names = [one for one in settle(found) if is_named(one)]
        found += repeats(scan, names, tuple(rules.lexicons.followers))
    return found


@lru_cache(maxsize=4)
def _derived_of(rules: RuleSet) -> tuple[tuple[Rule, DerivedDetector], ...]:
    return tuple((rule, DERIVED[rule.detector](rule)) for rule in rules.rules if rule.detector in DERIVED)


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Of candidates on the same characters keep the one of lower rank, then the surer, then the longer."""
    kept: list[Candidate] = []
    clashing: list[Candidate] = []  # the candidates from `began` on that reach into each other, up to `reach`
    reach = 0
    for candidate in sorted(candidates, key=itemgetter(0)):
        start, end = candidate[0], candidate[1]
        if end <= start:
            continue
        if start >= reach:
            kept += clashing if len(clashing) == 1 else _settled(clashing)
            clashing = [candidate]
        else:
            clashing.append(candidate)
        reach = max(reach, end)
    return kept + _settled(clashing)


def _settled(candidates: list[Candidate]) -> list[Candidate]:
    """As `settle`, for a few candidates that reach into each other."""
    if len(candidates) == PAIR and candidates[0][:2] == candidates[1][:2]:  # as it mostly is
        one, other = candidates
        return [other if _better(other, one) else one]
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda one: (one.start, -one.end, one.rule.rank)):
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
