"""How every command behaves: lazy imports, interruption, a reader that goes away, our own faults."""

import re
import signal
import subprocess
from pathlib import Path

import pytest

import inside
import program
from reviewer_app.cli.main import COMMANDS

HEAVY = {"PySide6", "shiboken6", "sqlalchemy", "alembic", "ui", "db"}
PARSERS = {"lxml", "pypdfium2", "docx", "openpyxl", "python_calamine", "pikepdf"}


def _letter(folder: Path) -> Path:
    path = folder / "letter.txt"
    path.write_text("关于召开座谈会的通知\n", "utf-8")
    return path


def _imported(command: list[str]) -> set[str]:
    """Top-level packages that a run imports, in whichever of its processes."""
    environment = program.environment(PYTHONPROFILEIMPORTTIME="1")
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    return {match.partition(".")[0] for match in re.findall(r"^import time:.*\| +(\S+)$", done.stderr, re.MULTILINE)}


@pytest.mark.parametrize("command", ["check", "text", "explain", "redact", "scan"])
def test_neither_window_nor_database_is_imported(command: str, tmp_path: Path) -> None:
    extra = {"redact": ["-o", tmp_path / "out.txt"], "scan": ["-o", tmp_path / "out.xlsx"]}.get(command, [])
    letter = _letter(tmp_path)
    imported = _imported(program.command(command, tmp_path if command == "scan" else letter, *extra))
    assert "reviewer_app" in imported
    assert imported & HEAVY == set()


def test_help_imports_no_command() -> None:
    imported = _imported(program.command("--help"))
    assert imported & (HEAVY | PARSERS | {"regex"}) == set()


@pytest.mark.parametrize(
    "words",
    [*((name,) for name in COMMANDS if name != "audit"), *(("audit", name) for name in ("verify", "export", "prove"))],
    ids=" ".join,
)
def test_every_command_explains_itself_in_chinese(words: tuple[str, ...]) -> None:
    done = inside.run(*words, "--help")
    assert done.status == 0
    assert done.out.startswith("用法：reviewer-app")
    assert "--home " in done.out
    assert "Show this message" not in done.out


def test_without_a_display_there_is_a_sentence() -> None:
    done = program.run(extra={"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""})
    assert (done.status, done.out) == (2, "")
    assert "没有可用的显示器" in done.err


def _start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    command = program.command(*arguments)
    pipe = subprocess.PIPE
    # A test run that was itself started in the background ignores Ctrl-C, and so would all its children.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(command, env=program.environment(), stdout=pipe, stderr=pipe, start_new_session=True)
    finally:
        signal.signal(signal.SIGINT, before)


def test_interrupting_is_130_and_leaves_no_process(tmp_path: Path) -> None:
    many = [_letter(tmp_path)] * 3000
    with _start("check", "--json", *many) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, problems = process.communicate(timeout=60)
    assert process.returncode == 130
    assert problems.decode("utf-8").strip() == "已按您的要求中断。原文件未改动。"


def test_interrupting_the_whole_group_is_130(tmp_path: Path) -> None:
    """Ctrl-C on a terminal reaches the workers too."""
    import os

    many = [_letter(tmp_path)] * 3000
    with _start("check", "--json", *many) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        _, problems = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in problems.decode("utf-8")


def test_a_reader_that_goes_away_ends_the_run_quietly(tmp_path: Path) -> None:
    many = [_letter(tmp_path)] * 3000
    with _start("check", "--json", *many) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        problems = process.stderr.read()
        process.wait(60)
    assert (process.returncode, problems) == (130, b"")
