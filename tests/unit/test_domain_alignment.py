"""Places of one text in another that was made of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.alignment import Alignment

ORIGINAL = "关于登记结果的公示\n联系人：曾强雪，证号360702195904140205，\n电话15905814813。\n此后的话原样留下。"
PUBLIC = "关于登记结果的公示\n联系人：曾某某，证号36*************205，电话159****4813。\n此后的话原样留下。"


def placed(value: str, public: str = PUBLIC) -> str:
    start = ORIGINAL.index(value)
    low, high = Alignment.of(ORIGINAL, public).span(start, start + len(value))
    return public[low:high]


@pytest.mark.parametrize(("value", "written"), [
    ("曾强雪", "曾某某"),
    ("360702195904140205", "36*************205"),
    ("15905814813", "159****4813"),
    ("此后的话", "此后的话"),
    ("关于登记", "关于登记"),
])
def test_what_stands_in_the_place_of_a_value(value: str, written: str) -> None:
    assert placed(value) == written


def test_what_was_taken_out_has_an_empty_place_where_it_stood() -> None:
    public = PUBLIC.replace("证号36*************205", "")
    start = ORIGINAL.index("证号360702195904140205")
    low, high = Alignment.of(ORIGINAL, public).span(start, start + 20)
    assert low == high
    assert public[:low].endswith("曾某某，")
    assert not Alignment.of(ORIGINAL, public).same(start, start + 20)
    assert Alignment.of(ORIGINAL, public).same(0, 9)


def test_the_changes_are_the_new_words() -> None:
    changed = [PUBLIC[low:high] for low, high in Alignment.of(ORIGINAL, PUBLIC).changes()]
    assert changed == ["某某", "36*************205", "159****4813"]
    assert not list(Alignment.of(PUBLIC, PUBLIC.replace("\n", " ")).changes())


@pytest.mark.parametrize("mobile", ["15926173869", "0797-8123456", "07971234567"])
def test_a_number_is_the_same_as_another_only_whole(mobile: str) -> None:
    one, other = f"联系人：王香，手机：{mobile}，邮箱见下", "联系人：王香，办公电话：0797-8100012，邮箱见下"
    aligned = Alignment.of(one, other)
    low, high = aligned.span(one.index(mobile), one.index(mobile) + len(mobile))
    assert other[low:high].endswith("8100012")
    assert "".join(other[low:high] for low, high in aligned.changes()).endswith("8100012")


def test_a_long_list_that_loses_a_column_keeps_its_rows() -> None:
    rows = [(f"钟{chr(0x4e00 + n)}", f"3607021980{n:08d}", f"{n * 37}") for n in range(2000)]
    one = "\n".join("\n".join(row) for row in rows)
    other = "\n".join(f"{row[0]}\n{row[2]}" for row in rows)
    aligned = Alignment.of(one, other)
    for row in rows[10::400]:
        start = one.index(row[1])
        low, _ = aligned.span(start, start + len(row[1]))
        assert other[:low].rstrip().endswith(row[0])


@given(st.text("甲乙丙丁 12\n", max_size=60), st.text("甲乙丙丁 12\n", max_size=60), st.data())
def test_places_rise_and_stay_inside(one: str, other: str, data: st.DataObject) -> None:
    aligned = Alignment.of(one, other)
    start = data.draw(st.integers(0, len(one)))
    end = data.draw(st.integers(start, len(one)))
    low, high = aligned.span(start, end)
    assert 0 <= low <= high <= len(other)
    for run in aligned.runs:
        for at in range(run.length):
            assert one[aligned.places[0][run.one + at]] == other[aligned.places[1][run.other + at]]
    spans = [aligned.span(at, at)[0] for at in range(len(one) + 1)]
    assert spans == sorted(spans)
