"""Makes a small but whole log and its export, the way the program does, out of nothing but the verifying core."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from reviewer_app.verifier import dsse, keys, notes, tlog_proof
from reviewer_app.verifier.keyring import Keyring, PersonKey
from reviewer_app.verifier.keys import Algorithm, VerifierKey
from reviewer_app.verifier.leaf import Change, Leaf, Op, commitment
from reviewer_app.verifier.merkle import Frontier, leaf_hash
from reviewer_app.verifier.proofs import prove_inclusion

ORIGIN = "office.example/log"
STATION_SEED, WITNESS_SEED, SIGNER_SEED, OTHER_SEED = (bytes([number]) * 32 for number in range(1, 5))
STATION = VerifierKey(ORIGIN, keys.public_of(STATION_SEED))
WITNESS = VerifierKey("auditor.example", keys.public_of(WITNESS_SEED), Algorithm.COSIGNATURE_V1)
PUBLIC_FILE = "关于做好夏季防汛工作的通知\n".encode()


def signing(seed: bytes) -> Callable[[bytes], bytes]:
    return lambda message: keys.sign(seed, message)


@dataclass
class MadeLog:
    """A log with its tables: what the store would hold."""

    leaves: list[bytes] = field(default_factory=list)
    rows: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    salts: dict[tuple[int, str, str], bytes] = field(default_factory=dict)
    nodes: dict[tuple[int, int], bytes] = field(default_factory=dict)
    frontier: Frontier = field(default_factory=Frontier)

    def act(  # one act has this many sides
        self,
        action: str,
        rows: dict[tuple[str, str], dict[str, Any] | None] | None = None,
        actor: str = "u1",
        item: str | None = None,
        **refs: Any,
    ) -> int:
        """Append one entry over the changed rows (None: deleted); returns its number."""
        seq = len(self.leaves)
        changes = [self._change(seq, place, row) for place, row in (rows or {}).items()]
        at = f"2018-06-21T01:{seq // 60 % 60:02}:{seq % 60:02}Z"
        raw = Leaf(seq, at, actor, action, f"c{seq}", item, tuple(changes), refs).encode()
        self.append(raw)
        return seq

    def append(self, raw: bytes) -> None:
        """Append bytes as they are."""
        self.leaves.append(raw)
        for node in self.frontier.extend(leaf_hash(raw)):
            self.nodes[node.level, node.position] = node.digest

    def checkpoint(self, seed: bytes = STATION_SEED) -> str:
        """A signed note over the log as it stands."""
        key = VerifierKey(ORIGIN, keys.public_of(seed))
        made = notes.Checkpoint(ORIGIN, self.frontier.size, self.frontier.root())
        return notes.sign_checkpoint(made, key, signing(seed))

    def receipt(self, index: int, note: str) -> str:
        """A receipt for an entry under a checkpoint."""
        size = notes.parse_checkpoint(notes.split(note)[0]).size
        hashes = prove_inclusion(index, size, lambda level, position: self.nodes[level, position])
        return tlog_proof.TlogProof(index, hashes, note, self.leaves[index]).text()

    def salt_of(self, seq: int, table: str, key: str) -> bytes | None:
        """As the store would answer."""
        return self.salts.get((seq, table, key))

    def actual(self) -> list[tuple[str, str, dict[str, Any]]]:
        """The tables' rows."""
        return [(table, key, row) for (table, key), row in self.rows.items()]

    def _change(self, seq: int, place: tuple[str, str], row: dict[str, Any] | None) -> Change:
        if row is None:
            del self.rows[place]
            return Change(*place, Op.DEL, None)
        op = Op.SET if place in self.rows else Op.ADD
        salt = sha256(f"{seq} {place}".encode()).digest()
        self.rows[place], self.salts[seq, *place] = row, salt
        return Change(*place, op, commitment(salt, row))


@dataclass
class MadeExport:
    """An export in a folder, with what the auditor kept elsewhere."""

    log: MadeLog
    folder: Path
    anchor: str
    keyring: Keyring

    def write(self, place: str, data: bytes | str) -> Path:
        """Put a file into the export."""
        path = self.folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def write_entries(self, leaves: list[bytes] | None = None) -> None:
        """Write entries.jsonl from these leaves, or from the log's."""
        self.write("entries.jsonl", b"".join(raw + b"\n" for raw in (self.log.leaves if leaves is None else leaves)))


def signed_card(item: str, seed: bytes = SIGNER_SEED, user: str = "signatory") -> bytes:
    """An envelope as the sign-off makes it."""
    part = sha256(PUBLIC_FILE).hexdigest()
    payload = {"v": 1, "item": item, "signer": user, "public": [{"id": "p1", "parts": [part]}]}
    return dsse.sign(payload, user, signing(seed))


def made_log() -> tuple[MadeLog, bytes]:
    """An office of one signatory and one signed item; returns the log and the sign-off's envelope."""
    log = MadeLog()
    log.act("user:office:found", {("offices", "o1"): {"name": "某办公室"}, ("users", "u1"): {"name": "某甲"}})
    public = keys.public_of(SIGNER_SEED).hex()
    log.act("user:person:key", {("person_keys", "k1"): {"user": "signatory"}}, user="signatory", person_key=public)
    log.act("user:item:enter", {("items", "i1"): {"state": "drafting"}, ("parts", "i1.1"): {"n": 1}}, item="i1")
    log.act("user:item:pass", {("items", "i1"): {"state": "awaiting_signature"}}, actor="u2", item="i1")
    envelope = signed_card("i1")
    log.act(
        "user:item:sign",
        {("items", "i1"): {"state": "queued"}, ("signoffs", "s1"): {"item": "i1"}},
        actor="signatory",
        item="i1",
        signoff=dsse.digest(envelope),
    )
    return log, envelope


def made_export(folder: Path) -> MadeExport:
    """A whole export that verifies: five entries anchored, one more signed by the station, one by nobody."""
    log, envelope = made_log()
    anchor = log.checkpoint()
    log.act("system:queue:deliver", {("queue", "q1"): {"state": "delivered"}}, actor="system", item="i1")
    later = log.checkpoint()
    log.act("user:queue:record_online", {("queue", "q1"): {"state": "online"}}, item="i1")
    keyring = Keyring(ORIGIN, (STATION,), (WITNESS,), (PersonKey("signatory", keys.public_of(SIGNER_SEED)),))
    made = MadeExport(log, folder, anchor, keyring)
    made.write_entries()
    made.write("keys.json", keyring.encode())
    made.write("checkpoints/1.note", notes.cosign(anchor, WITNESS, 1_529_543_000, signing(WITNESS_SEED)))
    made.write("checkpoints/2.note", later)
    made.write("signoffs/s1.dsse", envelope)
    made.write("receipts/i1.tlog-proof", log.receipt(4, later))
    made.write(f"packages/{sha256(PUBLIC_FILE).hexdigest()}.txt", PUBLIC_FILE)
    return made
