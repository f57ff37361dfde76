"""kill -9 in the middle of committing: everything acknowledged is there, and the log verifies."""

import os
import random
import signal
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

import homes
from db.engine import JournalMode
from reviewer_app.services.verify_log import verify_log
from talking import Partner, partner

EVERYDAY, MANY = 20, 200


def kill_once(committer: Partner, chance: random.Random) -> list[str]:
    """Let it commit for a while and kill it at some moment of a commit; the lines that were acknowledged."""
    committer.tell("go")
    pid = int(committer.hear())
    told = [committer.hear() for _ in range(chance.randrange(1, 6))]
    for _ in range(chance.randrange(4000)):  # part of a commit's time, and never the same
        sha256(b"").digest()
    os.kill(pid, signal.SIGKILL)
    while (line := committer.hear()) != "ended":
        told.append(line)  # it was written to the pipe before the kill, so it was acknowledged
    return told


def run(home: Path, journal: JournalMode, kills: int) -> None:
    with closing(homes.new_store(home, journal=journal)) as store:
        homes.found_office(store.uow)
    chance = random.Random(kills)  # noqa: S311 - chosen moments, no secret
    acknowledged: dict[int, str] = {}
    with partner("commit", str(home), journal.value) as committer:
        for _ in range(kills):
            told = (line.split() for line in kill_once(committer, chance))
            acknowledged.update({int(seq): digest for seq, digest in told})
            with closing(homes.open_with(home, journal=journal)) as store:
                leaves = list(store.log.leaves())
                assert {seq: sha256(leaves[seq]).hexdigest() for seq in acknowledged} == acknowledged
                report = verify_log(store.log)
                assert report.ok, report
    assert len(acknowledged) >= kills


@pytest.mark.parametrize("journal", JournalMode)
def test_nothing_acknowledged_is_lost_when_killed(journal: JournalMode, tmp_path: Path) -> None:
    run(tmp_path / "home", journal, EVERYDAY)


@pytest.mark.slow
@pytest.mark.parametrize("journal", JournalMode)
def test_nothing_acknowledged_is_lost_however_often(journal: JournalMode, tmp_path: Path) -> None:
    run(tmp_path / "home", journal, MANY)
