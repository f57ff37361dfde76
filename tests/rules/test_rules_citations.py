"""引文检查: old article numbers and superseded names, hit and miss."""

from datetime import date

import pytest

from drafts import draft, plan
from reviewer_app.domain.document import Document
from reviewer_app.domain.findings import Finding, Level
from reviewer_app.rules.assess import assess, load_toolbox
from reviewer_app.rules.citations import load_citation_rules
from reviewer_app.rules.context import Context
from reviewer_app.rules.law import law_pack
from reviewer_app.rules.law_facts import fact_key, uncertain_facts
from reviewer_app.rules.other_laws import laws_on, load_laws

OLD, NEW = date(2018, 6, 21), date(2020, 6, 21)


def cited(document: Document, day: date | None = NEW) -> list[Finding]:
    report = assess(document, load_toolbox(), Context(today=date(2026, 11, 23), act_date=day))
    return [one for one in report.findings if one.rule.startswith("citation.")]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("依据《政府信息公开条例》第十九条编制公开指南。", "第十九条", 12),
        ("根据《中华人民共和国政府信息公开条例》第19条，更新公开目录。", "第19条", 12),
        ("按照《条例》第二十四条规定的时限答复。", "第二十四条", 33),
        ("依据《政府信息公开条例》第二十三条书面征求第三方意见。", "第二十三条", 32),
        ("按照《政府信息公开条例》第二十二条作区分处理。", "第二十二条", 37),
        ("依据《政府信息公开条例》第三十一条编制年度报告。", "第三十一条", 49),
        ("依据《政府信息公开条例》第十七条，谁制作谁公开。", "第十七条", 10),
        ("依据《政府信息公开条例》第十八条，自形成之日起20个工作日内公开。", "第十八条", 26),
    ],
)
def test_an_old_number_is_told_with_the_new_one(text: str, old: str, new: int) -> None:
    (found,) = cited(draft(text))
    assert (found.rule, found.level, found.value) == ("citation.article", Level.AMBER, old)
    assert [(one.version, one.article) for one in found.basis] == [("2019", new)]
    assert not cited(draft(text), OLD)


@pytest.mark.parametrize(
    "text",
    [
        "依据《政府信息公开条例》第十二条编制公开指南。",
        "依据《政府信息公开条例》第十九条，需要公众广泛知晓的应当主动公开。",
        "依据《政府信息公开条例》第三十三条规定的时限答复。",
        "依据《土地管理法》第十九条编制目录。",
        "依据《政府信息公开条例》（国务院令第492号）第十九条编制指南。",
        "依据《政府信息公开条例》和《档案法》第十九条编制目录。",
        "赣州市自然资源局\n关于某事的通知\n各科室：\n依据《政府信息公开条例》第十九条编制指南。\n赣州市自然资源局\n2018年6月1日",
    ],
)
def test_what_is_right_or_of_another_law_is_left_alone(text: str) -> None:
    assert [one for one in cited(draft(text)) if one.rule == "citation.article"] == []


@pytest.mark.parametrize(
    ("text", "day", "found"),
    [
        ("依照《政府信息公开条例》（国务院令第721号）办理。", NEW, ["721"]),
        ("依照《政府信息公开条例》（国务院令第492号）办理。", NEW, ["492"]),
        ("依照《政府信息公开条例》（国务院令第711号）办理。", OLD, ["711"]),
        ("依照《政府信息公开条例》（国务院令第711号）办理。", NEW, []),
        ("依照《政府信息公开条例》（国务院令第492号）办理。", OLD, []),
        ("原《政府信息公开条例》（国务院令第492号）同时废止。", NEW, []),
        ("依照《国有土地上房屋征收与补偿条例》（国务院令第590号）办理。", OLD, []),
        ("依照《国有土地上房屋征收与补偿条例》（中华人民共和国国务院令第509号）办理。", OLD, ["509"]),
    ],
)
def test_a_wrong_order_of_a_law_is_told(text: str, day: date, found: list[str]) -> None:
    assert [one.value for one in cited(draft(text), day) if one.rule == "citation.decree"] == found


def test_the_plan_is_right_in_2018_and_outdated_in_2020() -> None:
    assert cited(plan(), OLD) == []
    found = [one for one in cited(plan(), NEW) if one.rule == "citation.article"]
    assert {one.basis[0].article for one in found} == {12, 33}


def test_a_former_name_is_looked_at_once_and_in_history_only_folded() -> None:
    found = cited(draft("请各市国土资源局报省国土资源厅。请各市国土资源局落实。"))
    assert [(one.rule, one.level) for one in found] == [
        ("citation.land_bureau", Level.AMBER), ("citation.land_department", Level.AMBER),
        ("citation.land_bureau", Level.GREY),
    ]
    past = cited(draft("原市国土资源局于2018年印发。"))
    assert [one.level for one in past] == [Level.GREY]
    assert all(one.level is Level.GREY for one in cited(draft("市国土资源局"), None))
    assert cited(draft("市国土资源局"), OLD) == []


def test_a_repealed_law_is_told_from_the_day_its_successor_holds() -> None:
    text = draft("依据《民法总则》保护个人信息。")
    assert cited(text, date(2020, 12, 31)) == []
    assert [one.level for one in cited(text, date(2021, 1, 1))] == [Level.AMBER]


def test_every_mapped_article_is_in_the_pack() -> None:
    articles = law_pack(NEW).articles
    old = law_pack(OLD).articles
    for moved in load_citation_rules().articles:
        assert moved.new in articles
        assert moved.old in old


def test_laws_hold_from_their_day() -> None:
    def names(day: date) -> set[tuple[str, str]]:
        return {(law.name, law.version) for law in laws_on(day)}

    assert ("个人信息保护法", "2021") not in names(date(2021, 10, 31))
    assert ("个人信息保护法", "2021") in names(date(2021, 11, 1))
    assert ("民法总则", "2017") in names(date(2020, 12, 31))
    assert ("民法总则", "2017") not in names(date(2021, 1, 1))
    assert len({(law.name, law.version) for law in load_laws()}) == len(load_laws())


def test_what_is_known_from_memory_is_listed_for_confirmation() -> None:
    facts = {one.key: one for one in uncertain_facts()}
    assert "政府信息公开条例/2007/31" in facts
    assert "政府信息公开条例/2019/49" not in facts
    assert "民法总则/2017/111" in facts
    for key, fact in facts.items():
        assert fact_key(fact.place) == key
        assert not fact.place.verified
        assert len(fact.sha256) == 64
