"""What a reviewer records: secrecy, determination, judgement, dispositions, decisions (design §2, §4)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from reviewer_app.domain.document import Place
from reviewer_app.domain.legal import Audience, DisclosureAttribute, LegalBasis


class Source(StrEnum):
    """来源 of a package, asked in the secrecy step."""

    OWN = "own"  # 自拟
    SUPERIOR = "superior"  # 上级来文
    SUBORDINATE = "subordinate"  # 下级报送
    REPRINT = "reprint"  # 网上转载
    CONFIDENTIAL_CHANNEL = "confidential_channel"  # 机要渠道


class SecrecyConclusion(StrEnum):
    """结论 of the secrecy step."""

    NOT_SECRET = "not_secret"  # 不涉及国家秘密、工作秘密
    REFER = "refer"  # 不能确定，报请确定
    SECRET = "secret"


@dataclass(frozen=True, slots=True)
class SecrecyReview:
    """保密审查 by a named person: source, which parts were opened and looked at, conclusion.

    `answered_hints` are numbers of internal-mark findings that the person answered.
    """

    id: str
    item: str
    revision: str
    source: Source
    opened_parts: tuple[str, ...]
    conclusion: SecrecyConclusion
    by: str
    at: datetime
    answered_hints: tuple[int, ...] = ()
    note: str = ""


class Stage(StrEnum):
    """Who stands behind a determination."""

    SYSTEM = "system"  # 系统提示
    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    SIGNATORY = "signatory"


@dataclass(frozen=True, slots=True)
class Determination:
    """属性认定. A withheld or on-request attribute needs basis and reason (F07)."""

    id: str
    item: str
    revision: str | None  # None while the drafter proposes for the package itself
    stage: Stage
    attribute: DisclosureAttribute
    basis: tuple[LegalBasis, ...]
    reason: str
    by: str
    at: datetime
    rule_set: str = ""
    rule_set_hash: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """研判: wording, timing, manner, audience. `defaults` names the dimensions kept as 沿用默认."""

    id: str
    item: str
    revision: str
    wording: str
    earliest: date | None
    latest: date | None
    channels: tuple[str, ...]
    audiences: tuple[Audience, ...]
    display_until: date | None
    defaults: tuple[str, ...]
    by: str
    at: datetime
    note: str = ""


class DispositionKind(StrEnum):
    """处理 of a finding."""

    MASK = "mask"
    GENERALISE = "generalise"
    REMOVE = "remove"
    REPLACE = "replace"
    KEEP = "keep"
    NOT_A_FINDING = "not_a_finding"
    SEEN = "seen"  # 已阅: an amber that was looked at
    OPEN = "open"  # 撤销处理: undecided again; what was decided before stays in the log


@dataclass(frozen=True, slots=True)
class Disposition:
    """One decision on one or many findings of a part: `numbers` are finding numbers of that part's set.

    A keep on a red carries an exemption; keep and not-a-finding on a red carry a reason. The latest
    disposition of a finding counts.
    """

    id: str
    item: str
    revision: str
    part: str
    numbers: tuple[int, ...]
    kind: DispositionKind
    by: str
    at: datetime
    replacement: str | None = None
    reason: str = ""
    exemption: str | None = None


class ExemptionKind(StrEnum):
    """依法保留 (rulebook §3.4)."""

    PENALTY_PUBLICITY = "X1"  # 惩戒公示
    MANDATORY = "X2"  # 强制性信息披露
    OFFICE = "X3"  # 履职信息
    CONSENT = "X4"  # 同意
    PUBLIC_INTEREST = "X5"  # 公共利益


@dataclass(frozen=True, slots=True)
class Exemption:
    """Kind, article, fields that may stay, end date; whatever is not listed goes all the same (F69)."""

    id: str
    item: str
    kind: ExemptionKind
    basis: tuple[LegalBasis, ...]
    fields: tuple[str, ...]  # finding types
    until: date | None
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UnreadLook:
    """A named person has looked at an unread piece: page, picture or embedded file of a part."""

    id: str
    item: str
    revision: str
    part: str
    places: tuple[Place, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FindingSet:
    """All findings of one part of one revision: one committed row.

    `payload` is the canonical JSON of the report (values included, so it is erasable content), `sha256` its hash.
    """

    id: str
    item: str
    revision: str
    part: str
    rule_set: str
    rule_set_hash: str
    names: str
    payload: str
    sha256: str
    made_at: datetime


class Conclusion(StrEnum):
    """审查结论."""

    PUBLISH = "publish"  # 可以公开
    PUBLISH_AMENDED = "publish_amended"  # 修改后公开
    PUBLISH_SEPARATED = "publish_separated"  # 区分处理后公开
    DEFER = "defer"  # 暂缓公开
    ON_REQUEST = "on_request"  # 依申请公开
    WITHHOLD = "withhold"  # 不予公开
    REFER = "refer"  # 报请确定


PUBLISHING = frozenset({Conclusion.PUBLISH, Conclusion.PUBLISH_AMENDED, Conclusion.PUBLISH_SEPARATED})


@dataclass(frozen=True, slots=True)
class Review:
    """One reviewer's open look at one item; the database refuses a second open one."""

    id: str
    item: str
    revision: str
    reviewer: str
    opened_at: datetime
    closed_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class ReturnPoint:
    """One point of a return, pinned to its place; `text` is the reviewer's words, the values masked."""

    part: str
    finding: int | None
    start: int | None
    end: int | None
    place: Place
    text: str


class DecisionKind(StrEnum):
    """Acts that move an item between states."""

    ENDORSE = "endorse"
    RETURN = "return"
    PASS = "pass"
    DEFER = "defer"
    REFER = "refer"
    RESUME = "resume"
    VOID = "void"
    REFUSE = "refuse"  # the signatory returns it


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what on which revision, and why."""

    id: str
    item: str
    revision: str
    kind: DecisionKind
    by: str
    at: datetime
    conclusion: Conclusion | None = None
    reason: str = ""
    points: tuple[ReturnPoint, ...] = ()
    review_date: date | None = None  # 暂缓: when it is looked at again
    authority: str | None = None  # 报请确定: to whom
