"""Patterns that begin with anything at all, looked for only around the words they cannot do without.

A long list is hundreds of thousands of characters of numbers: a pattern that tries each of them takes longer than all
other checks together, while the word it needs (月, 其中) stands there a few times or not at all.
"""

import re
from collections.abc import Iterator, Sequence


def matches_near(
    pattern: re.Pattern[str], text: str, words: Sequence[str], before: int, after: int
) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` gives, where every match has one of `words` in it.

    No match may begin more than `before` characters ahead of such a word, or end more than `after` behind
    where it begins.
    """
    start = end = 0
    for spot in spots(text, words):
        if spot - before > end:
            yield from pattern.finditer(text, start, end)
            start = spot - before
        end = min(len(text), spot + after)
    yield from pattern.finditer(text, start, end)


class NextOf:
    """The next place of any of a few characters. Each is looked for by itself, at memory speed, and only once passed.

    Ask with growing offsets.
    """

    def __init__(self, text: str, chars: Sequence[str]) -> None:
        self._text = text
        self._next = {char: text.find(char) for char in chars}

    def at(self, start: int) -> int | None:
        """The first of them at or behind `start`, None where none is left."""
        for char, place in self._next.items():
            if 0 <= place < start:
                self._next[char] = self._text.find(char, start)
        return min((place for place in self._next.values() if place >= 0), default=None)


def spots(text: str, words: Sequence[str]) -> list[int]:
    """Where each of the words begins, in text order."""
    found: list[int] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
    return sorted(found)
