"""Which points of a return a new revision answers."""

import pytest

from findings import BODY, finding, report
from reviewer_app.domain.document import Place
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.report import CheckReport
from reviewer_app.domain.return_points import Answer, answered
from reviewer_app.domain.review import ReturnPoint

NEW = "part-new"
AT_FINDING = ReturnPoint(BODY, 1, 0, 11, Place(), "请删去号码")
AT_TEXT = ReturnPoint(BODY, None, 5, 9, Place(), "表述不清")


@pytest.mark.parametrize(
    ("point", "after", "successor", "expected"),
    [
        (AT_FINDING, report(), {BODY: NEW}, Answer.RESOLVED),
        (AT_FINDING, report(finding(7)), {BODY: NEW}, Answer.OPEN),
        (AT_FINDING, report(finding(1, value="13900139000")), {BODY: NEW}, Answer.RESOLVED),
        (AT_FINDING, report(finding(1, FindingType.QQ)), {BODY: NEW}, Answer.RESOLVED),
        (AT_FINDING, report(finding(7)), {}, Answer.RESOLVED),
        (AT_TEXT, report(), {BODY: NEW}, Answer.UNKNOWN),
    ],
)
def test_answers(point: ReturnPoint, after: CheckReport, successor: dict[str, str], expected: Answer) -> None:
    (found,) = answered((point,), {BODY: report(finding())}, {NEW: after}, successor)
    assert (found.point, found.answer) == (point, expected)


def test_on_the_returned_revision_itself_all_points_are_open() -> None:
    reports = {BODY: report(finding())}
    assert answered((AT_FINDING,), reports, reports, {BODY: BODY})[0].answer is Answer.OPEN
