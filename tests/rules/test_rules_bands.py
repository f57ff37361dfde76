"""Bands: which one a number falls into, that they tell no more than that, and that writing twice changes nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.rules import bands
from reviewer_app.rules.policy import load_book

SCALES = load_book().named("standard").scales
AMOUNT = next(scale for scale in SCALES if "亿元" in scale.units)
AGE = next(scale for scale in SCALES if scale.whole)


@pytest.mark.parametrize(("value", "header", "written"), [
    ("45岁", "", "40—49岁"),
    ("45", "年龄", "40—49"),
    ("81周岁", "", "80周岁及以上"),
    ("17", "年龄", "不足18"),
    ("23,400元", "", "20000—50000元"),
    ("2.34万元", "", "2—5万元"),
    ("２３４００", "补偿金额（元）", "20000—50000"),
    ("2.34", "补偿金额(万元)", "2—5"),
    ("3.2", "面积（亩）", "3—5"),
    ("0.5公顷", "", "5—10亩"),
    ("120.5", "建筑面积（平方米）", "100—150"),
    ("120㎡，3.2亩", "", "100—150㎡，3—5亩"),
    ("0.5", "面积（公顷）", "5—10亩"),
    ("120斤", "", ""),
    ("张三", "年龄", "张三"),
    ("2018年补23400元", "金额", ""),
    ("23399元—23401元", "", "20000—50000元—20000—50000元"),
])
def test_a_number_becomes_its_band(value: str, header: str, written: str) -> None:
    assert bands.write(value, SCALES, header) == written


def test_without_a_scale_nothing_stays() -> None:
    assert bands.write("身高175", SCALES, "备注") == ""
    assert bands.of_header("补 偿 金额（元）", SCALES) is AMOUNT
    assert bands.of_header("户主姓名", SCALES) is None


amounts = st.decimals(0, 10_000_000, places=2, allow_nan=False)


@given(amounts, st.sampled_from(["元", "万元", "", "千元"]))
def test_writing_twice_changes_nothing_and_shows_edges_only(value: Decimal, unit: str) -> None:
    once = bands.write(f"{value}{unit}", [AMOUNT], "补偿金额（元）")
    assert bands.write(once, [AMOUNT], "补偿金额（元）") == once
    factor = AMOUNT.units[unit or "元"]
    shown = once.replace("不足", "").replace("及以上", "").removesuffix(unit).split("—")
    assert {Decimal(one) * factor for one in shown} <= set(AMOUNT.edges)


@given(st.integers(0, 130), st.integers(0, 130))
def test_two_ages_of_one_band_cannot_be_told_apart(one: int, other: int) -> None:
    def band(age: int) -> int:
        return sum(1 for edge in AGE.edges if age >= edge)

    same = bands.write(f"{one}岁", [AGE]) == bands.write(f"{other}岁", [AGE])
    assert same is (band(one) == band(other))
