"""Parts of one package that tell a thing otherwise, promises against earlier releases, the office's list of leaders."""

from dataclasses import replace
from datetime import date

import pytest

from drafts import draft, table
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind
from reviewer_app.domain.findings import Level
from reviewer_app.domain.lexicon import EarlierPromise, LexiconEntry, LexiconGroup
from reviewer_app.rules.assess import assess, load_toolbox
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import Draft, read_draft
from reviewer_app.rules.lexicon import load_lexicon
from reviewer_app.rules.package_wording import across_parts
from reviewer_app.rules.promises import promises
from reviewer_app.rules.wording import wording_findings

CONTEXT = Context(today=date(2026, 11, 23), act_date=date(2018, 6, 21))
LIST = Document.of(FileKind.DOCX, (
    Block("征地补偿登记表", BlockKind.HEADING), *table(("序号", "组别"), ("1", "一组"), ("2", "一组"), ("3", "二组")),
))


def seen(document: Document | str, context: Context = CONTEXT) -> Draft:
    read = draft(document) if isinstance(document, str) else document
    return read_draft(read, load_catalogue(), context)


def told(*documents: Document | str) -> list[tuple[int, str]]:
    drafts = [seen(one) for one in documents]
    numbers = [None, *range(1, len(documents))]
    return [(at, one.value) for at, found in enumerate(across_parts(drafts, numbers)) for one in found]


BODY = "关于报送登记情况的通知\n各镇：\n现将有关要求通知如下。\n附件：1. 用地清查情况登记表\n2. 联系人名册"


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ((BODY, "用地清查情况登记册"), [(0, "用地清查情况登记表")]),
        ((BODY, "用地清查情况登记表"), []),
        ((BODY, "耕地保护目标分解方案"), []),
        (("见《供地办法》（虎府字〔2018〕5号）。", "依据《供地办法》（虎府字〔2019〕5号）办理。"),
         [(1, "《供地办法》（虎府字〔2019〕5号")]),
        (("见《供地办法》（虎府字〔2018〕5号）。", "依据《供地办法》（虎府字〔2018〕5号）办理。"), []),
        (("搬迁户名单见附件，共4户。", LIST), [(0, "4户")]),
        (("搬迁户名单见附件，共3户。", LIST), []),
        (("城南安置小区二期工程2018年9月底前交付使用。", "城南安置小区二期工程2018年11月底前交付使用。"),
         [(1, "城南安置小区二期工程2018年11月底前交付使用")]),
        (("城南安置小区二期工程2018年9月底前交付使用。", "城南安置小区二期工程2018年9月底前交付使用。"), []),
        (("只有正文，共9户名单见附件。",), []),
    ],
)
def test_what_the_parts_tell_otherwise(parts: tuple[Document | str, ...], found: list[tuple[int, str]]) -> None:
    assert told(*parts) == found


EARLIER = EarlierPromise("城南安置小区二期工程使用", date(2018, 9, 30), "关于民生实事进展的公告", date(2018, 3, 1))


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("城南安置小区二期工程确保2018年12月底前交付使用。", 1),
        ("城南安置小区二期工程确保2018年9月底前交付使用。", 0),
        ("城南安置小区二期工程已于2018年5月底前交付使用。", 0),
        ("城北污水处理厂提标改造2018年12月底前完成。", 0),
        ("城南安置小区二期工程建设稳步推进。", 0),
    ],
)
def test_another_day_than_was_released_before(text: str, hits: int) -> None:
    context = replace(CONTEXT, earlier=(EARLIER,))
    found = [one for one in wording_findings(seen(text, context)) if one.rule == "wording.promise_changed"]
    assert len(found) == hits
    for one in found:
        assert "关于民生实事进展的公告" in one.evidence[0]
        assert "2018年9月30日" in one.evidence[0]
        assert one.level is Level.AMBER


def test_a_task_of_every_year_is_no_broken_promise() -> None:
    yearly = EarlierPromise("不动产登记档案数字化年度任务", date(2017, 12, 31), "工作计划", date(2017, 2, 1))
    context = replace(CONTEXT, earlier=(yearly,))
    text = "不动产登记档案数字化年度任务2018年12月底前完成。"
    assert [one.rule for one in wording_findings(seen(text, context))] == []


def test_promises_are_read_with_their_days() -> None:
    text = "（一）农村宅基地确权登记颁证，6月底前全面完成。（二）城乡供地计划年底前公布。（三）本月完成自查。"
    assert [(one.due, one.matter) for one in promises(text, date(2018, 2, 1))] == [
        (date(2018, 6, 30), "一农村宅基地确权登记颁证"), (date(2018, 12, 31), "二城乡供地"),
    ]


LEADER = LexiconEntry(LexiconGroup.LEADER, "", "沈青禾", "任免文件", post="党组书记、局长")
NAMED = LexiconEntry(LexiconGroup.LEADER, "沈清禾", "沈青禾", "任免文件", post="局长", valid_from=date(2018, 1, 1))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("局长沈青禾主持会议。", []),
        ("副局长沈青禾主持会议。", ["副局长沈青禾"]),
        ("党组副书记沈青禾同志到会。", ["副书记沈青禾"]),
        ("组长沈青禾主持会议。", []),
        ("局长沈清禾主持会议。", ["沈清禾"]),
        ("市长李某、局长沈青禾到会。", []),
    ],
)
def test_leaders_by_the_offices_own_list(text: str, values: list[str]) -> None:
    context = replace(CONTEXT, lexicon=(LEADER, NAMED))
    found = [one for one in wording_findings(seen(text, context)) if one.rule == "wording.lexicon_leader"]
    assert [one.value for one in found] == values
    assert all(one.blocks for one in found)


def test_an_entry_holds_in_its_days_only() -> None:
    before = replace(CONTEXT, lexicon=(NAMED,), act_date=date(2017, 12, 31))
    assert list(wording_findings(seen("局长沈清禾主持会议。", before))) == []


def test_the_offices_levels_and_an_issued_document() -> None:
    text = "依据赣虎自资字[2018]5号文，数据截止目前有效。"
    levels = {one.rule: one.level for one in wording_findings(seen(text, replace(CONTEXT, issued=True)))}
    assert levels == {"wording.number_bracket": Level.GREY, "wording.lexicon_word": Level.AMBER}
    lowered = replace(CONTEXT, levels={"wording.lexicon_word": Level.GREY})
    found = assess(draft(text), load_toolbox(), lowered).findings
    assert {one.rule: one.level for one in found} == {
        "wording.number_bracket": Level.AMBER, "wording.lexicon_word": Level.GREY,
    }


@pytest.mark.parametrize("entry", load_lexicon(), ids=lambda entry: entry.wrong)
def test_every_shipped_word_hits_and_the_right_one_does_not(entry: LexiconEntry) -> None:
    cases = ((f"据称{entry.wrong}。", True), (f"据称{entry.right}。", False), (f"据称“{entry.wrong}”。", False))
    for text, hits in cases:
        found = {one.rule for one in wording_findings(seen(text))}
        assert (f"wording.lexicon_{entry.group}" in found) is hits, text
    assert entry.source
    assert entry.group is not LexiconGroup.LEADER
