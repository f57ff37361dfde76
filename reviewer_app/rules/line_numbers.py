"""The line that an offset of a text stands in, for findings that have no better place."""

from bisect import bisect_left


class LineNumbers:
    """Counts lines from 1."""

    def __init__(self, text: str) -> None:
        self._ends: list[int] = []
        at = text.find("\n")
        while at >= 0:
            self._ends.append(at)
            at = text.find("\n", at + 1)

    def of(self, offset: int) -> int:
        """The line of an offset."""
        return bisect_left(self._ends, offset) + 1
