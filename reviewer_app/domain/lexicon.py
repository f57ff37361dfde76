"""易错词表 and what was promised before: what an office knows beside a document when its wording is judged."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from reviewer_app.domain.findings import Level


class LexiconGroup(StrEnum):
    """Which list a word stands in; leaders, country and sovereignty are red, all others amber (design §4)."""

    WORD = "word"  # 易错词
    LEADER = "leader"  # 领导姓名职务
    ORGAN = "organ"  # 机构规范名称
    COUNTRY = "country"  # 国名与涉港澳台表述

    @property
    def level(self) -> Level:
        """How its hits are shown."""
        return Level.RED if self in {LexiconGroup.LEADER, LexiconGroup.COUNTRY} else Level.AMBER


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """`wrong` should read `right`. Of a leader `right` is the name, `post` his posts, and `wrong` may be empty.

    `unless`: words that hold the wrong one by chance. `valid_from`, `valid_until`: for acts of these days only.
    """

    group: LexiconGroup
    wrong: str
    right: str
    source: str
    post: str = ""
    note: str = ""
    unless: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the entry is meant for an act of that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class EarlierPromise:
    """A promise of an earlier release: what and by when, the title it stood in and the day it went out."""

    matter: str
    due: date
    title: str
    released: date


@dataclass(frozen=True, slots=True)
class LexiconEdition:
    """The office's own list as one import left it: the newest edition is in force, older ones stay readable.

    `source` is the name of the imported file.
    """

    id: str
    entries: tuple[LexiconEntry, ...]
    source: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RuleLevel:
    """A rule that the administrator lowered for this office, with the reason, until it is revoked.

    `hits` and `false_alarms` are what the reviewers' dispositions said when it was lowered.
    """

    id: str
    rule: str
    level: Level
    hits: int
    false_alarms: int
    reason: str
    by: str
    at: datetime
    revoked_at: datetime | None = None
    version: int = 1
