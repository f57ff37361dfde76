"""The first steps of the program: the worker before anything heavy, and status 70 where nobody foresaw it."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer_app import __main__ as start
from reviewer_app.documents import messages
from reviewer_app.documents.head_start import worker_command
from reviewer_app.documents.messages import Done, Hello, ReadRequest

LISTING = """
import json, sys
sys.argv = ["reviewer-app", "--worker"]
from reviewer_app.__main__ import main
status = main()
roots = sorted({name.partition(".")[0] for name in sys.modules})
open(%r, "w").write(json.dumps([status, roots]))
"""


def test_worker_ends_with_its_pipe_and_loads_nothing_of_the_rest(tmp_path: Path) -> None:
    listing = tmp_path / "modules.json"
    done = subprocess.run([sys.executable, "-c", LISTING % str(listing)], input=b"", capture_output=True, check=True)
    status, roots = json.loads(listing.read_text("utf-8"))
    assert (status, done.stdout, done.stderr) == (0, b"", b"")
    assert not {"click", "yaml", "sqlalchemy", "PySide6", "regex", "lxml", "pypdfium2"} & set(roots)


def test_worker_answers_on_its_pipes() -> None:
    requests = io.BytesIO()
    messages.send(requests, ReadRequest("a.txt", 3))
    done = subprocess.run(worker_command(), input=requests.getvalue() + b"abc", capture_output=True, check=True)
    replies = io.BytesIO(done.stdout)
    assert isinstance(messages.receive_reply(replies), Hello)
    messages.receive_reply(replies)
    assert isinstance(messages.receive_reply(replies), Done)
    assert done.stderr == b""


def test_worker_whose_program_is_gone_ends_quietly() -> None:
    requests = io.BytesIO()
    messages.send(requests, ReadRequest("a.txt", 3))
    pipe = subprocess.PIPE
    with subprocess.Popen(worker_command(), stdin=pipe, stdout=pipe, stderr=pipe) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdout.close()
        worker.communicate(requests.getvalue() + b"abc")
        assert worker.returncode == 0


def test_what_nobody_foresaw_is_status_70_without_its_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(_argv: list[str]) -> int:
        message = "张三 13800000000"
        raise RuntimeError(message)

    monkeypatch.setattr(sys, "argv", ["reviewer-app", "check"])
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("reviewer_app.cli.main.run", run)
    monkeypatch.setattr("reviewer_app.adapters.platform.set_private_umask", lambda: None)
    monkeypatch.setattr("gc.set_threshold", lambda *_: None)
    assert start.main() == start.EXIT_FAULT == 70
    said = capsys.readouterr().err
    assert "RuntimeError" in said
    assert "13800000000" not in said
