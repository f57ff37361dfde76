"""The report of a `redact` run as a sheet: one row a file, what was done, what the proof showed."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from reviewer_app.ports.forms import Cell, Sheet
from reviewer_app.text import say

COLUMNS: Final = (
    ("number", 7), ("file", 44), ("out", 44), ("state", 14), ("edited", 9), ("columns", 9), ("tables", 9), ("kept", 9),
    ("unread", 9), ("searched", 12), ("readings", 12), ("leftovers", 9), ("pages", 9), ("units", 12), ("outside", 14),
    ("readers", 28), ("sha256", 66), ("why", 60),
)


def sheet(values: Sequence[Mapping[str, Any]]) -> Sheet:
    """The sheet for the objects that `redact --json` prints."""
    written = sum(1 for value in values if value["out"])
    head = (say("redact.title"), say("redact.about", total=len(values), written=written))
    titles = tuple((say(f"redact.column.{name}"), width) for name, width in COLUMNS)
    rows = tuple((number, *_row(value)) for number, value in enumerate(values, 1))
    return Sheet(say("redact.sheet"), head, titles, rows)


def _row(value: Mapping[str, Any]) -> tuple[Cell, ...]:
    proof = value["proof"] or {}
    state = "written" if value["out"] else "refused"
    return (
        value["path"], value["out"] or "", say(f"redact.state.{state}"),
        *(value[name] for name in ("edited", "columns", "tables", "kept", "unread")),
        *(proof.get(name) for name in ("searched", "readings", "leftovers", "pages", "units")), _changed(proof),
        "、".join(proof.get("readers", ())), value["sha256"] or "", (value["error"] or {}).get("message", ""),
    )


def _changed(proof: Mapping[str, Any]) -> Cell:
    """What changed outside the decided places, or that no pictures were compared."""
    if proof.get("pages"):
        return f"{proof['outside_ppm'] / 10_000:.4f}%"
    if proof.get("units"):
        return say("redact.by_piece", changed=proof["changed"], restyled=proof["restyled"])
    return say("redact.not_compared") if proof else ""
