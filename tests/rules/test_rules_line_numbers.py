from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.rules.line_numbers import LineNumbers


@given(st.text(alphabet="甲乙\n", max_size=40))
def test_every_offset_has_the_line_that_counting_gives(text: str) -> None:
    lines = LineNumbers(text)
    assert [lines.of(at) for at in range(len(text) + 1)] == [text.count("\n", 0, at) + 1 for at in range(len(text) + 1)]
