"""Questions in plain words and what answers make of a proposal."""

from datetime import date

import pytest

from drafts import draft
from reviewer_app.domain.report import AttributeProposal
from reviewer_app.rules.assess import assess, load_toolbox
from reviewer_app.rules.context import Context
from reviewer_app.rules.law import law_pack
from reviewer_app.rules.questions import question_of

OLD, NEW = date(2018, 6, 21), date(2020, 6, 21)
REQUEST = "关于用地的请示\n市政府：\n妥否，请批示。"
TRADE = "关于某公司材料的说明\n该材料涉及某公司商业秘密。"


def propose(text: str, day: date) -> AttributeProposal:
    return assess(draft(text), load_toolbox(), Context(today=NEW, act_date=day)).attribute


@pytest.mark.parametrize(
    ("text", "day", "asked"),
    [
        (REQUEST, OLD, ("safety", "trade_secret", "privacy", "three_limbs")),
        (REQUEST, NEW, ("must_open",)),
        (TRADE, NEW, ("consent", "public_interest")),
        (TRADE, OLD, ("consent", "public_interest")),
        ("没有特征的一句话。", NEW, ("safety", "trade_secret", "privacy", "three_limbs")),
        ("关于松岗村征收土地的公告\n略", NEW, ()),
    ],
)
def test_what_is_asked(text: str, day: date, asked: tuple[str, ...]) -> None:
    found = propose(text, day)
    assert found.questions == asked
    assert all(question_of(law_pack(day), key).endswith("？") for key in asked)
