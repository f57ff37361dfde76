"""Which of the reviewer's decisions hold for the public version of one audience, by the numbers of its own check.

Where an audience's policy keeps what a person agreed to cut, that is told (`spared`), and a person may have it cut all
the same (the extra `decisions`).

Pure: two checks of one document, what was decided on the first, and the policy of the second.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from reviewer_app.domain.findings import Action, Finding, FindingType
from reviewer_app.domain.readiness import CUTTING
from reviewer_app.domain.review import Disposition, DispositionKind
from reviewer_app.rules.deidentify import Choice, decide, overrules
from reviewer_app.rules.masking import mask_value
from reviewer_app.rules.policy import Does, Policy, Verb

_ABOUT_MANY: Final = frozenset({FindingType.LIST, FindingType.COMBINATION})
"""Their span only points at where the list or row begins; what is cut is decided value by value and by policy."""


def choices_for(
    decided_on: Sequence[Finding], for_audience: Sequence[Finding], decided: Mapping[int, Disposition], policy: Policy
) -> dict[int, Choice]:
    """The decisions that hold for every audience, by the numbers of the check for this one.

    A disposition that only agrees with what was proposed, and 已阅, leave it to the audience's policy. What a person
    decided otherwise, kept under an exemption or found to be no finding holds everywhere; and no policy keeps what
    a person agreed to cut and what is proposed to be cut for this audience too.
    """
    same = {_key(finding): finding for finding in for_audience}
    choices: dict[int, Choice] = {}
    for finding in decided_on:
        disposition = decided.get(finding.number)
        there = same.get(_key(finding))
        if disposition is None or there is None:
            continue
        if finding.type in _ABOUT_MANY and disposition.kind in CUTTING:
            continue
        choice = Choice(disposition.kind, disposition.replacement)
        if disposition.exemption is not None or overrules(finding, choice):
            choices[there.number] = choice
        elif disposition.kind in CUTTING and _cut_all_the_same(there, choice, policy):
            choices[there.number] = _in_words(there, choice)
    return choices


def spared(
    decided_on: Sequence[Finding], for_audience: Sequence[Finding], decided: Mapping[int, Disposition],
    stayed: Collection[int],
) -> tuple[int, ...]:
    """The findings that a person decided to cut and that stay for this audience; `stayed` is numbered by its check."""
    staying = {_key(finding) for finding in for_audience if finding.number in stayed}
    return tuple(
        finding.number for finding in decided_on
        if finding.number in decided and decided[finding.number].kind in CUTTING
        and finding.type not in _ABOUT_MANY and _key(finding) in staying)


def would_stay(finding: Finding, disposition: Disposition | None, policy: Policy) -> bool:
    """Whether the policy may keep what `disposition` cuts, as far as is known before the version is made."""
    if disposition is None or disposition.kind not in CUTTING or disposition.exemption is not None:
        return False
    treatment = policy.treatments.get(finding.type)
    if treatment is None or overrules(finding, Choice(disposition.kind, disposition.replacement)):
        return False
    if Does.DECISIONS in policy.does:
        return False
    in_list = finding.place.row is not None and finding.role not in treatment.roles
    return (treatment.list if in_list else treatment.verb(finding.role)) is Verb.KEEP


def _cut_all_the_same(there: Finding, choice: Choice, policy: Policy) -> bool:
    """Whether an agreed cut holds against the policy: where all of them shall, or where a cut is proposed here too."""
    if Does.DECISIONS in policy.does:
        return True
    return there.action is not Action.KEEP and _kept(there, choice, policy)


def _kept(finding: Finding, choice: Choice, policy: Policy) -> bool:
    return decide(finding, choice, policy) in {Verb.KEEP, None}


def _in_words(finding: Finding, choice: Choice) -> Choice:
    """The choice with the very words to write, which no policy changes."""
    if choice.kind is DispositionKind.REMOVE:
        return Choice(choice.kind, "")
    return Choice(choice.kind, finding.replacement or mask_value(finding.type, finding.value))


def _key(finding: Finding) -> tuple[object, ...]:
    """What makes two findings of one document the same one."""
    return finding.type, finding.start, finding.end, finding.place, finding.value
