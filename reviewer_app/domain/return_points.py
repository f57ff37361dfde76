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
    """A point with what became of it, and where that is to be seen.

    `part` is the id of the part that replaced the point's own ("" where none did), `finding` the number of the finding
    in it that is still the same.
    """

    point: ReturnPoint
    answer: Answer
    part: str = ""
    finding: int | None = None


def answered(
    points: tuple[ReturnPoint, ...],
    before: Mapping[str, CheckReport],
    after: Mapping[str, CheckReport],
    successor: Mapping[str, str],
) -> tuple[AnsweredPoint, ...]:
    """Each point against the new findings; `successor` maps a part's id to the id of the part that replaces it.

    A part that was taken out answers its points.
    """
    return tuple(_answer(point, before, after, successor) for point in points)


def _answer(
    point: ReturnPoint,
    before: Mapping[str, CheckReport],
    after: Mapping[str, CheckReport],
    successor: Mapping[str, str],
) -> AnsweredPoint:
    part = successor.get(point.part)
    if part is None:
        return AnsweredPoint(point, Answer.RESOLVED)
    report = before.get(point.part)
    finding = next((one for one in report.findings if one.number == point.finding), None) if report else None
    following = after.get(part)
    if finding is None or following is None:
        return AnsweredPoint(point, Answer.UNKNOWN, part)
    kind, value = finding.type, finding.value
    again = next((one.number for one in following.findings if (one.type, one.value) == (kind, value)), None)
    return AnsweredPoint(point, Answer.RESOLVED if again is None else Answer.OPEN, part, again)
