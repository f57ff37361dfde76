from datetime import date
from itertools import count

import pytest

from documents import text_document
from reviewer_app.domain.findings import FindingType
from reviewer_app.rules.context import Context
from reviewer_app.rules.evaluation import (
    Labelled,
    Passage,
    Score,
    evaluate,
    read_passage,
    types_of,
    unknown_labels,
)
from reviewer_app.rules.loader import load_rules

TODAY = Context(today=date(2026, 11, 23))
NAME, MOBILE = FindingType.PERSON_NAME, FindingType.MOBILE


def measured(*passages: Passage, **names: FindingType) -> dict[FindingType, Score]:
    corpus = [Labelled(passage, text_document(passage.text)) for passage in passages]
    ticks = count()
    return evaluate(corpus, load_rules(), TODAY, names, lambda: float(next(ticks)))


def test_equal_ends_are_right_and_every_character_covers() -> None:
    score = measured(Passage("申请人：张伟，电话13807971234", ((4, 6, "PER"), (9, 20, "mobile"))), PER=NAME)
    for kind in (NAME, MOBILE):
        one = score[kind]
        assert (one.gold, one.found, one.right, one.covered) == (1, 1, 1, 1)
        assert (one.precision, one.recall, one.f1, one.full_cover) == (1, 1, 1, 1)
        assert one.speed == 20


def test_a_longer_span_is_neither_right_nor_covered() -> None:
    one = measured(Passage("申请人：张伟，男", ((3, 6, "person_name"),)))[NAME]
    assert (one.gold, one.found, one.right, one.covered) == (1, 1, 0, 0)


def test_a_shorter_span_is_covered_and_not_right() -> None:
    one = measured(Passage("申请人：张伟，男", ((4, 5, "person_name"),)))[NAME]
    assert (one.right, one.covered, one.precision, one.full_cover) == (0, 1, 0, 1)


def test_what_was_mapped_is_measured_without_a_single_span() -> None:
    one = measured(Passage("申请人：张伟，男"), PER=NAME)[NAME]
    assert (one.gold, one.found, one.precision, one.recall, one.full_cover) == (0, 1, 0, None, None)


def test_nothing_to_take_a_share_of_has_no_share() -> None:
    assert (Score().precision, Score().recall, Score().f1, Score().speed) == (None, None, None, None)


def test_labels_without_a_type_are_named() -> None:
    passages = [Passage("张伟", ((0, 2, "ORG"), (0, 1, "mobile"), (0, 2, "PER")))]
    assert types_of(passages, {"PER": NAME}) == (MOBILE, NAME)
    assert unknown_labels(passages, {"PER": NAME}) == {"ORG": 1}


@pytest.mark.parametrize(
    "line",
    [b"", b"[]", b'{"text":1}', b'{"text":"a","spans":[[0,2,"x"]]}', b'{"text":"a","spans":[[1,1,"x"]]}',
     b'{"text":"a","spans":[[-1,1,"x"]]}', b'{"spans":[]}', b"\xff"],
)
def test_lines_of_another_shape_are_refused(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # msgspec's own errors are of this class; their text is not ours
        read_passage(line)


def test_a_line_may_hold_more_than_is_asked() -> None:
    assert read_passage('{"text":"张伟","spans":[[0,2,"PER"]],"id":7}'.encode()).spans == ((0, 2, "PER"),)
