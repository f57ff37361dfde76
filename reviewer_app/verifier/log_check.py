"""One pass over a log: form of every entry, history, Merkle root at every size that somebody vouches for."""

import gc
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Final, NamedTuple

from .claims import Anchors, agrees, changed_within, claims_of
from .errors import LeafRefused, ReplayRefused
from .keyring import Keyring
from .leaf import Scanned, scan
from .merkle import Frontier
from .replay import History
from .report import Code, Problem, Problems

__all__ = [
    "PAPER_ACTION", "SIGNING_ACTIONS", "Act", "Anchors", "LogVerdict", "LoggedKey", "no_collector", "verify_log",
]

SIGNING_ACTIONS: Final = frozenset(
    {"user:item:sign", "user:item:sign_with_amendments", "user:item:confirm_amendments"}
)
"""Entries that say somebody signed: each must name its sign-off by hash, or there is no signature behind it."""
PAPER_ACTION: Final = "user:item:sign_paper"
COSIGN_ACTION: Final = "user:log:cosign"
TIMESTAMP_ACTION: Final = "system:log:timestamp"
_NOTED: Final = SIGNING_ACTIONS | {PAPER_ACTION, COSIGN_ACTION, TIMESTAMP_ACTION}
CHUNK: Final = 256
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class Act(NamedTuple):
    """Who signed what: the entry of a sign-off."""

    seq: int
    actor: str
    item: str | None


class Stamped(NamedTuple):
    """The entry that took in a timestamp, and the size of the checkpoint it is over."""

    seq: int
    size: int


class LoggedKey(NamedTuple):
    """From entry `seq` on, this (64 hex digits) is the person's key; empty: the key was retired."""

    seq: int
    user: str
    public: str


@dataclass(frozen=True, slots=True)
class LogVerdict:
    """What one pass over a log showed; see `VerifyReport` for the two sizes.

    `paper_files` are hashes of public files as the entry (number) of a paper sign-off names them; `bare_papers` counts
    paper sign-offs of logs from before these entries named any. `cosignatures` are entries by the hash of a signature
    line, `timestamps` by the hash of a service's answer.
    """

    history: History
    root: bytes
    roots: dict[int, bytes]
    anchored_size: int
    signed_size: int
    changed_within: tuple[int, int] | None
    acts: dict[str, Act]
    paper_files: dict[str, int]
    bare_papers: int
    cosignatures: dict[str, Act]
    timestamps: dict[str, Stamped]
    person_keys: tuple[LoggedKey, ...]
    problems: tuple[Problem, ...]
    further: int


def verify_log(
    leaves: Iterable[bytes],
    checkpoints: Mapping[str, str],
    keyring: Keyring,
    anchors: Anchors | None = None,
    sizes: Iterable[int] = (),
) -> LogVerdict:
    """Verify leaves against signed checkpoints (name → note) and anchors; `sizes` are further roots wanted.

    Problems are collected, not raised: one spoiled entry must not hide the next.
    """
    problems = Problems()
    claims = claims_of(checkpoints, keyring, anchors or Anchors(), problems)
    walk = _Walk({claim.size for claim in claims} | set(sizes), problems)
    with no_collector():
        walk.run(leaves)
    good = [claim for claim in claims if agrees(claim, walk.roots, problems)]
    bad = {claim.size for claim in claims if claim not in good and claim.size in walk.roots}
    return LogVerdict(
        history=walk.history,
        root=walk.frontier.root(),
        roots=walk.roots,
        anchored_size=max((claim.size for claim in good if claim.anchor), default=0),
        signed_size=max((claim.size for claim in good), default=0),
        changed_within=changed_within(bad, {claim.size for claim in good}),
        acts=walk.acts,
        paper_files=walk.paper_files,
        bare_papers=walk.bare_papers,
        cosignatures=walk.cosignatures,
        timestamps=walk.timestamps,
        person_keys=tuple(walk.person_keys),
        problems=tuple(problems.found),
        further=problems.further,
    )


