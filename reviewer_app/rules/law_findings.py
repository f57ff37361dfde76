"""Findings of the checks that are not about personal data: built one way, at a place in the text."""

from reviewer_app.domain.findings import Action, Finding, FindingType, Level, Severity
from reviewer_app.domain.legal import LegalBasis
from reviewer_app.rules.draft import Draft


def amber(
    draft: Draft,
    rule: str,
    kind: FindingType,
    where: tuple[int, int],
    told: str,
    basis: tuple[LegalBasis, ...] = (),
) -> Finding:
    """To be looked at, does not block; `where` is (start, end) in the text, `told` a finished sentence."""
    return at_level(draft, rule, kind, where, told, level=Level.AMBER, basis=basis)


def at_level(
    draft: Draft,
    rule: str,
    kind: FindingType,
    where: tuple[int, int],
    told: str,
    *,
    level: Level,
    basis: tuple[LegalBasis, ...] = (),
) -> Finding:
    """A finding of any level; red blocks. Its number is given when all findings are merged."""
    severities = {Level.RED: Severity.HIGH, Level.AMBER: Severity.MEDIUM, Level.GREY: Severity.LOW}
    start, end = where
    return Finding(
        number=0,
        rule=rule,
        type=kind,
        severity=severities[level],
        level=level,
        blocks=level is Level.RED,
        confidence=0.8,
        start=start,
        end=end,
        value=draft.document.text[start:end],
        place=draft.lines.block_at(start).place,
        action=Action.REVIEW,
        evidence=(told,),
        basis=basis,
    )
