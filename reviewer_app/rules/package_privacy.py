"""What the parts of one package give away together (rulebook §3.5 d and f).

A masked number or name whose original stands in another part, and one number masked in two ways, which together
show what each hides. What one document shows by itself is found there (detectors/combination.py).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from reviewer_app.domain.findings import Finding, FindingType, Level
from reviewer_app.domain.report import CheckReport
from reviewer_app.rules.detectors.candidate import digits_of
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.fold import fold
from reviewer_app.rules.law_findings import at_level
from reviewer_app.rules.masked_numbers import MaskedNumber, masked_numbers, with_original
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.roles import PUBLIC_ROLES
from reviewer_app.rules.schema import Rule, RuleSet
from reviewer_app.text import say

RULE: Final = "privacy.combination"
MOST_LEFT: Final = 2
"""Two masks of one number count where together they hide no more than so many signs."""
MOST_MASKS: Final = 200
"""Among more different masks pairs are chance (a list's), and comparing them all would cost their square."""
_NUMBERS: Final = frozenset({FindingType.ID_NUMBER, FindingType.MOBILE, FindingType.BANK_ACCOUNT})
_STARRED: Final = pattern(r"([\u4e00-\u9fff])[*×]([\u4e00-\u9fff])")
_NAME: Final = 3
_Told = tuple[int, int, str, Level]


def across_masks(drafts: Sequence[Draft], reports: Sequence[CheckReport], rules: RuleSet) -> list[tuple[Finding, ...]]:
    """For each part, in order, what the other parts add to its masks."""
    texts = [fold(draft.document.text) for draft in drafts]
    masks = [list(masked_numbers(text)) for text in texts]
    told: list[list[_Told]] = [[] for _ in drafts]
    for at, text in enumerate(texts):
        told[at] += _originals(masks[at], [_numbers(one) for other, one in enumerate(reports) if other != at])
        told[at] += _names(text, [one for other, one in enumerate(reports) if other != at])
    for at, one in _two_ways(masks):
        told[at].append(one)
    rule = rules.rule(RULE)
    return [
        tuple(_finding(draft, rules, rule, one) for one in found) for draft, found in zip(drafts, told, strict=True)
    ]


def _finding(draft: Draft, rules: RuleSet, rule: Rule, told: _Told) -> Finding:
    start, end, key, level = told
    basis = rules.bases(rule.basis, draft.day)
    return at_level(draft, rule.id, FindingType.COMBINATION, (start, end), say(key), level=level, basis=basis)


def _numbers(report: CheckReport) -> set[str]:
    return {digits_of(fold(one.value)).upper() for one in report.findings if one.type in _NUMBERS}


def _originals(masks: Sequence[MaskedNumber], others: Sequence[set[str]]) -> Iterator[_Told]:
    whole: set[str] = set().union(*others)
    for mask in with_original(masks, whole):
        yield mask.start, mask.end, "evidence.original_in_package", Level.RED


def _names(text: str, others: Sequence[CheckReport]) -> Iterator[_Told]:
    """张*明 where exactly one private name of the other parts fits."""
    if "*" not in text and "×" not in text:
        return
    fitting: dict[tuple[str, str], set[str]] = defaultdict(set)
    for report in others:
        for one in report.findings:
            name = "".join(one.value.split())
            if one.type is FindingType.PERSON_NAME and one.role not in PUBLIC_ROLES and len(name) == _NAME:
                fitting[name[0], name[-1]].add(name)
    for match in _STARRED.finditer(text):
        if len(fitting.get((match.group(1), match.group(2)), ())) == 1:
            yield match.start(), match.end(), "evidence.name_in_package", Level.AMBER


def _two_ways(masks: Sequence[Sequence[MaskedNumber]]) -> Iterator[tuple[int, _Told]]:
    """Two masks that can be one number and no other: each is told once, with its part."""
    first: dict[str, tuple[int, MaskedNumber]] = {}
    for at, found in enumerate(masks):
        for mask in found:
            first.setdefault(mask.signs, (at, mask))
    kinds = list(first.values()) if len(first) <= MOST_MASKS else []
    for place, (at, mask) in enumerate(kinds):
        fitting = [
            other for other, (_, one) in enumerate(kinds)
            if (left := mask.left_hidden(one)) is not None and left <= MOST_LEFT
        ]  # fmt: skip
        if len(fitting) == 1 and _alone(kinds, fitting[0], place):
            yield at, (mask.start, mask.end, "evidence.masked_two_ways", Level.AMBER)


def _alone(kinds: Sequence[tuple[int, MaskedNumber]], one: int, other: int) -> bool:
    """Whether mask number `one` fits no mask but number `other`."""
    mask = kinds[one][1]
    return not any(
        (left := mask.left_hidden(another)) is not None and left <= MOST_LEFT
        for place, (_, another) in enumerate(kinds)
        if place != other
    )
