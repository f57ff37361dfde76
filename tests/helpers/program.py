"""Runs the real program as a person or another program would."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import source_tree


class Done(NamedTuple):
    """How a run ended: exit status, standard output and standard error as text."""

    status: int
    out: str
    err: str


def command(*arguments: str | Path) -> list[str]:
    """The command line of the program with `arguments`."""
    return [sys.executable, "-m", "reviewer_app", *map(str, arguments)]


def environment(**extra: str) -> dict[str, str]:
    """This process's environment (a home of its own, see conftest), with our packages to be found from anywhere."""
    return {**os.environ, "PYTHONPATH": str(source_tree.ROOT), **extra}


def run(
    *arguments: str | Path, cwd: Path | None = None, extra: Mapping[str, str] | None = None, stdin: str = ""
) -> Done:
    """Run the program to its end."""
    done = subprocess.run(
        command(*arguments), cwd=cwd, env=environment(**(extra or {})), input=stdin.encode(), capture_output=True,
        check=False, timeout=120,
    )  # fmt: skip
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace"))
