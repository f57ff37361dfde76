"""Check digits and birth dates of Chinese identifiers (rulebook §4). Pure arithmetic, no look-ups.

Area codes are no gate: valid numbers were refused because their area was abolished (rulebook §0.11).
"""

from calendar import isleap
from datetime import date, timedelta
from operator import mul
from typing import Final

ID_LENGTH: Final = 18
OLD_ID_LENGTH: Final = 15
_LEAP_DAY: Final = "0229"
_DAYS: Final = frozenset(f"{(date(2001, 1, 1) + timedelta(days)):%m%d}" for days in range(365))
"""Month and day of every day that all years have."""
_ID_CHECKS: Final = "10X98765432"
_ID_BASE: Final = 13
"""The weights are the powers of 2 modulo 11, and 13 leaves 2: a number read to this base is its weighted sum."""
_DOUBLED: Final = bytes.maketrans(b"0123456789", bytes(sum(map(int, str(2 * digit))) for digit in range(10)))
_VALUES: Final = bytes.maketrans(b"0123456789", bytes(range(10)))
_USCC_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
CREDIT_KINDS: Final = frozenset({"11", "12", "13", "51", "52", "53", "91", "92", "93"})
"""How a code without letters begins (rulebook §4.2); other numbers of 18 digits pass its check by chance."""
_USCC_SIGNS: Final = frozenset(_USCC_ALPHABET)
_USCC_VALUES: Final = {char: value for value, char in enumerate(_USCC_ALPHABET)}


def id_check_digit(first_seventeen: str) -> str:
    """The 18th character of a 公民身份号码 (GB 11643-1999) for its first 17 digits."""
    return _ID_CHECKS[2 * int(first_seventeen, _ID_BASE) % 11]


def id_checksum_ok(number: str) -> bool:
    """Whether an 18-character number carries the right check digit; × and Ｘ must be written X already."""
    body, last = number[:17], number[17:].upper()
    return len(number) == ID_LENGTH and body.isascii() and body.isdigit() and id_check_digit(body) == last


def birth_date(number: str) -> date | None:
    """The birth date in an 18- or 15-digit number, None where it is no date. 15 digits mean 19YY."""
    digits = number[6:14] if len(number) == ID_LENGTH else "19" + number[6:12]
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def born_in(number: str, years: range) -> bool:
    """Whether an 18-digit number holds a birth date of one of `years`: as `birth_date`, without making the date."""
    year, day = number[6:10], number[10:14]
    if int(year) not in years:
        return False
    return day in _DAYS or (day == _LEAP_DAY and isleap(int(year)))


def credit_code_ok(code: str) -> bool:
    """Whether an 18-character 统一社会信用代码 (GB 32100-2015) carries the right check character."""
    if len(code) != ID_LENGTH or not _USCC_SIGNS.issuperset(code):
        return False
    total: int = sum(map(mul, _USCC_WEIGHTS, map(_USCC_VALUES.__getitem__, code)))
    return (31 - total % 31) % 31 == _USCC_VALUES[code[17]]


def luhn_ok(digits: str) -> bool:
    """Whether a card number passes Luhn. A boost, never a gate: real accounts fail it (rulebook §4.3)."""
    codes = digits.encode("ascii")
    total: int = sum(codes[::-2].translate(_VALUES)) + sum(codes[-2::-2].translate(_DOUBLED))
    return total % 10 == 0


def age_on(born: date, day: date) -> int:
    """Full years of age on `day` (negative for a birth date in the future)."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
