"""Reads an item for the review page: everything a large package makes slow is done here, apart from the window.

What a decision does not change (the pieces of a document) is handed in again and not made anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reviewer_app.domain.office import OfficePhone
from reviewer_app.services.assess_impact import Processing, processing_of
from reviewer_app.services.desk import Desk
from reviewer_app.services.open_item import open_first_part, open_item
from reviewer_app.services.phone_book import phones_for
from ui.models.finding_tree import FindingGroup, Where, grouped, places_of
from ui.models.review_state import MarkedFinding, ReviewState, Step, state_of, step_of
from ui.widgets.layouts import Mark, MarkSet, RegionMark
from ui.widgets.pieces import Piece, cut

Title = Callable[[MarkedFinding], str]


@dataclass(frozen=True, slots=True)
class ReviewScreen:
    """The page's content: by part its pieces and marks, by part and step its groups of findings."""

    state: ReviewState
    pieces: Mapping[str, tuple[Piece, ...]]
    marks: Mapping[str, MarkSet]
    regions: Mapping[str, tuple[RegionMark, ...]]
    groups: Mapping[tuple[str, Step], tuple[FindingGroup, ...]]
    places: Mapping[tuple[str, Step], Where]
    phones: tuple[OfficePhone, ...]
    processing: Processing


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What is shown while the rest of the item is still being read."""

    item: str
    title: str
    names: tuple[str, ...]
    part: str
    pieces: tuple[Piece, ...]


def read_first_page(desk: Desk, actor: str, item: str) -> FirstPage:
    """Read the first part alone."""
    first = open_first_part(desk, actor, item)
    names = tuple(part.name for part in first.parts)
    return FirstPage(first.item.id, first.item.title, names, first.parts[0].id, cut(first.document))


def read_screen(
    desk: Desk, actor: str, item: str, title: Title, known: Mapping[str, tuple[Piece, ...]]
) -> ReviewScreen:
    """Read and compute; `known` are pieces of parts that were cut before (a part never changes)."""
    view = open_item(desk, actor, item)
    state = state_of(view)
    groups = {
        (part, step): found
        for part, findings in state.findings.items() for step, found in _groups(findings, title).items()
    }
    return ReviewScreen(
        state=state,
        pieces={part.part.id: known.get(part.part.id) or cut(part.document) for part in view.parts},
        marks={part: _marks(findings) for part, findings in state.findings.items()},
        regions={part: _regions(findings) for part, findings in state.findings.items()},
        groups=groups,
        places={key: places_of(found) for key, found in groups.items()},
        phones=phones_for(desk, actor, view.item.unit),
        processing=processing_of(view.facts, view.item),
    )


def _marks(findings: tuple[MarkedFinding, ...]) -> MarkSet:
    return MarkSet.of(
        Mark(one.finding.number, one.finding.start, one.finding.end, one.state)
        for one in findings if one.finding.start is not None and one.finding.end is not None
    )


def _regions(findings: tuple[MarkedFinding, ...]) -> tuple[RegionMark, ...]:
    return tuple(
        RegionMark(one.finding.number, one.finding.place.page or 1, one.finding.place.boxes, one.state)
        for one in findings if one.finding.region
    )


def _groups(findings: tuple[MarkedFinding, ...], title: Title) -> dict[Step, tuple[FindingGroup, ...]]:
    by_step: dict[Step, list[MarkedFinding]] = {}
    for one in findings:
        by_step.setdefault(step_of(one.finding), []).append(one)
    return {step: grouped(found, title) for step, found in by_step.items()}
