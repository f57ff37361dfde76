"""Masking of what an output shows: findings' values, and the same values wherever else they stand."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Final

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
        self._told: dict[tuple[str, ...], tuple[list[str], str]] = {}

    def value(self, finding: Finding) -> str:
        """The finding's own value as it may be shown; the office's own words lose only the names in them."""
        if self._reveal:
            return finding.value
        masked = self._hidden(finding)
        return masked if masked != finding.value else self.text(finding.value)

    def evidence(self, finding: Finding) -> list[str]:
        """What speaks for a finding, without its value."""
        lines, joined = self._lines(finding.evidence)
        if len(finding.value) < SHORTEST or finding.value not in joined:
            return lines
        return [line.replace(finding.value, self.value(finding)) for line in lines]

    def _lines(self, evidence: tuple[str, ...]) -> tuple[list[str], str]:
        """The lines as they may be shown, and all of them in one text: to find a value in none of them at one look."""
        told = self._told.get(evidence)
        if told is None:  # a list says the same few sentences thousands of times
            lines = [self.text(line) for line in evidence]
            told = self._told[evidence] = lines, "\n".join(lines)
        return told

    def text(self, text: str) -> str:
        """`text` with every value in it masked that points at one person wherever it stands."""
        if not self._masked:
            return text
        if text not in self._seen:
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
        """One pass over a text, however many values there are; of two that begin alike the longer wins."""
        pieces: list[str] = []
        at = 0
        while at < len(text):
            value = next((one for one in self._by_beginning.get(text[at : at + SHORTEST], ()) if
                          text.startswith(one, at)), None)
            pieces.append(self._masked[value] if value else text[at])
            at += len(value) if value else 1
        return "".join(pieces)

    @cached_property
    def _by_beginning(self) -> dict[str, list[str]]:
        """The values by their first two characters, the longest first. The texts are few and short, the values many."""
        found: dict[str, list[str]] = defaultdict(list)
        for value in sorted(self._masked, key=len, reverse=True):
            found[value[:SHORTEST]].append(value)
        return found
