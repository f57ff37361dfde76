"""Which points of a return the new revision answers, as far as a program can tell. A hint, never a decision."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from reviewer_app.domain.report import CheckReport
from reviewer_app.domain.review import ReturnPoint


class Answer(StrEnum):
    """What became of a point."""

    RESOLVED = "resolved"  # what was found there is found no more
    OPEN = "open"  # the same value is found again
    UNKNOWN = "unknown"  # a point about the text as such: a person compares


class AnsweredPoint(NamedTuple):
    """A point with what became of it."""

    point: ReturnPoint
    answer: Answer


def answered(
    points: tuple[ReturnPoint, ...],
    before: Mapping[str, CheckReport],
    after: Mapping[str, CheckReport],
    successor: Mapping[str, str],
) -> tuple[AnsweredPoint, ...]:
    """Each point against the new findings; `successor` maps a part's id to the id of the part that replaces it.

    A part that was taken out answers its points.
    """
    return tuple(AnsweredPoint(point, _answer(point, before, after, successor)) for point in points)


def _answer(
    point: ReturnPoint,
    before: Mapping[str, CheckReport],
    after: Mapping[str, CheckReport],
    successor: Mapping[str, str],
) -> Answer:
    if point.part not in successor:
        return Answer.RESOLVED
    report = before.get(point.part)
    finding = next((one for one in report.findings if one.number == point.finding), None) if report else None
    following = after.get(successor[point.part])
    if finding is None or following is None:
        return Answer.UNKNOWN
    again = any(one.type is finding.type and one.value == finding.value for one in following.findings)
    return Answer.OPEN if again else Answer.RESOLVED
