"""E-mail addresses; an office's own mailbox (gov.cn) is published."""

from collections.abc import Iterator
from typing import Final

import msgspec

from reviewer_app.domain.findings import PersonRole
from reviewer_app.rules.detectors.candidate import Candidate, Evidence, cue_before, parameters
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Lexicons, Rule

_SIGNS: Final = ("@", "(at)", "[at]")
"""The sign and how it is written against collectors; one blank may stand on either side."""
LONGEST_LOCAL: Final = 64
LONGEST_DOMAIN: Final = 254
_LOCAL: Final = pattern(r"[A-Za-z0-9._%+\-]{1,64}", backwards=True)
_DOMAIN: Final = pattern(r"(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.){1,5}[A-Za-z]{2,24}(?![A-Za-z])")


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    office_domains: tuple[str, ...]
    office_cues: tuple[str, ...]


class Email:
    """Looks left and right of every @; Chinese text may touch the address on both sides."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        del lexicons
        self._rule = rule
        self._words = parameters(rule, _Parameters)

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield each address; the role is OFFICE for an office domain."""
        for sign in _SIGNS:
            yield from self._around(scan, sign)

    def _around(self, scan: ScanText, sign: str) -> Iterator[Candidate]:
        text = scan.text
        at = text.find(sign)
        while at >= 0:
            left, right = at - (text[at - 1 : at] == " "), at + len(sign)
            right += text[right : right + 1] == " "
            local = _LOCAL.match(text, max(0, left - LONGEST_LOCAL), left)
            domain = _DOMAIN.match(text, right, min(len(text), right + LONGEST_DOMAIN))
            if local and domain:
                yield self._candidate(scan, local.start(), domain.end())
            at = text.find(sign, at + 1)

    def _candidate(self, scan: ScanText, start: int, end: int) -> Candidate:
        sure = self._rule.confidence["plain"]
        if scan.text[start:end].lower().endswith(self._words.office_domains):
            return Candidate(start, end, self._rule, sure, (Evidence("evidence.office_domain"),), PersonRole.OFFICE)
        cue = cue_before(scan, start, self._words.office_cues)
        if cue:
            return Candidate(start, end, self._rule, sure, (Evidence("evidence.office_cue", cue),), PersonRole.OFFICE)
        return Candidate(start, end, self._rule, sure, (Evidence("evidence.email_form"),))
