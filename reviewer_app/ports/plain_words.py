"""The office's own words as a plain file in its home, for checks that open no database (`check --home`)."""

from collections.abc import Sequence
from typing import Protocol

from reviewer_app.domain.lexicon import LexiconEntry


class PlainWords(Protocol):
    """One list; the newest counts. The store is the truth, this is a copy."""

    def save(self, entries: Sequence[LexiconEntry]) -> None:
        """Keep it; whoever reads it finds the old list or the new one, never half of one."""
        ...


class NoPlainWords:
    """Of a desk without a folder."""

    def save(self, entries: Sequence[LexiconEntry]) -> None:
        """Nothing is kept."""
