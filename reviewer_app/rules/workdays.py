"""Working days of the State Council's holiday notices, and deadlines that explain themselves (rulebook §8).

Years whose notice is not out yet fall back to plain weekends and say so (待国务院安排); nothing ever raises for
a date that is merely far away.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from reviewer_app.rules.strict_yaml import RuleDataFault
from reviewer_app.text import say

SATURDAY: Final = 5
ONE_DAY: Final = timedelta(days=1)


class Due(NamedTuple):
    """A deadline. `certain` is false where a year's calendar is not known; `explanation` is a finished sentence."""

    date: date
    certain: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """What the notices changed: weekdays off and weekends worked, by day with the feast's name."""

    rest: Mapping[date, str] = field(default_factory=dict)
    work: Mapping[date, str] = field(default_factory=dict)
    years: frozenset[int] = frozenset()

    def replaced(self, other: "WorkCalendar") -> "WorkCalendar":
        """This calendar with every year that `other` knows taken from `other`, whole."""
        kept = self.years - other.years
        return WorkCalendar(
            {**{day: name for day, name in self.rest.items() if day.year in kept}, **other.rest},
            {**{day: name for day, name in self.work.items() if day.year in kept}, **other.work},
            self.years | other.years,
        )

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on `day`: make-up weekends do, feast days do not (行政许可法 Art 82)."""
        if day in self.work:
            return True
        return day.weekday() < SATURDAY and day not in self.rest

    def add_working_days(self, start: date, count: int) -> Due:
        """The `count`-th working day after `start`; the day of the event is not counted (民法典 Art 201).

        `count` must be at least 1. The last day is a working day by construction.
        """
        if count < 1:
            message = f"a term of {count} working days"
            raise ValueError(message)
        day, left = start, count
        while left:
            day += ONE_DAY
            left -= self.is_working_day(day)
        return Due(day, self._span_known(start, day), self._tell_working(start, count, day))

    def add_days(self, start: date, count: int) -> Due:
        """`count` calendar days after `start`, moved on to a working day (民法典 Art 203)."""
        if count < 1:
            message = f"a term of {count} days"
            raise ValueError(message)
        plain = start + timedelta(days=count)
        day = self.on_or_after(plain)
        text = say("law.due_days", start=tell(start), count=count, due=tell(day))
        if day != plain:
            text += say("law.due_moved", plain=tell(plain))
        return Due(day, self._span_known(plain, day), text + self._doubt(plain, day))

    def on_or_after(self, day: date) -> date:
        """`day` itself if it is a working day, else the next one."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie in (start, end]; 0 if `end` is not after `start`."""
        days = (start + timedelta(days=step) for step in range(1, (end - start).days + 1))
        return sum(map(self.is_working_day, days))

    def _span_known(self, start: date, end: date) -> bool:
        return all(year in self.years for year in range(start.year, end.year + 1))

    def _doubt(self, start: date, end: date) -> str:
        unknown = [str(year) for year in range(start.year, end.year + 1) if year not in self.years]
        return say("law.due_unknown", years="、".join(unknown)) if unknown else ""

    def _tell_working(self, start: date, count: int, due: date) -> str:
        span = [start + timedelta(days=step) for step in range(1, (due - start).days + 1)]
        feasts = dict.fromkeys(self.rest[day] for day in span if day in self.rest)
        made_up = [day for day in span if day in self.work]
        text = say("law.due_working", start=tell(start), count=count, due=tell(due))
        if feasts:
            days_off = sum(day in self.rest for day in span)
            text += say("law.due_feasts", feasts="、".join(feasts), count=days_off)
        if made_up:
            text += say("law.due_made_up", days="、".join(map(tell, made_up)))
        return text + self._doubt(start, due)


def tell(day: date) -> str:
    """A date as offices write it: 2018年6月21日."""
    return f"{day.year}年{day.month}月{day.day}日"


def from_rows(rows: Iterable[Mapping[str, str]]) -> WorkCalendar:
    """A calendar from `date,kind,name` rows; a year is known once any of its days is listed."""
    kinds: dict[str, dict[date, str]] = {"rest": {}, "work": {}}
    for row in rows:
        if row["kind"] not in kinds:
            message = f"calendar kind {row['kind']!r} on {row['date']}"
            raise RuleDataFault(message)
        kinds[row["kind"]][date.fromisoformat(row["date"])] = row["name"]
    years = frozenset(day.year for days in kinds.values() for day in days)
    return WorkCalendar(kinds["rest"], kinds["work"], years)


@cache
def load_calendar() -> WorkCalendar:
    """The shipped calendar (2004-2026)."""
    text = (files("resources") / "calendar" / "exceptions.csv").read_text("utf-8")
    return from_rows(csv.DictReader(text.splitlines()))
