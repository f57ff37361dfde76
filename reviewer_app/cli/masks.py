"""Masking of what the command line shows: findings' values, and the same values wherever else they stand."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from reviewer_app.domain.findings import Finding, FindingType
from reviewer_app.rules.masking import mask_value

IMPERSONAL: Final = frozenset({
    FindingType.SECRECY_MARK,
    FindingType.INTERNAL_MARK,
    FindingType.WORDING,
    FindingType.COMPLETENESS,
    FindingType.TIMING,
    FindingType.ATTRIBUTE,
    FindingType.ANNEX,
    FindingType.LIST,
    FindingType.COMBINATION,
})
"""Kinds whose value is the office's own words; masking them would hide what the reviewer has to read."""

SHORTEST: Final = 2
"""A value of one character would mask half of every sentence."""


class Masks:
    """Replaces every value found in one document by its masked form; with `reveal` it changes nothing."""

    def __init__(self, findings: Iterable[Finding], *, reveal: bool) -> None:
        self._reveal = reveal
        self._findings = () if reveal else tuple(findings)

    def value(self, finding: Finding) -> str:
        """The finding's own value as it may be shown."""
        if self._reveal or finding.type in IMPERSONAL:
            return self.text(finding.value)
        return mask_value(finding.type, finding.value)

    def text(self, text: str) -> str:
        """`text` with every found value in it masked."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda match: self._masked[match.group()], text)

    def optional(self, text: str | None) -> str | None:
        """As `text`; None stays None."""
        return None if text is None else self.text(text)

    @cached_property
    def _masked(self) -> dict[str, str]:
        masked: dict[str, str] = {}
        for finding in self._findings:
            if finding.type in IMPERSONAL:
                continue
            hidden = mask_value(finding.type, finding.value)
            for spelling in (finding.value, "".join(finding.value.split())):
                if len(spelling) >= SHORTEST:
                    masked.setdefault(spelling, hidden)
        return masked

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        longest_first = sorted(self._masked, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None
