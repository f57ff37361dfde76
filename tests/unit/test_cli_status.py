from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.cli.status import ExitStatus, worst


def test_numbers_are_the_ones_others_rely_on() -> None:
    assert {status.name: int(status) for status in ExitStatus} == {
        "CLEAN": 0, "BLOCKED": 1, "USAGE": 2, "UNREADABLE": 3, "FAULT": 70, "INTERRUPTED": 130,
    }


@given(st.lists(st.sampled_from([ExitStatus.CLEAN, ExitStatus.BLOCKED, ExitStatus.UNREADABLE])))
def test_unreadable_wins_over_blocked_and_blocked_over_clean(statuses: list[ExitStatus]) -> None:
    expected = ExitStatus.CLEAN
    for status in (ExitStatus.BLOCKED, ExitStatus.UNREADABLE):
        if status in statuses:
            expected = status
    assert worst(statuses) is expected
