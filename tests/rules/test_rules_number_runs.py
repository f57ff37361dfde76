"""Which runs of digits there are, and that asking by shape loses none that a detector's own pattern would find."""

import regex
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.rules.detectors import credit_code, disability, id_number, landline, mobile
from reviewer_app.rules.number_runs import NumberRuns
from reviewer_app.rules.patterns import pattern

PATTERNS = [
    (id_number._NEW_SHAPE, id_number._NEW),
    (id_number._OLD_SHAPE, id_number._OLD),
    (mobile._SHAPE, mobile._MOBILE),
    (landline._SHAPE, landline._FULL),
    (landline._SHAPE, landline._LOCAL),
    (credit_code._SHAPE, credit_code._CODE),
    (disability._SHAPE, disability._TWENTY),
]
digits = st.text("0123456789", min_size=3, max_size=22)
forms = st.sampled_from([
    r"[1-9][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])[0-2][1-9][0-9]{3}[0-9Xx×]([1-7][1-4]B?)?",
    r"[1-9][0-9]{14}",
    r"(\+?86|0086)?[ -]?1[3-9][0-9]{9}",
    r"(86-)?0(10|797)[ -]?[2-9][0-9]{6,7}(-[0-9]{1,4})?",
    r"9[1-3][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}",
    r"(62|4|9)[0-9]{12,20}",
]).flatmap(lambda form: st.from_regex(form, fullmatch=True))
gaps = st.sampled_from(["", "", "", " ", "-", "  ", " - ", "\n", "，", "a", "号", "×", "X", "/", "."])
texts = st.lists(st.tuples(digits | forms, gaps), max_size=6).map(lambda pairs: "".join(a + b for a, b in pairs))


def gapped(draw_gaps: list[str], text: str) -> str:
    return "".join(char + draw_gaps[at % len(draw_gaps)] for at, char in enumerate(text))


@given(texts | st.builds(gapped, st.lists(gaps, min_size=1, max_size=7), forms))
def test_a_shape_lets_every_run_through_that_its_pattern_would_match(text: str) -> None:
    runs = NumberRuns(text)
    for shape, exact in PATTERNS:
        asked = set(runs.shaped(shape))
        for span in runs.spans:
            if exact.search(text, span.start, min(span.end + 2, len(text))):
                assert span in asked, (text, text[span.start : span.end])


@given(texts)
def test_runs_do_not_touch_and_longer_ones_are_among_them(text: str) -> None:
    runs = NumberRuns(text)
    assert all(one.end <= other.start for one, other in zip(runs.spans, runs.spans[1:], strict=False))
    assert set(runs.longer(9)) == {span for span in runs.spans if span.end - span.start >= 9}


def test_a_shape_is_looked_at_once_however_many_runs_have_it() -> None:
    looks = []

    class Counting:
        def search(self, shape: str) -> object:
            looks.append(shape)
            return regex.search("0{11}", shape)

    runs = NumberRuns("，".join(f"1380000{number:04}" for number in range(3000)) + "，12345")
    found = runs.shaped(Counting())  # type: ignore[arg-type]  # all that is asked of a form
    assert len(list(found)) == 3000
    assert sorted(looks) == ["0" * 5, "0" * 11]


def test_letters_and_the_x_of_a_check_digit_are_told_apart() -> None:
    runs = NumberRuns("a12345 1234567890123456x")
    assert [span.start for span in runs.spans] == [0]
    assert list(runs.shaped(pattern("^A00000 0{16}X$"))) == list(runs.spans)


def test_ten_megabytes_of_single_digits_are_one_run() -> None:
    """The `regex` library had no memory left for it."""
    text = "1 " * 5_000_000
    assert NumberRuns(text).spans == ((0, len(text) - 1),)
