"""What a document is like: the shipped examples it is weighed against (rules/attribute_examples.yaml).

Which place (a branch of the exemption tree, or public) it speaks for is weighed over all examples (rules/scales.py);
the answer is told by the example of that place nearest to it and the line that speaks most for it.
"""

import re
from functools import cache
from typing import Final, NamedTuple

import msgspec

from reviewer_app.rules.scales import READ, Pieces, Scales, pieces_in
from reviewer_app.rules.strict_yaml import read_mapping

PUBLIC: Final = "public"
LEAST_PIECES: Final = 24
"""A text of fewer pieces says too little."""
ENOUGH: Final = 100
"""A text of fewer pieces that the examples know says accordingly less."""
LEAST_KNOWN: Final = 0.3
"""Of its pieces, the examples must know so many."""


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One example and where it belongs: a branch of the exemption tree or an entry of the proactive lists."""

    id: str
    text: str
    branch: str = ""
    list: str = ""

    @property
    def place(self) -> str:
        """Entries of the proactive lists stand together: they all mean public."""
        return self.branch or PUBLIC


class Likeness(NamedTuple):
    """The first words of the nearest example of a place, and the line that speaks most for the place."""

    title: str
    start: int
    end: int


class _Library(NamedTuple):
    """All examples, the pieces of each, and the scales for places and for entries of the lists."""

    examples: tuple[Example, ...]
    pieces: tuple[Pieces, ...]
    places: Scales
    entries: Scales


class Weighed:
    """One text on the scales."""

    def __init__(self, text: str, pieces: Pieces) -> None:
        """Weigh the text for every place."""
        self._text = text
        self._pieces = pieces
        places = _library().places
        much = min(1.0, places.known(pieces) / ENOUGH)
        self.enough = places.known(pieces) >= ENOUGH
        self.places = {place: score * much for place, score in places.weigh(pieces).items()}

    def entries(self) -> dict[str, float]:
        """How strongly it speaks for each entry of the proactive lists."""
        return _library().entries.weigh(self._pieces)

    def like(self, place: str) -> Likeness:
        """What of the library and of the text itself shows the place."""
        library = _library()
        own = [at for at, one in enumerate(library.examples) if one.place == place]
        nearest = max(own, key=lambda at: _shared(self._pieces, library.pieces[at]))
        lines = [(line.start(), line.end()) for line in re.finditer(r"[^\n]+", self._text[:READ])]
        start, end = max(lines, key=lambda at: library.places.of(pieces_in(self._text[slice(*at)]), place))
        return Likeness(library.examples[nearest].text.strip().partition("\n")[0], start, end)


@cache
def load_examples() -> tuple[Example, ...]:
    """The shipped examples."""
    return msgspec.convert(read_mapping("rules/attribute_examples.yaml")["examples"], tuple[Example, ...])


def weigh(text: str, title: str | None = None) -> Weighed | None:
    """The text on the scales; None where it says too little, or little that any example says."""
    pieces = pieces_in(text, title)
    if len(pieces) < LEAST_PIECES:
        return None
    known = _library().places.known(pieces)
    return Weighed(text, pieces) if known >= LEAST_KNOWN * len(pieces) else None


def _shared(one: Pieces, other: Pieces) -> float:
    """What share of the two texts' pieces they have in common."""
    return len(one.keys() & other.keys()) / (len(one) + len(other))


@cache
def _library() -> _Library:
    examples = load_examples()
    pieces = tuple(pieces_in(one.text) for one in examples)
    places = Scales((own, one.place) for own, one in zip(pieces, examples, strict=True))
    entries = Scales((own, one.list) for own, one in zip(pieces, examples, strict=True) if one.list)
    return _Library(examples, pieces, places, entries)
