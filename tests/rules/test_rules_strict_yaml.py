"""The strict YAML reading: nothing guessed, nothing twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.rules.strict_yaml import RuleDataFault, parse, read_mapping


@pytest.mark.parametrize("scalar", ["010", "no", "12:30", "2018-06-21", "1e3", "null", "~", "0x1F"])
def test_scalars_stay_strings(scalar: str) -> None:
    assert parse(f"a: {scalar}\nb: [{scalar}]") == {"a": scalar, "b": [scalar]}


@pytest.mark.parametrize(
    "text", ["a: 1\na: 2", "a:\n  b: 1\n  b: 2", "- x: 1\n  x: 1", "? [a]\n: 1", "a: [1", "a: \tb: c"]
)
def test_bad_data_is_refused(text: str) -> None:
    with pytest.raises(RuleDataFault):
        parse(text)


def test_empty_values_are_empty_strings() -> None:
    assert parse("a:\nb: ''") == {"a": "", "b": ""}


WORD = st.from_regex(r"[0-9a-z.]{1,8}", fullmatch=True)


@given(st.dictionaries(WORD, WORD))
def test_any_flat_mapping_comes_back(mapping: dict[str, str]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in mapping.items()) or "{}"
    assert parse(text) == mapping


def test_a_resource_is_read() -> None:
    assert read_mapping("text/zh_CN/errors.yaml")["error.no_writer"]


def test_a_resource_that_is_no_mapping_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        read_mapping("rules/none.yaml")
