"""Processes that work on one home at the same time, or are killed while they do; run as a script of its own.

`contenders.py decide HOME USER`: for every item id read from stdin, tries one decision on version 1 of that item and
answers with one JSON line: {"won": seq} or {"lost": values of StaleDecision}.
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

import homes
from db.engine import JournalMode
from db.store import Store
from reviewer_app.adapters.ids import new_id
from reviewer_app.bootstrap.home import open_store
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import StaleDecision
from reviewer_app.domain.review import Decision, DecisionKind
from reviewer_app.domain.states import State
from reviewer_app.ports.clock import SystemClock


def decide(home: Path, user: str) -> None:
    """Answer every race with what became of it."""
    store = open_store(home)
    say({"ready": user})
    for line in sys.stdin:
        try:
            say({"won": decision(store, user, line.strip())})
        except StaleDecision as stale:
            say({"lost": stale.values})
    store.close()


def decision(store: Store, user: str, item: str) -> int:
    """Return the item if it still is as the person saw it."""
    with store.uow(user) as uow:
        seen = uow.items.get(item, version=1)
        uow.items.replace(seen.to(State.RETURNED))
        revision = uow.revisions.find(item=item)[0].id
        uow.decisions.add(Decision(new_id(), item, revision, DecisionKind.RETURN, user, homes.NOON))
        seq = uow.record(AuditAction.ITEM_RETURN, item=item)
        uow.commit()
        return seq


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
        print(seq, told, flush=True)  # noqa: T201 - the answer


def say(answer: object) -> None:
    """One line of JSON."""
    print(json.dumps(answer), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    _, what, place, who = sys.argv
    if what == "decide":
        decide(Path(place), who)
    else:
        commit(Path(place), JournalMode(who))
