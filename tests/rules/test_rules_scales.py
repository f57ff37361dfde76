"""What a text is made of, weighed against counted examples."""

import pytest

from reviewer_app.rules.scales import Scales, pieces_in

KINDS = [
    ("食堂就餐规定\n职工凭卡就餐。", "inside"), ("考勤规定\n职工上班打卡。", "inside"),
    ("停水通知\n居民请储水。", "public"), ("招聘公告\n欢迎居民报名。", "public"),
]


@pytest.fixture(scope="module")
def scales() -> Scales:
    return Scales((pieces_in(text), kind) for text, kind in KINDS)


def test_pieces_are_characters_pairs_and_those_of_the_title_again() -> None:
    assert set(pieces_in("停水\n今日")) == {"停", "水", "停水", "^停", "^水", "^停水", "今", "日", "今日", "停水$"}


def test_the_title_may_stand_elsewhere_than_in_the_first_line() -> None:
    assert "^停水" in pieces_in("某局\n停水", "停水")
    assert "^某局" not in pieces_in("某局\n停水", "停水")


def test_names_of_other_documents_are_not_the_texts_own_words() -> None:
    assert "考勤" not in pieces_in("通知\n依据《考勤规定》办理")


@pytest.mark.parametrize(("text", "kind"), [("就餐须知\n职工凭卡。", "inside"), ("停水公告\n居民储水。", "public")])
def test_the_kind_whose_pieces_it_has_weighs_most(scales: Scales, text: str, kind: str) -> None:
    found = scales.weigh(pieces_in(text))
    assert max(found, key=found.__getitem__) == kind
    assert scales.of(pieces_in(text), kind) > 0


def test_what_no_example_has_weighs_nothing(scales: Scales) -> None:
    strange = pieces_in("龘靐齉")
    assert scales.known(strange) == 0
    assert set(scales.weigh(strange).values()) == {0.0}
