"""What a table column holds, told by its header words (resources/lexicons/headers.yaml)."""

from typing import NamedTuple

from reviewer_app.domain.findings import PersonRole
from reviewer_app.domain.words import Word
from reviewer_app.rules.fold import fold
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.schema import ColumnTerms


class ColumnKind(Word):
    """Kinds of column that matter to a privacy check."""

    NAME = "name"
    ID_NUMBER = "id_number"
    MOBILE = "mobile"
    PHONE = "phone"
    OFFICE_PHONE = "office_phone"
    BANK_ACCOUNT = "bank_account"
    HOME_ADDRESS = "home_address"
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
    SEX = "sex"
    ETHNICITY = "ethnicity"
    VILLAGE = "village"
    BIRTH_DATE = "birth_date"
    AGE = "age"
    POST = "post"
    EXAM = "exam"
    CREDIT_CODE = "credit_code"
    HEALTH = "health"
    WELFARE = "welfare"
    RELIGION = "religion"
    CONVICTION = "conviction"
    FAMILY = "family"
    IP = "ip"
    MAC = "mac"


class Column(NamedTuple):
    """What a column holds and, for names, whose they are."""

    kind: ColumnKind
    role: PersonRole | None = None


_NOISE = pattern(r"[\s*:：]+|\([^)]*\)")


class Columns:
    """Reads headers; remembers each distinct header text, for a table repeats it in every cell."""

    def __init__(self, terms: tuple[ColumnTerms, ...]) -> None:
        self._terms = tuple((term, Column(ColumnKind(term.kind), term.role)) for term in terms)
        self._labels = frozenset(word for term in terms for word in (*term.exact, *term.contains))
        self._known: dict[str, Column | None] = {}

    def of(self, header: str | None) -> Column | None:
        """The column under `header`, None where its words say nothing."""
        if not header:
            return None
        if header not in self._known:
            self._known[header] = self._read(_NOISE.sub("", fold(header)).lower())
        return self._known[header]

    def is_label(self, text: str) -> bool:
        """Whether a cell's text is itself a header word (a form's label), by the listed words alone."""
        return _NOISE.sub("", text) in self._labels

    def _read(self, header: str) -> Column | None:
        for term, column in self._terms:
            if header in term.exact:
                return column
        for term, column in self._terms:
            if any(word in header for word in term.contains) and not any(word in header for word in term.without):
                return column
        return None
