"""What the review page shows of an item, computed from its view: marks, steps, what is missing. No widgets."""

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from reviewer_app.domain.findings import Finding, FindingType, Level
from reviewer_app.domain.items import RELEASED_ROLES
from reviewer_app.domain.readiness import (
    SECRECY_TYPES,
    Missing,
    Shortfall,
    latest_dispositions,
    missing,
    settles,
)
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
    Missing.OPINION: Step.ATTRIBUTE,
    Missing.CONCLUSION: Step.ATTRIBUTE,
    Missing.JUDGEMENT: Step.MANNER,
    Missing.CHANNEL: Step.MANNER,
    Missing.AUDIENCE: Step.MANNER,
    Missing.INTERPRETATION_PLAN: Step.TIMING,
    Missing.INTERPRETATION: Step.TIMING,
    Missing.FIRST_INTERPRETER: Step.TIMING,
    Missing.INTERPRETATION_WAITS: Step.TIMING,
    Missing.INTERPRETATION_ELEMENTS: Step.TIMING,
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


@dataclass(frozen=True, slots=True)
class ReviewState:
    """All that the page shows of an item, computed apart from the window's thread: 20,000 findings take a while.

    `findings` maps a part's id to its findings in text order, `lacking` are (step, what) in the order of the steps,
    asked for whatever conclusion the decisions amount to.
    """

    view: ItemView
    findings: Mapping[str, tuple[MarkedFinding, ...]]
    lacking: tuple[tuple[Step, Shortfall], ...]
    steps: tuple[StepState, ...]
    left: Mapping[str, int]
    """How many findings of a part still want somebody."""

    at: Mapping[str, Mapping[int, int]]
    """Where in `findings` each of a part stands, by its number."""

    hints: tuple[int, ...]
    """Numbers of the findings that the secrecy review has to answer."""


def state_of(view: ItemView) -> ReviewState:
    """Compute it; pure."""
    findings = {part.part.id: marked(view, part) for part in view.parts}
    shortfalls = missing(view.facts, view.suggested)
    lacking = tuple((shortfall_step(findings, shortfall), shortfall) for shortfall in shortfalls)
    left = {part: len(undecided(of_part)) for part, of_part in findings.items()}
    at = {part: {one.finding.number: n for n, one in enumerate(of_part)} for part, of_part in findings.items()}
    hints = tuple(
        finding.number for part in view.parts for finding in part.report.findings
        if finding.type in SECRECY_TYPES and finding.blocks
    )
    return ReviewState(view, findings, lacking, _step_states(view, findings, lacking), left, at, hints)


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
    """All findings of a part with their state, in text order; what has no place in the text comes last."""
    latest = latest_dispositions(view.facts.dispositions)
    of_part = {number: one for (of, number), one in latest.items() if of == part.part.id}
    answered = _answered(view)
    findings = sorted(part.report.findings, key=lambda one: (one.start is None, one.start or 0, one.number))
    if part.part.role not in RELEASED_ROLES:
        # 佐证 is never released: nothing in it wants a decision.
        return tuple(MarkedFinding(part.part.id, one, None, "grey") for one in findings)
    exemptions = {one.id: one for one in view.facts.exemptions}
    made = []
    for finding in findings:
        disposition = of_part.get(finding.number)
        if finding.type in SECRECY_TYPES or finding.type is FindingType.ATTRIBUTE:
            done = finding.number in answered or (finding.type, 0) in answered
        elif finding.blocks:
            done = settles(finding, disposition, exemptions, view.facts.day)
        else:
            done = disposition is not None
        made.append(MarkedFinding(part.part.id, finding, disposition, "green" if done else _open_state(finding)))
    return tuple(made)


def _answered(view: ItemView) -> frozenset[object]:
    """What the steps of secrecy and attribute answer: numbers of hints, and all hints about the attribute."""
    hints: set[object] = set(view.facts.secrecy.answered_hints) if view.facts.secrecy else set()
    if view.facts.determination is not None:
        hints.add((FindingType.ATTRIBUTE, 0))
    return frozenset(hints)


