"""Wording rules: every shipped example hits or misses, dates that no calendar has, nothing blocks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafts import draft, plan
from reviewer_app.domain.document import Document
from reviewer_app.domain.findings import Finding, Level
from reviewer_app.domain.report import DocumentType
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import read_draft
from reviewer_app.rules.wording import WordingRule, load_wording_rules, wording_findings


def found(document: Document, day: date = date(2020, 1, 1), kind: DocumentType | None = None) -> list[Finding]:
    context = Context(today=date(2026, 11, 23), act_date=day, document_type=kind)
    return list(wording_findings(read_draft(document, load_catalogue(), context)))


@pytest.mark.parametrize("rule", load_wording_rules(), ids=lambda rule: rule.id)
def test_every_rule_hits_and_misses_its_examples(rule: WordingRule) -> None:
    kind = rule.types[0] if rule.types else None
    for text in rule.hit:
        hits = [one for one in found(draft(text), kind=kind) if one.rule == rule.id]
        assert hits, text
        assert hits[0].level is rule.level
        assert hits[0].blocks is (rule.level is Level.RED)
        assert len(hits[0].evidence) == 2
    for text in rule.miss:
        assert [one for one in found(draft(text), kind=kind) if one.rule == rule.id] == [], text


def test_places_are_exact() -> None:
    document = draft("关于演示的通知\n根据赣市国资字[2018]38号文件，会议地点待定。")
    for one in found(document):
        assert one.start is not None
        assert document.text[one.start : one.end] == one.value
    assert {one.rule for one in found(document)} == {"wording.number_bracket", "wording.placeholder_word"}


def test_the_same_words_again_are_folded() -> None:
    levels = [one.level for one in found(draft("甲方：XX公司，乙方：XX公司，地址：XX市。时间待定。"))]
    assert sorted(levels) == [Level.AMBER, Level.AMBER, Level.GREY, Level.GREY]


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_days_that_exist_are_quiet(day: date) -> None:
    assert found(draft(f"定于{day.year}年{day.month}月{day.day}日召开。")) == []


def test_rules_with_a_date_do_not_reach_back() -> None:
    text = "示范局政府信息公开指南\n自收到申请之日起15个工作日内予以答复。"
    assert [one.rule for one in found(draft(text), date(2019, 5, 15))] == ["wording.reply_term_2007"]
    assert found(draft(text), date(2019, 5, 14)) == []


def test_the_plan_is_quiet_in_2018() -> None:
    assert [one for one in found(plan(), date(2018, 6, 21)) if one.level is not Level.GREY] == []
