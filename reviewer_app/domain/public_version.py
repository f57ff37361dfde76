"""公开稿: what is cut from or changed in an original, and what came of it (design §5)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from reviewer_app.domain.document import Box
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


class Erase(StrEnum):
    """What is taken out of a rectangle of a picture."""

    BOX = "box"  # all it shows
    PICTURE = "picture"  # the picture that fills it, and nothing that stands under or over it
    RED = "red"  # red ink: a seal on a scanned page goes, the letters it was put across stay


class Burn(NamedTuple):
    """Paint over a rectangle of a picture: of a PDF's `page`, of the picture in `part` of a file, or of the picture.

    Points from the shown page's top left; pixels of the upright picture where there is no page.
    """

    box: Box
    page: int | None = None
    part: str | None = None
    erase: Erase = Erase.BOX


@dataclass(frozen=True, slots=True)
class PublicPlan:
    """Everything to do to one part. Hidden content, comments, revisions and properties always go, unasked."""

    spans: tuple[SpanEdit, ...] = ()
    columns: tuple[ColumnCut, ...] = ()
    rows: tuple[RowCut, ...] = ()
    tables: tuple[TableCut, ...] = ()
    burns: tuple[Burn, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicPart:
    """One part of a public version: made from `part` (id of the original part), content by `blob` id and hash."""

    part: str
    ordinal: int
    name: str
    blob: str
    sha256: str
    chars: int


LARGEST_CHANGE: Final = 1_000
"""Pixels in a million of a page that may differ outside the decided places: 0.1 %."""


@dataclass(frozen=True, slots=True)
class ResultProof:
    """What was found when a result was opened fresh, by readers that its writer does not stand on: counts, no values.

    `searched` values that had to go were looked for in `readings` texts, raw and decoded; `leftovers` of them occur.
    Of `pages` compared as pictures, and of `pictures` inside office files, the worst has `outside_ppm` pixels in a
    million changed outside the decided places.
    Where no pages were compared, of `units` paragraphs and cells outside the decided places `changed` say something
    else and `restyled` look otherwise; `unseen` files were compared in neither way.
    """

    readers: tuple[str, ...] = ()
    readings: int = 0
    searched: int = 0
    leftovers: int = 0
    pages: int = 0
    outside_ppm: int = 0
    units: int = 0
    changed: int = 0
    restyled: int = 0
    unseen: int = 0
    pictures: int = 0

    @property
    def changed_ppm(self) -> int:
        """How much has changed outside the decided places: of the worst page, or of all paragraphs and cells."""
        return max(self.outside_ppm, -(-self.changed * 1_000_000 // max(self.units, 1)))

    @property
    def holds(self) -> bool:
        """Whether nothing that had to go is left and nothing else has changed."""
        return self.leftovers == 0 and self.changed_ppm <= LARGEST_CHANGE

    def joined(self, other: "ResultProof") -> "ResultProof":
        """One record for two parts of a package."""
        return ResultProof(
            tuple(sorted({*self.readers, *other.readers})), self.readings + other.readings,
            self.searched + other.searched, self.leftovers + other.leftovers, self.pages + other.pages,
            max(self.outside_ppm, other.outside_ppm), self.units + other.units, self.changed + other.changed,
            self.restyled + other.restyled, self.unseen + other.unseen, self.pictures + other.pictures)


class Structure(NamedTuple):
    """A result compared with its original piece by piece: see `ResultProof`."""

    units: int
    changed: int
    restyled: int


class Spared(NamedTuple):
    """Findings of one original part (its id) that a person decided to cut and that stay: the audience's policy does."""

    part: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ScanProof:
    """The small committed record that the result was opened, read and scanned again: counts, no values.

    The hash of the result itself is the content hash of its part.
    """

    rule_set: str
    rule_set_hash: str
    names: str
    findings: int
    covered: int
    uncovered: int
    result: ResultProof = ResultProof()
    spared: tuple[Spared, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether the second scan found nothing that no keep covers, and the result proved itself."""
        return self.uncovered == 0 and self.result.holds


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
