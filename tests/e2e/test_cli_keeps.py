"""`--keeps`: check, redact and scan go by the office's keep list, its confirmed lines only, and only when asked."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

import homes
from inside import run
from reviewer_app.bootstrap.office import new_office
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.keeps import Keep, KeepKind

KEPT, WAITING = "王建军", "刘志强"
TEXT = f"{KEPT}（男）谈了体会。\n\n{WAITING}（男）谈了体会。\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An office with a line that a second person confirmed, and one that nobody did."""
    made = tmp_path / "home"
    with new_office(made) as office:
        homes.found_office(office.store.uow)
        until = office.desk.today() + timedelta(30)
        with office.store.uow(homes.REVIEWER.id) as uow:
            for number, value in enumerate((KEPT, WAITING)):
                second = (homes.SIGNATORY.id, homes.NOON) if value == KEPT else (None, None)
                line = (f"k{number}", KeepKind.OFFICIAL, value, "本局职工", until, homes.REVIEWER.id, homes.NOON)
                uow.keeps.add(Keep(*line, *second))
                uow.record(AuditAction.KEEP_PROPOSE, keep=f"k{number}")
            uow.commit()
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "公开"
    folder.mkdir()
    (folder / "体会.txt").write_text(TEXT, "utf-8")
    return folder / "体会.txt"


def actions(file: Path, *options: str | Path) -> list[str]:
    found = json.loads(run("check", file, "--json", *options).out)["findings"]
    return [one["action"] for one in found if one["type"] == "person_name"]


def test_check_keeps_what_two_persons_said_and_only_when_asked(file: Path, home: Path) -> None:
    assert "keep" not in actions(file, "--home", home)
    assert actions(file, "--home", home, "--keeps") == ["keep", "mask"]


def test_a_public_version_keeps_the_name(file: Path, home: Path, tmp_path: Path) -> None:
    run("redact", file, "-o", tmp_path / "公开稿.txt", "--home", home, "--keeps")
    public = (tmp_path / "公开稿.txt").read_text("utf-8")
    assert KEPT in public
    assert WAITING not in public


def test_a_back_scan_goes_by_it(file: Path, home: Path, tmp_path: Path) -> None:
    report = tmp_path / "清单.xlsx"
    run("scan", file.parent, "-o", report, "--jobs", "1", "--home", home, "--keeps")
    rows = load_workbook(report).worksheets[0].iter_rows(values_only=True)
    assert [row[4] for row in rows if row[3] == "姓名"] == [1]  # of two


def test_a_home_without_an_office_is_refused(file: Path, tmp_path: Path) -> None:
    done = run("check", file, "--home", tmp_path / "nothing", "--keeps")
    assert done.status == 2
