"""Names whose own form tells them: 热依汗古丽·玉素甫, 才让多杰. The model breaks them, no surname list has them.

A name with a point may stand inside a run of characters, one without must stand between signs or line ends.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from reviewer_app.rules.block_text import Span
from reviewer_app.rules.detectors.name_grammar import HAN, POINTS
from reviewer_app.rules.patterns import any_of, pattern
from reviewer_app.rules.scan import ScanText

_POINT: Final = pattern(rf"[{POINTS}]")
_HAN: Final = pattern(HAN)
_AROUND: Final = pattern(rf"(?<!{HAN}){HAN}{{1,9}}(?:[{POINTS}]{HAN}{{1,9}}){{1,3}}")
LONGEST_PART: Final = 9
WHOLE: Final = 5
"""So short a first part is taken whole: what titles it, a cue word tells better."""
SHORTEST: Final = 2
SHARE: Final = 0.75
"""So many of its characters write foreign sounds; 赣州·南康 has none."""


class Sounds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What transliterated names are made of: single characters, and whole parts (次仁, 卓玛) of which two make one."""

    characters: str
    parts: tuple[str, ...]


class Transliterated:
    """Finds them in one document's text."""

    def __init__(self, sounds: Sounds, followers: tuple[str, ...]) -> None:
        self._characters = frozenset(sounds.characters)
        part = any_of(sounds.parts)
        self._followers = followers
        self._joined = pattern(rf"(?:{part}){{2,3}}")

    def spans(self, scan: ScanText) -> Iterator[Span]:
        """Where such names stand."""
        text, last = scan.text, 0
        for point in _POINT.finditer(text):
            at = point.start()
            found = _AROUND.search(text, max(last, at - LONGEST_PART - 1), at + LONGEST_PART * 3)
            if at >= last and found and found.start() < at < found.end():
                start, last = self._start(text, found.start(), at), self._end(text, *found.span())
                if start is not None and self._foreign(text[start:last]):
                    yield Span(start, last)
        yield from (Span(*found.span()) for found in self._joined.finditer(text) if self._whole(text, *found.span()))

    def _whole(self, text: str, start: int, end: int) -> bool:
        """Whether no character goes on from it on either side, or only a word that follows names."""
        if start and _HAN.match(text, start - 1):
            return False
        after = text[end : end + 1]
        goes_on = after and (after in POINTS or _HAN.match(text, end) is not None)
        return not goes_on or text.startswith(self._followers, end)

    def _start(self, text: str, start: int, point: int) -> int | None:
        """Where the part before the first point begins: behind the last character that writes no sound."""
        if point - start <= WHOLE:
            return start
        point = min(at for sign in POINTS if (at := text.find(sign, start, point + 1)) >= 0)
        first = next((at + 1 for at in range(point - 1, start - 1, -1) if text[at] not in self._characters), start)
        return first if first == start or point - first >= SHORTEST else None

    def _end(self, text: str, start: int, end: int) -> int:
        """Where the last part ends: before a word that follows names."""
        part = max(text.rfind(point, start, end) for point in POINTS) + 1
        return next((at for at in range(part + 2, end) if text.startswith(self._followers, at)), end)

    def _foreign(self, name: str) -> bool:
        signs = [sign for sign in name if sign not in POINTS]
        return sum(sign in self._characters for sign in signs) >= SHARE * len(signs)
