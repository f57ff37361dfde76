"""The one place that imports `regex`: typed, and compiled when first used.

Sixty patterns cost 25 ms to compile, which a command that meets none of their texts need not spend. After the
first call the methods are those of the compiled pattern itself, without a layer in between.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Protocol

import regex  # type: ignore[import-untyped]  # ships no types; Match and Pattern below say what we use of it


class Match(Protocol):
    """A match, as far as the checks use it."""

    def start(self, group: int = 0) -> int:
        """Where the group begins."""
        ...

    def end(self, group: int = 0) -> int:
        """Where the group ends."""
        ...

    def span(self, group: int = 0) -> tuple[int, int]:
        """Both."""
        ...

    def group(self, group: int = 0) -> str:
        """The group's text; empty groups that took no part are not asked for."""
        ...


class Find(Protocol):
    """A look for one match in text[pos:endpos]; look-behinds see what stands before `pos`."""

    def __call__(self, text: str, pos: int = 0, endpos: int = ...) -> Match | None:
        """The match, or None."""
        ...


class FindAll(Protocol):
    """A look for all matches in text[pos:endpos]."""

    def __call__(self, text: str, pos: int = 0, endpos: int = ...) -> Iterator[Match]:
        """The matches in order (from the end for a backward pattern)."""
        ...


class Pattern:
    """A pattern that compiles itself at the first use of any method."""

    match: Find
    search: Find
    fullmatch: Find
    finditer: FindAll
    sub: Callable[[str, str], str]

    def __init__(self, text: str, *, backwards: bool, at_places: bool = False) -> None:
        self._text = text
        self._flags = regex.REVERSE if backwards else 0
        self._at_places = at_places

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = self._compiled()
        self.match, self.search, self.fullmatch = compiled.match, compiled.search, compiled.fullmatch
        self.finditer, self.sub = compiled.finditer, compiled.sub
        return self.__dict__[name]

    def _compiled(self) -> Any:  # noqa: ANN401  # of one library or the other
        if self._at_places:
            with suppress(re.error):  # a look-behind that has no one width
                return re.compile(self._text)
        return regex.compile(self._text, self._flags)


def pattern(text: str, *, backwards: bool = False) -> Pattern:
    """A pattern of the `regex` library; `backwards` matches from right to left, ending where the text ends."""
    return Pattern(text, backwards=backwards)


def at_places(text: str) -> Pattern:
    """A pattern only matched at given places, thousands of them: the standard library is twice as fast there."""
    return Pattern(text, backwards=False, at_places=True)


def any_of(words: tuple[str, ...]) -> str:
    """Pattern text for any of the words, the longest first."""
    return "|".join(regex.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
