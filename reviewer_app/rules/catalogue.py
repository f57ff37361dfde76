"""责任表、栏目: the 30 rows (36 leaves) of the 2018 plan as data, and which column a document belongs to.

`content` and `departments` are the plan's own words. Departments that the table leaves to a merged cell are marked
inherited: to be confirmed with the office, not a fact (rulebook §10).
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, NamedTuple

import msgspec

from reviewer_app.domain.legal import Audience, DisclosureAttribute, LegalBasis
from reviewer_app.domain.report import DocumentType
from reviewer_app.rules.compiled import compiled
from reviewer_app.rules.law import law_pack
from reviewer_app.rules.strict_yaml import RuleDataFault, read_mapping
from reviewer_app.text import say

SHIPPED: Final = "catalogue/plan-2018.yaml"
TITLE_POINTS: Final = 3
TYPE_POINTS: Final = 2
GENERAL_POINTS: Final = 1
TEXT_POINTS: Final = 1
LOOKED_AT: Final = 2000
LONGEST_TITLE: Final = 60
"""So much of the first line stands for a title where none is known."""


class Hook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place in the regulation."""

    article: int
    paragraph: int | None = None
    item: int | None = None


class ColumnDue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A term of its own: working days from 形成, a day of each year (02-end), or a rule in words."""

    working_days: int | None = None
    yearly: str | None = None
    rule: str | None = None


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """栏目: one leaf of the table. `title_words` and `text_words` are patterns that suggest it; `types` do too.

    A `general` column (国土公告, 政府文件) takes what no other column wants.
    """

    id: str
    row: int
    category: str
    column: str
    content: str
    departments: str
    hooks_2007: tuple[Hook, ...]
    hooks_2019: tuple[Hook, ...]
    attribute: DisclosureAttribute
    audience: Audience
    channels: tuple[str, ...]
    risk: int
    note: str
    title_words: str
    text_words: str = ""
    types: tuple[DocumentType, ...] = ()
    elements: tuple[str, ...] = ()
    due: ColumnDue = ColumnDue()
    fresh_months: int | None = None
    departments_inherited: bool = False
    general: bool = False

    @property
    def title(self) -> str:
        """What people call it: 规划计划/工作计划."""
        return self.column if self.category == self.column else f"{self.category}/{self.column}"

    def bases(self, on: date) -> tuple[LegalBasis, ...]:
        """The statutory hooks of the version in force on that day."""
        pack = law_pack(on)
        hooks = self.hooks_2007 if pack.version == "2007" else self.hooks_2019
        return tuple(pack.cite(hook.article, hook.paragraph, hook.item) for hook in hooks)


class Suggestion(NamedTuple):
    """A column that may fit; more `points` fit better; `reasons` are finished sentences."""

    column: Column
    points: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One version of the table."""

    id: str
    title: str
    number: str
    in_force: date
    columns: tuple[Column, ...]

    def column(self, leaf: str) -> Column | None:
        """The leaf with this id ("A14a"); None for an id that the table does not have."""
        return next((column for column in self.columns if column.id == leaf), None)

    def rows(self) -> tuple[int, ...]:
        """The row numbers, each once, in order."""
        return tuple(sorted({column.row for column in self.columns}))

    def suggest(self, title: str | None, kind: DocumentType, text: str = "") -> tuple[Suggestion, ...]:
        """Columns that may fit, best first; none where nothing speaks for any (F39: no column, no post)."""
        named = title or text.strip().partition("\n")[0][:LONGEST_TITLE]
        found = [self._weigh(column, named, kind, text[:LOOKED_AT]) for column in self.columns]
        hits = [suggestion for suggestion in found if suggestion.points]
        return tuple(sorted(hits, key=_best_first))

    @staticmethod
    def _weigh(column: Column, title: str, kind: DocumentType, text: str) -> Suggestion:
        points, reasons = 0, []
        match = compiled(column.title_words).search(title)
        if match:
            points += GENERAL_POINTS if column.general else TITLE_POINTS
            reasons.append(say("law.column_title", words=match[0]))
        if kind in column.types:
            points += TYPE_POINTS
            reasons.append(say("law.column_type"))
        match = compiled(column.text_words).search(text) if column.text_words else None
        if match:
            points += TEXT_POINTS
            reasons.append(say("law.column_text", words=match[0]))
        return Suggestion(column, points, tuple(reasons))


def _best_first(suggestion: Suggestion) -> tuple[int, bool]:
    return -suggestion.points, suggestion.column.general


@cache
def load_catalogue() -> Catalogue:
    """The shipped table."""
    return from_mapping(read_mapping(SHIPPED))


def from_mapping(data: dict[str, object]) -> Catalogue:
    """A table from rule data; refuses unknown keys and a leaf that stands twice."""
    made = msgspec.convert(data, Catalogue, strict=False)
    ids = [column.id for column in made.columns]
    twice = sorted({leaf for leaf in ids if ids.count(leaf) > 1})
    if twice:
        message = f"catalogue leaves stand twice: {twice}"
        raise RuleDataFault(message)
    return made
