"""Typing that is not yet anything: kept aside so that a killed window loses next to nothing (issue 3, item 8)."""

from typing import Protocol


class Drafts(Protocol):
    """Texts by key (letters, digits, `-` and `_`); the newest counts. Not proven, not part of any decision."""

    def save(self, key: str, text: str) -> None:
        """Keep it; whoever reads it finds the old text or the new one, never half of one."""
        ...

    def load(self, key: str) -> str | None:
        """The text, or None."""
        ...

    def forget(self, key: str) -> None:
        """Let it go; nothing happens where there is none."""
        ...


class MemoryDrafts:
    """Drafts of a desk without a folder: gone with the program."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def save(self, key: str, text: str) -> None:
        """Keep it."""
        self._texts[key] = text

    def load(self, key: str) -> str | None:
        """The text, or None."""
        return self._texts.get(key)

    def forget(self, key: str) -> None:
        """Let it go."""
        self._texts.pop(key, None)
