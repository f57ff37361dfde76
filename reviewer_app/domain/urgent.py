"""紧急发布 and 舆情: what may not wait for a signature, by telephone, and the clocks that run (rulebook §6.5)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlarmKind(StrEnum):
    """What has to be answered in public within hours."""

    EMERGENCY = "emergency"  # 特别重大、重大突发事件
    OPINION = "opinion"  # 其他政务舆情


@dataclass(frozen=True, slots=True)
class Alarm:
    """An item answers an emergency or a public outcry that became known at `known_at`."""

    id: str
    item: str
    kind: AlarmKind
    known_at: datetime
    by: str
    at: datetime


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
