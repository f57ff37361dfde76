"""Processes that work on one home at the same time, or are killed while they do; run as a script of its own.

`contenders.py decide HOME USER`: for every line "claim ITEM" or "return ITEM" read from stdin, tries that on version 1
of the item and answers with one JSON line: {"won": true} or {"lost": what the error tells}.
`contenders.py commit HOME JOURNAL`: for every line read, forks a child that commits for ever; prints the child's pid,
then one line "seq hash" for each commit that was acknowledged.
"""

import json
import os
import signal
import sys
from hashlib import sha256
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import homes
from db.engine import JournalMode
from db.store import Store
from reviewer_app.adapters.ids import new_id
from reviewer_app.bootstrap.home import open_store
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import AlreadyClaimed, StaleDecision
from reviewer_app.domain.review import Decision, DecisionKind
from reviewer_app.domain.states import State
from reviewer_app.ports.clock import SystemClock
from reviewer_app.services.claim import Claim, claim


def decide(home: Path, user: str) -> None:
    """Answer every race with what became of it."""
    store = open_store(home)
    say({"ready": user})
    for line in sys.stdin:
        what, item = line.split()
        try:
            (take if what == "claim" else give_back)(store, user, item)
            say({"won": True})
        except (StaleDecision, AlreadyClaimed) as late:
            say({"lost": late.values})
    store.close()


def take(store: Store, user: str, item: str) -> None:
    """The use case itself; of the desk it needs no more than this."""
    desk: Any = SimpleNamespace(uow=store.uow, clock=store.around.clock)
    claim(desk, Claim(user, item, 1))


def give_back(store: Store, user: str, item: str) -> None:
    """Return the item if it still is as the person saw it."""
    with store.uow(user) as uow:
        seen = uow.items.get(item, version=1)
        uow.items.replace(seen.to(State.RETURNED))
        revision = uow.revisions.find(item=item)[0].id
        uow.decisions.add(Decision(new_id(), item, revision, DecisionKind.RETURN, user, homes.NOON))
        uow.record(AuditAction.ITEM_RETURN, item=item)
        uow.commit()


def commit(home: Path, journal: JournalMode) -> None:
    """Fork a committing child for every line, and wait until it was killed."""
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            commit_for_ever(home, journal)
        os.waitpid(child, 0)
        print("ended", flush=True)  # noqa: T201 - the answer


def commit_for_ever(home: Path, journal: JournalMode) -> None:
    """Commit, then tell; nothing is told before."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    store = homes.open_with(home, SystemClock(), journal=journal)
    print(os.getpid(), flush=True)  # noqa: T201 - the answer
    for number in count():
        with store.uow("u-draft") as uow:
            id_ = new_id()
            uow.items.add(homes.item(id_))
            uow.blobs.put(f"{id_} {number}".encode() * 200)
            seq = uow.record(AuditAction.ITEM_HAND_IN, item=id_)
            uow.commit()
        told = sha256(next(store.log.leaves(seq))).hexdigest()
        # In one piece: print may write the parts one by one, and who is killed between them leaves half a line.
        os.write(sys.stdout.fileno(), f"{seq} {told}\n".encode())


def say(answer: object) -> None:
    """One line of JSON."""
    print(json.dumps(answer), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    _, what, place, who = sys.argv
    if what == "decide":
        decide(Path(place), who)
    else:
        commit(Path(place), JournalMode(who))
