"""E-mail addresses; an office's own mailbox (gov.cn) is published."""

from collections.abc import Iterator
from typing import Final

import msgspec

from reviewer_app.domain.findings import PersonRole
from reviewer_app.rules.detectors.candidate import Candidate, Evidence, parameters
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Lexicons, Rule

LONGEST_LOCAL: Final = 64
LONGEST_DOMAIN: Final = 254
_LOCAL: Final = pattern(r"[A-Za-z0-9._%+\-]{1,64}", backwards=True)
_DOMAIN: Final = pattern(r"(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.){1,5}[A-Za-z]{2,24}(?![A-Za-z])")


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    office_domains: tuple[str, ...]


class Email:
    """Looks left and right of every @; Chinese text may touch the address on both sides."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        del lexicons
        self._rule = rule
        self._words = parameters(rule, _Parameters)

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield each address; the role is OFFICE for an office domain."""
        text = scan.text
        at = text.find("@")
        while at >= 0:
            local = _LOCAL.match(text, max(0, at - LONGEST_LOCAL), at)
            domain = _DOMAIN.match(text, at + 1, min(len(text), at + LONGEST_DOMAIN))
            if local and domain:
                office = domain.group().lower().endswith(self._words.office_domains)
                why = (Evidence("evidence.office_domain"),) if office else (Evidence("evidence.email_form"),)
                sure = self._rule.confidence["plain"]
                role = PersonRole.OFFICE if office else None
                yield Candidate(local.start(), domain.end(), self._rule, sure, why, role)
            at = text.find("@", at + 1)
