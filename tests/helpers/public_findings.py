"""Findings for tests of public versions, made from a document's own text."""

from reviewer_app.domain.document import Document
from reviewer_app.domain.findings import Action, Finding, FindingType, Level, PersonRole, Severity


def finding_at(
    document: Document,
    kind: FindingType,
    value: str,
    *,
    number: int = 1,
    role: PersonRole | None = None,
    action: Action = Action.MASK,
    level: Level = Level.RED,
) -> Finding:
    """A finding of the first place where `value` stands in the text."""
    start = document.text.index(value)
    block = max((pair for pair in document.content() if pair[0] <= start), key=lambda pair: pair[0])[1]
    return Finding(
        number=number, rule="test", type=kind, severity=Severity.HIGH, level=level, blocks=level is Level.RED,
        confidence=1.0, start=start, end=start + len(value), value=value, place=block.place, action=action, role=role,
        header=block.header)


def findings_of_column(
    document: Document, kind: FindingType, header: str, *, first: int = 1, action: Action = Action.REMOVE,
    role: PersonRole | None = PersonRole.VILLAGER,
) -> list[Finding]:
    """One finding for each cell under `header`."""
    found: list[Finding] = []
    for start, block in document.content():
        if block.header == header:
            found.append(Finding(
                number=first + len(found), rule="test", type=kind, severity=Severity.HIGH, level=Level.RED, blocks=True,
                confidence=1.0, start=start, end=start + len(block.text), value=block.text, place=block.place,
                action=action, role=role, header=header))
    return found
