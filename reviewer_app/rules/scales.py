"""How much more often what a text is made of stands in one kind of example than in all the others.

Complement naive Bayes: it needs no training beyond counting, and each single piece can be told. A text is read as its
Chinese characters and their pairs, those of the first line a second time as pieces of a title, and the title's end.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from reviewer_app.rules.attribute_rules import spoken_text

READ: Final = 1500
"""Characters of a document (and of an example) that are weighed."""
LENGTHS: Final = (1, 2)
UNSEEN: Final = 0.1
"""What a piece counts that no example of the kind has."""
ENDING: Final = 2.0
"""How much more than another piece the end of a title counts: it names the type of paper."""
_HAN: Final = re.compile(r"[一-龥]+")

Pieces = Mapping[str, float]


def pieces_in(text: str, title: str | None = None) -> Pieces:
    """Every piece of the text once, with its weight; names of other documents (《…》) are not its own words.

    `title` is the first line where none is given.
    """
    read = text.strip()[:READ]
    head = read.partition("\n")[0] if title is None else title
    found = dict.fromkeys(_runs(spoken_text(read)), 1.0)
    found.update(dict.fromkeys((f"^{one}" for one in _runs(head)), 1.0))
    ending = "".join(_HAN.findall(head))[-2:]
    if ending:
        found[f"{ending}$"] = ENDING
    return found


def _runs(text: str) -> Iterable[str]:
    for run in _HAN.findall(text):
        for length in LENGTHS:
            yield from (run[at : at + length] for at in range(len(run) - length + 1))


class Scales:
    """Weighs pieces against counted examples; remembers the weight of each piece once asked."""

    def __init__(self, examples: Iterable[tuple[Pieces, str]]) -> None:
        """Count examples, each with the name of its kind."""
        self._every: Counter[str] = Counter()
        self._own: dict[str, Counter[str]] = {}
        for pieces, kind in examples:
            self._every.update(pieces.keys())
            self._own.setdefault(kind, Counter()).update(pieces.keys())
        self._all = self._every.total()
        self._totals = {kind: own.total() for kind, own in self._own.items()}
        self._weights: dict[str, Mapping[str, float]] = {}

    def weigh(self, pieces: Pieces) -> dict[str, float]:
        """How strongly the pieces speak for each kind; lengths of texts are made up for."""
        known = [(self._of(piece), weight) for piece, weight in pieces.items() if piece in self._every]
        length = math.sqrt(sum(weight for _, weight in known)) or 1.0
        return {kind: sum(one[kind] * weight for one, weight in known) / length for kind in self._own}

    def known(self, pieces: Pieces) -> int:
        """How many of the pieces any example has."""
        return sum(piece in self._every for piece in pieces)

    def of(self, pieces: Pieces, kind: str) -> float:
        """How strongly the pieces together speak for one kind, however many they are."""
        return sum(self._of(piece)[kind] * weight for piece, weight in pieces.items() if piece in self._every)

    def _of(self, piece: str) -> Mapping[str, float]:
        if piece not in self._weights:
            self._weights[piece] = {kind: self._weight(piece, kind) for kind in self._own}
        return self._weights[piece]

    def _weight(self, piece: str, kind: str) -> float:
        everywhere, inside = self._every[piece], self._own[kind][piece]
        blank = UNSEEN * len(self._every)
        own = (inside + UNSEEN) / (self._totals[kind] + blank)
        others = (everywhere - inside + UNSEEN) / (self._all - self._totals[kind] + blank)
        return math.log(own / others)
