"""The laws beside the disclosure regulation, as data with in-force dates and certainty (law/other-laws.yaml)."""

from datetime import date
from functools import cache

import msgspec

from reviewer_app.domain.legal import Certainty
from reviewer_app.rules.strict_yaml import read_mapping


class Provision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One article: what it is about and says, in our words."""

    subject: str
    summary: str
    certainty: Certainty


class Law(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One version of a law. `in_force` is None where the day is not known to us; `date_certainty` is the day's."""

    name: str
    version: str
    articles: dict[int, Provision]
    in_force: date | None = None
    repealed: date | None = None
    date_certainty: Certainty = Certainty.READ
    number: str = ""

    def may_hold_on(self, day: date) -> bool:
        """Whether it holds on `day`; of an unknown beginning only the year of the version is asked."""
        begun = self.in_force <= day if self.in_force else int(self.version) <= day.year
        return begun and (self.repealed is None or day < self.repealed)


@cache
def load_laws() -> tuple[Law, ...]:
    """All of them, in the order of the file."""
    return msgspec.convert(read_mapping("law/other-laws.yaml")["laws"], tuple[Law, ...], strict=False)


def laws_on(day: date) -> tuple[Law, ...]:
    """Those that hold on a day."""
    return tuple(law for law in load_laws() if law.may_hold_on(day))
