"""公示期、公告期: the days a notice states, recomputed, and compared with the shortest lawful period."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from reviewer_app.domain.findings import Finding, FindingType
from reviewer_app.rules.dates import DATE, from_match, small_number
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.law import cite_text
from reviewer_app.rules.law_findings import amber
from reviewer_app.rules.timing import shortest_notice
from reviewer_app.rules.workdays import WorkCalendar
from reviewer_app.text import say

_STATED: Final = re.compile(
    r"(?:公示|公告|征求意见|挂牌|公布)(?:期限?|时间|期间)?[^。\n\d一二三四五六七八九十]{0,8}"
    r"(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3})\s*个?\s*(?P<unit>工作日|日(?!期|起|内反馈)|天)"
)
_SPAN: Final = re.compile(
    rf"{DATE}\s*(?:起|开始)?\s*(?:至|到|—{{1,2}}|-{{1,2}}|–|~|～)\s*"
    r"(?:(?P<year2>\d{4})\s*年\s*)?(?:(?P<month2>\d{1,2})\s*月\s*)?(?P<day2>\d{1,2})\s*日"
)
NEAR: Final = 60


class _Stated(NamedTuple):
    days: int
    working: bool
    start: int
    end: int


def notice_findings(draft: Draft, calendar: WorkCalendar) -> Iterator[Finding]:
    """Amber findings: a period shorter than the law wants, or first and last day that do not give the days stated."""
    for stated in _stated(draft.document.text):
        yield from _too_short(draft, stated)
        span = _span_near(draft.document.text, stated)
        if span:
            yield from _miscounted(draft, calendar, stated, span)


def _stated(text: str) -> Iterator[_Stated]:
    for match in _STATED.finditer(text):
        count = small_number(match["count"])
        if count:
            yield _Stated(count, match["unit"] == "工作日", match.start(), match.end())


def _too_short(draft: Draft, stated: _Stated) -> Iterator[Finding]:
    term = shortest_notice(draft)
    if term is None:
        return
    least = term.working_days if stated.working else term.days
    if least is not None and stated.days < least:
        told = say("law.notice_short", count=stated.days, told=term.told, basis=cite_text(term.basis.basis()))
        where = (stated.start, stated.end)
        yield amber(draft, "timing.notice_short", FindingType.TIMING, where, told, (term.basis.basis(),))


def _span_near(text: str, stated: _Stated) -> tuple[date, date] | None:
    begin = max(0, stated.start - NEAR)
    match = _SPAN.search(text, begin, stated.end + NEAR)
    if match is None:
        return None
    first = from_match(match)
    if first is None:
        return None
    try:
        last = date(int(match["year2"] or first.year), int(match["month2"] or first.month), int(match["day2"]))
    except ValueError:
        return None
    return first, last


def _miscounted(
    draft: Draft, calendar: WorkCalendar, stated: _Stated, span: tuple[date, date]
) -> Iterator[Finding]:
    first, last = span
    if last < first:
        told = say("law.notice_backwards")
    else:
        days = (last - first).days + 1
        working = calendar.working_days_between(first, last) + calendar.is_working_day(first)
        found = working if stated.working else days
        # The first day may be left out of the count (民法典 Art 201), so one day more is no mistake.
        if stated.days <= found <= stated.days + 1:
            return
        unit = say("law.unit_working") if stated.working else say("law.unit_day")
        told = say("law.notice_miscounted", stated=stated.days, found=found, unit=unit)
    yield amber(draft, "timing.notice_count", FindingType.TIMING, (stated.start, stated.end), told)
