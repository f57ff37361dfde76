"""From candidates to findings: what the decision table says of each, and the words and bases that go with it.

A list of persons asks for the same few answers thousands of times: whatever does not depend on a value is worked out
once for a rule and role and shared.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from reviewer_app.domain.document import BlockKind
from reviewer_app.domain.findings import Action, Finding, FindingType, Level, PersonRole, Severity, sealed
from reviewer_app.domain.keeps import kept_key
from reviewer_app.domain.legal import LegalBasis
from reviewer_app.rules.context import Context
from reviewer_app.rules.detectors.candidate import Candidate, Evidence, is_named
from reviewer_app.rules.detectors.derived import Derived
from reviewer_app.rules.detectors.hidden import any_hidden, is_hidden
from reviewer_app.rules.ocr_boxes import placed
from reviewer_app.rules.replacement import Replacer
from reviewer_app.rules.roles import Decider
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Decision, Rule, RuleSet
from reviewer_app.text import say

_MAYBE_PUBLIC: Final = frozenset({None, PersonRole.PRIVATE, PersonRole.OFFICIAL, PersonRole.OFFICE, PersonRole.CONTACT})
"""Roles in which a kept value may stand; in any other the text itself says whose it is."""
_KEPT: Final = Decision(action=Action.KEEP, level=Level.GREY)
_MADE: Final = tuple.__new__  # half the cost of calling a named tuple's class
_SEVERITIES: Final = {Level.GREY: Severity.LOW, Level.RED: Severity.HIGH}
_Bases = dict[tuple[str, int], tuple[LegalBasis, ...]]


class Judged(NamedTuple):
    """A candidate with what is to be done about it."""

    candidate: Candidate
    type: FindingType
    action: Action
    level: Level
    decision: Decision


class Judge:
    """Says of every candidate of one document what the decision table says of its kind and role."""

    def __init__(self, scan: ScanText, rules: RuleSet, context: Context) -> None:
        self._scan = scan
        self._decider = Decider(rules, context)
        self._keeps = context.keeps
        self._hiding = any_hidden(scan.blocks)

    def direct(self, candidate: Candidate) -> Judged:
        """A candidate that a detector found."""
        scan, (start, _, rule, _, _, role) = self._scan, candidate
        decision = self._decider.decide(rule.type, role, in_table=scan.cell(start) is not None)
        if self._keeps and self._kept(candidate):
            return Judged(_because(candidate, "evidence.kept"), rule.type, Action.KEEP, Level.GREY, _KEPT)
        if self._hiding and decision.level is not Level.GREY and is_hidden(scan.block(start)):
            return Judged(_because(candidate, "evidence.hidden_here"), rule.type, Action.REMOVE, Level.RED, decision)
        return _MADE(Judged, (candidate, rule.type, decision.action, decision.level, decision))

    def _kept(self, candidate: Candidate) -> bool:
        """Whether the office keeps this value, and nothing in the text says that it is a private person's.

        Namesakes: a villager, a patient or a name in a list of persons is not the official of that name.
        """
        scan, kind = self._scan, candidate.rule.type
        if kind not in self._keeps.get(kept_key(scan.raw[candidate.start : candidate.end]), ()):
            return False
        if candidate.role not in _MAYBE_PUBLIC:
            return False
        return kind is not FindingType.PERSON_NAME or scan.cell(candidate.start) is None

    def derived(self, derived: Derived) -> Judged:
        """A finding that followed from others; it may say itself what is to be done."""
        found = derived.candidate
        decision = self._decider.decide(derived.type, found.role, in_table=self._scan.cell(found.start) is not None)
        return Judged(found, derived.type, derived.action or decision.action, derived.level or decision.level, decision)


def _because(candidate: Candidate, key: str) -> Candidate:
    return candidate._replace(evidence=(*candidate.evidence, Evidence(key)))


class Writer:
    """Writes judged candidates out as findings."""

    def __init__(self, scan: ScanText, rules: RuleSet, context: Context) -> None:
        self._scan = scan
        self._rules = rules
        self._day: date = context.act_date or context.today
        self._office_phones = context.office_phones
        self._bases: _Bases = {}

    def findings(self, judged: Sequence[Judged]) -> Iterator[Finding]:
        """The findings, numbered from 1 in the order given."""
        raw = self._scan.raw
        names = [one.candidate for one in judged if is_named(one.candidate)]
        replacer = Replacer([raw[name.start : name.end] for name in names], self._office_phones)
        for number, one in enumerate(judged, 1):
            found = one.candidate
            value = raw[found.start : found.end]
            replacement = replacer.replacement(one.type, value, one.action, found.role)
            if value == replacement:
                # What is coarse enough already (year and month of a candidate's birth) stays and needs no look.
                one = one._replace(action=Action.KEEP, level=Level.GREY)  # noqa: PLW2901 - it is what is written
            yield self._finding(number, one, value, replacement)

    def _finding(self, number: int, one: Judged, value: str, replacement: str | None) -> Finding:
        (start, end, rule, confidence, evidence, role), type_, action, level, decision = one
        scan = self._scan
        inside = start < scan.content_end
        cell = scan.cell(start)
        block = scan.block(start)
        place = placed(block, start, end, scan) if block.kind is BlockKind.OCR else block.place
        return sealed(
            number, rule.id, type_, _SEVERITIES.get(level, rule.severity), level, level is Level.RED, confidence,
            start if inside else None, end if inside else None, value, place, action,
            role, cell.header if cell else None, None if action is Action.KEEP else replacement,
            _sentences(evidence), self._basis(rule, decision),
        )  # fmt: skip

    def _basis(self, rule: Rule, decision: Decision) -> tuple[LegalBasis, ...]:
        """The bases of rule and decision in force on the day."""
        key = rule.id, id(decision)  # the rules keep every decision alive
        if key not in self._bases:
            self._bases[key] = self._rules.bases(rule.basis + decision.basis, self._day)
        return self._bases[key]


@lru_cache(maxsize=4096)
def _sentences(evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    return tuple(say(key, value=value) for key, value in evidence)
