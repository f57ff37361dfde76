"""The report of a `redact` run, beside its public versions: JSON for programs, a workbook for people. No values."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from reviewer_app.cli.targets import write_whole
from reviewer_app.domain.errors import UsageFault
from reviewer_app.text import say

_ENDINGS: Final = frozenset({".json", ".xlsx"})


def require_usable(report: Path) -> None:
    """Refuse an ending that says nothing we write."""
    if report.suffix.lower() not in _ENDINGS:
        raise UsageFault(detail=say("cli.usage.redact_report"))


def write(report: Path, values: Sequence[Mapping[str, Any]]) -> None:
    """Write what `redact --json` prints, one entry a file."""
    if report.suffix.lower() == ".json":
        text = json.dumps({"schema": 1, "files": list(values)}, ensure_ascii=False, indent=1)
        write_whole(report, f"{text}\n".encode())
        return
    from reviewer_app.bootstrap.tools import workbook
    from reviewer_app.services.redact_sheet import sheet

    write_whole(report, workbook((sheet(values),)))
