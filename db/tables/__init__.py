"""Every table of the program, one file an aggregate; importing this package fills `Base.metadata`."""

from db.tables.columns import Base, Ledger, is_proven
from db.tables.content import BlobRow, TextRow
from db.tables.items import AlarmRow, AmendmentRow, ApprovalRow, ItemRow, RevisionRow
from db.tables.law import AnswerRow, FactConfirmationRow, ImpactAssessmentRow, OpinionRow
from db.tables.lists import ItemCountRow, SearchTextRow
from db.tables.log import (
    AuditEntryRow,
    AuditIndexRow,
    AuditNodeRow,
    AuditSaltRow,
    BackupRow,
    CheckpointRow,
    CosignatureRow,
    LegalTransitionRow,
    TimestampRow,
)
from db.tables.office import (
    AuthorisationRow,
    KeepRow,
    LexiconEditionRow,
    OfficePhoneRow,
    OfficeRow,
    PersonKeyRow,
    RouteRow,
    RuleLevelRow,
    RuleVersionRow,
    UserRow,
)
from db.tables.release import (
    ClearingRow,
    ComparisonRow,
    OnlineRow,
    PostingRow,
    PublicVersionRow,
    QueueRow,
    RegisterRow,
    SignOffRow,
    WithdrawalRow,
)
from db.tables.review import (
    DecisionRow,
    DeterminationRow,
    DispositionRow,
    ExemptionRow,
    FindingSetRow,
    JudgementRow,
    LookRow,
    PolicyRow,
    ReviewRow,
    SecrecyReviewRow,
)

__all__ = [
    "AlarmRow", "AmendmentRow", "AnswerRow", "ApprovalRow", "AuditEntryRow", "AuditIndexRow", "AuditNodeRow",
    "AuditSaltRow", "AuthorisationRow", "BackupRow", "Base", "BlobRow", "CheckpointRow", "ClearingRow", "ComparisonRow",
    "CosignatureRow", "DecisionRow", "DeterminationRow", "DispositionRow", "ExemptionRow", "FactConfirmationRow",
    "FindingSetRow", "ImpactAssessmentRow", "ItemCountRow", "ItemRow", "JudgementRow", "KeepRow", "Ledger",
    "LegalTransitionRow", "LexiconEditionRow", "LookRow", "OfficePhoneRow", "OfficeRow", "OnlineRow", "OpinionRow",
    "PersonKeyRow", "PolicyRow", "PostingRow", "PublicVersionRow", "QueueRow", "RegisterRow", "ReviewRow",
    "RevisionRow", "RouteRow", "RuleLevelRow", "RuleVersionRow", "SearchTextRow", "SecrecyReviewRow", "SignOffRow",
    "TextRow", "TimestampRow", "UserRow", "WithdrawalRow", "is_proven",
]  # fmt: skip
