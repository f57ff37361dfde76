"""Masking of what an output shows: findings' values, and the same values wherever else they stand."""

from collections.abc import Iterable
from functools import cached_property
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from reviewer_app.domain.findings import Finding, FindingType
from reviewer_app.rules.masking import mask_value
from reviewer_app.rules.traces import IDENTIFYING

SHORTEST: Final = 2
"""A value of one character would mask half of every sentence."""


class Masks:
    """Replaces every value found in one document by its masked form; with `reveal` it changes nothing."""

    def __init__(self, findings: Iterable[Finding], *, reveal: bool) -> None:
        self._reveal = reveal
        self._findings = () if reveal else tuple(findings)
        self._seen: dict[str, str] = {}
        self._forms: dict[tuple[FindingType, str], str] = {}

    def value(self, finding: Finding) -> str:
        """The finding's own value as it may be shown; the office's own words lose only the names in them."""
        if self._reveal:
            return finding.value
        masked = self._hidden(finding)
        return masked if masked != finding.value else self.text(finding.value)

    def evidence(self, finding: Finding) -> list[str]:
        """What speaks for a finding, without its value."""
        lines = [self.text(line) for line in finding.evidence]
        if len(finding.value) < SHORTEST or not any(finding.value in line for line in lines):
            return lines
        return [line.replace(finding.value, self.value(finding)) for line in lines]

    def text(self, text: str) -> str:
        """`text` with every value in it masked that points at one person wherever it stands."""
        if not self._masked:
            return text
        if text not in self._seen:  # evidence says the same few sentences thousands of times
            self._seen[text] = self._replaced(text)
        return self._seen[text]

    def optional(self, text: str | None) -> str | None:
        """As `text`; None stays None."""
        return None if text is None else self.text(text)

    def _hidden(self, finding: Finding) -> str:
        key = finding.type, finding.value
        if key not in self._forms:
            self._forms[key] = mask_value(*key)
        return self._forms[key]

    @cached_property
    def _masked(self) -> dict[str, str]:
        masked: dict[str, str] = {}
        for finding in self._findings:
            if finding.type not in IDENTIFYING:
                continue
            hidden = self._hidden(finding)
            for spelling in (finding.value, "".join(finding.value.split())):
                if len(spelling) >= SHORTEST:
                    masked.setdefault(spelling, hidden)
        return masked

    def _replaced(self, text: str) -> str:
        pieces: list[str] = []
        done = 0
        for _, start, end in self._values.find_matches_as_indexes(text):
            pieces += text[done:start], self._masked[text[start:end]]
            done = end
        return "".join(pieces) + text[done:]

    @cached_property
    def _values(self) -> AhoCorasick:
        """All values at once: one pass over a text, however many there are; of two the longer wins."""
        return AhoCorasick(list(self._masked), matchkind=MatchKind.LeftmostLongest)
