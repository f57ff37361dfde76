"""Findings: what a check noticed, where, why, and what it proposes to do about it (design §4, §9)."""

from dataclasses import MISSING, dataclass, fields, make_dataclass
from operator import attrgetter
from typing import Any, Final

from reviewer_app.domain.document import Place
from reviewer_app.domain.legal import LegalBasis
from reviewer_app.domain.words import Word


class FindingType(Word):
    """The kinds of finding of `check --json`; `hidden.*` kinds carry what the hidden text held."""

    PERSON_NAME = "person_name"
    ID_NUMBER = "id_number"
    MOBILE = "mobile"
    LANDLINE = "landline"
    BANK_ACCOUNT = "bank_account"
    ADDRESS = "address"
    EMAIL = "email"
    PLATE = "plate"
    PASSPORT = "passport"
    TRAVEL_PERMIT = "travel_permit"
    MILITARY_ID = "military_id"
    SOCIAL_SECURITY = "social_security"
    MEDICAL_ID = "medical_id"
    STUDENT_ID = "student_id"
    DISABILITY_CERTIFICATE = "disability_certificate"
    PROPERTY_CERTIFICATE = "property_certificate"
    WECHAT = "wechat"
    QQ = "qq"
    BIRTH_DATE = "birth_date"
    MINOR = "minor"
    HEALTH = "health"
    RELIGION = "religion"
    CONVICTION = "conviction"
    WELFARE = "welfare"
    FAMILY = "family"
    LIST = "list"
    COMBINATION = "combination"
    WEAK_MASK = "weak_mask"
    CREDIT_CODE = "credit_code"
    # Marked by hand only: what says much about a person beside other columns, and what is withheld (区分处理).
    AGE = "age"
    AMOUNT = "amount"
    AREA = "area"
    WITHHELD = "withheld"
    SEAL = "seal"
    SIGNATURE = "signature"
    IP = "ip"
    MAC = "mac"
    DEVICE = "device"
    SECRECY_MARK = "secrecy_mark"
    INTERNAL_MARK = "internal_mark"
    HIDDEN_TEXT = "hidden.text"
    HIDDEN_COMMENT = "hidden.comment"
    HIDDEN_INSERTION = "hidden.insertion"
    HIDDEN_DELETION = "hidden.deletion"
    HIDDEN_SHEET = "hidden.sheet"
    HIDDEN_ROW = "hidden.row"
    HIDDEN_COLUMN = "hidden.column"
    HIDDEN_PROPERTY = "hidden.property"
    HIDDEN_FILE_NAME = "hidden.file_name"
    # Checks that are not about personal data; they share the shape of a finding so that the reviewer
    # works through one list.
    WORDING = "wording"
    COMPLETENESS = "completeness"
    TIMING = "timing"
    ATTRIBUTE = "attribute"
    ANNEX = "annex"


class Severity(Word):
    """How much harm publishing it would do; apart from whether it blocks."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Level(Word):
    """How the window shows a finding (design §4): red blocks, amber is looked at, grey is folded away."""

    RED = "red"
    AMBER = "amber"
    GREY = "grey"


class Action(Word):
    """What a check proposes to do with what it found."""

    MASK = "mask"  # 部分隐去
    GENERALISE = "generalise"  # 泛化
    REMOVE = "remove"  # 删除
    REPLACE = "replace"  # 替换
    KEEP = "keep"  # 依法保留
    REVIEW = "review"  # 由人判断


class PersonRole(Word):
    """Whose data it is; decides whether a name stays (design §4)."""

    OFFICIAL = "official"
    LEGAL_REPRESENTATIVE = "legal_representative"
    WINNER = "winner"
    PENALISED = "penalised"
    CONTACT = "contact"
    APPLICANT = "applicant"
    VILLAGER = "villager"
    COMPLAINANT = "complainant"
    PATIENT = "patient"
    MINOR = "minor"
    WITNESS = "witness"
    DEPUTY = "deputy"
    CANDIDATE = "candidate"
    EXPERT = "expert"
    OFFICE = "office"  # no person: an office's own number or address
    UNNAMED = "unnamed"  # a surname with 先生 or 女士: nobody by itself
    PRIVATE = "private"  # a person whose role nothing tells


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check noticed.

    `number` counts from 1 within one document (or one revision) and is the only id a finding has: no hash of
    an identifier is ever stored. `start`/`end` are code-point offsets into `Document.text`, both None for
    property and file-name blocks and for a region. `value` is the text as it stands in the document, "" for a region.
    """

    number: int
    rule: str
    type: FindingType
    severity: Severity
    level: Level
    blocks: bool
    confidence: float
    start: int | None
    end: int | None
    value: str
    place: Place
    action: Action
    role: PersonRole | None = None
    header: str | None = None
    replacement: str | None = None
    evidence: tuple[str, ...] = ()
    basis: tuple[LegalBasis, ...] = ()

    @property
    def region(self) -> bool:
        """Whether it is a rectangle of a page or a picture, marked by hand where no text was read."""
        return self.start is None and bool(self.place.boxes)


_Unsealed: Final = make_dataclass(
    "_Unsealed",
    [(one.name, one.type) if one.default is MISSING else (one.name, one.type, one.default) for one in fields(Finding)],
    slots=True,
)


def sealed(*values: Any) -> Finding:  # noqa: ANN401 - the fields of a finding, in their order
    """A finding made a fifth as dear: a frozen dataclass sets every field by a call, which a long list feels.

    It is filled as an open twin of the same layout and then becomes what it is.
    """
    made: Any = _Unsealed(*values)
    made.__class__ = Finding
    found: Finding = made
    return found


_ALL_BUT_NUMBER: Final = attrgetter(*(one.name for one in fields(Finding)[1:]))


def numbered(finding: Finding, number: int) -> Finding:
    """The finding under another number; itself where it has that number already."""
    return finding if finding.number == number else sealed(number, *_ALL_BUT_NUMBER(finding))
