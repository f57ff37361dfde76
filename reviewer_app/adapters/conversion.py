"""Converts doc, wps and et through LibreOffice where it is installed, and prints to PDF; originals are never touched.

LibreOffice runs as a process of its own in a throw-away folder that holds its profile, the input and the output. Its
start-up settings switch macros and links off; time is limited.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from reviewer_app.domain.document import FileKind

SECONDS: Final = 120
"""Longest time one conversion may take; a first start with a fresh profile takes about ten seconds."""

GRACE_SECONDS: Final = 5
_PROGRAMS: Final = ("soffice", "libreoffice", "soffice.exe")
_TARGETS: Final[Mapping[FileKind, tuple[str, str, FileKind]]] = {
    FileKind.DOC: ("doc", "docx", FileKind.DOCX),
    FileKind.WPS: ("doc", "docx", FileKind.DOCX),
    FileKind.ET: ("xls", "xlsx", FileKind.XLSX),
}
"""Per kind: extension given to LibreOffice (wps and et are doc and xls by their bytes), wanted extension and kind."""

_PRINTED: Final[Mapping[FileKind, str]] = {
    FileKind.DOCX: "docx", FileKind.XLSX: "xlsx", FileKind.DOC: "doc", FileKind.WPS: "doc", FileKind.ET: "xls",
    FileKind.XLS: "xls",
}
"""Kinds that can be printed to PDF: extension given to LibreOffice."""

_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


class LibreOffice:
    """`program` is the path of soffice, found on PATH by default; None means it is not installed."""

    def __init__(self, program: str | None = None, seconds: float = SECONDS) -> None:
        self._program = program or next(filter(None, map(shutil.which, _PROGRAMS)), None)
        self._seconds = seconds

    def __call__(self, untrusted_data: bytes, kind: FileKind) -> tuple[bytes, FileKind] | None:
        """The converted bytes and their kind; None where LibreOffice is missing, failed or took too long."""
        if kind not in _TARGETS:
            return None
        given, wanted, result = _TARGETS[kind]
        converted = self._converted(untrusted_data, given, wanted)
        return None if converted is None else (converted, result)

    def prints(self, kind: FileKind) -> bool:
        """Whether LibreOffice is installed and prints this kind."""
        return self._program is not None and kind in _PRINTED

    def print(self, untrusted_data: bytes, kind: FileKind) -> bytes | None:
        """The pages as a PDF; None where LibreOffice is missing, failed or took too long."""
        return self._converted(untrusted_data, _PRINTED[kind], "pdf") if kind in _PRINTED else None

    def _converted(self, untrusted_data: bytes, given: str, wanted: str) -> bytes | None:
        if self._program is None:
            return None
        with tempfile.TemporaryDirectory(prefix="reviewer-convert-", ignore_cleanup_errors=True) as folder:
            return self._convert(Path(folder), untrusted_data, given, wanted)

    def _convert(self, folder: Path, untrusted_data: bytes, given: str, wanted: str) -> bytes | None:
        source = folder / f"input.{given}"
        source.write_bytes(untrusted_data)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        command = [
            str(self._program),
            "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to", wanted, "--outdir", str(folder / "out"), str(source),
        ]  # fmt: skip
        if not _run(command, folder, self._seconds):
            return None
        result = folder / "out" / f"input.{wanted}"
        return result.read_bytes() if result.is_file() else None


def _run(command: list[str], folder: Path, seconds: float) -> bool:
    """Run to the end, or end the whole group: soffice is a script that starts the real program."""
    process = subprocess.Popen(  # noqa: S603 — a program found on PATH with paths made here
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=os.environ | {"TMPDIR": str(folder), "HOME": str(folder)},
    )
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        # Asked first: it then takes its socket in the system's temporary folder away with it.
        _signal(process, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE_SECONDS)
        return False
    finally:
        _signal(process, getattr(signal, "SIGKILL", signal.SIGTERM))
        process.wait()


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    kill_group = getattr(os, "killpg", None)
    if kill_group is None:
        process.kill()
        return
    with suppress(ProcessLookupError):
        kill_group(process.pid, number)
