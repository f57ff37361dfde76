from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.rules.fold import TABLE, fold


@given(st.text())
def test_fold_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(), st.text())
def test_fold_works_on_each_character_by_itself(left: str, right: str) -> None:
    assert fold(left + right) == fold(left) + fold(right)


@given(st.text())
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_fold_makes_full_width_forms_plain() -> None:
    assert fold("３６０７０２（ＡｂＸ）：１３８－００００　Ｑ＠ｑ．ｃｏｍ＊●") == "360702(AbX):138-0000 Q@q.com**"


def test_fold_covers_its_whole_table() -> None:
    assert fold("".join(map(chr, TABLE))) == "".join(map(chr, TABLE.values()))


def test_fold_leaves_what_only_looks_like_a_digit() -> None:
    assert fold("〇○㎡½①") == "〇*㎡½①"
