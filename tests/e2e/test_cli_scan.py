"""`scan` as a person runs it: over bad and good files, interrupted, gone on with."""

import os
import signal
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

import hostile_files as make
import program
from inside import run

PRIVATE = "低保户：刘志强，身份证号11010519491231002X。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "公开文件"
    made.mkdir()
    (made / "公示.txt").write_text(PRIVATE, "utf-8")
    return made


def rows(report: Path, sheet: int = 0) -> list[tuple[object, ...]]:
    return [row[1:] for row in load_workbook(report).worksheets[sheet].iter_rows(values_only=True)]


def test_bad_files_cost_only_themselves_and_nothing_is_written_into_the_folder(folder: Path, tmp_path: Path) -> None:
    (folder / "坏.pdf").write_bytes(b"%PDF-1.7 cut off")
    (folder / "锁.pdf").write_bytes(make.locked_pdf(make.pdf([["x"]])))
    (folder / "程序.bin").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(range(256)))
    before = sorted(folder.rglob("*"))
    done = program.run("scan", folder, "-o", tmp_path / "清单.xlsx", "--jobs", "2")
    assert done.status == 3
    assert "已检查 4/4 份" in done.err
    assert any(row[0] == "公示.txt" and row[2] == "身份证号" for row in rows(tmp_path / "清单.xlsx"))
    assert {row[0] for row in rows(tmp_path / "清单.xlsx", 1)} >= {"坏.pdf", "锁.pdf", "程序.bin"}
    assert sorted(folder.rglob("*")) == before
    assert sorted(path.name for path in tmp_path.glob("清单*")) == ["清单.xlsx"]
    assert "11010519491231002X" not in done.out + done.err


def test_statuses(folder: Path, tmp_path: Path) -> None:
    assert run("scan", folder, "-o", tmp_path / "a.xlsx").status == 1
    (folder / "公示.txt").write_text("关于召开座谈会的通知\n", "utf-8")
    assert run("scan", folder, "-o", tmp_path / "a.xlsx").status == 0


def test_wrong_usage_is_refused_before_anything_is_made(folder: Path, tmp_path: Path) -> None:
    (folder / "list.xlsx").write_bytes(make.saved(make.xlsx([["姓名"]])))
    (tmp_path / "empty").mkdir()
    before = (folder / "list.xlsx").read_bytes()
    for words in (
        (folder, "-o", folder / "list.xlsx"),
        (folder, "-o", tmp_path / "a.txt"),
        (folder / "公示.txt", "-o", tmp_path / "a.xlsx"),
        (folder, "-o", tmp_path / "nowhere" / "a.xlsx"),
        (tmp_path / "empty", "-o", tmp_path / "a.xlsx"),
    ):
        assert run("scan", *words).status == 2, words
    assert (folder / "list.xlsx").read_bytes() == before
    assert not list(tmp_path.glob("a.*"))


def test_a_report_asked_for_inside_the_folder_is_no_part_of_it(folder: Path) -> None:
    assert run("scan", folder, "-o", folder / "清单.xlsx").status == 1
    assert all(row[0] != "清单.xlsx" for row in rows(folder / "清单.xlsx"))


def test_interrupted_by_the_whole_group_it_leaves_a_report_and_goes_on(folder: Path, tmp_path: Path) -> None:
    for number in range(400):
        (folder / f"{number}.txt").write_text(f"{number} {PRIVATE}", "utf-8")
    out = tmp_path / "清单.xlsx"
    command = program.command("scan", folder, "-o", out, "--no-names")
    with subprocess.Popen(command, env=program.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          start_new_session=True) as process:
        assert process.stderr is not None
        process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        told, problems = process.communicate(timeout=60)
    assert process.returncode == 130, problems.decode()
    assert "没有做完" in told.decode("utf-8")
    assert "Traceback" not in problems.decode("utf-8")
    partial = [row for row in rows(out) if row[2] == "身份证号"]
    assert 0 < len(partial) < 401
    assert not rows(out, 1)[2:]  # nobody's file is called unreadable for being interrupted
    done = program.run("scan", folder, "-o", out, "--no-names")
    assert done.status == 1
    assert "接着上次" in done.out
    assert len([row for row in rows(out) if row[2] == "身份证号"]) == 401
    assert not list(tmp_path.glob("*.progress"))
