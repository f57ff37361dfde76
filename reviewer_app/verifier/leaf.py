"""The leaf: what the log says about one act, in exactly one byte form (design §6).

`{v,alg,seq,at,actor,action,cmd,item,changes:[{t,k,op,c}],refs}` as RFC 8785 JSON, stored as hashed. It holds ids,
enums, dates and hashes only: every string is a token of printable ASCII without space, quote or backslash, so
neither a name nor a piece of text can get into the log, and nothing ever needs escaping. (The one exception: `refs`
may hold a secrecy level's word, all that is kept of a marked file.) That makes the whole form one regular
expression: bytes that match it are canonical JSON, and there is no second way to write a leaf.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final, NamedTuple

from . import jcs
from .errors import LeafRefused

VERSION: Final = 1
ALGORITHM: Final = "sha256"
SALT_BYTES: Final = 32
Ref = str | int | tuple[str, ...]
"""What `refs` may hold under a key: a token, an integer, or a list of tokens."""

_FIELDS: Final = frozenset(("v", "alg", "seq", "at", "actor", "action", "cmd", "item", "changes", "refs"))
_TOKEN = r"[!#-\[\]-~]{1,200}+"  # "+": what follows is never part of a token, so there is no way back to try
_INT = r"(?:0|-?[1-9][0-9]{0,14})"  # 15 digits stay within RFC 8785's 2^53 - 1
_NAME = r"[a-z][a-z0-9_]{0,39}"
_AT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?Z"
_CHANGE = (
    rf'\{{"c":(?:"[0-9a-f]{{64}}","k":"{_TOKEN}","op":"(?:add|set)"|null,"k":"{_TOKEN}","op":"del"),"t":"{_NAME}"\}}'
)
_LEVEL = "[秘机绝]密"
_VALUE = rf'(?:"(?:{_TOKEN}|{_LEVEL})"|{_INT}|\[(?:"{_TOKEN}"(?:,"{_TOKEN}")*)?\])'
_REFS = rf'\{{(?:"({_NAME})":{_VALUE}(?:,"({_NAME})":{_VALUE}((?:,"{_NAME}":{_VALUE})*))?)?\}}'
_GRAMMAR: Final = re.compile(
    rf'\{{"action":"({_NAME}:{_NAME}:{_NAME})","actor":"({_TOKEN})","alg":"sha256","at":"({_AT})",'
    rf'"changes":\[((?:{_CHANGE}(?:,{_CHANGE})*)?)\],"cmd":"({_TOKEN})","item":(?:null|"({_TOKEN})"),'
    rf'"refs":({_REFS}),"seq":(0|[1-9][0-9]{{0,14}}),"v":1\}}'
)
# Reads what the grammar has checked already; no token holds a quote, so it cannot start or end inside one.
_ONE_CHANGE: Final = re.compile(r'"c":(?:"([^"]*)"|null),"k":"([^"]*)","op":"([^"]*)","t":"([^"]*)"')
_tuple = tuple.__new__  # half the cost of calling a named tuple's class


class Op(StrEnum):
    """What happened to a row."""

    ADD = "add"
    SET = "set"
    DEL = "del"


class Change(NamedTuple):
    """Row `k` of table `t` now has commitment `c` (64 hex digits), or is gone (None)."""

    t: str
    k: str
    op: Op
    c: str | None


@dataclass(frozen=True, slots=True)
class Leaf:
    """One act. `seq` is the leaf's index in the tree, from 0; `at` is made by `instant`; `cmd` is shared by
    all leaves of one user action; `item` is None where no item is concerned.
    """  # noqa: D205 - one sentence a field reads better than a summary line

    seq: int
    at: str
    actor: str
    action: str
    cmd: str
    item: str | None = None
    changes: tuple[Change, ...] = ()
    refs: Mapping[str, Ref] = field(default_factory=dict)

    def encode(self) -> bytes:
        """The bytes to store and to hash; raises `LeafRefused` where a field is not in its permitted form."""
        raw = jcs.dumps({
            "v": VERSION, "alg": ALGORITHM, "seq": self.seq, "at": self.at, "actor": self.actor,
            "action": self.action, "cmd": self.cmd, "item": self.item,
            "changes": [change._asdict() for change in self.changes], "refs": self.refs,
        })  # fmt: skip
        scan(raw)
        return raw

    @classmethod
    def parse(cls, raw: bytes) -> "Leaf":
        """Read stored bytes; raises `LeafRefused` for anything but what `encode` writes."""
        seen = scan(raw)
        refs = {key: tuple(ref) if isinstance(ref, list) else ref for key, ref in json.loads(seen.refs).items()}
        changes = tuple(Change(t, k, Op(op), c or None) for c, k, op, t in seen.changes)
        return cls(seen.seq, seen.at, seen.actor, seen.action, seen.cmd, seen.item, changes, refs)


class Scanned(NamedTuple):
    """A checked leaf as a pass over a million of them needs it: changes as (c or "", k, op, t), refs as JSON text."""

    action: str
    actor: str
    at: str
    changes: list[tuple[str, str, str, str]]
    cmd: str
    item: str | None
    refs: str
    seq: int


def scan(raw: bytes) -> Scanned:
    """Check the bytes fully and take them apart; raises `LeafRefused`. About a third of the cost of `Leaf.parse`."""
    found = _GRAMMAR.fullmatch(raw.decode("utf-8", "replace"))
    if found is None:
        raise LeafRefused(_why(raw))
    action, actor, at, changes, cmd, item, refs, key, key2, more, seq = found.groups()
    if key2 and (key >= key2 or (more and not _sorted_keys(refs))):
        message = "refs: keys unsorted or doubled"
        raise LeafRefused(message)
    check_instant(at)
    return _tuple(Scanned, (action, actor, at, _ONE_CHANGE.findall(changes), cmd, item, refs, int(seq)))


def _sorted_keys(refs: str) -> bool:
    """Whether each key comes after the one before: after `{"` or `,"` and before `":` stands a key and nothing else."""
    pieces = refs[2:].split(',"')
    keys = [piece[:end] for piece in pieces if (end := piece.find('":')) > 0]
    return keys == sorted(set(keys))


def instant(moment: datetime) -> str:
    """RFC 3339 in UTC with microseconds and Z, the form of `at`; a moment without a zone is refused."""
    if moment.tzinfo is None:
        message = "at: the moment has no time zone"
        raise LeafRefused(message)
    return moment.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def check_instant(at: str) -> datetime:
    """Refuse days and hours that no calendar has; returns the moment."""
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        message = "at: no such moment"
        raise LeafRefused(message) from None


def commitment(salt: bytes, row: object) -> str:
    """SHA-256(salt ‖ JCS(row)) as 64 hex digits; the salt is 32 random bytes, one for each change of a row."""
    if len(salt) != SALT_BYTES:
        message = "a salt has 32 bytes"
        raise LeafRefused(message)
    return sha256(salt + jcs.dumps(row)).hexdigest()


def _why(raw: bytes) -> str:
    """Say what is wrong without saying what stands there."""
    try:
        read = jcs.loads(raw)
    except ValueError:
        return "not canonical JSON"
    if not isinstance(read, dict):
        return "not an object"
    if missing := _FIELDS - read.keys():
        return f"missing: {', '.join(sorted(missing))}"
    if read.keys() - _FIELDS:
        return "unknown key"
    return "a field is not in its permitted form"
