"""The unit of work and its repositories, as use cases see the store.

One user action = one unit of work = one transaction. `record()` writes the audit entry for what changed since
the last `record()`; `commit()` refuses changes that no entry covers, and a command that recorded nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self, TypeVar

from reviewer_app.domain.actors import Authorisation, User
from reviewer_app.domain.audit import AuditAction, Cosignature, Timestamp
from reviewer_app.domain.items import Amendment, Item, Revision, Route
from reviewer_app.domain.keeps import Keep
from reviewer_app.domain.law_acts import AttributeAnswer, FactConfirmation, ImpactAssessment, OfficeOpinion
from reviewer_app.domain.lexicon import LexiconEdition, RuleLevel
from reviewer_app.domain.office import Office, OfficePhone, PersonKey, RuleVersion
from reviewer_app.domain.policy import PolicyMark
from reviewer_app.domain.public_version import PublicVersion
from reviewer_app.domain.release import (
    Clearing,
    Comparison,
    OnlineRecord,
    Posting,
    QueueEntry,
    RegisterEntry,
    SignOff,
    Withdrawal,
)
from reviewer_app.domain.review import (
    Decision,
    Determination,
    Disposition,
    Exemption,
    FindingSet,
    Judgement,
    Review,
    SecrecyReview,
    UnreadLook,
)
from reviewer_app.domain.urgent import Alarm, TelephoneApproval
from reviewer_app.verifier.leaf import Ref

T = TypeVar("T")


class Repository(Protocol[T]):
    """Frozen values of one kind, kept by `id`. Kinds without a `version` field are written once."""

    def get(self, id_: str, version: int | None = None) -> T:
        """The value with that id; raises `NotFound`.

        With the version a person saw, raises `StaleDecision` (who, when) if it is another by now: asked first, so
        that who lost a race is told so, and not that the new state forbids it.
        """
        ...

    def add(self, value: T) -> None:
        """Keep a new value."""
        ...

    def replace(self, value: T) -> T:
        """Write a changed value if the stored version still is `value.version`; returns it with version + 1.

        Raises `StaleDecision` with who changed it and when: compare-and-swap, so that of two decisions at
        the same time exactly one holds.
        """
        ...

    def find(self, **equal: str | int | None) -> tuple[T, ...]:
        """All values whose fields equal the given ones (enums by value), in the order they were added."""
        ...


@dataclass(frozen=True, slots=True)
class BlobRef:
    """Where bytes lie: `id` names them in the log, `sha256` (hex) is their content address."""

    id: str
    sha256: str
    size: int


class Blobs(Protocol):
    """Content-addressed bytes; checked against their hash on every read."""

    def put(self, data: bytes) -> BlobRef:
        """Keep bytes; the same bytes are kept once."""
        ...

    def get(self, id_: str) -> bytes:
        """The bytes; raises `NotFound`, or `DatabaseDamaged` where they do not match their hash."""
        ...


class Texts(Protocol):
    """Working copies of what was read of parts: derivable, erasable, not proven."""

    def put(self, part: str, payload: bytes) -> None:
        """Keep the encoded document of a part, replacing an older copy."""
        ...

    def get(self, part: str) -> bytes | None:
        """The encoded document of a part, or None."""
        ...


class UnitOfWork(Protocol):
    """One transaction of one actor's one command; rolls back unless `commit()` was called."""

    offices: Repository[Office]
    phones: Repository[OfficePhone]
    users: Repository[User]
    person_keys: Repository[PersonKey]
    authorisations: Repository[Authorisation]
    routes: Repository[Route]
    lexicon_editions: Repository[LexiconEdition]
    rule_levels: Repository[RuleLevel]
    items: Repository[Item]
    revisions: Repository[Revision]
    amendments: Repository[Amendment]
    reviews: Repository[Review]
    secrecy_reviews: Repository[SecrecyReview]
    determinations: Repository[Determination]
    judgements: Repository[Judgement]
    dispositions: Repository[Disposition]
    exemptions: Repository[Exemption]
    looks: Repository[UnreadLook]
    finding_sets: Repository[FindingSet]
    decisions: Repository[Decision]
    public_versions: Repository[PublicVersion]
    signoffs: Repository[SignOff]
    queue: Repository[QueueEntry]
    online: Repository[OnlineRecord]
    postings: Repository[Posting]
    comparisons: Repository[Comparison]
    withdrawals: Repository[Withdrawal]
    clearings: Repository[Clearing]
    registers: Repository[RegisterEntry]
    cosignatures: Repository[Cosignature]
    timestamps: Repository[Timestamp]
    rule_versions: Repository[RuleVersion]
    keeps: Repository[Keep]
    alarms: Repository[Alarm]
    approvals: Repository[TelephoneApproval]
    policies: Repository[PolicyMark]
    answers: Repository[AttributeAnswer]
    opinions: Repository[OfficeOpinion]
    impact_assessments: Repository[ImpactAssessment]
    fact_confirmations: Repository[FactConfirmation]
    blobs: Blobs
    texts: Texts

    def record(self, action: AuditAction, item: str | None = None, **refs: Ref) -> int:
        """Append one entry over everything changed since the last one; returns its sequence number.

        `refs` are ids, enum values, dates and hashes only. The entry's time is never before the last entry's.
        """
        ...

    def commit(self) -> None:
        """Make it durable; raises `Fault` for unrecorded changes or for a command without an entry."""
        ...

    def __enter__(self) -> Self:
        """Begin the transaction (writes wait for others up to the busy timeout: `DatabaseBusy`)."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back what was not committed."""
        ...


class UnitOfWorkFactory(Protocol):
    """Makes units of work on one store."""

    def __call__(self, actor: str, *, writing: bool = True) -> UnitOfWork:
        """A unit of work for the actor with that user id; its entries share one fresh command id."""
        ...


Ids = Callable[[], str]
"""Makes ids: 26 characters, time-ordered, unique on this machine."""
