"""Rules that an office lowered: how their findings are shown then (`Context.levels`)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reviewer_app.domain.findings import Finding, Level, Severity

WORDING = "wording."
_SEVERITIES = {Level.RED: Severity.HIGH, Level.AMBER: Severity.MEDIUM, Level.GREY: Severity.LOW}


def lowered(findings: Sequence[Finding], levels: Mapping[str, Level]) -> tuple[Finding, ...]:
    """The findings, those of lowered rules at most at their level; a red one that is no wording is never lowered."""
    if not levels:
        return tuple(findings)
    return tuple(_lowered(one, levels[one.rule]) if one.rule in levels else one for one in findings)


def _lowered(finding: Finding, level: Level) -> Finding:
    order = list(Level)
    lawful = finding.level is not Level.RED or finding.rule.startswith(WORDING)
    if not lawful or order.index(level) <= order.index(finding.level):
        return finding
    return replace(finding, level=level, severity=_SEVERITIES[level], blocks=False)
