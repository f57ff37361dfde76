"""Amounts: capitals as cashiers write them, cells with units, sums that allow for rounding and for nothing else."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.rules.amounts import Amount, amount, capital_value, cell_amount, same_sum

DIGITS = "零壹贰叁肆伍陆柒捌玖"


def in_capitals(value: int) -> str:
    """As a cashier writes whole yuan below 亿: no zero before the first digit, one for any gap."""
    text, gap = "", False
    for place in range(7, -1, -1):
        digit = value // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + ["", "拾", "佰", "仟"][place % 4]
        gap = not digit
        if place == 4 and value >= 10_000:
            text, gap = text + "万", value // 1000 % 10 == 0
    return text + "元整"


@given(st.integers(1, 99_999_999))
def test_capitals_are_read_back(value: int) -> None:
    assert capital_value(in_capitals(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("壹万贰仟叁佰肆拾伍元陆角柒分", "12345.67"),
        ("叁亿零伍佰万元整", "305000000"),
        ("拾伍万圆正", "150000"),
        ("伍元零柒分", "5.07"),
        ("人民币玖佰元整", "900"),
    ],
)
def test_capitals_of_all_sizes(text: str, value: str) -> None:
    assert capital_value(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "元整", "壹万x元", "壹元贰角叁"])
def test_what_is_no_amount(text: str) -> None:
    assert capital_value(text) in {None, Decimal(0)}


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,200", 1200, ""), ("３２．５亩", Decimal("32.5"), "亩"), ("20万元", 200_000, "元"), ("-3", -3, ""),
        ("1.5公顷", 15_000, "平方米"), ("￥900元", 900, "元"), ("12户", 12, "户"),
    ],
)
def test_cells_with_units(text: str, value: Decimal, unit: str) -> None:
    found = cell_amount(text)
    assert found is not None
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize("text", ["2018-06-01", "A-01", "约12亩", "12.5%", "—", "2018年"])
def test_cells_that_hold_no_amount(text: str) -> None:
    assert cell_amount(text) is None


def amounts(*numbers: str) -> list[Amount]:
    return [amount(number) for number in numbers]


def test_whole_numbers_must_add_up_exactly_and_rounded_ones_nearly() -> None:
    assert same_sum(amount("30"), amounts("12", "18"))
    assert not same_sum(amount("31"), amounts("12", "18"))
    assert same_sum(amount("0.3"), amounts("0.14", "0.11"))
    assert same_sum(amount("10.1"), amounts("3.3", "3.3", "3.4"))
    assert not same_sum(amount("10.5"), amounts("3.3", "3.3", "3.4"))
