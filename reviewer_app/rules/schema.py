"""The shape of privacy rules, lexicons and the decision table; what does not fit it is refused.

A rule is one YAML file (house style 30): what to look for, how sure each kind of evidence makes it, its legal
basis and examples that must hit and must miss. Python holds the detectors only.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import msgspec

from reviewer_app.domain.findings import Action, FindingType, Level, PersonRole, Severity
from reviewer_app.domain.legal import Audience, Certainty, LegalBasis
from reviewer_app.domain.report import DocumentType


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Frozen, and an unknown key is an error."""


def _covers(first: date | None, last: date | None, day: date) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


class BasisSpec(_Strict, frozen=True):
    """One legal basis as a rule file writes it; `certainty` says how the fact was seen."""

    regulation: str
    version: str
    certainty: Certainty
    article: int | None = None
    paragraph: int | None = None
    item: int | None = None

    def basis(self) -> LegalBasis:
        """The domain value; a fact from memory is not verified and never printed on a form."""
        sure = self.certainty is not Certainty.MEMORY
        return LegalBasis(self.regulation, self.version, self.article, self.paragraph, self.item, sure)


class Example(_Strict, frozen=True):
    """A text with the values the rule must find in it; `header` makes the text a table cell."""

    text: str
    expect: tuple[str, ...] = ()
    header: str | None = None


class Examples(_Strict, frozen=True):
    """What must be found, and texts in which this rule must find nothing."""

    hit: tuple[Example, ...]
    miss: tuple[Example, ...]


class Rule(_Strict, frozen=True):
    """One privacy rule. `rank` settles overlaps: of two candidates on the same characters the lower rank wins.

    `detector` names an entry of `detectors/registry.py`; `parameters` is checked by that detector.
    `confidence` maps a kind of evidence to how sure it makes the rule (0–1).
    """

    id: str
    title: str
    detector: str
    type: FindingType
    severity: Severity
    rank: int
    confidence: dict[str, float]
    basis: tuple[BasisSpec, ...]
    source: str
    examples: Examples
    in_force_from: date | None = None
    in_force_to: date | None = None
    parameters: dict[str, Any] = {}

    def in_force(self, day: date) -> bool:
        """Whether the rule applies to an act of `day`."""
        return _covers(self.in_force_from, self.in_force_to, day)


class Decision(_Strict, frozen=True):
    """One row of the decision table; empty fields match everything, the first matching row wins."""

    action: Action
    level: Level
    types: tuple[FindingType, ...] = ()
    roles: tuple[PersonRole, ...] = ()
    document_types: tuple[DocumentType, ...] = ()
    audiences: tuple[Audience, ...] = ()
    in_table: bool | None = None
    answered: str = ""  # the question that a person must have answered with yes (type_questions.yaml)
    exemption: str | None = None  # X1–X5 of rulebook §3.4
    basis: tuple[BasisSpec, ...] = ()


class Regulation(_Strict, frozen=True):
    """When one version of a regulation is in force; a basis is cited for acts of those days only."""

    regulation: str
    version: str
    in_force_from: date
    in_force_to: date | None = None


class DecisionFile(_Strict, frozen=True):
    """`resources/rules/privacy_decisions.yaml`: the table and which roles a document type gives."""

    version: str
    regulations: tuple[Regulation, ...]
    decisions: tuple[Decision, ...]
    document_roles: dict[DocumentType, PersonRole]


class ColumnTerms(_Strict, frozen=True):
    """Header words that tell what a table column holds."""

    kind: str
    role: PersonRole | None = None
    exact: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class HeaderFile(_Strict, frozen=True):
    """`resources/lexicons/headers.yaml`."""

    columns: tuple[ColumnTerms, ...]


class CueGroup(_Strict, frozen=True):
    """Words before a name: `bare` count by themselves, `colon` only with a colon or a gap after them."""

    role: PersonRole
    bare: tuple[str, ...] = ()
    colon: tuple[str, ...] = ()


class CueFile(_Strict, frozen=True):
    """`resources/lexicons/cues.yaml`."""

    roles: tuple[CueGroup, ...]
    after: dict[PersonRole, tuple[str, ...]]


class DutyTerms(_Strict, frozen=True):
    """Words around a name that tell a role: behind it, before it, at the end of a phrase in brackets behind it.

    A unit (`unit_ends`) counts with a name of its own before it: 综合科. `never_after` overrules the words around.
    A label with a colon counts by its end (`label_ends`: 会务组：), a post without one too (`staff_ends`: 团长).
    `line_says` is looked for in the rest of the line: 拟提拔为.
    """

    role: PersonRole
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    aside_begins: tuple[str, ...] = ()
    aside_never: tuple[str, ...] = ()
    never_after: tuple[str, ...] = ()
    unit_ends: tuple[str, ...] = ()
    unit_never: tuple[str, ...] = ()
    label_ends: tuple[str, ...] = ()
    staff_ends: tuple[str, ...] = ()
    staff_never: tuple[str, ...] = ()
    line_says: tuple[str, ...] = ()


class DutyFile(_Strict, frozen=True):
    """`resources/lexicons/duties.yaml`; `private_signs` are words that speak of private persons' affairs."""

    private_signs: tuple[str, ...]
    duties: tuple[DutyTerms, ...]


class NumberLabels(_Strict, frozen=True):
    """`resources/lexicons/number_labels.yaml`: which labels of a number are no person's."""

    ends: tuple[str, ...]
    personal: tuple[str, ...]
    bare: tuple[str, ...]
    numerals: str


NO_LABELS: Final = NumberLabels((), (), (), "")


@dataclass(frozen=True, slots=True)
class Lexicons:
    """Word lists of `resources/lexicons/`, as sets."""

    surnames: frozenset[str]
    compound_surnames: frozenset[str]
    given_characters: frozenset[str]
    not_names: frozenset[str]
    everyday: frozenset[str]
    followers: frozenset[str]
    organisation_endings: tuple[str, ...]
    headers: tuple[ColumnTerms, ...]
    cues: tuple[CueGroup, ...]
    after: dict[PersonRole, tuple[str, ...]]
    duties: tuple[DutyTerms, ...] = ()
    private_signs: tuple[str, ...] = ()
    number_labels: NumberLabels = NO_LABELS
    vocabulary: tuple[str, ...] = ()  # every label, anchor and cue of any rule, so that one pass finds them all


@dataclass(frozen=True, eq=False)
class RuleSet:
    """All privacy rules of one version. `sha256` covers every file read, so a decision can name it for years."""

    version: str
    sha256: str
    regulations: tuple[Regulation, ...]
    rules: tuple[Rule, ...]
    lexicons: Lexicons
    decisions: tuple[Decision, ...]
    document_roles: dict[DocumentType, PersonRole]

    def bases(self, specs: tuple[BasisSpec, ...], day: date) -> tuple[LegalBasis, ...]:
        """Those of `specs` that were in force on `day`, each once."""
        valid = {(r.regulation, r.version) for r in self.regulations if _covers(r.in_force_from, r.in_force_to, day)}
        return tuple(dict.fromkeys(spec.basis() for spec in specs if (spec.regulation, spec.version) in valid))

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id; raises KeyError."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)
