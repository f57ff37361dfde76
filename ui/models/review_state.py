"""What the review page shows of an item, computed from its view: marks, steps, what is missing. No widgets."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reviewer_app.domain.findings import Finding, FindingType, Level
from reviewer_app.domain.readiness import SECRECY_TYPES, Missing, Shortfall, latest_dispositions
from reviewer_app.domain.review import PUBLISHING, Disposition
from reviewer_app.services.open_item import ItemView, PartView


class Step(StrEnum):
    """The seven steps, in order; names are texts `step.<value>`."""

    SECRECY = "secrecy"
    PRIVACY = "privacy"
    ATTRIBUTE = "attribute"
    WORDING = "wording"
    TIMING = "timing"
    MANNER = "manner"
    PUBLIC = "public"


STEP_OF: dict[Missing, Step] = {
    Missing.SECRECY: Step.SECRECY,
    Missing.PARTS_UNOPENED: Step.SECRECY,
    Missing.SECRECY_HINTS: Step.SECRECY,
    Missing.CHECKS: Step.PRIVACY,
    Missing.NAMES: Step.PRIVACY,
    Missing.UNREAD: Step.PRIVACY,
    Missing.FINDINGS: Step.PRIVACY,
    Missing.AMBER: Step.PRIVACY,
    Missing.DETERMINATION: Step.ATTRIBUTE,
    Missing.BASIS: Step.ATTRIBUTE,
    Missing.REASON: Step.ATTRIBUTE,
    Missing.CONCLUSION: Step.ATTRIBUTE,
    Missing.JUDGEMENT: Step.MANNER,
    Missing.CHANNEL: Step.MANNER,
    Missing.AUDIENCE: Step.MANNER,
    Missing.PUBLIC_VERSION: Step.PUBLIC,
    Missing.PUBLIC_VERSION_STALE: Step.PUBLIC,
    Missing.PUBLIC_VERSION_NOT_CLEAN: Step.PUBLIC,
}
"""Where each missing thing is made good; every word of the bar below jumps there."""

WORDING_TYPES = frozenset({FindingType.WORDING, FindingType.COMPLETENESS, FindingType.ANNEX})


@dataclass(frozen=True, slots=True)
class StepState:
    """One line of the list of steps: `state` is green, half, red or open."""

    step: Step
    state: str
    open: int


@dataclass(frozen=True, slots=True)
class MarkedFinding:
    """A finding with what was decided about it; `state` is red, amber, green or grey."""

    part: str
    finding: Finding
    disposition: Disposition | None
    state: str


def step_of(finding: Finding) -> Step:
    """The step that deals with a finding."""
    if finding.type in SECRECY_TYPES:
        return Step.SECRECY
    if finding.type is FindingType.ATTRIBUTE:
        return Step.ATTRIBUTE
    if finding.type is FindingType.TIMING:
        return Step.TIMING
    return Step.WORDING if finding.type in WORDING_TYPES else Step.PRIVACY


def marked(view: ItemView, part: PartView) -> tuple[MarkedFinding, ...]:
    """All findings of a part with their state, in text order."""
    latest = latest_dispositions(view.facts.dispositions)
    answered = view.facts.secrecy.answered_hints if view.facts.secrecy else ()
    return tuple(
        _marked(part.part.id, finding, latest.get((part.part.id, finding.number)), answered)
        for finding in part.report.findings
    )


def _marked(
    part: str, finding: Finding, disposition: Disposition | None, answered: tuple[int, ...]
) -> MarkedFinding:
    decided = disposition is not None or (finding.type in SECRECY_TYPES and finding.number in answered)
    if decided:
        state = "green"
    elif finding.blocks:
        state = "red"
    else:
        state = "amber" if finding.level is Level.AMBER else "grey"
    return MarkedFinding(part, finding, disposition, state)


def undecided(findings: Iterable[MarkedFinding]) -> tuple[MarkedFinding, ...]:
    """What still wants a decision or a look."""
    return tuple(one for one in findings if one.state in {"red", "amber"})


def step_states(view: ItemView) -> tuple[StepState, ...]:
    """The seven lines: green only when the verdict is recorded (window.md)."""
    missing: dict[Step, int] = {}
    for shortfall in view.missing:
        step = shortfall_step(view, shortfall)
        missing[step] = missing.get(step, 0) + shortfall.count
    findings = [one for part in view.parts for one in marked(view, part)]
    left: dict[Step, int] = {}
    for one in undecided(findings):
        step = step_of(one.finding)
        left[step] = left.get(step, 0) + 1
    judged = view.facts.judgement is not None
    if not view.facts.public_versions and view.suggested in (None, *PUBLISHING):
        missing.setdefault(Step.PUBLIC, 1)
    return tuple(_step_state(step, missing, left, judged) for step in Step)


def _step_state(step: Step, missing: dict[Step, int], left: dict[Step, int], judged: bool) -> StepState:
    count = left.get(step, 0)
    if step in {Step.WORDING, Step.TIMING}:
        # Both are recorded with the judgement; what they still show open is looked at first.
        return StepState(step, "half" if count else ("green" if judged else "open"), count)
    lacking = missing.get(step, 0)
    if not lacking:
        return StepState(step, "half" if count else "green", count)
    return StepState(step, "red" if count else "open", max(count, lacking))


def shortfall_step(view: ItemView, shortfall: Shortfall) -> Step:
    """Where a shortfall is made good: findings of the wording are dealt with in their own step."""
    if shortfall.what not in {Missing.FINDINGS, Missing.AMBER}:
        return STEP_OF[shortfall.what]
    for part in view.parts:
        if part.part.id == shortfall.part:
            steps = {step_of(one.finding) for one in undecided(marked(view, part))}
            if steps and Step.PRIVACY not in steps:
                return min(steps, key=list(Step).index)
    return Step.PRIVACY


def next_undecided(findings: tuple[MarkedFinding, ...], current: int | None, by: int = 1) -> MarkedFinding | None:
    """The next (or with `by` −1 the previous) finding that wants somebody, going round; None when all is done."""
    ahead = undecided(findings)
    if not ahead:
        return None
    numbers = [one.finding.number for one in ahead]
    if current is None:
        return ahead[0 if by > 0 else -1]
    if by > 0:
        at = next((n for n, number in enumerate(numbers) if number > current), 0)
    else:
        at = next((n for n in range(len(numbers) - 1, -1, -1) if numbers[n] < current), len(numbers) - 1)
    return ahead[at]


def group_of(findings: tuple[MarkedFinding, ...], one: MarkedFinding) -> tuple[MarkedFinding, ...]:
    """What is decided together with a finding: the same column of a table, else the same kind and value."""
    place = one.finding.place
    if one.finding.header is not None and place.column is not None:
        column = (place.table, place.sheet, place.column)
        return tuple(
            other for other in findings
            if other.finding.type is one.finding.type
            and (other.finding.place.table, other.finding.place.sheet, other.finding.place.column) == column
        )
    key = (one.finding.type, one.finding.value)
    return tuple(other for other in findings if (other.finding.type, other.finding.value) == key)
