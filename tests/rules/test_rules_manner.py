"""What findings share: worked out for a rule, its evidence and the decision; changed where nothing is to be done."""

from datetime import date

from reviewer_app.domain.findings import Action, FindingType, Level, Severity
from reviewer_app.rules.detectors.candidate import Candidate, Evidence
from reviewer_app.rules.loader import load_rules
from reviewer_app.rules.manner import Manner, Manners
from reviewer_app.rules.schema import Decision

RULES = load_rules()


def manner(day: date, level: Level = Level.RED) -> Manner:
    found = Candidate(0, 11, RULES.rule("privacy.mobile"), 0.9, (Evidence("evidence.cue", "手机"),))
    decision = Decision(action=Action.MASK, level=level)
    return Manners(RULES, day).of(found, FindingType.MOBILE, Action.MASK, level, decision)


def test_it_says_evidence_in_words_and_only_law_in_force() -> None:
    told = manner(date(2024, 6, 1))
    assert "手机" in told.evidence[0]
    assert {basis.version for basis in told.basis} == {"2021", "2019"}
    assert {basis.version for basis in manner(date(2018, 6, 1)).basis} == {"2007"}


def test_severity_follows_the_level() -> None:
    day = date(2024, 6, 1)
    assert manner(day).severity is Severity.HIGH
    assert manner(day, Level.GREY).severity is Severity.LOW
    assert manner(day, Level.AMBER).severity is RULES.rule("privacy.mobile").severity


def test_where_nothing_is_to_be_done_it_is_kept_and_folded_away() -> None:
    kept = manner(date(2024, 6, 1)).harmless()
    assert (kept.action, kept.level, kept.severity) == (Action.KEEP, Level.GREY, Severity.LOW)
    assert kept.evidence == manner(date(2024, 6, 1)).evidence
