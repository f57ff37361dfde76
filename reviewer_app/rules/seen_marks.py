"""Findings about pictures that look like a seal or a signature (resources/rules/seen_marks.yaml).

The reader tells what a picture looks like and what is written beside it; whether that makes it a signature is told by
words here. A seal belongs to an official document and is kept; both go only where a person or a policy says so.
"""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from reviewer_app.domain.document import Document, Mark, MarkKind
from reviewer_app.domain.findings import Action, Finding, FindingType, Level, Severity
from reviewer_app.rules.strict_yaml import read_mapping
from reviewer_app.text import say

_SURE = 0.8


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: str
    signature_cues: tuple[str, ...]


def mark_findings(document: Document) -> Iterator[Finding]:
    """One finding a seal, one a signature; strokes beside which no word speaks of signing are none."""
    for mark in document.marks:
        if mark.kind is MarkKind.SEAL:
            told = say("law.seen_seal" if mark.own else "law.seen_seal_in_scan")
            yield _finding(mark, FindingType.SEAL, Level.GREY, Action.KEEP, told)
        elif (cue := _cues().search("".join(mark.near.split()))) is not None:
            told = say("law.seen_signature", cue=cue[0])
            yield _finding(mark, FindingType.SIGNATURE, Level.AMBER, Action.REVIEW, told)


@cache
def _cues() -> re.Pattern[str]:
    words = msgspec.convert(read_mapping("rules/seen_marks.yaml"), _Words, strict=False)
    return re.compile("|".join(sorted(map(re.escape, words.signature_cues), key=len, reverse=True)))


def _finding(mark: Mark, kind: FindingType, level: Level, action: Action, told: str) -> Finding:
    severity = Severity.LOW if level is Level.GREY else Severity.MEDIUM
    return Finding(
        number=0, rule=f"seen_marks.{kind.value}", type=kind, severity=severity, level=level, blocks=False,
        confidence=_SURE, start=None, end=None, value="", place=mark.place, action=action, evidence=(told,))
