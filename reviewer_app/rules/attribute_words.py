"""What a passage speaks of by its vocabulary, where title and type are silent (rules/attribute_words.yaml).

Different words count once each, by weight; the best key must lead clearly, else nothing is said.
"""

from functools import cache
from typing import NamedTuple

import msgspec

from reviewer_app.rules.strict_yaml import read_mapping


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: key → weight → words, apart for branches and list entries."""

    together: str
    least: int
    lead: int
    chars: int
    branches: dict[str, dict[int, str]]
    lists: dict[str, dict[int, str]]


class Spoken(NamedTuple):
    """The key that leads, its score, and where its weightiest word stands."""

    key: str
    branch: bool
    score: int
    start: int
    end: int


class _Score(NamedTuple):
    """One key's score and its weightiest word."""

    total: int
    word: str


@cache
def vocabulary() -> _File:
    """The shipped words."""
    return msgspec.convert(read_mapping("rules/attribute_words.yaml"), _File, strict=False)


def speaks(text: str) -> Spoken | None:
    """The branch or list entry that the beginning of `text` speaks of, None where none leads clearly."""
    file = vocabulary()
    text = text[: file.chars]
    general = {word for word in file.together.split() if word in text}
    ignored = general if len(general) > 1 else set[str]()
    scored = {
        (key, branch): _score(text, weights, ignored)
        for branch, keys in ((True, file.branches), (False, file.lists))
        for key, weights in keys.items()
    }
    (best, second) = sorted(scored, key=lambda one: scored[one].total, reverse=True)[:2]
    score = scored[best]
    if score.total < file.least or score.total - scored[second].total < file.lead:
        return None
    start = text.index(score.word)
    return Spoken(*best, score.total, start, start + len(score.word))


def _score(text: str, weights: dict[int, str], ignored: set[str]) -> _Score:
    total, heaviest, word = 0, 0, ""
    for weight, words in weights.items():
        for one in words.split():
            if one in text and one not in ignored:
                total += weight
                if weight > heaviest:
                    heaviest, word = weight, one
    return _Score(total, word)
