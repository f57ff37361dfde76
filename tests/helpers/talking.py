"""Starts the scripts of `contenders` and talks with them over pipes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

HELPERS = Path(__file__).resolve().parent
ROOT = HELPERS.parents[1]


class Partner:
    """One process: a line in, a line out."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def tell(self, line: str) -> None:
        """Send a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def hear(self) -> str:
        """Wait for a line; none means that the process died."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the process ended"
        return line.strip()


@contextmanager
def partner(*arguments: str) -> Iterator[Partner]:
    """A process of `contenders`; it ends with the block, when its input does."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(HELPERS)))}
    command = [sys.executable, str(HELPERS / "contenders.py"), *arguments]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
    with process:
        yield Partner(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait() == 0


@contextmanager
def partners(*commands: tuple[str, ...]) -> Iterator[list[Partner]]:
    """Several at once."""
    with ExitStack() as stack:
        yield [stack.enter_context(partner(*command)) for command in commands]
