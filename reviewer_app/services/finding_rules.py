"""Which rule and level each finding of a kept report has, read without the rest of it: a report may hold thousands."""

import msgspec

from reviewer_app.domain.findings import Level


class _Ruled(msgspec.Struct, frozen=True):
    number: int
    rule: str
    level: Level


class _Report(msgspec.Struct, frozen=True):
    findings: tuple[_Ruled, ...] = ()


_reports = msgspec.json.Decoder(_Report)


def rules_of_findings(payload: str) -> dict[int, tuple[str, Level]]:
    """Finding number to (rule, level); empty once the report was erased."""
    if not payload:
        return {}
    return {one.number: (one.rule, one.level) for one in _reports.decode(payload).findings}
