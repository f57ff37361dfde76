from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.rules import identifiers as ids


@pytest.mark.parametrize(
    "number",
    ["360702198001011238", "360703201411150020", "360721196512314513", "83000019810715006X", "11010519491231002X"],
)
def test_id_vectors_of_the_rule_book(number: str) -> None:
    assert ids.id_checksum_ok(number)
    assert ids.birth_date(number) is not None


@given(st.from_regex(r"[1-9][0-9]{16}", fullmatch=True), st.integers(0, 9))
def test_exactly_one_last_character_is_right(first: str, other: int) -> None:
    right = ids.id_check_digit(first)
    assert ids.id_checksum_ok(first + right)
    assert ids.id_checksum_ok(first + str(other)) == (str(other) == right)


def test_small_x_counts_as_check_digit() -> None:
    assert ids.id_checksum_ok("11010519491231002x")


@pytest.mark.parametrize(
    "number", ["", "36070219800101123", "3607021980010112388", "36070219800101123A", "A60702198001011238"]
)
def test_what_has_not_the_shape_is_not_ok(number: str) -> None:
    assert not ids.id_checksum_ok(number)


def test_birth_dates() -> None:
    assert ids.birth_date("360702198001011238") == date(1980, 1, 1)
    assert ids.birth_date("360702800101123") == date(1980, 1, 1)
    assert ids.birth_date("360702198013011238") is None
    assert ids.birth_date("360702198102291238") is None


@pytest.mark.parametrize("code", ["91110000600037341L", "91360702MA35ABC16Q", "11360700015037121J"])
def test_credit_codes_of_the_rule_book(code: str) -> None:
    assert ids.credit_code_ok(code)
    assert not ids.credit_code_ok(code[:-1] + ("0" if code[-1] != "0" else "1"))


@pytest.mark.parametrize("code", ["", "91360702MA35ABC16", "91360702MA35ABC1IO"])
def test_what_is_no_credit_code(code: str) -> None:
    assert not ids.credit_code_ok(code)


def test_luhn_vectors_of_the_rule_book() -> None:
    assert ids.luhn_ok("6217001234567890122")
    assert not ids.luhn_ok("6222026006705354217")


@given(st.from_regex(r"[0-9]{10,20}", fullmatch=True))
def test_luhn_has_exactly_one_right_last_digit(body: str) -> None:
    assert sum(ids.luhn_ok(body + str(last)) for last in range(10)) == 1


def test_age_counts_full_years() -> None:
    born = date(2012, 6, 20)
    assert ids.age_on(born, date(2026, 6, 19)) == 13
    assert ids.age_on(born, date(2026, 6, 20)) == 14
    assert ids.age_on(born, date(2012, 1, 1)) == -1
