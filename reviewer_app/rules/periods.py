"""The periods a notice states: 公示期5个工作日, 自2018年6月12日至6月19日, alone or together, in text or in a table.

Counts and spans are read as written; whether they agree, and with the law, is the notice check's question.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from reviewer_app.domain.document import BlockKind
from reviewer_app.rules.dates import FULL_WIDTH, day_of, small_number
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.lines import ASIDE_KINDS

_NOTICE: Final = "公示|公告|征求意见|意见征[集询]|征集意见"
_BEGINS: Final = f"{_NOTICE}|挂牌|公布|展示|公开征求"
_WORDS: Final = re.compile(_BEGINS)
"""What both patterns below begin with: a block without any of it states no period."""
_KEY_PATTERN: Final = re.compile(
    rf"(?:{_BEGINS})"
    r"(?:的)?(?:期限?|时间|日期|期间|起止时间|起止日期|时限)?"
)
_TERM_KEY: Final = re.compile(rf"(?:{_NOTICE})(?:的)?(?:期|时间|日期|起止|时限)")
_NUMBER: Final = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
_STATED: Final = re.compile(
    rf"(?<![\d一二三四五六七八九十月年至到—–~～/.第共\-])(?:共|共计|满)?(?P<count>{_NUMBER})\s*[（(]?(?:含)?[)）]?\s*个?\s*"
    r"(?P<unit>(?:法定)?工作日|自然日|日历[天日]|日(?!期|起|内|前|下午|上午|以前|之前)|天)(?P<more>[（(](?:工作日|自然日)[)）])?"
)
_YEAR: Final = r"(?:19|20)\d{2}|[一二][〇○零ОO0一二三四五六七八九]{3}"
_WEEKDAY: Final = r"(?:\s*[（(](?:星期|周)[一二三四五六日天][)）])?"
_TIME: Final = rf"{_WEEKDAY}(?:\s*(?:上午|下午)?\s*\d{{1,2}}\s*[:：时]\s*(?:\d{{1,2}})?\s*分?)?"
_JOIN: Final = r"\s*(?:起|开始)?\s*(?:至|到|—{1,2}|－|-{1,2}|–|~|～)\s*"
_SPAN: Final = re.compile(
    rf"(?:(?P<year>{_YEAR})\s*年\s*)?(?P<month>{_NUMBER})\s*月\s*(?P<day>{_NUMBER})\s*日?{_TIME}{_JOIN}"
    rf"(?:(?P<year2>{_YEAR})\s*年\s*)?(?:(?P<month2>{_NUMBER})\s*月\s*)?(?P<day2>{_NUMBER})\s*日"
)
_NUMERIC_SPAN: Final = re.compile(
    rf"(?P<year>20\d\d)[./-](?P<month>\d{{1,2}})[./-](?P<day>\d{{1,2}})(?!\d){_TIME}{_JOIN}"
    r"(?:(?P<year2>20\d\d)[./-])?(?P<month2>\d{1,2})[./-](?P<day2>\d{1,2})(?!\d)"
)
NEAR: Final = 60
YEAR_TURNS: Final = (10, 3)
"""A period that begins after month 10 and ends before month 3 may mean the next year without saying so."""
REACH: Final = 90
GAP: Final = 6


class Period(NamedTuple):
    """What one place states: a number of days (`working` or natural), a first and last day, or both.

    `start` and `end` are offsets in the text. `last` may be before `first`: that is what the check looks for.
    """

    days: int | None
    working: bool
    first: date | None
    last: date | None
    start: int
    end: int


def stated_periods(draft: Draft) -> tuple[Period, ...]:
    """All periods of publicity the document states, each once."""
    year_of = draft.header.date or draft.day  # of a year that is not written
    return draft.lines.once((stated_periods, year_of), lambda: tuple(dict.fromkeys(_in_lines(draft))))


def last_day(draft: Draft) -> date | None:
    """The last day of the period the document states, where it names one."""
    return next((one.last for one in stated_periods(draft) if one.last and one.first and one.first <= one.last), None)


def _in_lines(draft: Draft) -> Iterator[Period]:
    text = draft.document.text
    before = ""
    for line in draft.lines.telling(_WORDS, ASIDE_KINDS):
        if line is None:
            before = ""
            continue
        header = line.block.header or before
        if line.block.kind is BlockKind.CELL and _TERM_KEY.search(header):
            yield from _read(draft, text, line.start, line.end)
            before = ""
            continue
        before = line.text if len(line.text) <= NEAR // 3 else ""
        reach = line.start
        for key in _KEY_PATTERN.finditer(text, line.start, line.end):
            if key.start() >= reach:
                period = next(_read(draft, text, key.start(), _sentence_end(text, key.end(), line.end)), None)
                if period:
                    reach = period.end
                    yield period


def _sentence_end(text: str, start: int, limit: int) -> int:
    stop = text.find("。", start, limit)
    return min(stop if stop >= 0 else limit, start + REACH)


def _read(draft: Draft, text: str, start: int, end: int) -> Iterator[Period]:
    """The period in text[start:end], if it states one; its span may stand a little outside."""
    stated = _count(text, start, end)
    span = _span(draft, text, start, end) or _span_before(draft, text, start)
    if stated is None:
        if span is not None and (span[2] < start or _TERM_KEY.search(text, max(0, start - NEAR // 3), end)):
            first, last, at, to = span
            yield Period(None, working=False, first=first, last=last, start=at, end=to)
        return
    days, working, to = stated
    span = span or _span(draft, text, max(0, start - NEAR), min(len(text), to + NEAR))
    if span is None:
        yield Period(days, working, None, None, start, to)
    else:
        yield Period(days, working, span[0], span[1], start, max(to, span[3]) if span[2] >= start else to)


def _span_before(draft: Draft, text: str, start: int) -> tuple[date, date, int, int] | None:
    """自6月1日起至6月7日公示: first and last day right before the word."""
    begin = max(0, start - NEAR)
    begin = max(text.rfind("。", begin, start), text.rfind("\n", begin, start), begin)
    span = _span(draft, text, begin, start)
    return span if span and start - span[3] <= GAP else None


def _count(text: str, start: int, end: int) -> tuple[int, bool, int] | None:
    for match in _STATED.finditer(text, start, end):
        days = small_number(match["count"].translate(FULL_WIDTH))
        if days:
            working = "工作日" in match["unit"] or "工作日" in (match["more"] or "")
            return days, working, match.end()
    return None


def _span(draft: Draft, text: str, start: int, end: int) -> tuple[date, date, int, int] | None:
    """(first, last, start, end); a year that is not written is that of the document, then that of the first day."""
    match = _SPAN.search(text, start, end) or _NUMERIC_SPAN.search(text, start, end)
    if match is None:
        return None
    year = match["year"] or str((draft.header.date or draft.day).year)
    month = match["month"]
    first = day_of(year, month, match["day"])
    last = day_of(match["year2"] or year, match["month2"] or month, match["day2"])
    if first and last and match["year2"] is None and first.month >= YEAR_TURNS[0] and last.month <= YEAR_TURNS[1]:
        last = day_of(str(first.year + 1), str(last.month), str(last.day))
    return (first, last, match.start(), match.end()) if first and last else None
