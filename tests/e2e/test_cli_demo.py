"""The whole way: `demo` makes an office, and every command that works on a home works on it."""

import json
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import program
from inside import run
from program import Done
from reviewer_app.adapters.signing_station import StationKey
from reviewer_app.bootstrap.office import open_office
from reviewer_app.domain.actors import SYSTEM_ACTOR, Role
from reviewer_app.services.person_keys import MakeKey, RetireKey, make_key, retire_key
from timestamp_service import Service

pytestmark = pytest.mark.xdist_group("demo")  # one process walks the way once for all its tests

TAKE_DOWN_AND_DIE = """
import os, shutil, signal, sys
from pathlib import Path
from reviewer_app.bootstrap.office import open_office
from reviewer_app.services.withdrawing import TakeDown, take_down

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

home, actor, entry, version, where = sys.argv[1:]
with open_office(Path(home)) as office:
    if where == "before":
        office.desk.outlets["folder"].__class__.remove = die
    else:
        shutil.rmtree = die
    take_down(office.desk, TakeDown(actor, entry, int(version)))
"""


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """The home of a finished demo and what the demo printed."""
    home = tmp_path_factory.mktemp("demo") / "office"
    return home, program.run("demo", "--home", home)


@pytest.fixture
def home(walked: tuple[Path, Done], tmp_path: Path) -> Path:
    """A copy of the demo's home, to be worked on."""
    copy = tmp_path / "office"
    shutil.copytree(walked[0], copy)
    return copy


def _verified(*where: str | Path) -> tuple[int, dict[str, Any]]:
    done = run("audit", "verify", *where, "--json")
    value: dict[str, Any] = json.loads(done.out)
    return done.status, value


def test_the_whole_way_is_walked(walked: tuple[Path, Done]) -> None:
    home, done = walked
    assert (done.status, done.err) == (0, "")
    assert str(home) in done.out
    assert "留痕完整" in done.out
    assert "留痕不符" in done.out, "the tampered copy is named"


