"""One detector at a time: what it claims in a document, before overlaps are settled and roles decided."""

from reviewer_app.domain.document import Document
from reviewer_app.rules.columns import Columns
from reviewer_app.rules.detectors.candidate import Candidate, Detector
from reviewer_app.rules.loader import load_rules
from reviewer_app.rules.scan import ScanText


def candidates(detector: type[Detector], rule_id: str, document: Document) -> list[tuple[str, Candidate]]:
    """(value, candidate) in text order."""
    rules = load_rules()
    scan = ScanText(document, Columns(rules.lexicons.headers), rules.lexicons.vocabulary)
    found = detector(rules.rule(rule_id), rules.lexicons).scan(scan)
    return [(scan.raw[one.start : one.end], one) for one in sorted(found, key=lambda one: (one.start, one.end))]


def values(detector: type[Detector], rule_id: str, document: Document) -> list[str]:
    """The values alone."""
    return [value for value, _ in candidates(detector, rule_id, document)]
