"""What a person adds to a policy: bands, counts instead of a list, no imprint, pseudonyms."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import table_document, text_document
from public_findings import finding_at, findings_of_column
from reviewer_app.domain.document import Document
from reviewer_app.domain.errors import UsageFault
from reviewer_app.domain.findings import Action, Finding, FindingType
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.public_version import TableCut
from reviewer_app.domain.report import DocumentType
from reviewer_app.domain.review import DispositionKind
from reviewer_app.rules import deidentify, imprint
from reviewer_app.rules.deidentify import Choice, Cleaning
from reviewer_app.rules.persons import NOBODY
from reviewer_app.rules.policy import Does, load_book, parse_book
from reviewer_app.rules.span_edits import apply
from reviewer_app.rules.strict_yaml import RuleDataFault

HEADER = ("序号", "户主姓名", "村民小组", "年龄", "补偿金额（元）")
ROWS = [
    ("1", "钟建国", "上屋", "45", "23,400"), ("2", "刘秀英", "上屋", "81", "900"),
    ("3", "钟小平", "上屋", "17", "1200000"), ("4", "李文", "下屋", "45", "23,500"), ("合计", "", "", "", "1247800")]
BOOK = load_book()


def listed() -> tuple[Document, list[Finding]]:
    document = table_document(HEADER, ROWS)
    return document, findings_of_column(document, FindingType.PERSON_NAME, "户主姓名", action=Action.MASK)[:4]


def clean(document: Document, findings: list[Finding], policy: str) -> Cleaning:
    return deidentify.plan(document, findings, {}, BOOK.named(policy), NOBODY)


def after(document: Document, policy: str, findings: list[Finding]) -> str:
    return apply(document.text, clean(document, findings, policy).plan.spans)


def test_numbers_beside_persons_become_bands_and_the_total_stays() -> None:
    document, findings = listed()
    text = after(document, "village+bands", findings)
    for written in ("40—49", "80及以上", "不足18", "20000—50000", "不足1000", "1000000及以上", "1247800"):
        assert written in text.split("\n")
    assert "23,400" not in text
    assert after(document, "village", findings) == document.text
    assert after(document, "village+bands", []) == document.text, "a table without persons is a statistic"


def test_a_list_becomes_counts_and_no_group_is_too_small() -> None:
    document, findings = listed()
    cut, = clean(document, findings, "village+counts").plan.tables
    # The one of 下屋 would be told by the rest.
    assert cut == TableCut(None, "Sheet1", "（此处名单共 4 人，个人信息依法不予公开）")
    more = table_document(HEADER, [*ROWS[:4], *(("9", f"钟{name}", "下屋", "30", "1") for name in "甲乙丙丁")])
    named = findings_of_column(more, FindingType.PERSON_NAME, "户主姓名", action=Action.MASK)
    cut, = clean(more, named, "village+counts").plan.tables
    assert cut.notice == "（此处名单共 8 人，个人信息依法不予公开；按村民小组：下屋 5 人、上屋 3 人）"
    assert not clean(document, findings[:2], "village+counts").plan.tables


@given(st.lists(st.sampled_from("甲乙丙丁"), min_size=3, max_size=30))
def test_every_count_shown_is_large_enough_and_they_add_up(groups: list[str]) -> None:
    document = table_document(HEADER, [(str(at), f"钟{at}", group, "", "") for at, group in enumerate(groups)])
    named = findings_of_column(document, FindingType.PERSON_NAME, "户主姓名", action=Action.MASK)
    cut, = clean(document, named, "village+counts").plan.tables
    counts = [int(word) for word in cut.notice.split() if word.isdigit()]
    assert counts[0] == len(groups)
    assert all(count >= 3 for count in counts)
    assert sum(counts[1:]) in {0, len(groups)}


@pytest.mark.parametrize(("text", "left"), [
    ("正文。\n抄送：市委办公室，市人大办公室，\n市政协办公室。\n某县人民政府办公室　　2018年6月20日印发", "正文。"),
    ("正文。\n抄  送：各乡镇\n某县人民政府办公室\n2018年6月20日印发\n（共印30份）", "正文。"),
    ("正文。\n某县人民政府办公室 2018年6月20日印发", "正文。"),
    ("正文。\n抄报：省厅。", "正文。"),
    ("关于印发办法的通知\n本办法2018年6月20日印发，请执行。", "关于印发办法的通知\n本办法2018年6月20日印发，请执行。"),
])
def test_the_imprint_goes_and_the_body_stays(text: str, left: str) -> None:
    document = text_document(text)
    assert apply(text, imprint.edits(document)).strip() == left
    assert after(document, "standard+imprint", []).strip() == left
    assert after(document, "standard", []) == text


def test_the_same_person_has_the_same_pseudonym_in_every_part() -> None:
    one, other = text_document("村民曾强雪和曾小雪。"), text_document("曾小雪又来。")
    policy = BOOK.named("standard+pseudonyms")
    names = ("曾强雪", "曾小雪")
    first = [finding_at(one, FindingType.PERSON_NAME, name, number=at) for at, name in enumerate(names, 1)]
    second = [finding_at(other, FindingType.PERSON_NAME, "曾小雪")]
    register = deidentify.enrol(first, {}, policy, NOBODY)
    texts = [apply(doc.text, deidentify.plan(doc, found, {}, policy, register).plan.spans)
             for doc, found in ((one, first), (other, second))]
    assert texts == ["村民当事人1和当事人2。", "当事人2又来。"]


def test_a_number_marked_by_hand_is_generalised_in_its_unit() -> None:
    document = text_document("补偿23400元。")
    found = [finding_at(document, FindingType.AMOUNT, "23400元", action=Action.REVIEW)]
    choices = {1: Choice(DispositionKind.GENERALISE)}
    cleaning = deidentify.plan(document, found, choices, BOOK.named("standard"), NOBODY)
    assert apply(document.text, cleaning.plan.spans) == "补偿20000—50000元。"


def test_extras_are_named_with_the_policy() -> None:
    policy = BOOK.choose(DocumentType.EXPROPRIATION, Audience.GROUP, "+bands+imprint")
    assert policy.name == "village+bands+imprint"
    assert policy.does == {Does.BANDS, Does.IMPRINT}
    assert policy.title.endswith("；名单中的年龄、金额、面积写成区间；去掉版记和抄送")
    with pytest.raises(UsageFault):
        BOOK.named("standard+none")


@pytest.mark.parametrize(("old", "new"), [
    ("    title: 村公示栏（面向本村村民等特定群众）\n", "    title: 村公示栏\n    extras: [none]\n"),
    ("edges: [18, 30,", "edges: [30, 18,"),
    ("does: bands, source: B1", "does: bands, source: B9"),
])
def test_a_slip_of_the_pen_is_refused(old: str, new: str) -> None:
    text = (files("resources") / "rules" / "deidentify.yaml").read_text("utf-8")
    assert old in text
    with pytest.raises(RuleDataFault):
        parse_book(text.replace(old, new, 1))


def test_an_office_can_have_extras_of_its_own_in_a_policy() -> None:
    text = (files("resources") / "rules" / "deidentify.yaml").read_text("utf-8")
    village = "    households: {headers: []"
    own = parse_book(text.replace(village, f"    extras: [imprint]\n{village}"))
    assert own.named("village").does == {Does.IMPRINT}
    assert own.named("village").name == "village"
