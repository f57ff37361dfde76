"""Reading pictures of text: what a model sees on one picture, and who asks it (design §3, §4)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from reviewer_app.domain.document import Box, Place


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One line or table cell; `score` is the model's own 0–1. `box` is in points from the page's top left.

    `height` is the height of its characters in pixels of the picture the model was given.
    """

    text: str
    score: float
    box: Box
    height: float


@dataclass(frozen=True, slots=True)
class SeenPage:
    """What was seen on the picture at `place`.

    `codes` counts QR codes; `unexplained` marks that look like writing or a picture and lie in no line; `inked` is
    whether anything at all is drawn.
    """

    place: Place
    lines: tuple[SeenLine, ...]
    codes: int = 0
    unexplained: int = 0
    inked: bool = True


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture for the model: RGB, 8 bits, rows without gaps."""

    data: bytes
    width: int
    height: int


See: TypeAlias = Callable[[Pixels], SeenPage]
"""The model on one picture: boxes in pixels, no place."""


class OcrFailed(Exception):
    """The model died, stalled or gave nonsense: what was unread stays unread."""


class PictureReader(Protocol):
    """Reads pictures of a file in a process of its own."""

    def see(
        self,
        untrusted_data: bytes,
        name: str,
        places: Sequence[Place],
        wholes: Sequence[bool],
        *,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[SeenPage]:
        """What stands at each place that could be drawn; raises `OcrFailed` or `ReadingCancelled`.

        `wholes`: whether the page has no text of its own; else only the pictures on it are read.
        """
        ...

    def close(self) -> None:
        """End the process."""
        ...
