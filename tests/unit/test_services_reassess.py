"""新旧条例衔接: decisions of 2018 looked at in 2020, and the periodic review of what is withheld."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from release_office import ReleaseOffice, release_office
from reviewer_app.documents.forms.desk import OfficeForms
from reviewer_app.domain.errors import NotPermitted
from reviewer_app.domain.items import Item
from reviewer_app.domain.legal import DisclosureAttribute, LegalBasis
from reviewer_app.domain.report import AttributeProposal, Proposal
from reviewer_app.domain.review import Conclusion
from reviewer_app.rules.law import load_packs
from reviewer_app.rules.reassessing import Task, compare, review_due
from reviewer_app.rules.workdays import load_calendar
from reviewer_app.services.determine import Determine, determine
from reviewer_app.services.office_opinion import RecordOpinion, record_opinion
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.passing import Pass, pass_item
from reviewer_app.services.reassess import Reassessed, reassess, reassessment_workbook

A = DisclosureAttribute
OLD = LegalBasis("政府信息公开条例", "2007", 14)
YEARS = timedelta(days=800)
HEAD, FOOT = "示范局文件\n\n", "\n\n示范局\n2018年6月20日\n"
POLICY = f"{HEAD}关于印发《土地储备管理办法》的通知\n\n各单位：\n    请遵照执行。{FOOT}"
HOUSE = f"{HEAD}关于加强机关考勤管理的通知\n\n各科室：\n    请按时签到。{FOOT}"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ReleaseOffice]:
    with release_office(tmp_path / "home") as made:
        yield made


def registered(office: ReleaseOffice, text: str, attribute: A, conclusion: Conclusion) -> Item:
    """A document of 2018 that is signed as not public."""
    item = office.enter((IncomingFile("文件.txt", text.encode()),))
    item = office.secrecy(office.reviewed(office.submitted(office.proposed(item))))
    reviewer = office.reviewer.id
    item = determine(office.desk, Determine(reviewer, item.id, item.version, attribute, (OLD,), "不宜公开"))
    item = record_opinion(office.desk, RecordOpinion(reviewer, item.id, item.version, agrees=True, opinion="同意"))
    item = pass_item(office.desk, Pass(reviewer, item.id, item.version, conclusion))
    return office.item_of(office.signed(item).item)


def worklist(office: ReleaseOffice) -> tuple[Reassessed, ...]:
    return reassess(office.desk, office.reviewer.id)


def test_the_worklist_as_a_workbook_names_each_decision_and_leaves_room_for_what_was_done(
    office: ReleaseOffice, tmp_path: Path,
) -> None:
    registered(office, POLICY, A.WITHHELD, Conclusion.WITHHOLD)
    registered(office, HOUSE, A.ON_REQUEST, Conclusion.ON_REQUEST)
    office.clock.forward(YEARS)
    found = worklist(office)
    desk = replace(office.desk, forms=OfficeForms(tmp_path / "forms"))
    book = load_workbook(BytesIO(reassessment_workbook(desk, found)))
    cells = [[cell.value for cell in row] for row in book.active.iter_rows()]
    titles = next(row for row in cells if "责任人" in row)
    rows = cells[cells.index(titles) + 1 :]
    assert [row[titles.index("标题")] for row in rows] == [line.title for line in found]
    assert {row[titles.index("事项")] for row in rows} == {"应补公开", "属性需调整"}
    assert "2019年" in rows[0][titles.index("按现行条例")]
    assert rows[0][titles.index("状态")] == "已过期"
    assert rows[0][titles.index("处理结果")] in {None, ""}


def test_under_the_old_text_there_is_nothing_to_do(office: ReleaseOffice) -> None:
    registered(office, POLICY, A.WITHHELD, Conclusion.WITHHOLD)
    assert worklist(office) == ()


def test_a_withheld_policy_is_to_be_published_and_house_rules_change_their_attribute(office: ReleaseOffice) -> None:
    policy = registered(office, POLICY, A.WITHHELD, Conclusion.WITHHOLD)
    house = registered(office, HOUSE, A.ON_REQUEST, Conclusion.ON_REQUEST)
    office.clock.forward(YEARS)
    found = {line.item: line for line in worklist(office)}
    assert found[policy.id].task is Task.PUBLISH
    assert (found[policy.id].decided, found[policy.id].decided_basis) == (A.WITHHELD, (OLD,))
    assert ("2019", 20) in {(one.version, one.article) for one in found[policy.id].basis}
    assert found[policy.id].due == date(2019, 6, 13)  # rulebook §8: 2019-05-15 and 20 working days
    assert (found[house.id].task, found[house.id].attribute) == (Task.ADJUST, A.WITHHELD)
    assert {one.article for one in found[house.id].basis} == {16}


def test_what_is_published_only_wants_its_articles_updated(office: ReleaseOffice) -> None:
    entry = office.delivered()
    office.clock.forward(YEARS)
    (line,) = worklist(office)
    assert (line.item, line.task, line.attribute) == (entry.item, Task.CITE, A.PROACTIVE)
    assert {one.version for one in line.basis if one.regulation == "政府信息公开条例"} == {"2019"}


def test_a_document_decided_anew_is_off_the_list_until_its_review(office: ReleaseOffice) -> None:
    registered(office, HOUSE, A.ON_REQUEST, Conclusion.ON_REQUEST)
    office.clock.forward(YEARS)
    assert [line.task for line in worklist(office)] == [Task.ADJUST]
    item = office.secrecy(office.reviewed(office.submitted(office.proposed(
        office.enter((IncomingFile("文件.txt", HOUSE.encode()),))
    ))))
    now = (LegalBasis("政府信息公开条例", "2019", 16, 1),)
    item = determine(
        office.desk, Determine(office.reviewer.id, item.id, item.version, A.WITHHELD, now, "内部事务")
    )
    item = pass_item(office.desk, Pass(office.reviewer.id, item.id, item.version, Conclusion.WITHHOLD))
    office.signed(item)
    assert worklist(office) == ()
    office.clock.forward(timedelta(days=366))
    (line,) = worklist(office)
    assert (line.task, line.item, {one.article for one in line.basis}) == (Task.REVIEW, item.id, {18})


def test_who_reads_no_text_gets_no_list(office: ReleaseOffice) -> None:
    with pytest.raises(NotPermitted):
        reassess(office.desk, office.administrator.id)


@pytest.mark.parametrize(
    ("decided", "now", "task", "attribute"),
    [
        (A.ON_REQUEST, Proposal.PROACTIVE, Task.PUBLISH, A.PROACTIVE),
        (A.PROACTIVE, Proposal.WITHHELD, Task.ADJUST, A.WITHHELD),
        (A.WITHHELD, Proposal.UNDETERMINED, Task.CITE, A.WITHHELD),
        (A.WITHHELD, Proposal.WITHHELD, Task.CITE, A.WITHHELD),
    ],
)
def test_tasks(decided: A, now: Proposal, task: Task, attribute: A) -> None:
    found = compare(decided, AttributeProposal(now, 0.9), load_packs()[-1], load_calendar())
    assert (found.task, found.attribute) == (task, attribute)


def test_reviews_are_due_a_year_on_unless_a_day_was_fixed() -> None:
    assert review_due(date(2020, 2, 29), None) == date(2021, 2, 28)
    assert review_due(date(2020, 12, 3), None) == date(2021, 12, 3)
    assert review_due(date(2020, 12, 3), date(2021, 1, 4)) == date(2021, 1, 4)
