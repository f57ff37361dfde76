"""The one table of transitions, against the way of design §2, and what an item shows for its queue entries."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.errors import IllegalTransition
from reviewer_app.domain.states import BEFORE_QUEUED, TRANSITIONS, State, move, state_of_entries

ENDS = {State.REGISTERED, State.TAKEN_DOWN, State.EXPIRED, State.VOID}
WAY = (State.DRAFTING, State.SUBMITTED, State.IN_REVIEW, State.AWAITING_SIGNATURE, State.QUEUED, State.DELIVERED,
       State.ONLINE, State.COMPARED)
QUEUE = (State.QUEUED, State.FAILED, State.DELIVERED, State.ONLINE, State.COMPARED, State.CORRECTING, State.CORRECTED,
         State.TAKING_DOWN, State.TAKEN_DOWN, State.EXPIRED)


def test_every_state_has_its_line():
    assert set(TRANSITIONS) == set(State)


def test_the_straight_way_is_legal():
    for state, following in itertools.pairwise(WAY):
        assert move(state, following) is following


@pytest.mark.parametrize("state", State)
def test_only_what_is_over_leads_nowhere(state):
    assert (not TRANSITIONS[state]) == (state in ENDS)


def test_void_is_for_what_is_not_yet_queued_and_for_nothing_after():
    after = {state for state in State if state not in BEFORE_QUEUED}
    assert after == {*QUEUE, State.REGISTERED, State.VOID}


def test_nothing_is_published_without_a_signature():
    before = {state for state, following in TRANSITIONS.items() if State.QUEUED in following}
    assert before == {State.AWAITING_SIGNATURE, State.FAILED}


def test_nothing_is_signed_without_a_pass():
    assert {state for state, following in TRANSITIONS.items() if State.AWAITING_SIGNATURE in following} == {
        State.IN_REVIEW
    }


@given(st.sampled_from(State), st.sampled_from(State))
def test_whatever_the_table_does_not_name_is_refused(state, wanted):
    if wanted in TRANSITIONS[state]:
        assert move(state, wanted) is wanted
    else:
        with pytest.raises(IllegalTransition) as refused:
            move(state, wanted)
        assert refused.value.values == {"state": state.value, "wanted": wanted.value}


@given(st.lists(st.sampled_from(QUEUE), min_size=1, max_size=6))
def test_an_item_shows_what_most_needs_somebody_whatever_the_order(states):
    shown = state_of_entries(tuple(states))
    assert shown in states
    assert state_of_entries(tuple(reversed(states))) is shown
    if State.FAILED in states:
        assert shown is State.FAILED
    if shown in {State.TAKEN_DOWN, State.EXPIRED}:
        assert set(states) <= {State.TAKEN_DOWN, State.EXPIRED}
