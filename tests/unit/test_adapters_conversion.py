"""Conversion through LibreOffice, with a program in its place that behaves as told."""

import os
import sys
from pathlib import Path

import pytest

from reviewer_app.adapters.conversion import LibreOffice
from reviewer_app.domain.document import FileKind

SCRIPT = """#!{python}
import os, pathlib, signal, subprocess, sys, time
arguments = sys.argv[1:]
pathlib.Path({seen!r}).write_text(" ".join(arguments), "utf-8")
profile = next(word for word in arguments if word.startswith("-env:UserInstallation=file://"))
settings = pathlib.Path(profile.partition("file://")[2], "user", "registrymodifications.xcu")
assert "DisableMacrosExecution" in settings.read_text("utf-8")
wanted = arguments[arguments.index("--convert-to") + 1]
out = pathlib.Path(arguments[arguments.index("--outdir") + 1])
source = pathlib.Path(arguments[-1])
{deed}
"""
CONVERTS = "out.mkdir(); (out / f'input.{wanted}').write_bytes(b'made-from-' + source.read_bytes())"
SLOW = "child = subprocess.Popen(['sleep', '600']); pathlib.Path({child!r}).write_text(str(child.pid)); child.wait()"


@pytest.fixture
def seen(tmp_path: Path) -> Path:
    return tmp_path / "seen"


def office(tmp_path: Path, seen: Path, deed: str, seconds: float = 60) -> LibreOffice:
    program = tmp_path / "soffice"
    program.write_text(SCRIPT.format(python=sys.executable, seen=str(seen), deed=deed), "utf-8")
    program.chmod(0o700)
    return LibreOffice(str(program), seconds)


@pytest.mark.parametrize(
    ("kind", "given", "made"),
    [
        (FileKind.DOC, "input.doc", FileKind.DOCX),
        (FileKind.WPS, "input.doc", FileKind.DOCX),
        (FileKind.ET, "input.xls", FileKind.XLSX),
    ],
)
def test_converts_a_copy_and_leaves_nothing(
    tmp_path: Path, seen: Path, kind: FileKind, given: str, made: FileKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    assert office(tmp_path, seen, CONVERTS)(b"old", kind) == (b"made-from-old", made)
    arguments = seen.read_text("utf-8").split()
    assert arguments[0] == "--headless"
    assert arguments[-1].endswith(given)
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("deed", ["sys.exit(1)", "sys.exit(0)", "os.kill(os.getpid(), signal.SIGKILL)"])
def test_failure_is_no_conversion(tmp_path: Path, seen: Path, deed: str) -> None:
    assert office(tmp_path, seen, deed)(b"old", FileKind.DOC) is None


def test_too_slow_is_killed_with_what_it_started(tmp_path: Path, seen: Path) -> None:
    child = tmp_path / "child"
    convert = office(tmp_path, seen, SLOW.format(child=str(child)), seconds=5)
    assert convert(b"old", FileKind.DOC) is None
    with pytest.raises(ProcessLookupError):
        _wait_for_end(int(child.read_text("ascii")))


def _wait_for_end(pid: int) -> None:
    """Raises `ProcessLookupError` once the process is gone; an orphan that was killed may be a zombie meanwhile."""
    while True:
        os.kill(pid, 0)
        try:
            state = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
        except OSError:
            raise ProcessLookupError from None
        if state == "Z":
            raise ProcessLookupError


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert LibreOffice()(b"old", FileKind.DOC) is None


def test_other_kinds_are_not_converted(tmp_path: Path, seen: Path) -> None:
    assert office(tmp_path, seen, CONVERTS)(b"x", FileKind.PDF) is None
    assert not seen.exists()
