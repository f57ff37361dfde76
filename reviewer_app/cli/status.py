"""Exit statuses: stable, other programs rely on them (design §9)."""

from collections.abc import Iterable
from enum import IntEnum


class ExitStatus(IntEnum):
    """What a run comes to."""

    CLEAN = 0
    """Nothing blocks."""
    BLOCKED = 1
    """Something blocks: a blocking finding, something unread, a secrecy mark, a proof that fails."""
    USAGE = 2
    """Wrong usage."""
    UNREADABLE = 3
    """A file could not be read; the others were still done."""
    FAULT = 70
    """Our own fault."""
    INTERRUPTED = 130
    """Interrupted by the user, or the reader of our output went away."""


def worst(statuses: Iterable[ExitStatus]) -> ExitStatus:
    """The status of a run over several files: what could not be read wins over what blocks."""
    return max(statuses, default=ExitStatus.CLEAN)
