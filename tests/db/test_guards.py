"""What the database refuses by itself, whoever writes to it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import homes
from db.store import Store
from db.tables import Base, is_proven
from reviewer_app.domain.errors import AuthorMayNot, Fault, IllegalTransition
from reviewer_app.domain.release import SignOffKind
from reviewer_app.domain.review import DecisionKind
from reviewer_app.domain.states import TRANSITIONS, State
from reviewer_app.settings import DATABASE_NAME

PROVEN = sorted(table.name for table in Base.metadata.tables.values() if is_proven(table))
VERSIONED = sorted(name for name in PROVEN if "version" in Base.metadata.tables[name].columns)
ONCE = sorted(set(PROVEN) - set(VERSIONED))
ERASABLE = {"finding_sets": {"payload", "sha256"}, "signoffs": {"salt", "amendments"}}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with rows in every table, closed: copying it costs a tenth of filling another."""
    opened = homes.new_store(tmp_path_factory.mktemp("filled") / "home")
    homes.populate(opened)
    homes.record_backup(opened)
    homes.own_ways(opened.uow)
    homes.law_acts(opened.uow)
    homes.witness(opened.uow, homes.sign_log(opened.log, "cp2"))
    homes.own_words(opened.uow)
    homes.board(opened.uow)
    opened.close()
    return opened.home


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    """The store over a copy."""
    home = tmp_path / "home"
    shutil.copytree(filled, home)
    with closing(homes.open_with(home)) as opened:
        yield opened


@pytest.fixture
def disk(store: Store) -> Iterator[sqlite3.Connection]:
    """Another program's connection."""
    with closing(sqlite3.connect(store.home / DATABASE_NAME, isolation_level=None)) as connection:
        yield connection


@pytest.mark.parametrize("table", sorted({*PROVEN, "audit_entries"} - {"blobs"}))
def test_rows_are_never_deleted(table: str, disk: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="never_deleted"):
        disk.execute(f"DELETE FROM {table}")  # noqa: S608 - our names


@pytest.mark.parametrize("table", [*ONCE, "audit_entries"])
def test_what_is_written_once_stays(table: str, disk: sqlite3.Connection) -> None:
    for column in set(Base.metadata.tables[table].columns.keys()) - ERASABLE.get(table, set()):
        with pytest.raises(sqlite3.IntegrityError, match="written_once"):
            disk.execute(f'UPDATE {table} SET "{column}" = "{column}"')  # noqa: S608 - our names


@pytest.mark.parametrize("table", VERSIONED)
def test_versions_go_up_one_by_one(table: str, disk: sqlite3.Connection) -> None:
    for version in ("version", "version + 2", "version - 1"):
        with pytest.raises(sqlite3.IntegrityError, match="version_skipped"):
            disk.execute(f"UPDATE {table} SET version = {version}")  # noqa: S608 - our names
    with pytest.raises(sqlite3.IntegrityError, match="written_once"):
        disk.execute(f"UPDATE {table} SET id = 'other', version = version + 1")  # noqa: S608 - our names


def test_the_log_has_no_gap(disk: sqlite3.Connection) -> None:
    (size,) = disk.execute("SELECT COUNT(*) FROM audit_entries").fetchone()
    for seq in (size + 1, -1):
        with pytest.raises(sqlite3.IntegrityError, match="gap_in_log"):
            disk.execute("INSERT INTO audit_entries (seq, leaf) VALUES (?, x'')", (seq,))


@pytest.mark.parametrize("old", [state for state in State if state is not State.QUEUED])
def test_queue_moves_are_those_of_the_domain(old: State, disk: sqlite3.Connection) -> None:
    with closing(disk.cursor()) as cursor:
        for new in set(State) - {old}:
            cursor.execute("BEGIN")
            cursor.execute("DROP TRIGGER guard_queue_version")
            held = cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'guard_queue_state'").fetchone()[0]
            cursor.execute("DROP TRIGGER guard_queue_state")
            cursor.execute("UPDATE queue SET state = ?", (old,))
            cursor.execute(held)
            if new in TRANSITIONS[old]:
                cursor.execute("UPDATE queue SET state = ?", (new,))
            else:
                with pytest.raises(sqlite3.IntegrityError, match="illegal_transition"):
                    cursor.execute("UPDATE queue SET state = ?", (new,))
            cursor.execute("ROLLBACK")


def test_an_illegal_move_is_told_with_both_states(store: Store) -> None:
    with store.uow("u-review") as uow, pytest.raises(IllegalTransition) as refused:
        uow.items.replace(replace(uow.items.get("i1"), state=State.ONLINE))
    assert refused.value.values == {"state": "drafting", "wanted": "online"}


def test_no_author_passes(store: Store) -> None:
    with store.uow("u-draft") as uow, pytest.raises(AuthorMayNot):
        uow.decisions.add(homes.decision("d2", by="u-draft"))


def test_no_author_of_an_earlier_revision_passes(store: Store) -> None:
    with store.uow("u-review") as uow:
        uow.revisions.add(homes.revision("r2", "i1", 2, author="u-review"))
        with pytest.raises(AuthorMayNot):
            uow.decisions.add(homes.decision("d2", by="u-review"))


def test_an_author_may_decide_what_is_no_pass(store: Store) -> None:
    with store.uow("u-draft") as uow:
        uow.decisions.add(homes.decision("d2", DecisionKind.VOID, by="u-draft"))
        assert uow.decisions.get("d2").by == "u-draft"


@pytest.mark.parametrize(
    "kind", [SignOffKind.ELECTRONIC, SignOffKind.WITH_AMENDMENTS, SignOffKind.CONFIRMATION]
)
def test_no_author_signs(kind: SignOffKind, store: Store) -> None:
    with store.uow("u-draft") as uow, pytest.raises(AuthorMayNot):
        uow.signoffs.add(homes.signoff("s2", kind, signer="u-draft"))


def test_no_author_signs_on_paper(store: Store) -> None:
    with store.uow("u-review") as uow, pytest.raises(AuthorMayNot):
        uow.signoffs.add(homes.signoff("s2", SignOffKind.PAPER, signer="u-sign", signer_name="李拟稿"))


def test_another_signs_on_paper_even_where_an_author_enters_it(store: Store) -> None:
    with store.uow("u-review") as uow:
        paper = homes.signoff("s2", SignOffKind.PAPER, signer="u-sign", signer_name="赵分管", entered_by="u-draft")
        uow.signoffs.add(paper)
        assert uow.signoffs.get("s2").signer_name == "赵分管"


def test_a_reference_to_nothing_fails_at_the_commit(store: Store) -> None:
    with store.uow("u-draft") as uow:
        uow.revisions.add(homes.revision("r9", "i9"))
        uow.record(homes.AuditAction.ITEM_REVISE)
        with pytest.raises(Fault):
            uow.commit()


def test_an_unknown_enum_value_is_refused(disk: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="ck_items_carrier"):
        disk.execute("UPDATE items SET carrier = 'parchment', version = version + 1")
