"""Two and eight processes decide on the same item at the same moment: one holds, the others are told by whom."""

import json
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest

import homes
from db.store import Store
from reviewer_app.bootstrap.home import open_store
from reviewer_app.domain.actors import Role, User
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.states import State
from reviewer_app.ports.clock import SHANGHAI
from reviewer_app.services.verify_log import verify_log
from talking import Partner, partners

EVERYDAY, MANY = 20, 200
NAMES = {f"u{number}": f"审查员{number}" for number in range(8)}


def prepare(home: Path, rounds: int) -> None:
    """An office with eight reviewers and an item for every race."""
    with closing(homes.new_store(home)) as store:
        homes.found_office(store.uow)
        with store.uow("u-admin") as uow:
            for id_, name in NAMES.items():
                uow.users.add(User(id_, name, "办公室", frozenset({Role.REVIEWER})))
            for what, number in product(("claim", "return"), range(rounds)):
                uow.items.add(homes.item(f"{what}{number}", state=State.SUBMITTED))
                uow.revisions.add(homes.revision(f"{what}-r{number}", f"{what}{number}"))
            uow.record(AuditAction.USER_ADD)
            uow.commit()


def race(runners: list[Partner], what: str, item: str) -> tuple[int, list[dict[str, str]]]:
    """Start all at once; the winner's place and entry, and what the losers were told."""
    for runner in runners:
        runner.tell(f"{what} {item}")
    answers = [json.loads(runner.hear()) for runner in runners]
    (winner,) = [place for place, answer in enumerate(answers) if "won" in answer]
    return winner, [answer["lost"] for answer in answers if "lost" in answer]


def check(store: Store, item: str, winner: str, told: list[dict[str, str]]) -> None:
    """One entry, one outcome, and everybody else was told whose it is and when it came."""
    (entry,) = store.log.entries(item=item)
    assert entry.actor == winner
    with store.uow("u-admin", writing=False) as uow:
        found = uow.items.get(item)
        returned = len(uow.decisions.find(item=item))
    assert found.version == 2
    # A claim tells the claim's own moment, which may lie in the minute before its entry.
    at = found.claimed_at or entry.at
    expected = {"who": NAMES[winner], "when": f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"}
    if item.startswith("claim"):
        assert (entry.action, found.claimed_by, returned) == (AuditAction.ITEM_CLAIM, winner, 0)
    else:
        assert (entry.action, found.state, returned) == (AuditAction.ITEM_RETURN, State.RETURNED, 1)
        expected["state"] = State.RETURNED.value
    assert told == [expected] * len(told)


def run(home: Path, ways: int, rounds: int) -> None:
    prepare(home, rounds)
    users = list(NAMES)[:ways]
    with partners(*(("decide", str(home), user) for user in users)) as runners, closing(open_store(home)) as store:
        assert [json.loads(runner.hear()) for runner in runners] == [{"ready": user} for user in users]
        for number in range(rounds):
            for what in ("claim", "return"):
                winner, told = race(runners, what, f"{what}{number}")
                check(store, f"{what}{number}", users[winner], told)
                assert len(told) == ways - 1
        assert verify_log(store.log).ok


@pytest.mark.parametrize("ways", [2, 8])
def test_one_decision_holds_and_the_others_are_told(ways: int, tmp_path: Path) -> None:
    run(tmp_path / "home", ways, EVERYDAY)


@pytest.mark.slow
@pytest.mark.parametrize("ways", [2, 8])
def test_one_decision_holds_every_time(ways: int, tmp_path: Path) -> None:
    run(tmp_path / "home", ways, MANY)
