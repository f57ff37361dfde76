"""The second speed of a check: names found by a model, which may be missing or fail (design §4)."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias, runtime_checkable

from reviewer_app.domain.document import Document

Spans: TypeAlias = list[list[tuple[int, int]]]
"""For each text the names in it as (start, end) by code points, end exclusive."""


class NamePassFailed(Exception):
    """The model died, stalled or gave nonsense: the caller marks the document as unread, so it cannot be passed."""


class NameReader(Protocol):
    """Runs the model over texts, in a process of its own."""

    def find(self, texts: Sequence[str], *, cancelled: Callable[[], bool] | None = None) -> Spans:
        """The names in each text; raises `NamePassFailed`, and `ReadingCancelled` where the caller stops it."""
        ...

    def close(self) -> None:
        """End the process."""
        ...


@runtime_checkable
class FindsNames(Protocol):
    """A desk that can also run the name pass over what it has read."""

    def find_names(self, document: Document, *, cancelled: Callable[[], bool] | None = None) -> Document:
        """The document with its `names`; with an unread mark where the pass failed."""
        ...
