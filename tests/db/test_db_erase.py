"""Erasing an item's content: gone from the disk, and every proof still holds."""

from dataclasses import replace
from pathlib import Path

import pytest

import homes
from db.erase import erase
from db.read_models import SqlReadModels
from db.store import Store
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import NotFound
from reviewer_app.domain.release import SignOffKind
from reviewer_app.domain.states import State
from reviewer_app.ports.read_models import ItemFilter
from reviewer_app.services.verify_log import verify_log


def test_nothing_of_it_is_left_and_all_proofs_hold(store: Store, made: Path) -> None:
    move(store, State.SUBMITTED)
    assert store.vault.erase("i1", "u-admin") == (made.name,)
    with store.uow("u-admin", writing=False) as uow:
        assert uow.texts.get("part1") is None
        assert uow.finding_sets.get("f1").payload == ""
        assert uow.amendments.get("am1").changes == ()
        assert uow.signoffs.get("s1").salt is None
        with pytest.raises(NotFound):
            uow.blobs.get(uow.revisions.get("r1").parts[0].blob)
    report = verify_log(store.log)
    assert report.ok
    assert report.blobs == 0
    nowhere_on_disk(store, homes.ORIGINAL, homes.CONVERTED, homes.PUBLIC, "张三石".encode())


def test_its_words_are_taken_out_of_the_search(store: Store) -> None:
    reads = SqlReadModels(store.around.engine)
    assert [row.snippet for row in reads.found("张三石").rows] == ["被征收人张三石，领取补偿款。"]
    assert word_rows(store) == {"search_titles": 1, "search_bodies": 1}
    store.vault.erase("i1", "u-admin")
    assert reads.found("张三石").rows == reads.found("三石").rows == ()
    assert [row.title for row in reads.found("征收补偿").rows] == ["关于征收补偿情况的公示"]
    assert word_rows(store) == {"search_titles": 1, "search_bodies": 0}


def test_an_erased_word_leaves_no_trace_in_the_index(store: Store) -> None:
    """FTS5 alone would only mark it: the terms on the disk are read back one by one."""
    assert "三石" in terms(store)
    store.vault.erase("i1", "u-admin")
    assert "三石" not in terms(store)
    assert "征收" in terms(store)


def test_lists_show_an_erased_item_with_nothing_open(store: Store) -> None:
    reads = SqlReadModels(store.around.engine)
    assert [row.red for row in reads.items(ItemFilter()).rows] == [1]
    store.vault.erase("i1", "u-admin")
    assert [row.red for row in reads.items(ItemFilter()).rows] == [0]
    assert [row.red for row in SqlReadModels(store.around.engine).items(ItemFilter()).rows] == [0]


def test_is_one_act_of_the_person(store: Store) -> None:
    store.vault.erase("i1", "u-admin")
    last = store.log.entries()[-1]
    assert (last.actor, last.action, last.item) == ("u-admin", AuditAction.ERASE, "i1")


def test_old_salts_are_gone(store: Store) -> None:
    erased = {"blobs", "finding_sets", "signoffs", "amendments"}
    assert {table for _, table, _, _ in store.log.salts()} >= erased
    erase(store.around, "i1", "u-admin")
    left = {(seq, table) for seq, table, _, _ in store.log.salts() if table in erased}
    assert left == {(store.log.size() - 1, table) for table in erased - {"blobs"}}


def test_what_is_public_stays_comparable(store: Store) -> None:
    move(store, State.SUBMITTED, State.IN_REVIEW, State.AWAITING_SIGNATURE, State.QUEUED)
    store.vault.erase("i1", "u-admin")
    with store.uow("u-admin", writing=False) as uow:
        assert uow.blobs.get(uow.public_versions.get("pv1").parts[0].blob) == homes.PUBLIC
    assert verify_log(store.log).ok


@pytest.mark.parametrize("public", [True, False])
def test_evidence_is_kept_while_it_proves_something_public(public: bool, store: Store) -> None:
    with store.uow("u-review") as uow:
        scan, shot, gone, board = map(uow.blobs.put, (b"scan", b"screenshot", b"empty page", b"board"))
        paper = homes.signoff("s2", SignOffKind.PAPER, signer_name="赵分管", evidence=scan.id)
        uow.signoffs.add(replace(paper, evidence_sha256=scan.sha256))
        uow.online.add(replace(uow.online.get("on1"), id="on2", evidence=shot.id))
        uow.clearings.add(replace(uow.clearings.find()[0], id="cl2", evidence=gone.id))
        uow.postings.add(homes.posting("ps1", board.id))
        uow.record(AuditAction.ITEM_SIGN_PAPER, item="i1")
        uow.commit()
    move(store, State.SUBMITTED)
    if public:
        move(store, State.IN_REVIEW, State.AWAITING_SIGNATURE, State.QUEUED)
    store.vault.erase("i1", "u-admin")
    left = {key for key, _ in store.log.blob_digests()}
    assert ({scan.id, shot.id, gone.id, board.id} <= left) is public
    assert left.isdisjoint({scan.id, shot.id, gone.id, board.id}) is not public
    assert verify_log(store.log).ok


def test_bytes_of_another_item_stay(store: Store) -> None:
    with store.uow("u-draft") as uow:
        part = replace(uow.revisions.get("r1").parts[0], id="part2", converted=None, converted_sha256=None)
        uow.items.add(homes.item("i2"))
        uow.revisions.add(homes.revision("r2", "i2", 1, part))
        uow.record(AuditAction.ITEM_HAND_IN, item="i2")
        uow.commit()
    store.vault.erase("i1", "u-admin")
    with store.uow("u-admin", writing=False) as uow:
        assert uow.blobs.get(part.blob) == homes.ORIGINAL


def test_twice_is_no_error(store: Store) -> None:
    store.vault.erase("i1", "u-admin")
    store.vault.erase("i1", "u-admin")
    assert verify_log(store.log).ok


def move(store: Store, *states: State) -> None:
    with store.uow("u-draft") as uow:
        for state in states:
            uow.items.replace(uow.items.get("i1").to(state))
        uow.record(AuditAction.ITEM_SUBMIT, item="i1")
        uow.commit()


def nowhere_on_disk(store: Store, *secrets: bytes) -> None:
    for path in store.home.iterdir():
        data = path.read_bytes()
        assert not any(secret in data for secret in secrets), path.name


def word_rows(store: Store) -> dict[str, int]:
    """Items that each word index names for a word of the body."""
    statement = "SELECT rowid FROM {name} WHERE {name} MATCH '{word}'"
    with store.around.engine.connect() as connection:
        return {
            name: len(connection.exec_driver_sql(statement.format(name=name, word=word)).all())
            for name, word in (("search_titles", "征收"), ("search_bodies", "三石"))
        }


def terms(store: Store) -> set[str]:
    """Every term that the index of bodies holds on the disk."""
    with store.around.engine.connect() as connection:
        connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search_bodies, row)")
        found = {row[0] for row in connection.exec_driver_sql("SELECT term FROM temp.words")}
        connection.exec_driver_sql("DROP TABLE temp.words")
    return found
