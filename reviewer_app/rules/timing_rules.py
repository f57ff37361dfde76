"""The rule data of the deadlines (resources/rules/timing.yaml), chosen by the date of the act."""

import re
from datetime import date, timedelta
from functools import cache
from typing import Final

import msgspec

from reviewer_app.domain.legal import Certainty, LegalBasis
from reviewer_app.domain.report import DocumentType
from reviewer_app.rules.phrases import either
from reviewer_app.rules.strict_yaml import read_mapping

FILE: Final = "rules/timing.yaml"
MONTH_END: Final = "end"


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a term comes from."""

    regulation: str
    version: str
    certainty: Certainty
    article: int | None = None

    def basis(self) -> LegalBasis:
        """As a basis; facts from memory are not verified."""
        known = self.certainty is not Certainty.MEMORY
        return LegalBasis(self.regulation, self.version, self.article, verified=known)


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One term: days or working days (deadlines, notices) or a day of the year (yearly).

    Titles and `event` are phrases (rules/phrases.py): `event` are the words before the day from which a deadline runs,
    where the text names that day. A notice `before_start` comes its days before bidding begins.
    """

    id: str
    types: tuple[DocumentType, ...]
    basis: Source
    told: str
    title: str = ""
    not_title: str = ""
    days: int | None = None
    working_days: int | None = None
    month_day: str | None = None
    event: str = ""
    before_start: bool = False
    valid_from: date | None = None
    valid_until: date | None = None

    def applies(self, kind: DocumentType, subject: str, day: date) -> bool:
        """Whether the term is meant for such a document and holds on the day of the act."""
        if kind not in self.types or not self.holds_on(day):
            return False
        wanted, denied = either(FILE, self.title), either(FILE, self.not_title)
        return not (wanted and not wanted.search(subject)) and not (denied and denied.search(subject))

    @property
    def event_words(self) -> re.Pattern[str] | None:
        """What stands before the day from which the term runs."""
        return either(FILE, self.event)

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force on `day`."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day < self.valid_until)

    def in_year(self, year: int) -> date:
        """The yearly day; `02-end` is the last of February."""
        month, _, day = (self.month_day or "").partition("-")
        if day == MONTH_END:
            return date(year, int(month) + 1, 1) - timedelta(days=1)
        return date(year, int(month), int(day))


class TimingRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Latest days, days of the year, and the shortest periods a notice stays up."""

    deadlines: tuple[Term, ...]
    yearly: tuple[Term, ...]
    notices: tuple[Term, ...]


@cache
def load_timing_rules() -> TimingRules:
    """The shipped rules."""
    return msgspec.convert(read_mapping(FILE), TimingRules, strict=False)
