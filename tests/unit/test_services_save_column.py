"""责任表 kept by the office: a leaf changed, the upper catalogue brought, what is missing told; no column, no post."""

from typing import Any

import pytest
from msgspec.structs import replace

from db.read_models import SqlReadModels
from release_office import release_office
from review_office import ReviewOffice, day, fresh_office, lacking
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete, NotFound, NotPermitted, RulesChanged
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.report import DocumentType
from reviewer_app.rules.assess import load_toolbox
from reviewer_app.rules.catalogue import Column, ColumnDue, load_catalogue
from reviewer_app.services.judge import Judge, judge
from reviewer_app.services.own_rules import take_up
from reviewer_app.services.save_column import SaveColumn, save_column
from reviewer_app.services.upper_catalogue import ImportUpperCatalogue, gap_table, import_upper_catalogue

UPPER = "序号,公开事项,公开内容\n1,征地信息,征地公告\n2,海域使用金减免,\n3,机构概况,职能\n".encode()


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


def leaf(office: Any, id_: str = "A30") -> Column:
    column = office.desk.toolbox.catalogue.column(id_)
    assert isinstance(column, Column)
    return column


def save(office: Any, column: Column, seen: str | None = None) -> Any:
    command = SaveColumn(office.administrator.id, column, seen or office.desk.toolbox.sha256)
    return save_column(office.desk, command)


def test_a_changed_leaf_is_in_force_at_once_and_stays(office: ReviewOffice) -> None:
    item = office.submitted()
    before = office.desk.toolbox.sha256
    changed = replace(
        leaf(office), departments="规划耕保科", fresh_months=6, due=ColumnDue(10), elements=("公告", "方案")
    )
    version = save(office, changed)
    assert leaf(office) == changed
    assert (version.kind.value, office.desk.toolbox.sha256 != before) == ("catalogue", True)
    assert office.item(item).due == "2018-07-04"  # ten working days now
    office.desk.shelf.toolbox = load_toolbox()
    take_up(office.desk)
    assert leaf(office) == changed
    assert leaf(office, "A01") == load_catalogue().column("A01")
    assert len(office.all("rule_versions")) == 1


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"departments": " "}, {"unit"}),
        ({"channels": ()}, {"channel"}),
        ({"channels": ("no such",)}, {"channel"}),
        ({"risk": 4}, {"risk"}),
        ({"fresh_months": -1}, {"dates"}),
        ({"channels": ("government_site",), "audience": Audience.GROUP}, {"channel_audience"}),
    ],
)
def test_a_leaf_that_cannot_be_right_is_refused(
    office: ReviewOffice, fields: dict[str, Any], missing: set[str]
) -> None:
    with pytest.raises(DecisionIncomplete) as refused:
        save(office, replace(leaf(office), **fields))
    assert lacking(refused.value) == missing
    assert office.all("rule_versions") == ()


def test_who_saw_an_older_table_and_who_may_not(office: ReviewOffice) -> None:
    seen = office.desk.toolbox.sha256
    save(office, replace(leaf(office), note="甲"))
    with pytest.raises(RulesChanged):
        save(office, replace(leaf(office), note="乙"), seen)
    with pytest.raises(NotFound):
        save(office, replace(leaf(office), id="Z99"))
    with pytest.raises(NotPermitted):
        save_column(office.desk, SaveColumn(office.reviewer.id, leaf(office), office.desk.toolbox.sha256))


def test_the_upper_catalogue_shows_the_gaps(tmp_path: Any) -> None:
    with release_office(tmp_path) as office:
        reads = SqlReadModels(office.store.around.engine)
        assert gap_table(office.desk, office.reviewer.id, reads).lines == ()
        office.delivered()
        command = ImportUpperCatalogue(office.administrator.id, UPPER, "目录.csv", "省厅目录")
        import_upper_catalogue(office.desk, command)
        table = gap_table(office.desk, office.reviewer.id, reads)
        assert table.title == "省厅目录"
        assert [(line.match.leaf, line.state) for line in table.lines] == [
            ("A30", "published"), (None, "no_leaf"), ("A05", "unpublished"),
        ]  # fmt: skip
        assert table.lines[0].last == day("2018-06-21")


# --- F39 ---


@pytest.mark.parametrize(("column", "refused"), [(None, True), ("A06", False)])
def test_new_media_carry_nothing_that_serves_no_column(
    office: ReviewOffice, column: str | None, refused: bool
) -> None:
    item = office.reviewed()
    with office.desk.uow(office.reviewer.id) as uow:
        item = uow.items.replace(item.with_(column=column))
        uow.record(AuditAction.ITEM_CHECK, item=item.id)
        uow.commit()
    command = Judge(office.reviewer.id, item.id, item.version, channels=("new_media",), audiences=(Audience.ALL,))
    if not refused:
        assert judge(office.desk, command).due is not None
        return
    with pytest.raises(DecisionIncomplete) as stopped:
        judge(office.desk, command)
    assert lacking(stopped.value) == {"column"}


def test_what_is_forwarded_on_instruction_belongs_to_the_important_news() -> None:
    found = load_catalogue().suggest("全国土地日主题宣传", DocumentType.NEWS, "按省厅要求转发。")
    assert "A28" in [one.column.id for one in found]
