"""What a document is like, where no rule knows it: the shipped examples nearest to it (rules/attribute_examples.yaml).

Texts are compared by the pairs of characters they share; pairs that few examples have count more, those of the
title double. Nearest neighbours need no training and can be told: the answer names the example it was near to.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from typing import Final, NamedTuple

import msgspec

from reviewer_app.rules.strict_yaml import read_mapping

READ: Final = 1500
"""Characters of a document (and of an example) that are compared."""
NEIGHBOURS: Final = 9
LEAST_PAIRS: Final = 24
"""A text of fewer pairs says too little."""
LEAST_LIKE: Final = 0.08
"""A nearest example less like it than this says nothing."""
LEAST_SHARE: Final = 0.5
"""Of the neighbours' votes, the winner must have so much."""
_HAN: Final = re.compile(r"[一-龥]+")

Weights = dict[str, float]


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One example and where it belongs: a branch of the exemption tree or an entry of the proactive lists."""

    id: str
    text: str
    branch: str = ""
    list: str = ""


class Likeness(NamedTuple):
    """The branch or list entry of most neighbours, the first words of the nearest, and the line most like it."""

    key: str
    branch: bool
    title: str
    start: int
    end: int


class _Library(NamedTuple):
    """All examples with how rare each pair is, and each example's pairs weighed to length 1."""

    examples: tuple[Example, ...]
    rarity: Weights
    weighed: tuple[Weights, ...]


@cache
def load_examples() -> tuple[Example, ...]:
    """The shipped examples."""
    return msgspec.convert(read_mapping("rules/attribute_examples.yaml")["examples"], tuple[Example, ...])


def nearest(text: str) -> Likeness | None:
    """What most of the nearest examples are; None where none is near, or they disagree."""
    library = _library()
    pairs = _pairs(text)
    if len(pairs) < LEAST_PAIRS:
        return None
    weighed = _weigh(pairs, library.rarity)
    likeness = ((_product(weighed, other), at) for at, other in enumerate(library.weighed))
    near = sorted(likeness, reverse=True)[:NEIGHBOURS]
    if not near or near[0][0] < LEAST_LIKE:
        return None
    votes: defaultdict[tuple[str, str], float] = defaultdict(float)
    for value, at in near:
        votes[_place(library.examples[at])] += value * value
    place, most = max(votes.items(), key=itemgetter(1))
    if most < LEAST_SHARE * sum(votes.values()):
        return None
    branch, _ = place
    best = next(library.examples[at] for _, at in near if _place(library.examples[at]) == place)
    start, end = _line_most_like(text, weighed)
    return Likeness(branch or best.list, bool(branch), best.text.strip().partition("\n")[0], start, end)


def _place(example: Example) -> tuple[str, str]:
    """Entries of the proactive lists vote together: they all mean public."""
    return (example.branch, "") if example.branch else ("", "public")


@cache
def _library() -> _Library:
    examples = load_examples()
    pairs = [_pairs(one.text) for one in examples]
    seen = Counter(pair for one in pairs for pair in one)
    rarity = {pair: math.log(len(examples) / count) + 0.3 for pair, count in seen.items()}
    return _Library(examples, rarity, tuple(_weigh(one, rarity) for one in pairs))


def _pairs(text: str) -> dict[str, int]:
    """Every pair of characters once, those of the first line twice as heavy."""
    read = text.strip()[:READ]
    found = dict.fromkeys(_pairs_in(read), 1)
    found.update(dict.fromkeys(_pairs_in(read.partition("\n")[0]), 2))
    return found


def _pairs_in(text: str) -> Iterator[str]:
    for run in _HAN.findall(text):
        yield from (run[at : at + 2] for at in range(len(run) - 1))


def _weigh(pairs: dict[str, int], rarity: Weights) -> Weights:
    weights = {pair: rarity[pair] * count for pair, count in pairs.items() if pair in rarity}
    length = math.sqrt(sum(one * one for one in weights.values())) or 1.0
    return {pair: one / length for pair, one in weights.items()}


def _product(one: Weights, other: Weights) -> float:
    return sum(weight * other[pair] for pair, weight in one.items() if pair in other)


def _line_most_like(text: str, weighed: Weights) -> tuple[int, int]:
    """(start, end) of the line of the text that holds most of what was compared."""
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text[:READ])]
    return max(lines, key=lambda one: sum(weighed.get(pair, 0.0) for pair in set(_pairs_in(text[one[0] : one[1]]))))
