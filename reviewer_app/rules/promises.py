"""信息发布失信 (plan item 10, F67): a dated promise of this draft against what the office released before, and itself.

A promise is a matter, something that will be done to it, and a day by which. Two promises speak of one matter where
most pairs of neighbouring characters of the shorter one are found in the other.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from reviewer_app.domain.lexicon import EarlierPromise
from reviewer_app.rules.dates import small_number
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.near import matches_near
from reviewer_app.rules.slips import Slip
from reviewer_app.text import say

SAME_MATTER: Final = 0.75
LEAST_PAIRS: Final = 4
LONGEST: Final = 120
YEAR: Final = 366
MOST: Final = 200
"""Promises of one draft that are looked at: a work plan of a whole year has about fifty."""

_DONE: Final = (
    r"完成|办结|建成|到位|开工|竣工|交付|发放|兑现|公布|上线|启用|投入使用|通车|全覆盖|验收|整改|启动|出台|实现|搬迁|拆除|支付|付清"
)
_DAY: Final = (
    r"(?:(?P<year>20\d{2})年|(?P<this>今年|本年|年内)|(?P<next>明年))?\s*"
    r"(?:(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月(?:份?(?:底|末)|(?P<day>\d{1,2})\s*日)|(?P<end>年\s*底|底)|(?P<half>上半年))"
    r"\s*(?:之?前|以前|内)?"
)
_PROMISE: Final = re.compile(
    rf"(?P<before>[^。；;！\n]{{0,60}}?){_DAY}(?P<after>[^。；;！\n]{{0,50}}?(?:{_DONE})[^。；;！，,\n]{{0,12}})"
)
_WHERE: Final = (("月", "底", "上半年"), 200, 200)
"""Around which of its words a promise is looked for, and how far: 60 characters ahead of the day, 66 behind it."""
_FILLERS: Final = re.compile(
    r"[，,、]|(?:确保|力争|保证|承诺|计划|预计|将|要|争取|务必|在|于|全部|全面|基本|之前|以前|前"
    r"|工作|任务|项目|的|各)|\d+"
)
_HAPPENED: Final = re.compile(r"(?:已|已经|截至|截止|目前)[^。；]{0,20}$")
_CHARACTER: Final = re.compile(r"[一-龥]")


class Promise(NamedTuple):
    """What is promised, and by which day; `said` is the sentence as it stands at `start`."""

    matter: str
    due: date
    said: str
    start: int

    @property
    def told(self) -> str:
        """The day as people write it."""
        return _told(self.due)


def promises(text: str, day: date) -> Iterator[Promise]:
    """The dated promises of a text; a month without a year is the next one from `day` on."""
    for count, match in enumerate(matches_near(_PROMISE, text, *_WHERE)):
        if count == MOST:
            return
        due = _due(match, day)
        said = match[0].strip()
        matter = matter_of(match["before"].rpartition("：")[2] + match["after"])
        if due is None or _HAPPENED.search(match["before"]) or len(said) > LONGEST:
            continue
        if len(_pairs(matter)) >= LEAST_PAIRS:
            lead = len(match[0]) - len(match[0].lstrip())
            yield Promise(matter, due, said, match.start() + lead)


def matter_of(text: str) -> str:
    """What is left of a sentence without its verbs of promising, its dates and its fillers."""
    plain = re.sub(_DONE, "", re.sub(_DAY, "", text))
    return "".join(_CHARACTER.findall(_FILLERS.sub("", plain)))


def same_matter(one: str, other: str) -> bool:
    """Whether two matters are about one thing."""
    first, second = _pairs(one), _pairs(other)
    shorter = min(len(first), len(second))
    return shorter >= LEAST_PAIRS and len(first & second) >= SAME_MATTER * shorter


def broken_promises(draft: Draft, earlier: Sequence[EarlierPromise]) -> Iterator[Slip]:
    """Promises whose day is another one than the office told before."""
    if not earlier:
        return
    for promise in promises(draft.document.text, draft.day):
        for before in earlier:
            if _changed(before, promise, draft.day) and same_matter(before.matter, promise.matter):
                told = say("wording.promise_changed", title=before.title, released=_told(before.released),
                           before=_told(before.due), now=promise.told)
                yield Slip(promise.start, promise.start + len(promise.said), told)
                break


def _changed(before: EarlierPromise, promise: Promise, day: date) -> bool:
    """Another day for what was still to come, or for what fell due within the year; a task of every year is none."""
    if before.due == promise.due:
        return False
    if before.due >= day:
        return before.due.year == promise.due.year or before.released.year == day.year
    every_year = (before.due.month, before.due.day) == (promise.due.month, promise.due.day)
    return not every_year and 0 < (promise.due - before.due).days <= YEAR


def clashing_promises(draft: Draft) -> Iterator[Slip]:
    """The same matter with two days within one text."""
    seen: list[Promise] = []
    for promise in promises(draft.document.text, draft.day):
        twin = next((one for one in seen if one.due != promise.due and _very_same(one.matter, promise.matter)), None)
        if twin is not None:
            told = say("wording.promise_clash", first=twin.told, second=promise.told)
            yield Slip(promise.start, promise.start + len(promise.said), told)
        seen.append(promise)


def _very_same(one: str, other: str) -> bool:
    """Within one text the matters must be equal: a plan names stages of one work one after another."""
    return one == other


def _pairs(matter: str) -> set[str]:
    return {matter[at : at + 2] for at in range(len(matter) - 1)}


def _due(match: re.Match[str], day: date) -> date | None:
    if match["month"]:
        month = small_number(match["month"])
        if not 1 <= month <= 12:  # noqa: PLR2004 - the months of a year
            return None
        year = int(match["year"]) if match["year"] else day.year + bool(match["next"])
        last = monthrange(year, month)[1]
        return date(year, month, min(int(match["day"] or last), last))
    year = int(match["year"]) if match["year"] else day.year + bool(match["next"])
    return date(year, 6, 30) if match["half"] else date(year, 12, 31)


def _told(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
