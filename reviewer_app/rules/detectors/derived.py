"""What a detector of the second round sees: the settled candidates of the first, with roles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

from reviewer_app.domain.findings import Action, FindingType, Level, PersonRole
from reviewer_app.rules.context import Context
from reviewer_app.rules.detectors.candidate import Candidate, Evidence
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Rule

OPEN_ROLES = frozenset({PersonRole.OFFICIAL, PersonRole.EXPERT, PersonRole.OFFICE, PersonRole.UNNAMED})
"""Roles in which a name is no private person's."""


class Derived(NamedTuple):
    """A finding that follows from others. None in `level` and `action` leaves both to the decision table."""

    candidate: Candidate
    type: FindingType
    level: Level | None = None
    action: Action | None = None


@dataclass(frozen=True)
class Settled:
    """The first round's result: no two candidates overlap, every one has its role and level."""

    scan: ScanText
    candidates: Sequence[Candidate]
    levels: Sequence[Level]
    context: Context

    @cached_property
    def private_names(self) -> tuple[Candidate, ...]:
        """Names of persons who are neither officials nor experts."""
        return tuple(c for c in self.candidates if c.rule.type is FindingType.PERSON_NAME and c.role not in OPEN_ROLES)


class DerivedDetector(Protocol):
    """Finds what only the first round's result tells."""

    def __init__(self, rule: Rule) -> None: ...

    def derive(self, settled: Settled) -> Iterator[Derived]:
        """Yield derived findings in any order."""
        ...


def claim(rule: Rule, start: int, end: int, sure: str, *evidence: Evidence) -> Candidate:
    """A candidate of a derived rule; `sure` names an entry of the rule's confidence table."""
    return Candidate(start, end, rule, rule.confidence[sure], evidence)
