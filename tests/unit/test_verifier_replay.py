"""Replaying a log and holding the tables against it."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_export import MadeLog, made_log
from reviewer_app.domain.audit import AuditAction
from reviewer_app.verifier.errors import LeafRefused, ReplayRefused
from reviewer_app.verifier.leaf import Change, Leaf, Op
from reviewer_app.verifier.replay import ERASE_ACTION, Difference, Kind, compare, replay

Step = tuple[str, int]
STEPS = st.lists(st.tuples(st.sampled_from(["put", "delete"]), st.integers(0, 4)), max_size=30)


def grown(steps: list[Step]) -> MadeLog:
    """A log of arbitrary legal changes to five rows, each about its own item."""
    log = MadeLog()
    for number, (step, row) in enumerate(steps):
        place = ("items", f"i{row}")
        if step == "put":
            log.act("user:item:revise", {place: {"n": number, "text": "文"}}, item=f"item{row}")
        elif place in log.rows:
            log.act("user:item:void", {place: None}, item=f"item{row}")
    return log


@given(STEPS)
def test_replaying_yields_exactly_the_tables(steps: list[Step]) -> None:
    log = grown(steps)
    history = replay(log.leaves)
    assert history.size == len(log.leaves)
    assert history.live().keys() == log.rows.keys()
    assert compare(history, log.actual(), log.salt_of) == []


@given(STEPS, st.data())
def test_one_spoiled_row_is_named(steps: list[Step], data: st.DataObject) -> None:
    log = grown([*steps, ("put", 2)])
    table, key = data.draw(st.sampled_from(sorted(log.rows)))
    item = "item" + key[1:]
    history = replay(log.leaves)
    changed: dict[Kind, Callable[[], Any]] = {
        Kind.CHANGED: lambda: log.rows.update({(table, key): {"n": -1}}),
        Kind.MISSING: lambda: log.rows.pop((table, key)),
        Kind.SALT_MISSING: lambda: log.salts.pop((history.live()[table, key][0], table, key)),
    }
    kind = data.draw(st.sampled_from(sorted(changed)))
    changed[kind]()
    assert compare(history, log.actual(), log.salt_of) == [Difference(table, key, item, kind)]


def test_a_row_that_no_entry_made_is_extra() -> None:
    log, _ = made_log()
    history = replay(log.leaves)
    log.rows["items", "i9"] = {"state": "queued"}
    assert compare(history, log.actual(), log.salt_of) == [Difference("items", "i9", None, Kind.EXTRA)]


def test_a_row_brought_back_after_its_deletion_is_extra_and_names_its_item() -> None:
    log = grown([("put", 1), ("delete", 1)])
    log.rows["items", "i1"] = {"n": 0, "text": "文"}
    assert compare(replay(log.leaves), log.actual(), log.salt_of) == [Difference("items", "i1", "item1", Kind.EXTRA)]


def test_a_doubled_row_is_extra() -> None:
    log = grown([("put", 1)])
    twice = log.actual() * 2
    assert compare(replay(log.leaves), twice, log.salt_of) == [Difference("items", "i1", "item1", Kind.EXTRA)]


@pytest.mark.parametrize("row", [None, {"n": 0.5}, {}, {"n": 0, "text": "文", "more": None}])
def test_a_row_that_cannot_be_what_was_committed_is_changed(row: dict[str, Any] | None) -> None:
    log = grown([("put", 1)])
    actual = [("items", "i1", row)]
    assert compare(replay(log.leaves), actual, log.salt_of) == [Difference("items", "i1", "item1", Kind.CHANGED)]


def test_a_salt_of_another_length_is_no_salt() -> None:
    log = grown([("put", 1)])
    log.salts[0, "items", "i1"] = b"short"
    assert [one.kind for one in compare(replay(log.leaves), log.actual(), log.salt_of)] == [Kind.CHANGED]


def erased(**refs: object) -> MadeLog:
    """Row i1 is blanked and row i2 deleted from its table with nothing but its name in the entry."""
    log = grown([("put", 1), ("put", 2), ("put", 3)])
    log.act(ERASE_ACTION, {("items", "i1"): {"n": 0, "text": ""}}, item="item1", **refs)
    return log


def test_blanked_rows_are_committed_anew() -> None:
    log = erased()
    assert compare(replay(log.leaves), log.actual(), log.salt_of) == []
    log.rows["items", "i1"] = {"n": 0, "text": "又回来了"}
    assert [one.kind for one in compare(replay(log.leaves), log.actual(), log.salt_of)] == [Kind.CHANGED]


@pytest.mark.parametrize("named", [("items:i2",), "items:i2"])
def test_rows_named_as_erased_may_lose_salt_and_be_gone(named: object) -> None:
    log = erased(erased=named)
    history = replay(log.leaves)
    del log.salts[1, "items", "i2"]
    assert compare(history, log.actual(), log.salt_of) == []
    del log.rows["items", "i2"]
    assert compare(history, log.actual(), log.salt_of) == []


def test_a_row_named_as_erased_that_kept_its_salt_is_held_to_it() -> None:
    log = erased(erased=("items:i2",))
    history = replay(log.leaves)
    log.rows["items", "i2"] = {}
    assert [one.kind for one in compare(history, log.actual(), log.salt_of)] == [Kind.CHANGED]
    del log.rows["items", "i2"]
    assert [one.kind for one in compare(history, log.actual(), log.salt_of)] == [Kind.MISSING]


def test_a_salt_gone_without_an_erase_entry_is_a_difference() -> None:
    log = erased(erased=("items:i2",))
    del log.salts[2, "items", "i3"]
    found = compare(replay(log.leaves), log.actual(), log.salt_of)
    assert found == [Difference("items", "i3", "item3", Kind.SALT_MISSING)]


def test_a_row_changed_after_its_erasure_needs_its_salt_again() -> None:
    log = erased(erased=("items:i2",))
    seq = log.act("user:item:revise", {("items", "i2"): {"n": 9}}, item="item2")
    del log.salts[seq, "items", "i2"]
    found = compare(replay(log.leaves), log.actual(), log.salt_of)
    assert found == [Difference("items", "i2", "item2", Kind.SALT_MISSING)]


def test_the_erase_entry_is_the_one_the_program_writes() -> None:
    assert AuditAction.ERASE.value == ERASE_ACTION


def leaf(seq: int, at: str = "2018-06-21T01:00:00Z", *changes: Change) -> bytes:
    return Leaf(seq, at, "u1", "user:item:revise", "c1", None, changes).encode()


ADD = Change("items", "i1", Op.ADD, "ab" * 32)
SET = ADD._replace(op=Op.SET)
DEL = Change("items", "i1", Op.DEL, None)
NOON = "2018-06-21T12:00:00Z"


@pytest.mark.parametrize(
    ("leaves", "why"),
    [
        ([leaf(1)], "contiguous"),
        ([leaf(0), leaf(0)], "contiguous"),
        ([leaf(0), leaf(2)], "contiguous"),
        ([leaf(0, "2018-06-21T01:00:00.5Z"), leaf(1, "2018-06-21T01:00:00.25Z")], "backwards"),
        ([leaf(0, "2018-06-21T01:00:01Z"), leaf(1, "2018-06-21T01:00:00.999999Z")], "backwards"),
        ([leaf(0, NOON, SET)], "set of items:i1"),
        ([leaf(0, NOON, DEL)], "del of items:i1"),
        ([leaf(0, NOON, ADD), leaf(1, NOON, ADD)], "add of items:i1"),
        ([leaf(0, NOON, ADD, DEL, SET)], "set of items:i1"),
        ([leaf(0, NOON, ADD, DEL, DEL)], "del of items:i1"),
    ],
)
def test_a_history_that_cannot_have_happened_is_refused(leaves: list[bytes], why: str) -> None:
    with pytest.raises(ReplayRefused, match=why):
        replay(leaves)


def test_equal_times_and_other_spellings_of_one_moment_go_on() -> None:
    times = ["2018-06-21T01:00:00Z", "2018-06-21T01:00:00.10Z", "2018-06-21T01:00:00.1Z", NOON, NOON]
    assert replay(leaf(seq, at) for seq, at in enumerate(times)).size == 5


def test_add_after_delete_goes_on() -> None:
    assert replay([leaf(0, NOON, ADD, DEL), leaf(1, NOON, ADD, SET)]).live() == {("items", "i1"): (1, "ab" * 32)}


def test_what_is_no_leaf_is_refused() -> None:
    with pytest.raises(LeafRefused):
        replay([b"{}"])
