"""Addresses of machines: IPv4, IPv6 and MAC, in one pass each over colon- and dot-joined runs."""

import ipaddress
from collections.abc import Iterator
from typing import Final

from reviewer_app.domain.findings import FindingType
from reviewer_app.rules.detectors.candidate import Candidate, CueParameters, Evidence, cue_before, parameters
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Lexicons, Rule

_IP4: Final = pattern(r"[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}")
_IP6_SEED: Final = pattern(r":[0-9A-Fa-f]{0,4}:")
# One pattern a joint: a search for one literal is ten times as fast as one for a set of two.
_MAC_TAILS: Final = tuple(pattern(rf"(?:{joint}[0-9A-Fa-f]{{2}}){{5}}") for joint in (":", "-"))
_HEX: Final = frozenset("0123456789abcdefABCDEF")
_IP6: Final = _HEX | {":", "."}
_WORD: Final = _HEX | frozenset("ghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZ:-.")
LONGEST: Final = 45


class Network:
    """Finds the kind of address its rule is typed for; every search begins with a rare character."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        del lexicons
        self._rule = rule
        self._not_before = parameters(rule, CueParameters).cues

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield valid addresses; section and version numbers such as 3.2.1.1 after 版本/第 are none."""
        spans = self._mac(scan.text) if self._rule.type is FindingType.MAC else self._ip(scan)
        for start, end in spans:
            yield Candidate(start, end, self._rule, self._rule.confidence["plain"], (Evidence("evidence.form"),))

    def _mac(self, text: str) -> Iterator[tuple[int, int]]:
        for tail in _MAC_TAILS:
            match = tail.search(text)
            while match:
                start = match.start() - 2
                whole = start >= 0 and set(text[start : start + 2]) <= _HEX
                # The colon of a label may stand before it, but not the joint of a longer chain.
                label = text[start - 2 : start - 1] not in _HEX or text[start - 4 : start - 1].upper() == "MAC"
                whole = whole and _alone(text, start, match.end(), label=label)
                if whole:
                    yield start, match.end()
                match = tail.search(text, match.end() if whole else match.start() + 1)

    def _ip(self, scan: ScanText) -> Iterator[tuple[int, int]]:
        text = scan.text
        for match in _IP4.finditer(text):
            if _alone(text, *match.span(), label=True) and self._valid(scan, *match.span()):
                yield match.span()
        done = 0
        for seed in _IP6_SEED.finditer(text):
            if seed.start() < done:
                continue
            start, end = seed.span()
            while start > 0 and text[start - 1] in _IP6 and seed.start() - start < LONGEST:
                start -= 1
            while end < len(text) and text[end] in _IP6 and end - seed.end() < LONGEST:
                end += 1
            done = end
            if text[max(0, start - 3) : start + 2].lower() == "ipv6:":
                start += 2
            elif text[start] == ":" and text[start + 1 : start + 2] != ":":  # the colon of a label: IPv6：2001:…
                start += 1
            if end - start > len("::") and _alone(text, start, end, label=True) and self._valid(scan, start, end):
                yield start, end

    def _valid(self, scan: ScanText, start: int, end: int) -> bool:
        try:
            address = ipaddress.ip_address(scan.text[start:end])
        except ValueError:
            return False
        version = address.version == 4 and cue_before(scan, start, self._not_before, 6)  # noqa: PLR2004  # IPv4
        return not address.is_unspecified and not version


def _alone(text: str, start: int, end: int, *, label: bool) -> bool:
    """Whether no letter, digit or joint touches the piece (a full stop may end it, a colon or IP a `label`)."""
    after = text[end : end + 1]
    ends = after not in _WORD or not after or (after == "." and text[end + 1 : end + 2] not in _HEX)
    told = label and (text[start - 1 : start] == ":" or text[start - 2 : start].upper() == "IP")
    return ends and (start == 0 or text[start - 1] not in _WORD or told)
