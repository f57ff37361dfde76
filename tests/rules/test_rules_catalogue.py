"""The table of the 2018 plan: 30 rows, 36 leaves, and the column a document belongs to."""

from datetime import date
from importlib.resources import files

import pytest

from reviewer_app.domain.legal import Audience, DisclosureAttribute
from reviewer_app.domain.report import DocumentType
from reviewer_app.rules.catalogue import Column, from_mapping, load_catalogue
from reviewer_app.rules.channels import channels
from reviewer_app.rules.strict_yaml import RuleDataFault, read_mapping

OLD, NEW = date(2018, 6, 21), date(2020, 6, 21)
COLUMNS = load_catalogue().columns


def squeezed(text: str) -> str:
    """Brackets and commas are half-width in places of the scanned table."""
    for half, full in (("(", "（"), (")", "）"), (",", "，"), (":", "："), (" ", "")):
        text = text.replace(half, full)
    return text


def test_thirty_rows_and_thirty_six_leaves() -> None:
    assert load_catalogue().rows() == tuple(range(1, 31))
    assert len(COLUMNS) == 36
    counts = {row: sum(column.row == row for column in COLUMNS) for row in range(1, 31)}
    assert {row: count for row, count in counts.items() if count > 1} == {14: 3, 17: 2, 20: 3, 25: 2}


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.id)
def test_every_leaf_stands_in_the_plan(column: Column) -> None:
    plan = squeezed((files("resources") / "samples" / "plan.txt").read_text("utf-8"))
    assert squeezed(column.content) in plan
    assert squeezed(column.departments) in plan
    assert squeezed(column.column) in plan
    assert int(column.id[1:3]) == column.row


def test_inherited_departments_are_the_merged_cells_of_the_table() -> None:
    assert {column.id for column in COLUMNS if column.departments_inherited} == {"A02", "A03", "A14b", "A14c", "A17b"}


def test_hooks_follow_the_version_in_force() -> None:
    def places(leaf: str, day: date) -> list[tuple[int | None, int | None, int | None]]:
        column = load_catalogue().column(leaf)
        assert column is not None
        return [(basis.article, basis.paragraph, basis.item) for basis in column.bases(day)]

    assert places("A01", OLD) == [(19, None, None)]
    assert places("A01", NEW) == [(12, 2, None)]
    assert places("A05", OLD) == [(9, None, 3)]
    assert places("A05", NEW) == [(20, None, 2)]
    assert places("A07", NEW) == [(20, None, 7), (20, None, 8), (20, None, 9), (20, None, 10)]
    assert places("A09", OLD) == []
    assert places("A09", NEW) == [(20, None, 14)]
    assert places("A30", OLD) == [(11, None, 3)]
    assert places("A30", NEW) == [(21, None, None)]


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.id)
def test_defaults_are_complete(column: Column) -> None:
    known = channels()
    assert column.channels
    assert all(channel in known for channel in column.channels)
    assert 0 <= column.risk <= 3
    assert column.note
    assert any(column.audience in known[channel].audiences for channel in column.channels)


def test_defaults_of_the_plan() -> None:
    by_id = {column.id: column for column in COLUMNS}
    assert by_id["A03"].due.yearly == "02-end"
    assert by_id["A08"].fresh_months == 3
    assert len(by_id["A18"].elements) == 13
    assert by_id["A20c"].attribute is DisclosureAttribute.UNDETERMINED
    assert by_id["A20c"].audience is not Audience.ALL
    others = [column for column in COLUMNS if column.id != "A20c"]
    assert {column.attribute for column in others} == {DisclosureAttribute.PROACTIVE}
    assert by_id["A11"].title == "规划计划/发展规划"
    assert by_id["A15"].title == "地价信息"


@pytest.mark.parametrize(
    ("title", "kind", "leaf"),
    [
        ("关于印发《赣州市国土资源系统2018年政务公开工作实施方案》的通知", DocumentType.PLAN, "A12"),
        ("关于青溪镇松岗村征地补偿登记结果的公告", DocumentType.EXPROPRIATION, "A30"),
        ("行政处罚决定书", DocumentType.PENALTY, "A14a"),
        ("行政处罚自由裁量权基准", DocumentType.NORMATIVE, "A14b"),
        ("国有建设用地使用权挂牌出让公告", DocumentType.TRANSFER, "A25a"),
        ("中心城区土地交易结果公示", DocumentType.TRANSFER, "A25b"),
        ("2018年第三季度划拨供地结果公示", DocumentType.TRANSFER, "A26"),
        ("干部任前公示", DocumentType.PERSONNEL, "A09"),
        ("不动产首次登记公告", DocumentType.REGISTRATION, "A27"),
        ("基准地价更新公告", DocumentType.PUBLICITY, "A15"),
        ("闲置土地情况公示", DocumentType.PUBLICITY, "A24"),
        ("国有建设用地使用权首次登记办事指南", DocumentType.SERVICE_GUIDE, "A18"),
        ("政府信息公开指南", DocumentType.DISCLOSURE_GUIDE, "A01"),
        ("2018年政府信息公开工作年度报告", DocumentType.ANNUAL_REPORT, "A03"),
        ("2018年部门预算公开", DocumentType.OTHER, "A07"),
        ("关于召开会议的通知", DocumentType.NOTICE, "A23"),
        ("土地利用总体规划", DocumentType.PLAN, "A11"),
        ("停电公告", DocumentType.PUBLICITY, "A13"),
        ("政策解读", DocumentType.INTERPRETATION, "A08"),
        ("我局召开工作会", DocumentType.NEWS, "A06"),
        ("不动产登记申请表", DocumentType.LIST, "A17b"),
        ("2018年国土资源统计公报", DocumentType.PUBLICITY, "A29"),
        ("权力清单", DocumentType.LIST, "A16"),
        ("局长信箱来信回复", DocumentType.REPLY_LETTER, "A20a"),
        ("领导分工", DocumentType.OTHER, "A05"),
    ],
)
def test_a_column_is_suggested_with_reasons(title: str, kind: DocumentType, leaf: str) -> None:
    best = load_catalogue().suggest(title, kind)[0]
    assert best.column.id == leaf
    assert best.reasons


def test_no_column_where_nothing_speaks_for_one() -> None:
    assert load_catalogue().suggest(None, DocumentType.OTHER, "今天天气很好。") == ()
    assert load_catalogue().column("A99") is None


def test_texts_speak_for_a_column_too() -> None:
    best = load_catalogue().suggest(None, DocumentType.OTHER, "各单位：\n现将部门预算公开如下")[0]
    assert (best.column.id, best.points) == ("A07", 1)


def test_a_leaf_that_stands_twice_is_refused() -> None:
    data = read_mapping("catalogue/plan-2018.yaml")
    with pytest.raises(RuleDataFault):
        from_mapping({**data, "columns": [*data["columns"], data["columns"][0]]})
