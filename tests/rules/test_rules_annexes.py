"""附件说明 against the parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafts import plan
from reviewer_app.domain.report import DocumentHeader
from reviewer_app.rules.annexes import AnnexIssue, AnnexProblem, check_annexes
from reviewer_app.rules.header import parse_header

TWO = ("参会回执", "征地信息公开情况表")


@pytest.mark.parametrize(
    ("annexes", "parts", "wanted"),
    [
        ((), (), []),
        (("登记表",), ((1, "登记表.xlsx"),), []),
        (("青溪镇松岗村征地补偿登记表",), ((None, "附件：青溪镇松岗村征地补偿登记表.docx"),), []),
        (("青溪镇松岗村征地补偿登记表",), ((None, "松岗村征地补偿登记表.xlsx"),), []),
        (("青溪镇松岗村征地补偿登记表",), ((None, "annex.xlsx"),), []),
        (("青溪镇松岗村征地补偿登记表",), ((1, "扫描件.pdf"),), []),
        (TWO, ((1, "附件1 参会回执.docx"), (2, "附件2：征地信息公开情况表.xlsx")), []),
        (TWO, ((None, "附件1：参会回执.docx"), (None, "附件二、征地信息公开情况表.xlsx")), []),
        (TWO, ((None, "1.参会回执.docx"), (None, "2.征地信息公开情况表.xlsx")), []),
        (TWO, ((1, "a.pdf"), (2, "b.pdf")), []),
        (TWO, (), [("missing", 1, TWO[0]), ("missing", 2, TWO[1])]),
        (TWO, ((1, "参会回执.docx"),), [("missing", 2, TWO[1])]),
        ((), ((1, "名单.xlsx"),), [("unmentioned", 1, "名单.xlsx")]),
        (("参会回执",), ((1, "参会回执.docx"), (2, "名单.xlsx")), [("unmentioned", 2, "名单.xlsx")]),
        (
            TWO,
            ((2, "参会回执.docx"), (1, "征地信息公开情况表.xlsx")),
            [("misnumbered", 2, "参会回执.docx"), ("misnumbered", 1, "征地信息公开情况表.xlsx")],
        ),
        (("参会回执",), ((2, "别的东西.xlsx"),), [("missing", 1, "参会回执"), ("unmentioned", 2, "别的东西.xlsx")]),
    ],
)
def test_what_does_not_fit_is_named(
    annexes: tuple[str, ...], parts: tuple[tuple[int | None, str], ...], wanted: list[tuple[str, int, str]]
) -> None:
    found = check_annexes(DocumentHeader(annexes=annexes), parts)
    assert [(issue.kind.value, issue.number, issue.name) for issue in found] == wanted


NAMES = st.lists(st.from_regex(r"[甲乙丙丁戊己庚辛]{5,9}表", fullmatch=True), unique=True, max_size=5)


@given(NAMES)
def test_a_complete_package_has_no_issue(names: list[str]) -> None:
    exact = [(number, f"附件{number}：{name}.docx") for number, name in enumerate(names, 1)]
    assert check_annexes(DocumentHeader(annexes=tuple(names)), exact) == ()


@given(NAMES, st.randoms())
def test_every_part_and_annex_is_accounted_for_once(names: list[str], chance: object) -> None:
    parts = [(None, f"{name}.docx") for name in names[::2]]
    issues = check_annexes(DocumentHeader(annexes=tuple(names)), parts)
    missing = [issue for issue in issues if issue.kind is AnnexProblem.MISSING]
    assert len(missing) >= len(names) - len(parts)
    assert chance is not None


def test_the_plan_misses_its_table() -> None:
    header = parse_header(plan())
    (issue,) = check_annexes(header, [])
    assert issue == AnnexIssue(AnnexProblem.MISSING, 1, "赣州市国土资源系统政务信息网上公开工作责任表")
    assert check_annexes(header, [(None, "政务信息网上公开工作责任表.docx")]) == ()
