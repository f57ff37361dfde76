"""紧急发布 and 舆情: what may not wait for a signature, by telephone, and the clocks that run (rulebook §6.5)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple


class AlarmKind(StrEnum):
    """What has to be answered in public within hours."""

    EMERGENCY = "emergency"  # 特别重大、重大突发事件
    OPINION = "opinion"  # 其他政务舆情


class ClockKind(StrEnum):
    """The clocks of 国办发〔2016〕80号 and 61号; the words are texts `clock.<value>`."""

    AUTHORITATIVE = "authoritative"  # 权威信息 5 h
    PRESS = "press"  # 新闻发布会 24 h
    RESPONSE = "response"  # 回应 48 h


HOURS: Final = {ClockKind.AUTHORITATIVE: 5, ClockKind.PRESS: 24, ClockKind.RESPONSE: 48}
CLOCKS: Final = {
    AlarmKind.EMERGENCY: (ClockKind.AUTHORITATIVE, ClockKind.PRESS),
    AlarmKind.OPINION: (ClockKind.RESPONSE,),
}


@dataclass(frozen=True, slots=True)
class Alarm:
    """An item answers an emergency or a public outcry that became known at `known_at`."""

    id: str
    item: str
    kind: AlarmKind
    known_at: datetime
    by: str
    at: datetime


class Clock(NamedTuple):
    """One clock and the moment it runs out."""

    kind: ClockKind
    until: datetime


def clocks(alarm: Alarm) -> tuple[Clock, ...]:
    """The clocks of an alarm, first to run out first; hours run on through nights and feasts."""
    return tuple(Clock(kind, alarm.known_at + timedelta(hours=HOURS[kind])) for kind in CLOCKS[alarm.kind])


@dataclass(frozen=True, slots=True)
class TelephoneApproval:
    """电话同意: `approver` agreed at `approved_at` when `called_by` called; red 待补签 until `signoff` makes it good.

    `deferred` names what was left for later (`domain.readiness.Missing`); secrecy, personal data and unread pieces
    are never among it.
    """

    id: str
    item: str
    revision: str
    approver: str
    approved_at: datetime
    called_by: str
    reason: str
    deferred: tuple[str, ...]
    by: str
    at: datetime
    signoff: str | None = None
    version: int = 1

    @property
    def is_owed(self) -> bool:
        """Whether the signature is still to come."""
        return self.signoff is None
