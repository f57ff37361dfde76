"""Masked forms: what outputs show instead of a value, and what a public version puts in its place.

Formats per rulebook §3.3: names M1 (法释〔2016〕19号 Art 9), identity numbers M2, mobiles M3, addresses M5 (永安市府办
2023-01-04), plates M10, passports M11. An identity number is never shown as 6+4: its check digit tells the rest.
"""

from collections.abc import Callable
from typing import Final

from reviewer_app.domain.findings import FindingType
from reviewer_app.rules.addresses import to_town
from reviewer_app.rules.detectors.name_grammar import POINTS
from reviewer_app.rules.fold import fold
from reviewer_app.rules.names import compound_surnames
from reviewer_app.rules.patterns import pattern

STAR: Final = "*"
_YEAR: Final = pattern(r"(?:18|19|20)[0-9]{2}")
_DOTS: Final = frozenset(POINTS)
LONGEST_HIDDEN: Final = 8


def mask_value(kind: FindingType, value: str) -> str:
    """`value` as every output without --reveal shows it; values that are no personal data stay as they are."""
    return masker(kind)(value)


def masker(kind: FindingType) -> Callable[[str], str]:
    """How values of one kind are masked, for whoever masks thousands."""
    return str if kind in _NO_PERSONAL_DATA else _MASKS.get(kind, _stars)


def mask_name(name: str) -> str:
    """张某某 for 张小明: the surname stays whole, each further character becomes 某; 阿某某 for a name with ·."""
    plain = name.replace(" ", "").replace("\n", "").replace("\u3000", "")
    if not _DOTS.isdisjoint(plain):
        return plain[:1] + "某某"
    if plain.isascii():
        return name[:1] + STAR * 3
    family = 2 if plain[:2] in compound_surnames() and len(plain) > 2 else 1  # noqa: PLR2004  # 欧阳 + given name
    return plain[:family] + "某" * max(1, len(plain) - family)


def _compact(value: str) -> str:
    if value.isascii() and value.isalnum():
        return value
    return "".join(char for char in fold(value).replace("×", "X") if char.isalnum())


def _id(value: str) -> str:
    number = _compact(value)
    return number[:2] + STAR * max(3, len(number) - 5) + number[-3:]


def _mobile(value: str) -> str:
    digits = _compact(value)[-11:]
    return digits[:3] + STAR * 4 + digits[-4:]


def _landline(value: str) -> str:
    digits = _compact(value)
    area = digits[: 3 if digits[:2] in {"01", "02"} else 4] + "-" if digits.startswith("0") else ""
    return area + STAR * 4 + digits[-2:]


def _account(value: str) -> str:
    digits = _compact(value)
    return STAR * max(4, len(digits) - 4) + digits[-4:]


def _email(value: str) -> str:
    return value[:1] + STAR * 3 + "@" + fold(value).partition("@")[2]


def _address(value: str) -> str:
    return to_town(fold(value).replace("\n", "")) + STAR * 3


def _plate(value: str) -> str:
    number = fold(value)
    return number[:2] + STAR * 3 + number[-2:]


def _document(value: str) -> str:
    number = _compact(value)
    return number[:1] + STAR * max(3, len(number) - 3) + number[-2:]


def _birth(value: str) -> str:
    year = _YEAR.search(fold(value))
    return (year.group() if year else "") + STAR * 4


def _stars(value: str) -> str:
    return STAR * min(LONGEST_HIDDEN, max(2, len(value)))


_MASKS: Final[dict[FindingType, Callable[[str], str]]] = {
    FindingType.PERSON_NAME: mask_name,
    FindingType.ID_NUMBER: _id,
    FindingType.WEAK_MASK: _id,
    FindingType.MINOR: _id,
    FindingType.MOBILE: _mobile,
    FindingType.LANDLINE: _landline,
    FindingType.BANK_ACCOUNT: _account,
    FindingType.EMAIL: _email,
    FindingType.ADDRESS: _address,
    FindingType.PLATE: _plate,
    FindingType.PASSPORT: _document,
    FindingType.TRAVEL_PERMIT: _document,
    FindingType.MILITARY_ID: _document,
    FindingType.SOCIAL_SECURITY: _document,
    FindingType.STUDENT_ID: _document,
    FindingType.MEDICAL_ID: _document,
    FindingType.CREDIT_CODE: _document,
    FindingType.PROPERTY_CERTIFICATE: _document,
    FindingType.BIRTH_DATE: _birth,
}
"""A type without an entry is shown as stars only."""

_NO_PERSONAL_DATA: Final = frozenset(
    {
        FindingType.SECRECY_MARK,
        FindingType.INTERNAL_MARK,
        FindingType.WORDING,
        FindingType.COMPLETENESS,
        FindingType.TIMING,
        FindingType.ATTRIBUTE,
        FindingType.ANNEX,
    }
)
