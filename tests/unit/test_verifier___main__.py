"""`python -m reviewer_app.verifier` is the same tool as reviewer-audit."""

import runpy
import sys

import pytest


def test_runs_the_command_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["reviewer-audit", "--help"])
    with pytest.raises(SystemExit) as left:
        runpy.run_module("reviewer_app.verifier", run_name="__main__")
    assert left.value.code == 0
    assert "离线核验" in capsys.readouterr().out
