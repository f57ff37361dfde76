"""Replaying the log: which rows must exist now, and with which commitment (design §6).

Every change of a proven row is in the log, so the tables must equal what the log yields. A row that was changed,
deleted or slipped in behind the program's back shows as a difference that names table, key and item.

Erasing a person: the erase entry (`ERASE_ACTION`) is a normal entry whose changes carry the blanked rows' new
commitments. Rows that it touched, and rows that its `refs.erased` names as "table:key", may have lost their salt:
their commitment stays in the log and proves nothing about anybody any more. Only the log can say so: a salt that
is gone without an erase entry is a difference.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from .errors import JsonRefused, LeafRefused, ReplayRefused
from .leaf import Scanned, check_instant, commitment, scan

ERASE_ACTION: Final = "user:content:erase"
ActualRow = tuple[str, str, Mapping[str, object] | None]
"""(table, key, row as committed); None for a row that is there and cannot be read."""
SaltReader = Callable[[int, str, str], bytes | None]
"""The salt of a row's change by (entry, table, key); None if it is gone."""


class Row(NamedTuple):
    """What the log last said of a row: in which entry, its commitment (None: deleted), and about which item."""

    seq: int
    c: str | None
    item: str | None


class Kind(StrEnum):
    """How a row differs from the log."""

    MISSING = "missing"
    EXTRA = "extra"
    CHANGED = "changed"
    SALT_MISSING = "salt_missing"


class Difference(NamedTuple):
    """One row that is not as the log has it. `item` is taken from the entry that last touched the row."""

    table: str
    key: str
    item: str | None
    kind: Kind


class History:
    """What a log says, built entry by entry."""

    __slots__ = ("_last", "_tables", "erased", "size")

    def __init__(self) -> None:
        # By table and key: a `Row` as a plain tuple, with "" for a deleted row's commitment. A million are made.
        self._tables: dict[str, dict[str, tuple[int, str, str | None]]] = {}
        self.erased: dict[tuple[str, str], int] = {}
        self.size = 0
        self._last = ""

    def add(self, leaf: Scanned) -> None:
        """Take the next entry; raises `ReplayRefused` where it cannot follow, after taking in what it says."""
        action, _, at, changes, _, item, _, seq = leaf
        fault = "" if seq == self.size else "seq is not contiguous"
        self.size += 1
        if (at < self._last or len(at) != len(self._last)) and _earlier(at, self._last):
            fault = "at goes backwards"
        self._last = at
        tables = self._tables
        for c, k, op, t in changes:
            rows = tables.get(t)
            if rows is None:
                rows = tables[t] = {}
            known = rows.get(k)
            if (op == "add") is (known is not None and known[1] != ""):
                fault = f"{op} of {t}:{k} does not follow from what was"
            rows[k] = (seq, c, item)
        if action == ERASE_ACTION:
            self._erase(leaf)
        if fault:
            raise ReplayRefused(fault)

    def last(self, table: str, key: str) -> int:
        """The entry that last touched a row, -1 where none ever did."""
        said = self._tables.get(table, {}).get(key)
        return said[0] if said else -1

    def row(self, table: str, key: str) -> Row | None:
        """What the log last said of a row, if it ever spoke of it."""
        said = self._tables.get(table, {}).get(key)
        return Row(said[0], said[1] or None, said[2]) if said else None

    def rows(self) -> Iterator[tuple[str, str, Row]]:
        """(table, key, row) of every row that the log ever spoke of."""
        for table, rows in self._tables.items():
            for key, (seq, c, item) in rows.items():
                yield table, key, Row(seq, c or None, item)

    def live(self) -> dict[tuple[str, str], tuple[int, str]]:
        """(table, key) → (entry, commitment) of every row that must exist now."""
        return {(table, key): (row.seq, row.c) for table, key, row in self.rows() if row.c is not None}

    def may_lack_salt(self, table: str, key: str, said: Row) -> bool:
        """Whether an erase entry spoke of the row, and no entry has changed it since."""
        return self.erased.get((table, key), -1) >= said.seq

    def _erase(self, leaf: Scanned) -> None:
        self.erased.update(((t, k), leaf.seq) for _, k, _, t in leaf.changes)
        named = json.loads(leaf.refs).get("erased", ())
        for name in [named] if isinstance(named, str) else named if isinstance(named, list) else ():
            table, _, key = name.partition(":")
            self.erased[table, key] = leaf.seq


def replay(leaves: Iterable[bytes]) -> History:
    """Replay a whole log; raises `LeafRefused` or `ReplayRefused` at the first entry that does not fit."""
    history = History()
    for raw in leaves:
        history.add(scan(raw))
    return history


def compare(history: History, actual: Iterable[ActualRow], salt_of: SaltReader) -> list[Difference]:
    """Every difference between what the log yields and what the tables hold, in the order of the tables."""
    found: list[Difference] = []
    seen: set[tuple[str, str]] = set()
    for table, key, row in actual:
        said = history.row(table, key)
        kind: Kind | None = Kind.EXTRA
        if said is not None and said.c is not None and (table, key) not in seen:
            salt = salt_of(said.seq, table, key)
            erased = salt is None and history.may_lack_salt(table, key, said)
            kind = _judge(row, said, salt, erased=erased)
        seen.add((table, key))
        if kind is not None:
            found.append(Difference(table, key, said.item if said else None, kind))
    for table, key, said in history.rows():
        if said.c is None or (table, key) in seen:
            continue
        if not history.may_lack_salt(table, key, said) or salt_of(said.seq, table, key) is not None:
            found.append(Difference(table, key, said.item, Kind.MISSING))
    return found


def _judge(row: Mapping[str, object] | None, said: Row, salt: bytes | None, *, erased: bool) -> Kind | None:
    """How a row that the log knows differs, if it does."""
    if salt is None:
        return None if erased else Kind.SALT_MISSING
    try:
        same = row is not None and commitment(salt, row) == said.c
    except (JsonRefused, LeafRefused):
        same = False
    return None if same else Kind.CHANGED


def _earlier(at: str, last: str) -> bool:
    """Compare as moments: texts of two lengths may write one moment in two ways."""
    return bool(last) and check_instant(at) < check_instant(last)
