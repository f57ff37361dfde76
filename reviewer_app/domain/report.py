"""What the program proposes about one document: the pieces of `check --json` beside the findings (design §9).

Everything here is 系统提示, never a decision: a person decides.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from reviewer_app.domain.document import FileKind, Place, Unread
from reviewer_app.domain.findings import Finding
from reviewer_app.domain.legal import Audience, DisclosureAttribute, LegalBasis


class DocumentType(StrEnum):
    """文种 and purpose as far as the text tells; decides heuristics (rulebook §5.6) and policy."""

    NOTICE = "notice"  # 通知
    FORWARD = "forward"  # 转发、印发上级文件
    PUBLICITY = "publicity"  # 公示、公告、通告
    EXPROPRIATION = "expropriation"  # 征地公告、补偿安置、补偿登记
    TRANSFER = "transfer"  # 出让、划拨、交易公告与结果
    REGISTRATION = "registration"  # 不动产登记公告
    PENALTY = "penalty"  # 行政处罚决定
    SERVICE_GUIDE = "service_guide"  # 办事指南
    DISCLOSURE_GUIDE = "disclosure_guide"  # 信息公开指南
    ANNUAL_REPORT = "annual_report"  # 信息公开年报
    PERSONNEL = "personnel"  # 任免、任前公示、考录
    PROPOSAL_REPLY = "proposal_reply"  # 建议提案复文
    REQUEST = "request"  # 请示
    REPORT = "report"  # 报上级的报告
    CONSULTATION = "consultation"  # 征求意见函及其答复
    MINUTES = "minutes"  # 会议纪要
    CASE_FILE = "case_file"  # 案卷
    REPLY_LETTER = "reply_letter"  # 批复、函
    PLAN = "plan"  # 规划、计划、实施方案
    NORMATIVE = "normative"  # 规范性文件
    INTERPRETATION = "interpretation"  # 政策解读
    NEWS = "news"  # 动态
    LIST = "list"  # 名单、表格
    OTHER = "other"


class NamesMode(StrEnum):
    """How names were recognised."""

    LAC = "lac"
    RULES = "rules"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class DocumentHeader:
    """Elements of an official document (条例 Art 9, GB/T 9704) that the text really shows.

    None means 未标注; nothing is ever guessed. `mark` is the disclosure mark of the 附注 (此件公开发布 …) as written.
    """

    organ: str | None = None
    number: str | None = None
    title: str | None = None
    addressee: str | None = None
    date: dt.date | None = None
    mark: str | None = None
    urgency: str | None = None
    annexes: tuple[str, ...] = ()
    imprint: str | None = None  # 版记 as written


class Proposal(StrEnum):
    """What the program proposes as attribute; `blocked` where a secrecy mark stands in the header zone."""

    PROACTIVE = "proactive"
    ON_REQUEST = "on_request"
    WITHHELD = "withheld"
    UNDETERMINED = "undetermined"
    BLOCKED = "blocked"

    def attribute(self) -> DisclosureAttribute:
        """The attribute this proposal stands for; a blocked document is undetermined."""
        if self is Proposal.BLOCKED:
            return DisclosureAttribute.UNDETERMINED
        return DisclosureAttribute(self.value)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that decided: offsets in `Document.text` of the whole sentence, and why it speaks."""

    start: int
    end: int
    told: str


@dataclass(frozen=True, slots=True)
class PassageProposal:
    """A part of a mixed document whose own way through the tree ends elsewhere than the whole document's.

    `start` and `end` are offsets in `Document.text`; `branch` is the branch it stopped at.
    """

    start: int
    end: int
    proposal: Proposal
    branch: str
    told: str
    basis: tuple[LegalBasis, ...] = ()


@dataclass(frozen=True, slots=True)
class AttributeProposal:
    """属性建议 with its path through the exemption tree (rulebook §1.3).

    `reasons` are finished sentences in the user's language; `path` names the branches taken, in order.
    `evidence` is where the deciding words stand, `passages` what parts of the document are different, `questions`
    the branches that only a person can answer.
    """

    proposal: Proposal
    confidence: float
    basis: tuple[LegalBasis, ...] = ()
    reasons: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    passages: tuple[PassageProposal, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimingProposal:
    """时机: the lawful window. `certain` is false where the calendar of a year is not known yet.

    `display_until` is the last day of the period that a notice states (公示期): then it comes down.
    """

    earliest: dt.date | None = None
    latest: dt.date | None = None
    basis: tuple[LegalBasis, ...] = ()
    certain: bool = True
    explanation: str = ""
    display_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class JudgementProposal:
    """研判 as proposed: wording issues, lawful window, channels and issues of manner, audience."""

    wording: tuple[str, ...] = ()
    timing: TimingProposal = TimingProposal()
    channels: tuple[str, ...] = ()
    manner_issues: tuple[str, ...] = ()
    audience: Audience = Audience.UNDETERMINED


@dataclass(frozen=True, slots=True)
class Element:
    """One element a document of its type should have (e.g. the 13 of a service guide, plan row 18)."""

    element: str
    present: bool
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Everything the program has to say about one document."""

    kind: FileKind
    names: NamesMode
    header: DocumentHeader
    document_type: DocumentType
    findings: tuple[Finding, ...]
    unread: tuple[Unread, ...]
    attribute: AttributeProposal
    judgement: JudgementProposal
    completeness: tuple[Element, ...] = ()
    completeness_source: str = ""  # whose list of elements it is, with 待核实 where nobody read the source
    secrecy_level: str | None = None  # the level's word where a header-zone mark blocks everything
    column: str | None = None  # catalogue leaf the checks used ("A30")

    @property
    def blocks(self) -> bool:
        """Whether anything keeps the document from being passed (exit status 1)."""
        return bool(self.secrecy_level or self.unread or any(f.blocks for f in self.findings))
