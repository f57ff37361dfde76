"""What findings have in common that are alike in rule, evidence, role and decision: all but place and value.

A list of persons gives thousands of findings and a few dozen manners: each is worked out once and shared.
"""

from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from reviewer_app.domain.findings import Action, FindingType, Level, PersonRole, Severity
from reviewer_app.domain.legal import LegalBasis
from reviewer_app.rules.detectors.candidate import Candidate, Evidence
from reviewer_app.rules.schema import Decision, RuleSet
from reviewer_app.text import say

_SEVERITIES: Final = {Level.GREY: Severity.LOW, Level.RED: Severity.HIGH}


class Manner(NamedTuple):
    """The shared fields of `Finding`; `blocks` follows from the level."""

    rule: str
    type: FindingType
    severity: Severity
    level: Level
    confidence: float
    action: Action
    role: PersonRole | None
    evidence: tuple[str, ...]
    basis: tuple[LegalBasis, ...]

    def harmless(self) -> "Manner":
        """The same where there is nothing to be done after all."""
        return self._replace(action=Action.KEEP, level=Level.GREY, severity=_SEVERITIES[Level.GREY])


class Manners:
    """The manners of one document's findings, under the law of one day."""

    def __init__(self, rules: RuleSet, day: date) -> None:
        self._rules = rules
        self._day = day
        self._bases: dict[tuple[str, int], tuple[LegalBasis, ...]] = {}

    def of(self, found: Candidate, kind: FindingType, action: Action, level: Level, decision: Decision) -> Manner:
        """The manner of a candidate that is shown so, by a row of the decision table."""
        rule = found.rule
        return Manner(
            rule.id, kind, _SEVERITIES.get(level, rule.severity), level, found.confidence, action, found.role,
            _sentences(found.evidence), self._basis(found, decision),
        )  # fmt: skip

    def _basis(self, found: Candidate, decision: Decision) -> tuple[LegalBasis, ...]:
        """The bases of rule and decision in force on the day."""
        key = found.rule.id, id(decision)  # the rules keep every decision alive
        if key not in self._bases:
            self._bases[key] = self._rules.bases(found.rule.basis + decision.basis, self._day)
        return self._bases[key]


@lru_cache(maxsize=4096)
def _sentences(evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    return tuple(say(key, value=value) for key, value in evidence)
