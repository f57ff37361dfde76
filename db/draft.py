"""What a command has changed since its last log entry, and the leaf that says so (design §6).

Shared by the real store and the in-memory one of the tests: both write the very same log.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from reviewer_app.domain.audit import AuditAction, AuditEntry
from reviewer_app.domain.errors import DatabaseDamaged, Fault
from reviewer_app.ports.log import Row
from reviewer_app.verifier.errors import VerifyError
from reviewer_app.verifier.leaf import SALT_BYTES, Change, Leaf, Op, Ref, commitment, instant
from reviewer_app.verifier.merkle import Node, NodeReader, leaf_hash, node_hash


class Touched(NamedTuple):
    """One row as it stands after the changes; `row` is None when it is gone."""

    op: Op
    row: Row | None


@dataclass(frozen=True, slots=True)
class Act:
    """Who did what, in which command: the part of a leaf that does not come from rows."""

    actor: str
    command: str
    action: AuditAction
    item: str | None
    refs: Mapping[str, Ref]


class Written(NamedTuple):
    """A leaf as it is stored, with the salt of each of its commitments by (table, key)."""

    raw: bytes
    salts: dict[tuple[str, str], bytes]


class Draft:
    """The proven rows changed since the last entry; of several changes of one row only the outcome counts."""

    def __init__(self) -> None:
        self._touched: dict[tuple[str, str], Touched] = {}

    def __bool__(self) -> bool:
        return bool(self._touched)

    def added(self, table: str, key: str, row: Row) -> None:
        """A new row."""
        self._touched[table, key] = Touched(Op.ADD, row)

    def changed(self, table: str, key: str, row: Row) -> None:
        """A row with new values."""
        before = self._touched.get((table, key))
        self._touched[table, key] = Touched(before.op if before else Op.SET, row)

    def removed(self, table: str, key: str) -> None:
        """A row that is gone."""
        before = self._touched.pop((table, key), None)
        if before is None or before.op is not Op.ADD:
            self._touched[table, key] = Touched(Op.DEL, None)

    def write(self, seq: int, at: datetime, act: Act, salt: Callable[[int], bytes] = os.urandom) -> Written:
        """Make the leaf over everything touched and begin anew; raises `Fault` where a field is not permitted."""
        salts: dict[tuple[str, str], bytes] = {}
        changes: list[Change] = []
        for (table, key), touched in sorted(self._touched.items()):
            digest = None
            if touched.row is not None:
                salts[table, key] = salt(SALT_BYTES)
                digest = commitment(salts[table, key], touched.row)
            changes.append(Change(table, key, touched.op, digest))
        leaf = Leaf(
            seq, instant(at), act.actor, act.action.value, act.command, act.item, tuple(changes), dict(act.refs)
        )
        try:
            raw = leaf.encode()
        except VerifyError as error:
            message = f"entry {act.action.value} cannot be logged: {error}"
            raise Fault(message) from error
        self._touched.clear()
        return Written(raw, salts)


def completed(seq: int, raw: bytes, node: NodeReader) -> tuple[Node, ...]:
    """The Merkle nodes that leaf `seq` completes, itself first; reads one stored node for each further one."""
    digest, position, level = leaf_hash(raw), seq, 0
    nodes = [Node(0, seq, digest)]
    while position & 1:
        digest = node_hash(node(level, position - 1), digest)
        level, position = level + 1, position >> 1
        nodes.append(Node(level, position, digest))
    return tuple(nodes)


def entry_of(raw: bytes) -> AuditEntry:
    """An entry as screens show it; raises `DatabaseDamaged` for bytes that are no leaf of ours."""
    try:
        leaf = Leaf.parse(raw)
        action = AuditAction(leaf.action)
    except ValueError as error:
        raise DatabaseDamaged(detail="audit_entries") from error
    refs = tuple(
        (key, ",".join(value) if isinstance(value, tuple) else value) for key, value in leaf.refs.items()
    )
    at = datetime.fromisoformat(leaf.at).astimezone(UTC)
    return AuditEntry(leaf.seq, at, leaf.actor, action, leaf.cmd, leaf.item, len(leaf.changes), refs)
