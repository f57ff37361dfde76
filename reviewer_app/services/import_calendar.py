"""导入节假日安排: the State Council's notice of a year, from a table, in force at once and for what is under way."""

from dataclasses import dataclass
from datetime import date

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.office import RuleKind, RuleVersion
from reviewer_app.rules.calendar_file import calendar_of
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.own_rules import calendar_content, keep_version, take_up
from reviewer_app.services.recompute import Moved, recompute_dates


@dataclass(frozen=True, slots=True)
class ImportCalendar:
    """Take the working days of whole years from a csv or xlsx `name`."""

    actor: str
    data: bytes
    name: str


@dataclass(frozen=True, slots=True)
class ImportedCalendar:
    """What came of it: the version, its years, days that are another kind of day than before, items that moved."""

    version: RuleVersion
    years: tuple[int, ...]
    changed: tuple[date, ...]
    moved: tuple[Moved, ...]


def import_calendar(desk: Desk, command: ImportCalendar) -> ImportedCalendar:
    """Keep the calendar and recompute what is open; raises `RuleFileRefused`, `NotPermitted`, `UnreadableFile`."""
    with desk.uow(command.actor, writing=False) as uow:
        permitted(uow, command.actor, Permission.OFFICE_MANAGE)
    before = desk.toolbox.calendar
    read = calendar_of(desk.documents.read(command.data, command.name).document)
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.OFFICE_MANAGE)
        title = "、".join(map(str, sorted(read.years)))
        version = keep_version(uow, desk, user.id, RuleKind.CALENDAR, title, calendar_content(read))
        uow.commit()
    take_up(desk)
    named = {*read.rest, *read.work, *(day for day in (*before.rest, *before.work) if day.year in read.years)}
    changed = sorted(day for day in named if before.is_working_day(day) != desk.toolbox.calendar.is_working_day(day))
    return ImportedCalendar(version, tuple(sorted(read.years)), tuple(changed), recompute_dates(desk, command.actor))