def _chunks(leaves: Iterable[bytes], stops: list[int]) -> Iterator[list[bytes]]:
    """The leaves in runs of at most `CHUNK`, ending at each of the sorted stops."""
    rest, size = iter(leaves), 0
    ahead = deque(stops)
    while True:
        while ahead and ahead[0] <= size:
            ahead.popleft()
        chunk = list(islice(rest, min(CHUNK, ahead[0] - size) if ahead else CHUNK))
        if not chunk:
            return
        yield chunk
        size += len(chunk)


@contextmanager
def no_collector() -> Iterator[None]:
    """A pass over a log makes no cycles, but millions of rows that the collector would walk through again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Walk:
    """The pass itself."""

    def __init__(self, wanted: set[int], problems: Problems) -> None:
        self.frontier = Frontier()
        self.history = History()
        self.roots: dict[int, bytes] = {}
        self.acts: dict[str, Act] = {}
        self.paper_files: dict[str, int] = {}
        self.bare_papers = 0
        self.cosignatures: dict[str, Act] = {}
        self.timestamps: dict[str, Stamped] = {}
        self.person_keys: list[LoggedKey] = []
        self._wanted = wanted
        self._problems = problems

    def run(self, leaves: Iterable[bytes]) -> None:
        """Take every leaf. This is what the 10 seconds for a million entries are spent in."""
        if 0 in self._wanted:
            self.roots[0] = self.frontier.root()
        for chunk in _chunks(leaves, sorted(self._wanted)):
            self._take(chunk)
            self.frontier.append_all([sha256(b"\x00" + raw).digest() for raw in chunk])
            if self.frontier.size in self._wanted:
                self.roots[self.frontier.size] = self.frontier.root()

    def _take(self, chunk: list[bytes]) -> None:
        add = self.history.add
        for raw in chunk:
            try:
                seen = scan(raw)
                if seen.action in _NOTED or '"person_key":' in seen.refs or '"retired":' in seen.refs:
                    self._note(seen)
                add(seen)
            except LeafRefused as refused:
                self._problems.add(Code.ENTRY_REFUSED, f"#{self.history.size}", refused)
                self.history.size += 1
            except ReplayRefused as refused:
                self._problems.add(Code.HISTORY_REFUSED, f"#{self.history.size - 1}", refused)

    def _note(self, leaf: Scanned) -> None:
        refs = json.loads(leaf.refs)
        user, key = refs.get("user"), refs.get("person_key", "" if "retired" in refs else None)
        if leaf.action in SIGNING_ACTIONS:
            self._note_signing(leaf, refs.get("signoff"))
        elif leaf.action == PAPER_ACTION:
            self._note_paper(leaf.seq, refs.get("public"))
        elif leaf.action == COSIGN_ACTION:
            self.cosignatures[str(refs.get("cosignature"))] = Act(leaf.seq, leaf.actor, None)
        elif leaf.action == TIMESTAMP_ACTION and isinstance(size := refs.get("size"), int):
            self.timestamps[str(refs.get("timestamp"))] = Stamped(leaf.seq, size)
        if isinstance(key, str) and isinstance(user, str):
            self.person_keys.append(LoggedKey(leaf.seq, user, key))

    def _note_paper(self, seq: int, public: object) -> None:
        if isinstance(public, list):
            self.paper_files |= dict.fromkeys(filter(_DIGEST.fullmatch, public), seq)
        else:
            self.bare_papers += 1

    def _note_signing(self, leaf: Scanned, signoff: object) -> None:
        if not isinstance(signoff, str) or not _DIGEST.fullmatch(signoff):
            self._problems.add(Code.SIGNATURE_ABSENT, f"#{leaf.seq}")
        elif signoff in self.acts:  # or one signature could be shown again as another person's act
            self._problems.add(Code.SIGNOFF_REUSED, f"#{leaf.seq}", f"#{self.acts[signoff].seq}")
        else:
            self.acts[signoff] = Act(leaf.seq, leaf.actor, leaf.item)
