"""Words found in one pass: the same places as searching for each, whatever their characters are made of."""

import random
from itertools import islice

import pytest

from reviewer_app.rules.word_hits import WordHits

WORDS = ("手机", "手机号", "号", "机号", "身份证", "亭一", "一亭", "𠮷", "A", "丁")
# 亭 is U+4EAD and 一 U+4E00: their bytes shifted by one are other characters' (U+AD4E, U+004E …).
SIGNS = (*"手机号身份证亭一丁A。;\0\u4e4e\u004e\u4e41\u414e", "𠮷")


def searched(text: str, word: str) -> list[int]:
    return [at + len(word) for at in range(len(text)) if text.startswith(word, at)]


@pytest.mark.parametrize("signs", [SIGNS, [sign for sign in SIGNS if sign != "𠮷"]])
def test_every_word_is_found_where_a_search_finds_it(signs: tuple[str, ...]) -> None:
    dice = random.Random(5)  # noqa: S311 - the same texts each time
    for _ in range(200):
        text = "".join(dice.choices(signs, k=40))
        hits = WordHits(text, WORDS)
        assert [list(hits.ends(word)) for word in WORDS] == [searched(text, word) for word in WORDS]


def test_a_word_outside_the_vocabulary_is_found_too() -> None:
    assert list(WordHits("银行账号、银行", ("账号",)).ends("银行")) == [2, 7]


CUES = ("手机", "手机号", "号", "电话")


def nearest(text: str, start: int, width: int) -> str | None:
    """The same, told without any index: from `start` leftwards the first end of a word, the longest that fits."""
    for end in range(start, max(0, start - width), -1):
        fitting = [word for word in CUES if text.endswith(word, max(0, start - width), end)]
        if fitting:
            return max(fitting, key=len)
        if text[end - 1] in "。;\0":
            return None
    return None


def test_the_nearest_cue_of_the_sentence_is_told() -> None:
    dice = random.Random(6)  # noqa: S311 - as above
    told = set()
    for _ in range(400):
        text = "".join(dice.choices((*CUES, *"，。;\0甲乙"), k=8))
        hits = WordHits(text, CUES)
        for start in islice(range(len(text) + 1), 2, None, 3):
            told.add(hits.before(start, CUES, 4))
            assert hits.before(start, CUES, 4) == nearest(text, start, 4), (text, start)
    assert told == {None, *CUES}
