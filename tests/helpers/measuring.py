"""Measures side by side: the same work by us and by a bare library, alternating, medians of whole processes."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROUNDS = 5


class Cost(NamedTuple):
    """What a run costs: seconds on the wall, seconds of CPU with all children, peak memory of one process in MiB."""

    wall: float
    cpu: float
    memory: float


def program(*arguments: str | Path) -> list[str]:
    """The command line that runs our program on `arguments`."""
    return [sys.executable, "-m", "reviewer_app", *map(str, arguments)]


def script(code: str, *arguments: str | Path) -> list[str]:
    """The command line that runs a few lines of Python."""
    return [sys.executable, "-c", code, *map(str, arguments)]


def compare(commands: Mapping[str, Sequence[str]]) -> dict[str, Cost]:
    """Run every command once to warm up, then `ROUNDS` times in turn, and give the medians of each."""
    for command in commands.values():
        _run(command)
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            costs[name].append(_run(command))
    return {name: Cost(*map(statistics.median, zip(*seen, strict=True))) for name, seen in costs.items()}


def seconds(work: Callable[[], object]) -> float:
    """Median CPU seconds of `work` in this process."""
    seen = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        seen.append(time.process_time() - start)
    return statistics.median(seen)


def _run(command: Sequence[str]) -> Cost:
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment()
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    assert process.returncode in {0, 1}, f"exit status {process.returncode}: {command[1:6]}"
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _environment() -> dict[str, str]:
    """Ours, but byte code is kept as it is wherever a program is installed: compiling it is nobody's work."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
