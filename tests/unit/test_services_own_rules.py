"""The office's own rule data: a calendar takes effect at once, for what is under way too."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from review_office import ReviewOffice, day, fresh_office
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import NotPermitted, RuleFileRefused
from reviewer_app.domain.items import Item
from reviewer_app.rules.assess import load_toolbox
from reviewer_app.services.import_calendar import ImportCalendar, ImportedCalendar, import_calendar
from reviewer_app.services.judge import Judge, Window, judge
from reviewer_app.services.own_rules import calendar_content, in_force, take_up
from reviewer_app.services.recompute import recompute_dates

# Without the feast of 2018-06-18; with a day off on 2018-07-02.
OTHER_2018 = "日期,类型,名称\n2018-07-02,休,临时放假\n".encode()
DUE, LATER = "2018-07-18", "2018-07-19"  # twenty working days from 2018-06-20


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


def imported(office: ReviewOffice, data: bytes = OTHER_2018) -> ImportedCalendar:
    return import_calendar(office.desk, ImportCalendar(office.administrator.id, data, "放假安排.csv"))


def test_a_calendar_is_in_force_at_once_and_named_by_its_hash(office: ReviewOffice) -> None:
    before = office.desk.toolbox.sha256
    done = imported(office)
    assert done.years == (2018,)
    assert day("2018-07-02") in done.changed
    assert day("2018-09-29") in done.changed  # no make-up day any more
    assert not office.desk.toolbox.calendar.is_working_day(day("2018-07-02"))
    assert office.desk.toolbox.sha256 != before
    (kept,) = office.all("rule_versions")
    assert (kept.kind.value, kept.by, kept.sha256) == ("calendar", office.administrator.id, done.version.sha256)
    (entry,) = [one for one in office.entries() if one.action is AuditAction.RULES_CHANGE]
    assert dict(entry.refs)["sha256"] == kept.sha256


def test_the_same_calendar_is_there_after_a_new_start(office: ReviewOffice) -> None:
    imported(office)
    own = office.desk.toolbox
    office.desk.shelf.toolbox = load_toolbox()
    take_up(office.desk)
    assert office.desk.toolbox == own
    with office.desk.uow(office.reviewer.id, writing=False) as uow:
        assert in_force(uow).calendar.rest[date(2018, 7, 2)] == "临时放假"


def test_an_office_without_own_rules_has_the_shipped_ones(office: ReviewOffice) -> None:
    take_up(office.desk)
    assert office.desk.toolbox == load_toolbox()


def submitted(office: ReviewOffice) -> Item:
    return office.submitted()


def reviewed(office: ReviewOffice) -> Item:
    return office.reviewed()


@pytest.mark.parametrize("reached", [ReviewOffice.enter, submitted, reviewed])
def test_what_is_open_gets_its_new_day_and_tells_why(
    office: ReviewOffice, reached: Callable[[ReviewOffice], Item]
) -> None:
    item = reached(office)
    assert item.due == DUE
    done = imported(office)
    assert [(one.item, one.before, one.after) for one in done.moved] == [(item.id, day(DUE), day(LATER))]
    assert office.item(item).due == LATER
    assert "临时放假" in office.view(item).parts[0].report.judgement.timing.explanation
    assert office.entries()[-1].action is AuditAction.ITEM_CHECK
    assert recompute_dates(office.desk, office.administrator.id) == ()


def test_what_a_person_judged_and_what_is_signed_for_stands(office: ReviewOffice) -> None:
    item = office.reviewed()
    window = Window(day("2018-06-21"), day("2018-07-10"))
    item = judge(office.desk, Judge(office.reviewer.id, item.id, item.version, timing=window))
    passed = office.passed(office.submitted(office.proposed(office.enter())))
    assert imported(office).moved == ()
    assert (office.item(item).due, office.item(passed).due) == ("2018-07-10", DUE)


def test_only_an_administrator_and_only_a_right_table(office: ReviewOffice) -> None:
    with pytest.raises(NotPermitted):
        import_calendar(office.desk, ImportCalendar(office.reviewer.id, OTHER_2018, "放假安排.csv"))
    with pytest.raises(RuleFileRefused):
        imported(office, "姓名,电话\n".encode())
    assert office.all("rule_versions") == ()


def test_a_calendar_comes_back_as_it_was_kept(office: ReviewOffice) -> None:
    done = imported(office)
    content = calendar_content(replace(office.desk.toolbox.calendar, years=frozenset()))
    assert ["2018-07-02", "rest", "临时放假"] in content
    assert done.version.content == '[["2018-07-02","rest","临时放假"]]'