def test_nobody_else_may_read_the_office(walked: tuple[Path, Done]) -> None:
    home, _ = walked
    for path in (home, home / "reviewer.db", home / "station.key"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path.name


def test_a_home_that_is_no_demo_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("原有文件", "utf-8")
    done = run("demo", "--home", tmp_path)
    assert done.status == 2
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_the_log_verifies(home: Path) -> None:
    done = program.run("audit", "verify", "--home", home, "--json")
    value = json.loads(done.out)
    assert (done.status, value["ok"], value["differences"], value["problems"]) == (0, True, [], [])


def test_a_deleted_row_is_named_with_its_table(home: Path) -> None:
    database = sqlite3.connect(home / "reviewer.db")
    with database:
        triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute("DELETE FROM determinations WHERE rowid = (SELECT min(rowid) FROM determinations)")
    database.close()
    status, value = _verified("--home", home)
    assert status == 1
    assert "determinations" in json.dumps(value["differences"])


def test_an_export_verifies_by_itself_and_a_changed_one_does_not(home: Path, tmp_path: Path) -> None:
    export = tmp_path / "export"
    assert program.run("audit", "export", "-o", export, "--home", home).status == 0
    assert _verified(export)[0] == 0
    entries = export / "entries.jsonl"
    entries.write_bytes(entries.read_bytes().replace(b'"v":1', b'"v":2', 1))
    assert _verified(export)[0] == 1


def test_another_offices_key_signs_nothing(home: Path, tmp_path: Path) -> None:
    """A checkpoint of a foreign key would stand in the log for ever, and the log would never verify again."""
    assert run("backup", "-o", tmp_path / "copy.zip", "--home", home).status == 0  # an entry that is not fixed yet
    own, export = home / "station.key", tmp_path / "export"
    kept = own.read_bytes()
    own.unlink()
    StationKey.create(home, open_origin(kept))
    done = run("audit", "export", "-o", export, "--home", home)
    assert done.status != 0
    assert "不是本单位建立时的那一个" in done.err
    own.write_bytes(kept)
    assert _verified("--home", home)[0] == 0
    assert run("audit", "export", "-o", export, "--home", home).status == 0


def open_origin(key: bytes) -> str:
    """The log's name in the file of a station key."""
    return key.decode("utf-8").split("+")[2]


def test_a_receipt_is_written(home: Path, tmp_path: Path) -> None:
    receipt = tmp_path / "30.tlog-proof"
    assert program.run("audit", "prove", "30", "-o", receipt, "--home", home).status == 0
    assert receipt.read_text("utf-8").startswith("c2sp.org/tlog-proof@v1\n")


def test_the_log_is_timestamped_and_the_timestamp_verified(home: Path, tmp_path: Path) -> None:
    service = Service(tmp_path / "tsa")
    request, answer, export = tmp_path / "log.tsq", tmp_path / "log.tsr", tmp_path / "export"
    assert program.run("audit", "timestamp", "request", "-o", request, "--home", home).status == 0
    answer.write_bytes(service.answer(request.read_bytes()))
    (home / "tsa").mkdir()
    (home / "tsa" / "root.pem").write_bytes(service.root.pem)
    done = run("audit", "timestamp", "take", answer, "--home", home)
    assert (done.status, done.err) == (0, "")
    assert "签名和证书链相符" in done.out
    assert run("audit", "export", "-o", export, "--home", home).status == 0
    shown = run("audit", "verify", export, "--tsa-ca", home / "tsa" / "root.pem")
    assert (shown.status, "CN=Test TSA（签名和证书链相符）" in shown.out) == (0, True)
    (home / "tsa" / "root.pem").write_bytes(Service(tmp_path / "other").root.pem)
    status, value = _verified("--home", home)
    assert (status, value["ok"]) == (1, False)
    assert "timestamp_refused" in json.dumps(value["problems"])


def _give_the_auditor_a_password(home: Path, password: str) -> str:
    """The demo's passwords are nobody's: the administrator retires the auditor's key, who makes another."""
    with open_office(home) as office:
        with office.desk.uow(SYSTEM_ACTOR, writing=False) as uow:
            by_role = {role: user for user in uow.users.find() for role in user.roles}
        auditor = by_role[Role.AUDITOR]
        retire_key(office.desk, RetireKey(by_role[Role.ADMINISTRATOR].id, auditor.id))
        make_key(office.desk, MakeKey(auditor.id, password))
    return auditor.name


def test_the_auditor_cosigns_by_his_password_alone(home: Path, tmp_path: Path) -> None:
    name = _give_the_auditor_a_password(home, "青山绿水20180621")
    wrong = run("audit", "cosign", "--home", home, stdin="not the password\n")
    assert (wrong.status, wrong.out) == (1, "")
    done = program.run("audit", "cosign", "--user", name, "--home", home, stdin="青山绿水20180621\n")
    assert (done.status, done.err) == (0, "")
    key = done.out.splitlines()[-1]
    export = tmp_path / "export"
    assert run("audit", "export", "-o", export, "--home", home).status == 0
    assert _verified(export, "--witness-key", key)[1]["anchored"] == _verified("--home", home)[1]["cosigned"][0]["size"]
    assert _verified(export)[1]["anchored"] == 0, "a key that travels with the export proves nothing"
    alone = subprocess.run(
        [sys.executable, "-m", "reviewer_app.verifier", "verify", export, "--witness-key", key],
        check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert (alone.returncode, "公钥由您给出" in alone.stdout) == (0, True)


def test_a_key_that_is_none_is_wrong_usage(home: Path) -> None:
    assert run("audit", "verify", "--witness-key", "nonsense", "--home", home).status == 2


def test_nothing_more_is_due(home: Path) -> None:
    done = program.run("release", "--due", "--home", home)
    assert (done.status, done.err) == (0, "")
    assert "没有到期" in done.out


def _delivered_entry(home: Path) -> tuple[str, str, str]:
    """A publisher's id, and id and version of an entry whose package lies in the folder."""
    with closing(sqlite3.connect(home / "reviewer.db")) as raw:
        (actor,) = raw.execute("""SELECT id FROM users WHERE roles LIKE '%"publisher"%'""").fetchone()
        entry, version = raw.execute("SELECT id, version FROM queue WHERE state IN ('delivered', 'online')").fetchone()
    assert (home / "outlet" / entry).is_dir()
    return str(actor), str(entry), str(version)


@pytest.mark.parametrize("where", ["before", "halfway"])
def test_what_a_killed_take_down_left_is_cleared(home: Path, where: str) -> None:
    actor, entry, version = _delivered_entry(home)
    others = {path.name for path in (home / "outlet").iterdir()} - {entry}
    killed = subprocess.run(
        [sys.executable, "-c", TAKE_DOWN_AND_DIE, home, actor, entry, version, where], check=False
    )
    assert killed.returncode == -signal.SIGKILL
    left = [path.name for path in (home / "outlet").iterdir() if entry in path.name]
    assert left == [entry if where == "before" else f".{entry}.gone"], "personal data lies where it must not"
    done = run("release", "--due", "--home", home)
    assert (done.status, done.err) == (0, "")
    assert "清除 1 个" in done.out
    assert {path.name for path in (home / "outlet").iterdir()} == others


def test_release_wants_to_be_told_what(home: Path) -> None:
    assert run("release", "--home", home).status == 2


def test_a_backup_becomes_the_same_office_elsewhere(home: Path, tmp_path: Path) -> None:
    backup, restored = tmp_path / "office.bak", tmp_path / "restored"
    assert program.run("backup", "-o", backup, "--home", home).status == 0
    assert program.run("restore", backup, "--home", restored).status == 0
    assert _verified("--home", restored)[1]["ok"] is True


def test_a_damaged_backup_restores_nothing(home: Path, tmp_path: Path) -> None:
    backup, restored = tmp_path / "office.bak", tmp_path / "restored"
    assert run("backup", "-o", backup, "--home", home).status == 0
    whole = backup.read_bytes()
    backup.write_bytes(whole[: len(whole) // 2])
    done = run("restore", backup, "--home", restored)
    assert done.status in {1, 3}
    assert "Traceback" not in done.err
    assert not (restored / "reviewer.db").exists()


@pytest.mark.parametrize("command", [["audit", "verify"], ["release", "--due"], ["backup", "-o", "x"]])
def test_without_an_office_there_is_a_sentence(tmp_path: Path, command: list[str]) -> None:
    done = run(*command, "--home", tmp_path / "gone", cwd=tmp_path)
    assert done.status == 2
    assert "没有审查台的数据" in done.err
    assert list(tmp_path.iterdir()) == []
