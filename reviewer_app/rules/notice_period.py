"""公示期、公告期: the days a notice states, recomputed, and compared with the shortest lawful period."""

from collections.abc import Iterator
from datetime import date, timedelta

from reviewer_app.domain.findings import Finding, FindingType
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.law import cite_text
from reviewer_app.rules.law_findings import amber
from reviewer_app.rules.periods import Period, stated_periods
from reviewer_app.rules.timing import shortest_notice
from reviewer_app.rules.timing_events import start_of_sale
from reviewer_app.rules.timing_rules import Term
from reviewer_app.rules.workdays import WorkCalendar, tell
from reviewer_app.text import say


def notice_findings(draft: Draft, calendar: WorkCalendar) -> Iterator[Finding]:
    """Amber findings: a period shorter than the law wants, or first and last day that do not give the days stated."""
    term = shortest_notice(draft)
    for period in stated_periods(draft):
        if period.first and period.last and period.last < period.first:
            continue  # the wording check tells it
        if term is not None:
            yield from _too_short(draft, term, period, calendar)
        if period.days and period.first and period.last:
            yield from _miscounted(draft, calendar, period, period.first, period.last)
    if term is not None and term.before_start:
        yield from _too_late(draft, term)


def _too_short(draft: Draft, term: Term, period: Period, calendar: WorkCalendar) -> Iterator[Finding]:
    """A stated number counts; without one, what first and last day give, in the unit of the law."""
    if term.before_start:
        return
    if period.days is not None:
        least = term.working_days if period.working else term.days
        found = period.days
    else:
        least = term.working_days or term.days
        found = _length(calendar, period, working=term.working_days is not None)
    if least is not None and found < least:
        told = say("law.notice_short", count=found, told=term.told, basis=cite_text(term.basis.basis()))
        where = (period.start, period.end)
        yield amber(draft, "timing.notice_short", FindingType.TIMING, where, told, (term.basis.basis(),))


def _length(calendar: WorkCalendar, period: Period, *, working: bool) -> int:
    if not period.first or not period.last:
        return 0
    days = (period.last - period.first).days + 1
    return _working(calendar, period.first, period.last) if working else days


def _working(calendar: WorkCalendar, first: date, last: date) -> int:
    return calendar.working_days_between(first - timedelta(days=1), last)


def _miscounted(draft: Draft, calendar: WorkCalendar, period: Period, first: date, last: date) -> Iterator[Finding]:
    """The days recomputed as the notice says: working days or natural ones.

    The first day may be left out of the count (民法典 Art 201), so one day more is no mistake.
    """
    days = period.days or 0
    found = _working(calendar, first, last) if period.working else (last - first).days + 1
    if days <= found <= days + 1:
        return
    unit = say("law.unit_working") if period.working else say("law.unit_day")
    told = say("law.notice_miscounted", stated=days, found=found, unit=unit)
    if period.working:
        told += say("law.notice_should", due=calendar.add_working_days(first - timedelta(days=1), days).explanation)
    else:
        told += say("law.notice_should_end", last=tell(first + timedelta(days=days - 1)))
    yield _amber(draft, "timing.notice_count", period, told)


def _too_late(draft: Draft, term: Term) -> Iterator[Finding]:
    """A notice of a sale comes so many days before bidding begins (39号令: 至少20日前)."""
    start = start_of_sale(draft)
    published = draft.context.act_date or draft.header.date
    if start is None or published is None:
        return
    days = (start.day - published).days
    if 0 <= days < (term.days or 0):
        told = say(
            "law.notice_lead", notice=tell(published), start=tell(start.day), count=days, told=term.told,
            basis=cite_text(term.basis.basis()),
        )
        where = (start.start, start.end)
        yield amber(draft, "timing.notice_lead", FindingType.TIMING, where, told, (term.basis.basis(),))


def _amber(draft: Draft, rule: str, period: Period, told: str) -> Finding:
    return amber(draft, rule, FindingType.TIMING, (period.start, period.end), told)
