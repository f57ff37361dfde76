"""Dates as official documents write them: 2018年6月21日 and 二〇一八年六月二十一日."""

import re
from datetime import date
from typing import Final

DATE: Final = (
    r"(?P<year>(?:19|20)\d{2}|[一二][〇○零ОO0一二三四五六七八九]{3})\s*年\s*"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
DATE_PATTERN: Final = re.compile(DATE)
FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９", "0123456789")
_DIGITS: Final = {**{char: value for value, char in enumerate("〇一二三四五六七八九")},
                  "零": 0, "○": 0, "О": 0, "O": 0, "0": 0}
TEN: Final = 10
LAST_YEAR: Final = 2999
"""The last year that a document writes; working days are counted on from there without leaving the calendar."""


def from_match(match: re.Match[str]) -> date | None:
    """The date of a match with groups year, month, day; None for a day that does not exist."""
    return day_of(match["year"], match["month"], match["day"])


def day_of(year: str, month: str, day: str) -> date | None:
    """The date written in such numerals, Arabic (full width too) or Chinese; None for a day that does not exist."""
    year, month, day = (part.translate(FULL_WIDTH) for part in (year, month, day))
    try:
        return date(year_number(year), small_number(month), small_number(day))
    except ValueError:
        return None


def year_number(text: str) -> int:
    """2018 or 二〇一八."""
    return int(text) if text.isdigit() and text.isascii() else int("".join(str(_DIGITS[char]) for char in text))


def small_number(text: str) -> int:
    """1 to 99 in Arabic or Chinese numerals; 0 where the numerals make no number."""
    if text.isascii():
        return int(text)
    head, ten, tail = text.partition("十")
    if not ten:
        return _DIGITS.get(text, 0)
    return (_DIGITS.get(head, 0) if head else 1) * TEN + (_DIGITS.get(tail, 0) if tail else 0)
