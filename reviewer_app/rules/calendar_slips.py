"""Days that no calendar has, days of the week that do not belong to their date, periods that end before they begin."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from reviewer_app.rules.dates import DATE, DATE_PATTERN, from_match, small_number
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.near import matches_near
from reviewer_app.rules.periods import YEAR_TURNS, stated_periods
from reviewer_app.rules.slips import Slip
from reviewer_app.rules.workdays import tell
from reviewer_app.text import say

LEAP_YEAR: Final = 2000
MONTHS: Final = 12
LONGEST_MONTH: Final = 31

_NUMERIC: Final = re.compile(r"(?<![\d.\-/〔])((?:19|20)\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?![\d.\-/])")
_YEARLESS: Final = re.compile(
    r"(?<![\d年.．])(?<!年 )(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"
    r"|(?<![一二三四五六七八九十年])(?P<month2>[一二三四五六七八九十]{1,3})月(?P<day2>[一二三四五六七八九十]{1,3})日"
)
_WEEKDAY: Final = re.compile(rf"{DATE}\s*[（(,，]?\s*(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])")
_YEARLESS_WEEKDAY: Final = re.compile(
    r"(?<![\d年.．])(?<!年 )(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"
    r"\s*[（(,，]?\s*(?:星期|周)(?P<weekday>[一二三四五六日天])"
)
_SPAN: Final = re.compile(
    rf"{DATE}\s*(?:起|开始)?\s*(?:至|到|—{{1,2}}|-{{1,2}}|–|~|～)\s*"
    r"(?:(?P<year2>\d{4})\s*年\s*)?(?:(?P<month2>\d{1,2})\s*月\s*)?(?P<day2>\d{1,2})\s*日"
)
_YEARLESS_SPAN: Final = re.compile(
    r"(?<![\d年.．])(?<!年 )(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"
    r"\s*(?:起|开始)?\s*(?:至|到|—{1,2}|-{1,2}|–|~|～)\s*(?:(?P=month)\s?月\s?)?(?P<day2>\d{1,2})\s?日"
)
"""Within one month only: 9月1日至6月30日 is a school year."""
_WHERE: Final = (("月",), 100, 200)
"""Around which character dates and spans are looked for, and how far."""
_WEEK: Final = "一二三四五六日"


def impossible_dates(draft: Draft) -> Iterator[Slip]:
    """2月30日, 13月5日, 2018-02-30: with the year, without it, or in figures."""
    text = draft.document.text
    for match in matches_near(DATE_PATTERN, text, *_WHERE):
        if from_match(match) is None:
            yield Slip(*match.span(), say("wording.no_such_day", day=match[0]))
    for match in matches_near(_YEARLESS, text, *_WHERE):
        month, day = match["month"] or match["month2"], match["day"] or match["day2"]
        if not _exists(LEAP_YEAR, small_number(month), small_number(day)):
            yield Slip(*match.span(), say("wording.no_such_day", day=match[0]))
    for match in _NUMERIC.finditer(text):
        # 2018.13.5 may be a version of something; with a dot only the 31 days of a month are told apart.
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        if not _exists(year, month, day) and (match[2] == "-" or month <= MONTHS < day <= LONGEST_MONTH):
            yield Slip(*match.span(), say("wording.no_such_day", day=match[0]))


def wrong_weekdays(draft: Draft) -> Iterator[Slip]:
    """2018年6月21日（星期五), which was a Thursday."""
    for match in matches_near(_WEEKDAY, draft.document.text, *_WHERE):
        yield from _wrong_weekday(match, from_match(match), _of(match))
    if draft.header.date:
        yield from _wrong_weekdays_of(draft, draft.header.date)


def _wrong_weekdays_of(draft: Draft, written: date) -> Iterator[Slip]:
    """6月22日（星期六) without a year, in a paper that is dated."""
    for match in matches_near(_YEARLESS_WEEKDAY, draft.document.text, *_WHERE):
        day = _next_such_day(written, int(match["month"]), int(match["day"]))
        yield from _wrong_weekday(match, day, tell(day) if day else "")


def _wrong_weekday(match: re.Match[str], day: date | None, told: str) -> Iterator[Slip]:
    """The weekday that is said of a day, called `told`, where that is another one; nothing for no day."""
    said = match["weekday"].replace("天", "日")
    if day is not None and _WEEK[day.weekday()] != said:
        yield Slip(*match.span(), say("wording.weekday", date=told, said=said, is_=_WEEK[day.weekday()]))


def backward_periods(draft: Draft) -> Iterator[Slip]:
    """自2018年6月10日至6月1日, and a period of publicity in whatever writing."""
    told = list(_backward_spans(draft))
    yield from told
    for period in stated_periods(draft):
        backward = period.first and period.last and period.last < period.first
        if backward and not any(one.start < period.end and period.start < one.end for one in told):
            yield Slip(period.start, period.end, say("wording.backwards"))


def _backward_spans(draft: Draft) -> Iterator[Slip]:
    for match in matches_near(_YEARLESS_SPAN, draft.document.text, *_WHERE):
        if int(match["day2"]) < int(match["day"]):
            yield Slip(*match.span(), say("wording.backwards"))
    for match in matches_near(_SPAN, draft.document.text, *_WHERE):
        first = from_match(match)
        if first is None:
            continue
        month = int(match["month2"] or first.month)
        if match["year2"] is None and first.month >= YEAR_TURNS[0] and month <= YEAR_TURNS[1]:
            continue
        year, day = int(match["year2"] or first.year), int(match["day2"])
        if _exists(year, month, day) and date(year, month, day) < first:
            yield Slip(*match.span(), say("wording.backwards"))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _next_such_day(written: date, month: int, day: int) -> date | None:
    """The day of the year a paper was written in, or of the next where that lies far behind it."""
    turned = written.month >= YEAR_TURNS[0] and month <= YEAR_TURNS[1]
    year = written.year + turned
    return date(year, month, day) if _exists(year, month, day) else None


def _of(match: re.Match[str]) -> str:
    return f"{match['year']}年{match['month']}月{match['day']}日"
