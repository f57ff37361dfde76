"""The text of a spreadsheet value, as a person reads it in the sheet."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

EXACT: Final = 10**15
"""Spreadsheets keep 15 digits; of longer whole numbers the rest is shown as zeros."""

LONGEST: Final = 10**30
"""Larger numbers stay in scientific notation."""


def shown(value: object) -> str:
    """Whole numbers without ".0", numbers with the 15 digits a spreadsheet keeps, dates as ISO 8601."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        day = value.date().isoformat()
        return day if value.time() == time() else f"{day} {value.time().isoformat('seconds')}"
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < EXACT:
        return str(int(value))
    text = f"{value:.15g}"
    if "e" not in text:
        return text
    return format(Decimal(text), "f") if 1 <= abs(value) < LONGEST else text
