"""Bigrams: what is put in is what is asked for, and offsets stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.search_words import folded, found_at, grams, holds, match_expression

TEXTS = st.text(st.sampled_from("征地补偿登记〔2018〕[]（）３号ＡaA　 -—，。𠀀İß"), max_size=30)


@given(TEXTS)
def test_folding_keeps_every_offset(text):
    assert len(folded(text)) == len(text)


@given(TEXTS, st.data())
def test_whatever_a_text_holds_is_let_through_by_the_index(text, data):
    """No false negative: each gram asked for is there, or begins one that is there."""
    start = data.draw(st.integers(0, len(text)))
    query = text[start : data.draw(st.integers(start, len(text)))]
    asked = match_expression(query)
    assert holds(f"x{text}", query)
    there = grams(text).split()
    for one in asked.split(" AND ") if asked else ():
        gram = one.removesuffix(" *").strip('"')
        assert gram in there or (one.endswith("*") and any(term.startswith(gram) for term in there))


@pytest.mark.parametrize(
    ("text", "query", "at"),
    [
        ("某政办发〔2018〕3号", "[2018]3号", 5),
        ("某政办发〔2018〕3号", "２０１８", 6),
        ("征地补偿", "补偿 征地", 1),
        ("Ａ座公示", "a座", 1),
        ("征地 补偿", "地补", 0),
    ],
)
def test_words_are_found_where_they_stand(text, query, at):
    assert found_at(text, query) == at
    assert holds(text, query) is bool(at)


def test_only_what_can_be_indexed_is_asked_for():
    assert match_expression("，。 —") is None
    assert match_expression("公") == '"公" *'
    assert match_expression("公示 x") == '"公示" AND "x" *'
    assert not holds(None, "x")
