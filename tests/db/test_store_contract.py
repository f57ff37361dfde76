"""What a store promises, for the real one and the one in memory alike (house style 38)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import homes
from fake_store import FakeStore
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DatabaseBusy, Fault, NotFound, StaleDecision
from reviewer_app.domain.review import Review
from reviewer_app.domain.states import State
from reviewer_app.services.verify_log import verify_log
from reviewer_app.verifier import merkle, proofs
from reviewer_app.verifier.leaf import Leaf


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    if request.param == "memory":
        monkeypatch.setattr("fake_store.BUSY_SECONDS", 0.05)
        yield FakeStore(homes.new_clock())
        return
    real = homes.new_store(tmp_path / "home", busy_milliseconds=50)
    yield real
    real.close()


@pytest.fixture
def office(store: Any) -> Any:
    homes.found_office(store.uow)
    return store


class TestUnitOfWork:
    def test_keeps_what_was_committed(self, office: Any) -> None:
        with office.uow("u-draft") as uow:
            uow.items.add(homes.item())
            uow.record(AuditAction.ITEM_HAND_IN, item="i1")
            uow.commit()
        with office.uow("u-draft", writing=False) as uow:
            assert uow.items.get("i1") == homes.item()

    def test_drops_what_was_not_committed(self, office: Any) -> None:
        size = office.log.size()
        with office.uow("u-draft") as uow:
            uow.items.add(homes.item())
            uow.record(AuditAction.ITEM_HAND_IN, item="i1")
        assert office.log.size() == size
        with office.uow("u-draft", writing=False) as uow, pytest.raises(NotFound) as missing:
            uow.items.get("i1")
        assert missing.value.values == {"what": "store.kind.items", "id": "i1"}

    def test_drops_everything_where_the_block_fails(self, office: Any) -> None:
        with pytest.raises(NotFound), office.uow("u-draft") as uow:
            self._hand_in_and_fail(uow)
        with office.uow("u-draft", writing=False) as uow:
            assert uow.items.find() == ()

    @staticmethod
    def _hand_in_and_fail(uow: Any) -> None:
        uow.items.add(homes.item())
        uow.record(AuditAction.ITEM_HAND_IN, item="i1")
        uow.items.get("nothing")

    def test_refuses_to_commit_a_change_without_an_entry(self, office: Any) -> None:
        with office.uow("u-draft") as uow:
            uow.record(AuditAction.ITEM_HAND_IN)
            uow.items.add(homes.item())
            with pytest.raises(Fault):
                uow.commit()
        with office.uow("u-draft", writing=False) as uow:
            assert uow.items.find() == ()

    def test_refuses_a_command_without_an_entry(self, office: Any) -> None:
        with office.uow("u-draft") as uow, pytest.raises(Fault):
            uow.commit()

    def test_changes_nothing_when_opened_for_reading(self, office: Any) -> None:
        with office.uow("u-draft", writing=False) as uow:
            with pytest.raises(Fault):
                uow.items.add(homes.item())
            with pytest.raises(Fault):
                uow.record(AuditAction.ITEM_HAND_IN)
            with pytest.raises(Fault):
                uow.commit()

    def test_refuses_text_in_the_log(self, office: Any) -> None:
        with office.uow("u-draft") as uow, pytest.raises(Fault):
            uow.record(AuditAction.ITEM_HAND_IN, item="i1", title="关于补偿的公示")

    def test_a_writer_inside_a_writer_is_told_so(self, office: Any) -> None:
        with office.uow("u-draft"), pytest.raises(DatabaseBusy), office.uow("u-review"):
            pass


class TestRepositories:
    def test_finds_in_the_order_of_adding(self, office: Any) -> None:
        with office.uow("u-draft") as uow:
            for id_ in ("i3", "i1", "i2"):
                uow.items.add(homes.item(id_, unit="甲" if id_ != "i1" else "乙"))
            assert [one.id for one in uow.items.find()] == ["i3", "i1", "i2"]
            assert [one.id for one in uow.items.find(unit="甲")] == ["i3", "i2"]
            assert [one.id for one in uow.items.find(state=State.DRAFTING, column=None)] == ["i3", "i1", "i2"]
            assert uow.items.find(state=State.VOID) == ()

    def test_refuses_to_find_by_what_is_no_field(self, office: Any) -> None:
        with office.uow("u-draft") as uow, pytest.raises(Fault):
            uow.items.find(colour="red")

    def test_refuses_an_id_twice(self, office: Any) -> None:
        with office.uow("u-draft") as uow:
            uow.items.add(homes.item())
            with pytest.raises(Fault):
                uow.items.add(homes.item())

    def test_replace_gives_the_next_version(self, office: Any) -> None:
        with office.uow("u-admin") as uow:
            user = uow.users.get("u-draft")
            changed = uow.users.replace(replace(user, name="李二"))
            assert changed == replace(user, name="李二", version=2)
            assert uow.users.get("u-draft") == changed

    def test_replace_of_an_old_version_tells_who_and_when(self, office: Any) -> None:
        self._hand_in(office)
        with office.uow("u-review") as uow:
            item = uow.items.get("i1")
            uow.items.replace(item.to(State.SUBMITTED))
            uow.record(AuditAction.ITEM_SUBMIT, item="i1")
            uow.commit()
        with office.uow("u-sign") as uow:
            for attempt in (lambda: uow.items.replace(item.to(State.VOID)), lambda: uow.items.get("i1", item.version)):
                with pytest.raises(StaleDecision) as stale:
                    attempt()
                assert stale.value.values == {"who": "王审查", "when": "2018-06-21 09:00", "state": "submitted"}
            assert uow.items.get("i1", 2).state is State.SUBMITTED

    def test_replace_of_what_is_not_there(self, office: Any) -> None:
        with office.uow("u-admin") as uow, pytest.raises(NotFound):
            uow.items.replace(homes.item())

    def test_what_has_no_version_is_written_once(self, office: Any) -> None:
        self._hand_in(office)
        with office.uow("u-draft") as uow, pytest.raises(Fault):
            uow.revisions.replace(homes.revision())

    def test_second_open_review_is_told_who_has_the_first(self, office: Any) -> None:
        self._hand_in(office)
        with office.uow("u-review") as uow:
            uow.reviews.add(Review("rv1", "i1", "r1", "u-review", homes.NOON))
            uow.record(AuditAction.ITEM_BEGIN_REVIEW, item="i1")
            uow.commit()
        with office.uow("u-sign") as uow, pytest.raises(StaleDecision) as stale:
            uow.reviews.add(Review("rv2", "i1", "r1", "u-sign", homes.NOON))
        assert stale.value.values["who"] == "王审查"

    def test_a_closed_review_makes_room_for_another(self, office: Any) -> None:
        self._hand_in(office)
        with office.uow("u-review") as uow:
            first = Review("rv1", "i1", "r1", "u-review", homes.NOON)
            uow.reviews.add(first)
            uow.reviews.replace(replace(first, closed_at=homes.NOON))
            uow.reviews.add(Review("rv2", "i1", "r1", "u-sign", homes.NOON))
            assert len(uow.reviews.find(item="i1")) == 2

    @staticmethod
    def _hand_in(office: Any) -> None:
        with office.uow("u-draft") as uow:
            uow.items.add(homes.item())
            uow.revisions.add(homes.revision())
            uow.record(AuditAction.ITEM_HAND_IN, item="i1")
            uow.commit()


class TestBytes:
    def test_same_bytes_are_kept_once(self, office: Any) -> None:
        with office.uow("u-draft") as uow:
            first, second, other = (uow.blobs.put(data) for data in (b"one", b"one", b"two"))
            assert first == second
            assert other.id != first.id
            assert uow.blobs.get(first.id) == b"one"
            with pytest.raises(NotFound):
                uow.blobs.get("nothing")

    def test_texts_are_replaced(self, office: Any) -> None:
        with office.uow("u-draft") as uow:
            assert uow.texts.get("part1") is None
            uow.texts.put("part1", b"old")
            uow.texts.put("part1", b"new")
            assert uow.texts.get("part1") == b"new"


class TestLog:
    def test_entries_of_one_command_share_its_id(self, office: Any) -> None:
        start = office.log.size()
        with office.uow("u-draft") as uow:
            uow.items.add(homes.item())
            first = uow.record(AuditAction.ITEM_HAND_IN, item="i1", part="p1", count=2)
            second = uow.record(AuditAction.ITEM_PROPOSE, item="i1")
            uow.commit()
        assert (first, second) == (start, start + 1)
        one, two = office.log.entries(item="i1")
        assert (one.seq, one.actor, one.action, one.changes) == (first, "u-draft", AuditAction.ITEM_HAND_IN, 1)
        assert one.refs == (("count", 2), ("part", "p1"))
        assert one.command == two.command
        assert two.changes == 0

    def test_entries_are_cut_out(self, office: Any) -> None:
        assert [entry.seq for entry in office.log.entries(start=2, limit=3)] == [2, 3, 4]

    def test_time_never_goes_backwards(self, office: Any) -> None:
        clock = office.around.clock if hasattr(office, "around") else office.clock
        clock.forward(-timedelta(days=1))
        with office.uow("u-admin") as uow:
            uow.record(AuditAction.OFFICE_CHANGE)
            uow.commit()
        times = [entry.at for entry in office.log.entries()]
        assert times == sorted(times)
        assert times[-1] == times[-2]

    def test_of_several_changes_of_a_row_the_outcome_is_logged(self, office: Any) -> None:
        with office.uow("u-draft") as uow:
            uow.items.add(homes.item())
            uow.items.replace(homes.item(title="改"))
            seq = uow.record(AuditAction.ITEM_HAND_IN, item="i1")
            uow.commit()
        (change,) = Leaf.parse(next(office.log.leaves(seq))).changes
        assert (change.t, change.k, change.op) == ("items", "i1", "add")
        assert verify_log(office.log).ok

    def test_roots_and_proofs_hold_at_every_size(self, office: Any) -> None:
        leaves = list(office.log.leaves())
        for size in range(1, len(leaves) + 1):
            root = merkle.root(leaves[:size])
            assert office.log.root(size) == root
            for index in range(size):
                proof = office.log.inclusion(index, size)
                proofs.check_inclusion(index, size, merkle.leaf_hash(leaves[index]), proof, root)

    def test_a_snapshot_does_not_move(self, office: Any) -> None:
        with office.log.snapshot() as still:
            size = still.size()
            with office.uow("u-draft") as uow:
                uow.items.add(homes.item())
                uow.record(AuditAction.ITEM_HAND_IN, item="i1")
                uow.commit()
            assert still.size() == size == office.log.size() - 1
            assert list(still.proven_rows("items")) == []
            assert verify_log(still).ok

    def test_checkpoints_are_kept_with_an_entry_of_the_system(self, office: Any) -> None:
        made = homes.sign_log(office.log)
        assert office.log.checkpoints() == (made,)
        last = office.log.entries()[-1]
        assert (last.actor, last.action) == ("system", AuditAction.LOG_CHECKPOINT)

    def test_a_whole_office_verifies(self, store: Any) -> None:
        homes.populate(store)
        report = verify_log(store.log)
        assert report.differences == ()
        assert report.problems == ()
        assert (report.entries, report.signoffs, report.blobs) == (store.log.size(), 1, 3)
        assert report.signed_size == store.log.size() - 1
        assert report.rows == len(list(store.log.proven_rows()))
