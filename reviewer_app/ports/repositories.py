"""What is kept: one repository a kind of frozen value. The name here is also the table's and the log's.

The one list of it: the database, the log and the tests' store in memory all read it from here.
"""

from typing import Protocol, TypeVar

from reviewer_app.domain.actors import Authorisation, User
from reviewer_app.domain.audit import Cosignature, Timestamp
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


class Repositories:
    """Every repository of a unit of work.

    No Protocol, so that an implementation inherits the list instead of repeating it.
    """

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
