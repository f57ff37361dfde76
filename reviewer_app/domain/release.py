"""Signing off and releasing: what is signed, the queue, where it went, what became of it (design §2, §6)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from reviewer_app.domain.items import Change
from reviewer_app.domain.legal import Audience, DisclosureAttribute
from reviewer_app.domain.states import State, move


class SignOffKind(StrEnum):
    """How a signature came about; a paper one is never shown as electronic."""

    ELECTRONIC = "electronic"
    PAPER = "paper"  # 纸质签批
    WITH_AMENDMENTS = "with_amendments"  # 签批附修改: takes effect when the reviewer confirms the revision
    CONFIRMATION = "confirmation"  # the reviewer's confirmation that the difference is exactly those


@dataclass(frozen=True, slots=True)
class SignOff:
    """签批. `envelope` is the DSSE envelope (JSON text) over the card; None on paper.

    `card` is the JCS card (ids, enums, dates, hashes; see `domain.card`), `card_sha256` its SHA-256, `salt` (hex)
    what the revision's commitment on the card is salted with: deleted, it says nothing of the original.
    Paper: `evidence` is the blob id of the scan, `signer_name` and `signed_on` are what the paper shows.
    """

    id: str
    item: str
    revision: str
    kind: SignOffKind
    signer: str
    at: datetime
    card: str
    card_sha256: str
    salt: str | None
    envelope: str | None = None
    authorisation: str | None = None
    evidence: str | None = None
    evidence_sha256: str | None = None
    signer_name: str | None = None
    signed_on: date | None = None
    entered_by: str | None = None
    amendments: tuple[Change, ...] = ()
    confirms: str | None = None  # id of the sign-off with amendments that this one completes


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One public version on its way to one channel."""

    id: str
    item: str
    public_version: str
    audience: Audience
    channel: str
    outlet: str
    not_before: datetime
    not_after: date | None
    display_until: date | None
    created_at: datetime
    state: State = State.QUEUED
    attempts: int = 0
    failure: str | None = None  # key of the reason
    delivered_at: datetime | None = None
    delivery: str | None = None  # what the outlet says of where it lies
    delivery_sha256: str | None = None  # hash of the delivered manifest
    version: int = 1

    def to(self, state: State, **changes: object) -> "QueueEntry":
        """The entry moved to `state`; raises `IllegalTransition`."""
        return replace(self, state=move(self.state, state), **changes)  # type: ignore[arg-type]  # replace() is typed by field


@dataclass(frozen=True, slots=True)
class OnlineRecord:
    """登记上网: address, time, by whom; `evidence` is the blob id of a screenshot or saved page."""

    id: str
    entry: str
    item: str
    address: str
    seen_at: datetime
    by: str
    at: datetime
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """张贴登记: a notice hangs at `place` from `posted_at` until the end of `until`; `photos` are blob ids.

    That it was taken down is a tick of the take-down's list (`Clearing`) for the same place.
    """

    id: str
    entry: str
    item: str
    place: str
    poster: str
    posted_at: datetime
    by: str
    at: datetime
    until: date | None = None
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """上网核对: the saved page against the signed public version."""

    id: str
    entry: str
    item: str
    same: bool
    differences: int
    by: str
    at: datetime


class WithdrawalKind(StrEnum):
    """Why something stops being public as it was."""

    CORRECTION = "correction"  # 更正
    TAKE_DOWN = "take_down"  # 撤下
    EXPIRY = "expiry"  # 期满撤下


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """撤下 / 更正 / 期满: opened at once, reasons may follow, closed when every address was ticked."""

    id: str
    entry: str
    item: str
    kind: WithdrawalKind
    by: str
    at: datetime
    reason: str = ""
    done_at: datetime | None = None
    done_by: str | None = None
    replaced_by: str | None = None  # id of the correcting item
    version: int = 1


@dataclass(frozen=True, slots=True)
class Clearing:
    """One tick of a take-down's task list: `place` (an address or a board) was seen cleared at `cleared_at`.

    `evidence` is the blob id of a screenshot or photograph.
    """

    id: str
    withdrawal: str
    entry: str
    item: str
    place: str
    cleared_at: datetime
    by: str
    at: datetime
    evidence: str | None = None


class RegisterKind(StrEnum):
    """Registers of what is not proactively published; signed like everything else."""

    ON_REQUEST = "on_request"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """存档 in the register 依申请公开 or 不予公开, with the day of the next review of the attribute (2019 Art 18)."""

    id: str
    item: str
    revision: str
    kind: RegisterKind
    attribute: DisclosureAttribute
    reason: str
    at: datetime
    review_date: date | None = None
