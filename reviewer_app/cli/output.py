"""The one way out: UTF-8 on standard output, errors as one sentence or as JSON, never a traceback."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import TextIOWrapper

import msgspec

from reviewer_app.domain.errors import ReviewerError, UsageFault
from reviewer_app.text import explain, say


class ReaderGone(Exception):
    """Whoever read our output closed it (`| head`); there is nobody left to tell."""


def prepare_streams() -> None:
    """Redirected output is UTF-8 wherever we run; a terminal keeps its encoding and shows ? where it must."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace")


def write_text(text: str) -> None:
    """Write `text` exactly, as UTF-8 bytes, without a newline of ours."""
    _send(text.encode("utf-8", errors="replace"))


def write_json(value: Mapping[str, object]) -> None:
    """Write one JSON object on one line (JSON Lines)."""
    try:
        line = msgspec.json.encode(value)  # seven times as quick as json on the findings of a long list
    except UnicodeEncodeError:  # half of a surrogate pair out of a broken document
        plain = msgspec.to_builtins(value)
        line = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", errors="replace")
    _send(line + b"\n")


def write_line(text: str = "") -> None:
    """Write one line for people."""
    with _writing():
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


def write_problem(text: str) -> None:
    """Write one line about what went wrong to standard error."""
    try:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
    except BrokenPipeError:
        _close_down()
    except OSError:  # a full disk: nobody can be told; the work goes on
        return


def error_value(error: ReviewerError) -> dict[str, str]:
    """An error as other programs see it: a stable code and the sentence for people."""
    return {"code": error.code, "message": explain(error)}


def printable(path: str | os.PathLike[str]) -> str:
    """A path as text that can be written: bytes that are no text become the replacement character."""
    return os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _send(data: bytes) -> None:
    with _writing():
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


@contextmanager
def _writing() -> Iterator[None]:
    """A full disk under the output is the world's fault, raised as `UsageFault`."""
    try:
        yield
    except BrokenPipeError:
        _close_down()
    except OSError:
        _point_at_nothing()
        raise UsageFault(detail=say("cli.usage.output")) from None


def _close_down() -> None:
    _point_at_nothing()
    raise ReaderGone


def _point_at_nothing() -> None:
    """Point standard output at nothing, so that the interpreter's last flush does not fail too."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
