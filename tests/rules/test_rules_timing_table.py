"""Deadlines and periods of publicity as a table of made-up drafts: tests/data/law/deadlines.yaml."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drafts import draft
from reviewer_app.domain.report import Proposal
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import read_draft
from reviewer_app.rules.notice_period import notice_findings
from reviewer_app.rules.strict_yaml import parse
from reviewer_app.rules.timing import propose_timing
from reviewer_app.rules.workdays import load_calendar

CASES = parse((Path(__file__).parents[1] / "data" / "law" / "deadlines.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['title']}-{case['day']}")
def test_days(case: dict[str, Any]) -> None:
    context = Context(today=date(2026, 11, 23), act_date=date.fromisoformat(case["day"]))
    text = f"赣州市国土资源局\n{case['title']}\n{case['text']}\n"
    made = read_draft(draft(text), load_catalogue(), context)
    found = propose_timing(made, Proposal.PROACTIVE, load_calendar())
    if "latest" in case:
        assert found.latest == date.fromisoformat(case["latest"])
        assert case.get("cited", "") in found.basis[0].regulation
        assert found.explanation
    if "until" in case:
        assert found.display_until == date.fromisoformat(case["until"])
    if "notice" in case:
        assert [one.rule for one in notice_findings(made, load_calendar())] == case["notice"]
