"""Numbers with their units as offices write them (12.5亩, 3,200万元, 叁仟贰佰元整), made comparable."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from reviewer_app.rules.fold import fold

UNITS: Final[dict[str, tuple[str, Decimal]]] = {
    "元": ("元", Decimal(1)), "万元": ("元", Decimal(10_000)), "亿元": ("元", Decimal(100_000_000)),
    "千元": ("元", Decimal(1_000)), "百万元": ("元", Decimal(1_000_000)),
    "平方米": ("平方米", Decimal(1)), "㎡": ("平方米", Decimal(1)), "万平方米": ("平方米", Decimal(10_000)),
    "公顷": ("平方米", Decimal(10_000)), "平方公里": ("平方米", Decimal(1_000_000)),
    "亩": ("亩", Decimal(1)), "万亩": ("亩", Decimal(10_000)),
    "人": ("人", Decimal(1)), "名": ("人", Decimal(1)), "万人": ("人", Decimal(10_000)),
}
"""A unit as written, what it measures and how often it holds the basic unit; 亩 and 公顷 are never mixed: a hectare is
fifteen mu only nearly as offices round it."""

COUNTED: Final = "户|宗|件|个|项|家|起|条|处|块|场|次|份|批|例|套|栋|幢|公里|吨|台|辆|所|座|页|天"
TIMES: Final = "人次|件次|批次|户次|台次|家次|车次"
UNIT: Final = f"{TIMES}|" + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True)) + f"|万?(?:{COUNTED})"
NUMBER: Final = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CELL: Final = re.compile(rf"(?:人民币|￥|¥)?\s*(?P<number>-?(?:{NUMBER}))\s*(?P<unit>{UNIT})?")
_CAPITAL_DIGITS: Final = {char: at % 10 for at, char in enumerate("零壹贰叁肆伍陆柒捌玖〇一二三四五六七八九")}
_STEPS: Final = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_MYRIADS: Final = {"亿": Decimal(100_000_000), "万": Decimal(10_000)}


class Amount(NamedTuple):
    """A value in its basic unit; `digits` is the size of the last digit that was written, in the same unit."""

    value: Decimal
    unit: str
    digits: Decimal


def amount(number: str, unit: str = "") -> Amount:
    """A number as written (thousands parted by commas) with its unit."""
    plain = Decimal(number.replace(",", "").replace("，", ""))
    exponent = plain.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    name, factor = UNITS.get(unit, (unit.removeprefix("万"), Decimal(10_000 if unit.startswith("万") else 1)))
    return Amount(plain * factor, name, step * factor)


def cell_amount(text: str) -> Amount | None:
    """What a table cell holds if it is a number, with a unit or not; else None."""
    found = _CELL.fullmatch(fold(text.strip()))
    return amount(found["number"], found["unit"] or "") if found else None


def same_sum(total: Amount, parts: list[Amount]) -> bool:
    """Whether the parts make the total, but for what rounding of each of them may come to."""
    slack = (total.digits + sum(part.digits for part in parts)) / 2
    exact = all(part.digits >= 1 and part.value == part.value.to_integral_value() for part in (total, *parts))
    difference = abs(sum(part.value for part in parts) - total.value)
    return difference == 0 if exact else difference <= slack


def capital_value(text: str) -> Decimal | None:
    """The yuan of an amount in capitals (壹万贰仟元伍角整); None where the characters make no amount."""
    whole, _, rest = re.sub(r"[整正\s]|人民币", "", text).replace("圆", "元").partition("元")
    value = _integer(whole)
    if value is None:
        return None
    for unit, size in (("角", Decimal("0.1")), ("分", Decimal("0.01"))):
        head, found, tail = rest.partition(unit)
        if found:
            digit = _CAPITAL_DIGITS.get(head.lstrip("零〇") or "零")
            if digit is None:
                return None
            value, rest = value + digit * size, tail
    return None if rest.strip("零〇") else value


def _integer(text: str) -> Decimal | None:
    """亿 and 万 part the number; within each, digits stand before 仟 佰 拾."""
    for sign, size in _MYRIADS.items():
        head, found, tail = text.rpartition(sign)
        if found:
            high, low = _integer(head), _integer(tail) if tail else Decimal(0)
            return None if high is None or low is None else high * size + low
    value, digit = 0, None
    for char in text:
        if char in _CAPITAL_DIGITS:
            digit = _CAPITAL_DIGITS[char]
        elif char in _STEPS:
            value, digit = value + (1 if digit is None else digit) * _STEPS[char], None
        else:
            return None
    return Decimal(value + (digit or 0))
