"""留痕: the enum of audit actions and the entry as screens show it. Leaf format: `reviewer_app.verifier.leaf`."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AuditAction(StrEnum):
    """Everything that can be written to the log, named `source:subject:action`; anything else cannot be written."""

    OFFICE_FOUND = "user:office:found"
    OFFICE_CHANGE = "user:office:change"
    PHONE_CHANGE = "user:phone_book:change"
    USER_ADD = "user:person:add"
    USER_CHANGE = "user:person:change"
    USER_KEY = "user:person:key"
    AUTHORISE = "user:authorisation:grant"
    AUTHORISATION_REVOKE = "user:authorisation:revoke"
    ROUTE_CHANGE = "user:route:change"
    KEEP_PROPOSE = "user:keep_list:propose"
    KEEP_CONFIRM = "user:keep_list:confirm"
    KEEP_REVOKE = "user:keep_list:revoke"
    RULES_CHANGE = "user:rules:change"
    LEXICON_IMPORT = "user:lexicon:import"
    RULE_LOWER = "user:rule:lower"
    RULE_RESTORE = "user:rule:restore"
    ITEM_HAND_IN = "user:item:enter"
    ITEM_REVISE = "user:item:revise"
    ITEM_PROPOSE = "user:item:propose_attribute"
    ITEM_SUBMIT = "user:item:submit"
    ITEM_RECALL = "user:item:recall"
    ITEM_ENDORSE = "user:item:endorse"
    ITEM_CLAIM = "user:item:claim"
    ITEM_UNCLAIM = "user:item:unclaim"
    ITEM_BEGIN_REVIEW = "user:item:begin_review"
    ITEM_SECRECY = "user:item:review_secrecy"
    ITEM_SECRECY_BLOCKED = "user:package:secrecy_blocked"
    ITEM_DETERMINE = "user:item:determine"
    ITEM_ANSWER = "user:item:answer_questions"
    ITEM_OPINION = "user:item:record_opinion"
    ASSESS_IMPACT = "user:impact:assess"
    FACT_CONFIRM = "user:law:confirm_fact"
    ITEM_JUDGE = "user:item:judge"
    ITEM_POLICY = "user:item:policy"
    ITEM_DISPOSE = "user:item:dispose"
    ITEM_EXEMPT = "user:item:exempt"
    ITEM_LOOK = "user:item:look_at_unread"
    ITEM_MARK = "user:item:mark_finding"
    ITEM_CHECK = "user:item:check"
    ITEM_PUBLIC_VERSION = "user:item:make_public_version"
    ITEM_RETURN = "user:item:return"
    ITEM_PASS = "user:item:pass"
    ITEM_DEFER = "user:item:defer"
    ITEM_REFER = "user:item:refer"
    ITEM_RESUME = "user:item:resume"
    ITEM_VOID = "user:item:void"
    ITEM_AMEND = "user:item:propose_amendment"
    ITEM_ANSWER_AMENDMENT = "user:item:answer_amendment"
    ITEM_SIGN = "user:item:sign"
    ITEM_SIGN_PAPER = "user:item:sign_paper"
    ITEM_SIGN_AMENDED = "user:item:sign_with_amendments"
    ITEM_CONFIRM_AMENDED = "user:item:confirm_amendments"
    ITEM_REFUSE = "user:item:refuse_signature"
    ITEM_ALARM = "user:item:alarm"
    ITEM_RELEASE_URGENT = "user:item:release_urgent"
    ITEM_REGISTER = "user:item:register"
    QUEUE_SCHEDULE = "user:queue:schedule"
    QUEUE_MOVE = "user:queue:move"
    QUEUE_WITHDRAW = "user:queue:withdraw"
    QUEUE_RETRY = "user:queue:retry"
    QUEUE_DELIVER = "system:queue:deliver"
    QUEUE_FAIL = "system:queue:fail"
    QUEUE_ONLINE = "user:queue:record_online"
    QUEUE_POST = "user:queue:record_posting"
    QUEUE_COMPARE = "user:queue:compare"
    QUEUE_CORRECT = "user:queue:correct"
    QUEUE_CORRECTED = "user:queue:finish_correction"
    QUEUE_TAKE_DOWN = "user:queue:take_down"
    QUEUE_CLEAR = "user:queue:clear_place"
    QUEUE_TAKEN_DOWN = "user:queue:finish_take_down"
    QUEUE_EXPIRE = "user:queue:expire"
    LOG_CHECKPOINT = "system:log:checkpoint"
    LOG_EXPORT = "user:log:export"
    LOG_COSIGN = "user:log:cosign"
    LOG_TIMESTAMP = "system:log:timestamp"
    BACKUP = "system:backup:make"
    ERASE = "user:content:erase"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry as a screen shows it; `changes` counts rows, `refs` are ids, enums, dates and hashes."""

    seq: int
    at: datetime
    actor: str
    action: AuditAction
    command: str
    item: str | None
    changes: int
    refs: tuple[tuple[str, str | int], ...]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed note over the log's first `size` entries."""

    id: str
    size: int
    root: str  # hex
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Cosignature:
    """联署: a person saw this checkpoint, with everything before it holding, and signed it with his own key.

    C2SP cosignature/v1: `key` is the verifier key (algorithm 04) in its one-line spelling, `line` the signature line
    as it stands in a note, with its newline.
    """

    id: str
    checkpoint: str
    user: str
    key: str
    line: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Timestamp:
    """时间戳: a service outside this machine says that a checkpoint's text was there at `generated` (RFC 3161).

    `response` is the whole answer (DER, base64), `sha256` the hash of its bytes.
    """

    id: str
    checkpoint: str
    response: str
    sha256: str
    generated: datetime
    at: datetime