def _open_state(finding: Finding) -> str:
    if finding.blocks:
        return "red"
    return "amber" if finding.level is Level.AMBER else "grey"


def undecided(findings: Iterable[MarkedFinding]) -> tuple[MarkedFinding, ...]:
    """What still wants a decision or a look."""
    return tuple(one for one in findings if one.state in {"red", "amber"})


def _step_states(
    view: ItemView, findings: Mapping[str, tuple[MarkedFinding, ...]], lacking: tuple[tuple[Step, Shortfall], ...]
) -> tuple[StepState, ...]:
    """The seven lines: green only when the verdict is recorded (window.md)."""
    owed: dict[Step, int] = {}
    for step, shortfall in lacking:
        owed[step] = owed.get(step, 0) + shortfall.count
    left = Counter((step_of(one.finding), one.state) for of_part in findings.values() for one in undecided(of_part))
    if view.facts.judgement is None:
        # 表述 and 时机 are recorded with the judgement; what they still show open is looked at first.
        owed.update({Step.WORDING: 1, Step.TIMING: 1})
    if not view.facts.public_versions and view.suggested in (None, *PUBLISHING):
        owed.setdefault(Step.PUBLIC, 1)
    return tuple(_step_state(step, owed.get(step, 0), left[step, "red"], left[step, "amber"]) for step in Step)


def _step_state(step: Step, owed: int, red: int, amber: int) -> StepState:
    if red:
        return StepState(step, "red", red + amber)
    if amber:
        return StepState(step, "half", amber)
    return StepState(step, "open" if owed else "green", owed)


def shortfall_step(findings: Mapping[str, tuple[MarkedFinding, ...]], shortfall: Shortfall) -> Step:
    """Where a shortfall is made good: findings of the wording are dealt with in their own step."""
    if shortfall.what not in {Missing.FINDINGS, Missing.AMBER}:
        return STEP_OF[shortfall.what]
    wanted = "red" if shortfall.what is Missing.FINDINGS else "amber"
    steps = {step_of(one.finding) for one in findings.get(shortfall.part or "", ()) if one.state == wanted}
    return min(steps, key=list(Step).index) if steps and Step.PRIVACY not in steps else Step.PRIVACY


def next_undecided(
    findings: tuple[MarkedFinding, ...], at: int | None, by: int = 1, besides: AbstractSet[int] = frozenset()
) -> MarkedFinding | None:
    """The next (or with `by` −1 the previous) finding that wants somebody, going round; None when all is done.

    `at` is where in `findings` to go on from; `besides` are the numbers of those just decided, which do not count.
    """
    size = len(findings)
    begin = at if at is not None else -1 if by > 0 else size
    order = (findings[(begin + by * step) % size] for step in range(1, size + 1))
    return next((one for one in order if one.state in {"red", "amber"} and one.finding.number not in besides), None)


def group_of(findings: tuple[MarkedFinding, ...], one: MarkedFinding) -> tuple[MarkedFinding, ...]:
    """What is decided together with a finding: the same column of a table, else the same kind and value."""
    place = one.finding.place
    if one.finding.region:
        return (one,)  # without a value nothing tells that two are of the same thing
    if one.finding.header is not None and place.column is not None:
        column = (place.table, place.sheet, place.column)
        return tuple(
            other for other in findings
            if other.finding.type is one.finding.type
            and (other.finding.place.table, other.finding.place.sheet, other.finding.place.column) == column
        )
    key = (one.finding.type, one.finding.value)
    return tuple(other for other in findings if (other.finding.type, other.finding.value) == key)


def persons_in(findings: Iterable[MarkedFinding]) -> int:
    """About how many persons findings are of: rows of a table count once, elsewhere different values do."""
    rows, values = set(), set()
    for one in findings:
        place = one.finding.place
        if place.row is not None:
            rows.add((place.table, place.sheet, place.row))
        else:
            values.add(one.finding.place if one.finding.region else one.finding.value)
    return len(rows) + len(values)
