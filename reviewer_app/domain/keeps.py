"""保留名单: values an office has learnt to keep, each confirmed by a second person (window.md, 审查).

Only persons in office, office phones and place names; a private person's data is never learnt.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from reviewer_app.domain.findings import FindingType


class KeepKind(StrEnum):
    """What a kept value is."""

    OFFICIAL = "official"  # 履职人员
    PHONE = "phone"  # 办公电话
    PLACE = "place"  # 地名: taken for a person's name or a home by mistake


KEPT_TYPES: Final = {
    KeepKind.OFFICIAL: frozenset({FindingType.PERSON_NAME}),
    KeepKind.PHONE: frozenset({FindingType.LANDLINE}),
    KeepKind.PLACE: frozenset({FindingType.PERSON_NAME, FindingType.ADDRESS}),
}
"""Which findings a kept value answers. A mobile is never an office's (rulebook §3.4 X3)."""


@dataclass(frozen=True, slots=True)
class Keep:
    """One line. `until` is its last day; unconfirmed, revoked or past it counts for nothing."""

    id: str
    kind: KeepKind
    value: str
    reason: str
    until: date
    proposed_by: str
    proposed_at: datetime
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None
    revoked_by: str | None = None
    revoked_at: datetime | None = None
    version: int = 1

    @property
    def waiting(self) -> bool:
        """Whether a second person has still to confirm it."""
        return self.confirmed_at is None and self.revoked_at is None

    def in_force(self, day: date) -> bool:
        """Whether checks of `day` go by it."""
        return self.confirmed_at is not None and self.revoked_at is None and day <= self.until


@dataclass(frozen=True, slots=True)
class OwnValues:
    """What an office has told of itself that checks of files on disk go by: its phones, and what it keeps.

    `keeps`: value as compared → the findings it answers, confirmed and in force.
    """

    phones: tuple[str, ...] = ()
    keeps: Mapping[str, frozenset[FindingType]] = field(default_factory=dict)


NOTHING_OWN: Final = OwnValues()


def kept_key(value: str) -> str:
    """A value as it is compared: without blanks, hyphens and brackets, which offices write as they like."""
    return "".join(char for char in value if char.isalnum())
