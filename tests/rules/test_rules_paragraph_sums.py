"""Totals over sentences and paragraphs: what is plainly meant as a sum, and what is not."""

from datetime import date

import pytest

from drafts import draft
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import Draft, read_draft
from reviewer_app.rules.paragraph_sums import paragraph_slips, sentence_slips

ITEMS = "\n一、健身设施。安排350万元。\n二、训练。安排180万元。\n三、宣传。安排{}。"


def of(text: str) -> Draft:
    return read_draft(draft(text), load_catalogue(), Context(today=date(2026, 11, 23)))


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("全年共安排600万元。" + ITEMS.format("80万元"), "600万元"),
        ("全年共安排600万元。" + ITEMS.format("700000元"), None),
        ("全年约投入，共600万元左右。" + ITEMS.format("80万元"), None),
        ("全年共安排600万元。" + ITEMS.format("若干"), None),
        ("全年共安排2600万元，主要包括：" + ITEMS.format("80万元"), None),
        ("实施项目3个，总投资900万元。\n甲投资500万元。\n乙投资300万元。\n丙投资200万元。", "900万元"),
        ("实施项目3个，总投资900万元。\n甲投资500万元。\n乙投资300万元。\n丙正在推进。", None),
        ("总投资900万元。\n甲投资500万元。\n乙投资300万元。", None),
    ],
)
def test_a_total_above_paragraphs(text: str, stated: str | None) -> None:
    found = [text[one.start : one.end] for one in paragraph_slips(of(text))]
    assert found == ([stated] if stated else [])


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("改造86户，现已竣工。其中新建31户，修缮45户。", "86户"),
        ("改造86户，比上年增长5.4%。其中新建31户，修缮55户。", None),
        ("改造86户，另有40户在建。其中新建31户，修缮45户。", None),
        ("改造约86户，现已竣工。其中新建31户，修缮45户。", None),
        ("现有98所。其中公办42所，省级11所。", None),
    ],
)
def test_a_total_in_the_sentence_before(text: str, stated: str | None) -> None:
    found = [text[one.start : one.end] for one in sentence_slips(of(text))]
    assert found == ([stated] if stated else [])
