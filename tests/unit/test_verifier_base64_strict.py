"""Base64 with one spelling a value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.verifier import base64_strict


@given(st.binary())
def test_round_trip(data: bytes) -> None:
    assert base64_strict.decode(base64_strict.encode(data)) == data


@pytest.mark.parametrize("text", ["AA", "AB==", "AA==\n", " AA==", "AA= =", "AA===", "_-8=", "é", "A", "AAAA===="])
def test_every_other_spelling_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not canonical"):
        base64_strict.decode(text)
