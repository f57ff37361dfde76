"""From candidates to findings: what the decision table says of each, and where it stands."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from reviewer_app.domain.document import BlockKind
from reviewer_app.domain.findings import Action, Finding, FindingType, Level, PersonRole, sealed
from reviewer_app.domain.keeps import kept_key
from reviewer_app.rules.context import Context
from reviewer_app.rules.detectors.candidate import Candidate, Evidence, is_named
from reviewer_app.rules.detectors.derived import Derived
from reviewer_app.rules.detectors.hidden import any_hidden, is_hidden
from reviewer_app.rules.manner import Manner, Manners
from reviewer_app.rules.ocr_boxes import placed
from reviewer_app.rules.replacement import Replacer
from reviewer_app.rules.roles import Decider
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Decision, RuleSet

_MAYBE_PUBLIC: Final = frozenset({None, PersonRole.PRIVATE, PersonRole.OFFICIAL, PersonRole.OFFICE, PersonRole.CONTACT})
"""Roles in which a kept value may stand; in any other the text itself says whose it is."""
_KEPT: Final = Decision(action=Action.KEEP, level=Level.GREY)
_NAME: Final = FindingType.PERSON_NAME
_MADE: Final = tuple.__new__  # half the cost of calling a named tuple's class


class Judged(NamedTuple):
    """A candidate with what is to be done about it."""

    candidate: Candidate
    manner: Manner


class Judge:
    """Says of every candidate of one document what the decision table says of its kind and role."""

    def __init__(self, scan: ScanText, rules: RuleSet, context: Context) -> None:
        self._scan = scan
        self._decider = Decider(rules, context)
        self._manners = Manners(rules, context.act_date or context.today)
        self._known: dict[tuple[object, ...], Manner] = {}
        self._keeps = context.keeps
        self._hiding = any_hidden(scan.blocks)

    def direct(self, candidate: Candidate) -> Judged:
        """A candidate that a detector found."""
        if self._keeps and self._kept(candidate):
            return self._because(candidate, "evidence.kept", Action.KEEP, Level.GREY, _KEPT)
        start, _, rule, confidence, evidence, role = candidate
        in_table = self._scan.cell(start) is not None
        alike = rule.id, confidence, evidence, role, in_table
        manner = self._known.get(alike)
        if manner is None:
            manner = self._known[alike] = self._manner(candidate, rule.type)
        if self._hiding and manner.level is not Level.GREY and is_hidden(self._scan.block(start)):
            return self._because(
                candidate, "evidence.hidden_here", Action.REMOVE, Level.RED, self._decision(candidate, rule.type)
            )
        return _MADE(Judged, (candidate, manner))

    def _decision(self, candidate: Candidate, kind: FindingType) -> Decision:
        return self._decider.decide(kind, candidate.role, in_table=self._scan.cell(candidate.start) is not None)

    def _manner(
        self, candidate: Candidate, kind: FindingType, action: Action | None = None, level: Level | None = None
    ) -> Manner:
        """What the decision table says, where nothing else is said."""
        decision = self._decision(candidate, kind)
        return self._manners.of(candidate, kind, action or decision.action, level or decision.level, decision)

    def _because(self, candidate: Candidate, key: str, action: Action, level: Level, decision: Decision) -> Judged:
        told = candidate._replace(evidence=(*candidate.evidence, Evidence(key)))
        return Judged(told, self._manners.of(told, told.rule.type, action, level, decision))

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
        return Judged(found, self._manner(found, derived.type, derived.action, derived.level))


class Writer:
    """Writes judged candidates out as findings."""

    def __init__(self, scan: ScanText, office_phones: tuple[str, ...]) -> None:
        self._scan = scan
        self._office_phones = office_phones

    def findings(self, judged: Sequence[Judged]) -> Iterator[Finding]:
        """The findings of `judged`, which stand in text order, numbered from 1. Written out flat: lists are long."""
        scan, raw, cell_at, inside = self._scan, self._scan.raw, self._scan.cell, self._scan.content_end
        ways = self._ways(judged)
        starts, at, last = scan.starts, 0, len(scan.starts) - 1
        for number, (found, manner) in enumerate(judged, 1):
            start, end = found[0], found[1]
            while at < last and starts[at + 1] <= start:
                at += 1
            value = raw[start:end]
            replacement = ways[id(manner)](value)
            if value == replacement:
                # What is coarse enough already (year and month of a candidate's birth) stays and needs no look.
                manner, replacement = manner.harmless(), None  # noqa: PLW2901 - it is what is written
            rule, kind, severity, level, confidence, action, role, evidence, basis = manner
            block, cell = scan.blocks[at], cell_at(start)
            yield sealed(
                number, rule, kind, severity, level, level is Level.RED, confidence,
                start if start < inside else None, end if start < inside else None, value,
                block.place if block[1] is not BlockKind.OCR else placed(block, start, end, scan), action,
                role, cell.header if cell else None, replacement, evidence, basis,
            )  # fmt: skip

    def _ways(self, judged: Sequence[Judged]) -> dict[int, Callable[[str], str | None]]:
        """How the values of each manner are replaced, by its identity."""
        raw = self._scan.raw
        names = [raw[one.start : one.end] for one, manner in judged if manner.type is _NAME and is_named(one)]
        replacer = Replacer(names, self._office_phones)
        manners = {id(manner): manner for _, manner in judged}
        return {known: replacer.way(one.type, one.action, one.role) for known, one in manners.items()}
