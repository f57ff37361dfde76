"""The border of the command line: whatever happens becomes an exit status and one sentence."""

import json
from pathlib import Path

import click
import pytest

from reviewer_app.cli import main
from reviewer_app.cli.main import run
from reviewer_app.domain.errors import FileMissing, StaleDecision, UsageFault
from reviewer_app.settings import log_file


def _failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Make `check` a command that fails in this way."""

    @click.command("check")
    @click.argument("rest", nargs=-1, type=click.UNPROCESSED)
    @click.option("--json", "as_json", is_flag=True)
    def command(rest: tuple[str, ...], *, as_json: bool) -> None:
        del rest, as_json
        raise error

    monkeypatch.setattr(main.LazyCommands, "get_command", lambda *_: command)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (UsageFault(detail="x"), 2),
        (FileMissing(name="a.txt"), 3),
        (StaleDecision(who="a", when="b", state="c"), 1),
        (ValueError("x"), 70),
        (KeyboardInterrupt(), 130),
        (main.output.ReaderGone(), 130),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_whatever_happens_becomes_a_status(monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int) -> None:
    _failing(monkeypatch, error)
    assert run(["check", "a"]) == status


def test_our_own_fault_is_logged_without_its_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _failing(monkeypatch, ValueError("13812345678"))
    log_file().unlink(missing_ok=True)
    assert run(["check", "--json", "a"]) == 70
    printed = capsys.readouterr()
    assert json.loads(printed.out)["error"]["code"] == "fault"
    written = log_file().read_text("utf-8")
    assert "13812345678" not in written + printed.out + printed.err
    assert "ValueError" in written
    assert "test_cli_main.py" in written


def test_a_fault_that_cannot_be_logged_is_told_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _failing(monkeypatch, ValueError("x"))
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setattr(main, "log_file", lambda: tmp_path / "file" / "log")
    assert run(["check", "a"]) == 70
    assert capsys.readouterr().err.startswith("程序内部出错")


@pytest.mark.parametrize("argv", [["--help"], ["check", "--help"]])
def test_help_is_status_0(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(argv) == 0
    assert capsys.readouterr().out.startswith("用法：reviewer-app")


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["nothing"], "没有“nothing”这个命令"),
        (["--nothing"], "没有“--nothing”这个选项"),
        (["text"], "缺少 PATH"),
        (["text", "a", "b"], "多出了不认识的内容"),
        (["check", "a", "--date", "x"], "--date 的值不对"),
    ],
)
def test_wrong_usage_is_told_in_chinese(argv: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(argv) == 2
    assert words in capsys.readouterr().err
