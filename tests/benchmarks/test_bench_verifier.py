"""A log of a million entries, verified (design §11), beside merely parsing and hashing its lines; it only prints."""

import json
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from made_export import ORIGIN, STATION, STATION_SEED, signing
from reviewer_app.verifier import notes
from reviewer_app.verifier.export import verify_export
from reviewer_app.verifier.keyring import Keyring
from reviewer_app.verifier.merkle import Frontier, leaf_hash

pytestmark = [pytest.mark.bench, pytest.mark.xdist_group("bench")]

ENTRIES = 1_000_000


def entries(changes: int) -> Iterator[bytes]:
    """Leaves as the program writes them, ten to an item; written as text because `Leaf.encode` would take minutes."""
    for seq in range(ENTRIES):
        item, act, digest = f"01HZX3V2Y6M8Q4T7R5W9{seq // 10:06}", f"01HZX3V2Y6M8Q4T7R5W9{seq:06}", f"{seq:064x}"
        op = "set" if seq % 10 else "add"
        rows = [f'{{"c":"{digest}","k":"{item}","op":"{op}","t":"items"}}']
        rows += [f'{{"c":"{digest}","k":"{act}","op":"add","t":"decisions"}}'] * (changes - 1)
        at = f"2018-06-21T{seq // 43_200:02}:{seq // 720 % 60:02}:{seq // 12 % 60:02}.000000Z"
        yield (
            f'{{"action":"user:item:pass","actor":"u{seq % 7}","alg":"sha256","at":"{at}","changes":[{",".join(rows)}],'
            f'"cmd":"{act}","item":"{item}","refs":{{"decision":"{act}","rules":"{digest}"}},"seq":{seq},"v":1}}'
        ).encode()


def write(folder: Path, changes: int) -> None:
    frontier = Frontier()
    with (folder / "entries.jsonl").open("wb") as file:
        for raw in entries(changes):
            frontier.append(leaf_hash(raw))
            file.write(raw + b"\n")
    checkpoint = notes.Checkpoint(ORIGIN, ENTRIES, frontier.root())
    note = notes.sign_checkpoint(checkpoint, STATION, signing(STATION_SEED))
    (folder / "checkpoints").mkdir()
    (folder / "checkpoints/1.note").write_text(note, "utf-8")
    (folder / "keys.json").write_bytes(Keyring(ORIGIN, (STATION,)).encode())


def bare(file: Path) -> None:
    """What no verifier could do without."""
    with file.open("rb") as lines:
        for line in lines:
            json.loads(line)
            sha256(line).digest()


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one run: at this length a median of several says no more."""
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.mark.parametrize("changes", [1, 2])
def test_a_million_entries(tmp_path: Path, changes: int) -> None:
    write(tmp_path, changes)
    reports = []
    ours = seconds(lambda: reports.append(verify_export(tmp_path)))
    theirs = seconds(lambda: bare(tmp_path / "entries.jsonl"))
    assert reports[0].ok
    assert reports[0].signed_size == ENTRIES
    job = f"log of {ENTRIES:,} entries, {changes} change(s) each"
    print(f"\n{job:<46} {ours:.1f} s, {ours / theirs:.1f} x json.loads and SHA-256 of each line   < 10 s")  # noqa: T201 - the table is what a benchmark is for
