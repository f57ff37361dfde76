from datetime import date

import pytest

from documents import blocks_document, cell, text_document
from reviewer_app.domain.document import Document
from reviewer_app.rules import engine
from reviewer_app.rules.context import Context
from reviewer_app.rules.loader import load_rules
from reviewer_app.rules.schema import Example, Rule

RULES = load_rules()
TODAY = Context(today=date(2026, 11, 23))


def document(example: Example) -> Document:
    if example.header is None:
        return text_document(example.text)
    return blocks_document(cell(example.text, example.header, 2, 1))


def values(rule: Rule, example: Example) -> list[str]:
    return [found.value for found in engine.find(document(example), RULES, TODAY) if found.rule == rule.id]


CASES_HIT = [pytest.param(r, e, id=f"{r.id}-{n}") for r in RULES.rules for n, e in enumerate(r.examples.hit)]
CASES_MISS = [pytest.param(r, e, id=f"{r.id}-{n}") for r in RULES.rules for n, e in enumerate(r.examples.miss)]


@pytest.mark.parametrize(("rule", "example"), CASES_HIT)
def test_example_hits(rule: Rule, example: Example) -> None:
    assert values(rule, example) == list(example.expect)


@pytest.mark.parametrize(("rule", "example"), CASES_MISS)
def test_example_misses(rule: Rule, example: Example) -> None:
    assert values(rule, example) == []
