"""What a command changed, and the leaf that says so."""

from dataclasses import replace
from typing import Any

import pytest

import homes
from db.draft import Act, Draft, completed, entry_of
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DatabaseDamaged, Fault
from reviewer_app.verifier import merkle
from reviewer_app.verifier.leaf import Leaf, commitment

ACT = Act("u1", "cmd1", AuditAction.ITEM_HAND_IN, "i1", {"part": "p1"})
ROW = {"id": "k", "n": 1}


def changes(draft: Draft) -> list[tuple[Any, ...]]:
    return [(change.t, change.k, change.op) for change in Leaf.parse(draft.write(0, homes.NOON, ACT).raw).changes]


def test_commits_to_the_last_row_of_several() -> None:
    draft = Draft()
    draft.changed("t", "k", ROW)
    draft.changed("t", "k", {"id": "k", "n": 2})
    written = draft.write(0, homes.NOON, ACT)
    (change,) = Leaf.parse(written.raw).changes
    assert change.c == commitment(written.salts["t", "k"], {"id": "k", "n": 2})
    assert not draft


@pytest.mark.parametrize(
    ("steps", "outcome"),
    [
        (["added"], ["add"]),
        (["changed"], ["set"]),
        (["removed"], ["del"]),
        (["added", "changed"], ["add"]),
        (["added", "removed"], []),
        (["changed", "removed"], ["del"]),
        (["added", "changed", "changed"], ["add"]),
    ],
)
def test_only_the_outcome_counts(steps: list[str], outcome: list[str]) -> None:
    draft = Draft()
    for step in steps:
        getattr(draft, step)("t", "k", *([] if step == "removed" else [ROW]))
    assert bool(draft) is bool(outcome)
    assert changes(draft) == [("t", "k", op) for op in outcome]


def test_every_commitment_has_a_salt_of_its_own() -> None:
    draft = Draft()
    draft.added("t", "a", ROW)
    draft.added("t", "b", ROW)
    written = draft.write(0, homes.NOON, ACT)
    assert len(set(written.salts.values())) == 2
    assert len({change.c for change in Leaf.parse(written.raw).changes}) == 2


@pytest.mark.parametrize(
    "act", [replace(ACT, actor="王审查"), replace(ACT, refs={"title": "两个 词"}), replace(ACT, refs={"Bad Key": "x"})]
)
def test_text_never_gets_into_the_log(act: Act) -> None:
    with pytest.raises(Fault):
        Draft().write(0, homes.NOON, act)


def test_entries_read_back() -> None:
    raw = Draft().write(7, homes.NOON, ACT).raw
    entry = entry_of(raw)
    assert (entry.seq, entry.at, entry.actor, entry.command, entry.item) == (7, homes.NOON, "u1", "cmd1", "i1")
    assert (entry.action, entry.changes, entry.refs) == (AuditAction.ITEM_HAND_IN, 0, (("part", "p1"),))


def test_lists_in_refs_are_shown_joined() -> None:
    raw = Leaf(0, "2018-06-21T01:00:00Z", "u1", "user:item:enter", "c", refs={"erased": ("a:1", "b:2")}).encode()
    assert entry_of(raw).refs == (("erased", "a:1,b:2"),)


@pytest.mark.parametrize("raw", [b"", b"{}", Leaf(0, "2018-06-21T01:00:00Z", "u1", "user:item:fly", "c").encode()])
def test_bytes_that_are_no_entry_of_ours_are_damage(raw: bytes) -> None:
    with pytest.raises(DatabaseDamaged):
        entry_of(raw)


def test_completed_nodes_are_those_of_the_tree() -> None:
    stored: dict[tuple[int, int], bytes] = {}
    leaves = [f"leaf {number}".encode() for number in range(21)]
    for seq, raw in enumerate(leaves):
        for node in completed(seq, raw, lambda level, place: stored[level, place]):
            stored[node.level, node.position] = node.digest
        root = merkle.Frontier.restore(seq + 1, lambda level, place: stored[level, place]).root()
        assert root == merkle.root(leaves[: seq + 1])
