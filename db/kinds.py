"""Which domain values are kept, under which name: the repository's, the table's and the log's name are one.

Needs no SQLAlchemy, so that the in-memory store of the tests uses the same list.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from reviewer_app.domain.actors import Authorisation, User
from reviewer_app.domain.audit import Checkpoint, Cosignature, Timestamp
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


@dataclass(frozen=True, slots=True)
class BackupRecord:
    """A backup that was made: until it is destroyed it holds what was erased since. `entries` is the log's size."""

    id: str
    name: str
    sha256: str
    size: int
    entries: int
    made_at: datetime


KINDS: Final[dict[str, type[Any]]] = {
    "offices": Office,
    "phones": OfficePhone,
    "users": User,
    "person_keys": PersonKey,
    "authorisations": Authorisation,
    "routes": Route,
    "lexicon_editions": LexiconEdition,
    "rule_levels": RuleLevel,
    "items": Item,
    "revisions": Revision,
    "amendments": Amendment,
    "reviews": Review,
    "secrecy_reviews": SecrecyReview,
    "determinations": Determination,
    "judgements": Judgement,
    "dispositions": Disposition,
    "exemptions": Exemption,
    "looks": UnreadLook,
    "finding_sets": FindingSet,
    "decisions": Decision,
    "public_versions": PublicVersion,
    "signoffs": SignOff,
    "queue": QueueEntry,
    "online": OnlineRecord,
    "postings": Posting,
    "comparisons": Comparison,
    "withdrawals": Withdrawal,
    "clearings": Clearing,
    "registers": RegisterEntry,
    "cosignatures": Cosignature,
    "timestamps": Timestamp,
    "rule_versions": RuleVersion,
    "alarms": Alarm,
    "approvals": TelephoneApproval,
    "policies": PolicyMark,
    "answers": AttributeAnswer,
    "opinions": OfficeOpinion,
    "impact_assessments": ImpactAssessment,
    "fact_confirmations": FactConfirmation,
    "keeps": Keep,
}
"""Every repository of a unit of work, by name."""

LOG_KINDS: Final[dict[str, type[Any]]] = {"checkpoints": Checkpoint, "backups": BackupRecord}
"""Proven kinds that the store writes for itself."""

BLOBS: Final = "blobs"
"""The proven table of bytes; its committed row is id, sha256 and size."""
