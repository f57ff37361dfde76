"""Passages of our own writing (tests/data/law/judgement.yaml): exactly the wording rules named hit, and no other."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from drafts import draft
from reviewer_app.domain.report import DocumentType
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import read_draft
from reviewer_app.rules.strict_yaml import parse
from reviewer_app.rules.wording import load_wording_rules, wording_findings

CASES = parse((Path(__file__).parents[1] / "data" / "law" / "judgement.yaml").read_text("utf-8"))
FROM_ELSEWHERE = {"wording.promise_changed", "wording.across_parts", "wording.lexicon_leader"}
"""Need an office's own data or several parts; their tests stand beside their checks."""


@pytest.mark.parametrize("case", CASES, ids=range(1, len(CASES) + 1))
def test_exactly_these_rules_hit(case: dict[str, str]) -> None:
    kind = DocumentType(case["type"]) if "type" in case else None
    context = Context(
        today=date(2026, 11, 23), act_date=date.fromisoformat(case.get("date", "2018-06-21")), document_type=kind
    )
    text = draft(case["text"])
    found = list(wording_findings(read_draft(text, load_catalogue(), context)))
    assert {one.rule for one in found} == set(case.get("expect", ())), [one.evidence for one in found]
    for one in found:
        assert one.start is not None
        assert one.value == text.text[one.start : one.end]


def test_there_are_enough_passages_and_every_rule_has_its_own() -> None:
    hits = Counter(rule for case in CASES for rule in case.get("expect", ()))
    assert len(CASES) >= 80
    assert {rule.id for rule in load_wording_rules()} - set(hits) == FROM_ELSEWHERE
    assert sum("expect" not in case for case in CASES) >= len(CASES) // 3
