"""公开稿: what is cut from or changed in an original, and what came of it (design §5)."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from reviewer_app.domain.legal import Audience


class SpanEdit(NamedTuple):
    """Replace `Document.text[start:end]` by `replacement` (empty: delete). Spans of a plan never overlap."""

    start: int
    end: int
    replacement: str


class ColumnCut(NamedTuple):
    """Remove one physical column (from 1) of a table; `table` counts from 1 in the document, `sheet` for xlsx."""

    column: int
    table: int | None = None
    sheet: str | None = None


class RowCut(NamedTuple):
    """Remove one physical row (from 1) of a table."""

    row: int
    table: int | None = None
    sheet: str | None = None


class TableCut(NamedTuple):
    """Remove a whole table or sheet, leaving `notice` in its place (empty: nothing)."""

    table: int | None = None
    sheet: str | None = None
    notice: str = ""


@dataclass(frozen=True, slots=True)
class PublicPlan:
    """Everything to do to one part. Hidden content, comments, revisions and properties always go, unasked."""

    spans: tuple[SpanEdit, ...] = ()
    columns: tuple[ColumnCut, ...] = ()
    rows: tuple[RowCut, ...] = ()
    tables: tuple[TableCut, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicPart:
    """One part of a public version: made from `part` (id of the original part), content by `blob` id and hash."""

    part: str
    ordinal: int
    name: str
    blob: str
    sha256: str
    chars: int


@dataclass(frozen=True, slots=True)
class ScanProof:
    """The small committed record that the result was opened, read and scanned again: counts, no values."""

    rule_set: str
    rule_set_hash: str
    names: str
    findings: int
    covered: int
    uncovered: int

    @property
    def clean(self) -> bool:
        """Whether every finding of the second scan is covered by a recorded keep or not-a-finding."""
        return self.uncovered == 0


@dataclass(frozen=True, slots=True)
class PublicVersion:
    """公开稿 of one revision for one audience; its hash is SHA-256 of the JCS manifest of its parts."""

    id: str
    item: str
    revision: str
    audience: Audience
    policy: str
    policy_version: str
    parts: tuple[PublicPart, ...]
    manifest_sha256: str
    proof: ScanProof
    made_by: str
    made_at: datetime
