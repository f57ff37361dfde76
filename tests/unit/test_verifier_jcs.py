"""RFC 8785 as we use it, compared with the `rfc8785` library."""

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.verifier import jcs
from reviewer_app.verifier.errors import JsonRefused

LIMIT = 2**53 - 1
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
ATOMS = st.none() | st.booleans() | st.integers(-LIMIT, LIMIT) | TEXT
VALUES = st.recursive(ATOMS, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=30)


@given(VALUES)
def test_writes_what_the_library_writes(value: object) -> None:
    assert jcs.dumps(value) == rfc8785.dumps(value)


@given(VALUES)
def test_reads_back_what_it_wrote(value: object) -> None:
    assert jcs.loads(jcs.dumps(value)) == value


@pytest.mark.parametrize("size", [jcs.LONG - 1, jcs.LONG, 2 * jcs.LONG + 1])
def test_a_long_text_is_written_slice_by_slice_as_in_one(size: int) -> None:
    text = ('"征\n\\\x07😀' * size)[:size]
    assert jcs.dumps({"body": text, "n": 1}) == rfc8785.dumps({"body": text, "n": 1})


def test_keys_sort_by_utf16_code_units() -> None:
    # U+1F600 is D83D DE00 in UTF-16 and so comes before U+FB33, though its code point is higher.
    assert jcs.dumps({"\ufb33": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ufb33":1}'.encode()


@pytest.mark.parametrize(
    "value", [1.0, float("nan"), LIMIT + 1, -LIMIT - 1, {1: 2}, {"a": b"x"}, "\ud800", {"\udfff": 1}, {1, 2}, object()]
)
def test_refuses_what_it_cannot_carry(value: object) -> None:
    with pytest.raises(JsonRefused):
        jcs.dumps(value)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a": 1}', b'{"b":1,"a":2}', b'{"a":1,"a":2}', b'{"a":1,"a":1}', b"1.0", b"1e3", b"NaN", b"-Infinity", b"",
        b"-0", b'"\\u0061"', b'"\\/"', b'"\\ud800"', b"\xef\xbb\xbf1", b"9007199254740992", b'"\xff"', b"[1,]", b"1 ",
        b"[" * 100_000, b"9" * 5000,
    ],
)  # fmt: skip
def test_refuses_every_other_spelling(raw: bytes) -> None:
    with pytest.raises(JsonRefused):
        jcs.loads(raw)


def test_nesting_without_end_is_refused() -> None:
    value: list[object] = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(JsonRefused):
        jcs.dumps(value)
