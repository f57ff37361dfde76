"""Ids sort as they were made, and never repeat."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.adapters.ids import ID_CHARS, TimeOrderedIds, new_id


def test_have_one_form() -> None:
    made = new_id()
    assert len(made) == ID_CHARS
    assert set(made) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_begin_with_the_time_in_milliseconds() -> None:
    ids = TimeOrderedIds(lambda: 1_469_918_176_385 * 1_000_000)
    assert ids().startswith("01ARYZ6S41")  # the example of the ULID specification


@given(st.lists(st.integers(0, 2**48 - 1), min_size=2, max_size=50))
def test_grow_whatever_the_clock_does(milliseconds: list[int]) -> None:
    times = iter(milliseconds)
    ids = TimeOrderedIds(lambda: next(times) * 1_000_000)
    made = [ids() for _ in milliseconds]
    assert made == sorted(set(made))
    assert all(len(one) == ID_CHARS for one in made)


def test_threads_never_share_one() -> None:
    ids, made = TimeOrderedIds(lambda: 0), []
    threads = [threading.Thread(target=lambda: made.extend(ids() for _ in range(500))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 2000


@pytest.mark.parametrize("when", [-1, 2**48 * 1_000_000])
def test_years_that_fit_no_id_are_refused(when: int) -> None:
    with pytest.raises(OverflowError):
        TimeOrderedIds(lambda: when)()
