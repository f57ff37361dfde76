"""How well the privacy rules do on a labelled corpus: precision, recall, F1, full cover and speed by type.

A finding is right where its two ends are those of a span of its type. A span is fully covered where every character
of it lies in findings of its type: what a person must not be able to read is told by this, not by equal ends.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import msgspec

from reviewer_app.domain.document import Document
from reviewer_app.domain.findings import FindingType
from reviewer_app.rules.context import Context
from reviewer_app.rules.engine import find
from reviewer_app.rules.schema import RuleSet

Places = set[tuple[int, int]]


class Passage(msgspec.Struct, frozen=True):
    """One line of a corpus: a text and its spans (start, end, label), ends exclusive, in code points."""

    text: str
    spans: tuple[tuple[int, int, str], ...] = ()


class Labelled(NamedTuple):
    """A passage as the program reads it."""

    passage: Passage
    document: Document


@dataclass(frozen=True, slots=True)
class Score:
    """One type's counts over a corpus; every share is None where there is nothing to take a share of."""

    gold: int = 0
    found: int = 0
    right: int = 0
    covered: int = 0
    characters: int = 0
    seconds: float = 0.0

    @property
    def precision(self) -> float | None:
        """Share of the findings that are right."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of the spans that were found with both ends."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else None

    @property
    def full_cover(self) -> float | None:
        """Share of the spans every character of which lies in findings of the type."""
        return self.covered / self.gold if self.gold else None

    @property
    def speed(self) -> float | None:
        """Characters a second with the rules of this type alone."""
        return self.characters / self.seconds if self.seconds else None


def read_passage(line: bytes) -> Passage:
    """A line of a corpus; raises `ValueError` for one of another shape, or with a span outside its text."""
    passage = msgspec.json.decode(line, type=Passage)
    if any(not 0 <= start < end <= len(passage.text) for start, end, _ in passage.spans):
        message = "a span lies outside its text"
        raise ValueError(message)
    return passage


def types_of(passages: Iterable[Passage], names: Mapping[str, FindingType]) -> tuple[FindingType, ...]:
    """The types to measure: those that occur as labels, and those that labels were mapped to, in order of name."""
    known = {label for passage in passages for _, _, label in passage.spans}
    return tuple(sorted({*names.values(), *(kind for label in known if (kind := _type_of(label, names)))}))


def unknown_labels(passages: Iterable[Passage], names: Mapping[str, FindingType]) -> dict[str, int]:
    """Labels that stand for no type, with how many spans bear them: they are not measured, and the report says so."""
    labels = Counter(label for passage in passages for _, _, label in passage.spans)
    return {label: count for label, count in sorted(labels.items()) if _type_of(label, names) is None}


def _type_of(label: str, names: Mapping[str, FindingType]) -> FindingType | None:
    if label in names:
        return names[label]
    return FindingType(label) if label in FindingType.__members__.values() else None


def evaluate(
    corpus: Sequence[Labelled],
    rules: RuleSet,
    context: Context,
    names: Mapping[str, FindingType],
    clock: Callable[[], float],
) -> dict[FindingType, Score]:
    """The scores by type; speed is that of a second run with the rules of the type alone."""
    kinds = types_of((one.passage for one in corpus), names)
    scores = dict.fromkeys(kinds, Score())
    for passage, document in corpus:
        found: dict[FindingType, Places] = {kind: set() for kind in kinds}
        for one in find(document, rules, context):
            if one.type in found and one.start is not None and one.end is not None:
                found[one.type].add((one.start, one.end))
        for kind in kinds:
            gold = {(start, end) for start, end, label in passage.spans if _type_of(label, names) is kind}
            scores[kind] = _added(scores[kind], gold, found[kind])
    characters = sum(len(one.passage.text) for one in corpus)
    return {
        kind: replace(score, characters=characters, seconds=_seconds(corpus, rules, context, kind, clock))
        for kind, score in scores.items()
    }


def _added(score: Score, gold: Places, found: Places) -> Score:
    inside = {place for start, end in found for place in range(start, end)}
    return replace(
        score,
        gold=score.gold + len(gold),
        found=score.found + len(found),
        right=score.right + len(gold & found),
        covered=score.covered + sum(1 for start, end in gold if inside.issuperset(range(start, end))),
    )


def _seconds(
    corpus: Sequence[Labelled], rules: RuleSet, context: Context, kind: FindingType, clock: Callable[[], float]
) -> float:
    alone = replace(rules, rules=tuple(rule for rule in rules.rules if rule.type is kind))
    find(corpus[0].document, alone, context)  # patterns compile at their first use
    started = clock()
    for _, document in corpus:
        find(document, alone, context)
    return clock() - started
