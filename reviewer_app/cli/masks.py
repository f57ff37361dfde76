"""Masking of what the command line shows: findings' values, and the same values wherever else they stand."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from reviewer_app.domain.findings import Finding
from reviewer_app.rules.masking import mask_value
from reviewer_app.rules.traces import IDENTIFYING

SHORTEST: Final = 2
"""A value of one character would mask half of every sentence."""


class Masks:
    """Replaces every value found in one document by its masked form; with `reveal` it changes nothing."""

    def __init__(self, findings: Iterable[Finding], *, reveal: bool) -> None:
        self._reveal = reveal
        self._findings = () if reveal else tuple(findings)

    def value(self, finding: Finding) -> str:
        """The finding's own value as it may be shown; the office's own words lose only the names in them."""
        if self._reveal:
            return finding.value
        masked = mask_value(finding.type, finding.value)
        return masked if masked != finding.value else self.text(finding.value)

    def evidence(self, finding: Finding) -> list[str]:
        """What speaks for a finding, without its value."""
        lines = [self.text(line) for line in finding.evidence]
        if len(finding.value) < SHORTEST:
            return lines
        return [line.replace(finding.value, self.value(finding)) for line in lines]

    def text(self, text: str) -> str:
        """`text` with every value in it masked that points at one person wherever it stands."""
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
            if finding.type not in IDENTIFYING:
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
