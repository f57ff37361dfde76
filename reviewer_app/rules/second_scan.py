"""The proof that a public version holds only what was decided to stay (design §5).

Two looks: every finding in the result must be covered by a recorded keep of the same kind, value and part; and no value
that had to go may occur in any reading of the result's bytes (documents/byte_readings.py).
"""

import re
from collections.abc import Iterable
from typing import Final

from reviewer_app.domain.findings import Action, Finding, FindingType, Level
from reviewer_app.rules.traces import Searcher

_BLANKS: Final = re.compile(r"\s+")

_NOT_PERSONAL: Final = frozenset({
    FindingType.WORDING, FindingType.COMPLETENESS, FindingType.TIMING, FindingType.ATTRIBUTE, FindingType.ANNEX,
})
"""Checks of the content: the reviewer answers them on the original, no de-identification can."""

_ABOUT_MANY: Final = frozenset({FindingType.LIST, FindingType.COMBINATION, FindingType.WEAK_MASK})
"""Findings about a whole list or row. Their value describes it and changes with it, so the kind alone is compared;
where they do not block they are a hint to look, which was given on the original."""


def uncovered(after: Iterable[Finding], kept: Iterable[tuple[FindingType, str]]) -> tuple[Finding, ...]:
    """Findings in the result of one part that no keep and no not-a-finding of that part covers."""
    values = {(kind, _plain(value)) for kind, value in kept}
    kinds = {kind for kind, _ in values}
    return tuple(finding for finding in after if not _is_covered(finding, values, kinds))


def _is_covered(finding: Finding, values: set[tuple[FindingType, str]], kinds: set[FindingType]) -> bool:
    if finding.type in _NOT_PERSONAL or finding.level is Level.GREY or finding.action is Action.KEEP:
        return True
    if finding.type in _ABOUT_MANY:
        return not finding.blocks or finding.type in kinds
    return (finding.type, _plain(finding.value)) in values


def _plain(value: str) -> str:
    """A value without the blanks and line breaks that a new line-up may move."""
    return _BLANKS.sub("", value)


def leftovers(texts: Iterable[str], gone: Iterable[tuple[FindingType, str]]) -> int:
    """How many values that had to go occur in any reading of a result's bytes. 0 is clean."""
    searcher = Searcher((kind, _plain(value)) for kind, value in gone)
    found: set[tuple[FindingType, str]] = set()
    for text in texts:
        found.update((kind, text[start:end]) for kind, start, end in searcher.occurrences(text))
    return len(found)
