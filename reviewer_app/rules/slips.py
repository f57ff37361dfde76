"""What a check of wording reports: a place and a finished sentence about it; level and advice are the rule's data."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from reviewer_app.rules.draft import Draft


class Slip(NamedTuple):
    """Characters `start` to `end` of the text, and what is wrong with them, a whole sentence."""

    start: int
    end: int
    told: str


Check: TypeAlias = Callable[[Draft], Iterator[Slip]]
