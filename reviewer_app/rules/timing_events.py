"""The days in a text from which its clocks run: when a deal was closed, a penalty decided, an approval received."""

import re
from datetime import date
from typing import Final, NamedTuple

from reviewer_app.rules.compiled import compiled
from reviewer_app.rules.dates import DATE, from_match
from reviewer_app.rules.draft import Draft

GAP: Final = r"[^。；;\n\d〇一二三四五六七八九十]{0,12}"
_NUMERIC: Final = r"(?P<y>20\d\d)[./-](?P<m>\d{1,2})[./-](?P<d>\d{1,2})(?!\d)"
_SALE: Final = (
    r"(?:挂牌|拍卖会?|投标|开标|报价|竞价)(?:的)?(?:起始|开始|起止|活动|出让)?(?:时间|期限|期|日期)?"
)
_HELD: Final = re.compile(rf"(?:定于|将于|于|自)\s*{DATE}[^。\n]{{0,24}}?(?:挂牌|拍卖|开标|招标会|竞价|举行|举办)")


class Event(NamedTuple):
    """A day that the text names for something, and where it stands (offsets)."""

    day: date
    start: int
    end: int


def event_day(draft: Draft, words: str) -> Event | None:
    """The first real date that follows `words` (a pattern) closely, in a sentence or in the field of a table."""
    text = draft.document.text
    for match in compiled(rf"(?:{words}){GAP}\n?\s*(?:{DATE}|{_NUMERIC})").finditer(text):
        day = from_match(match) if match["year"] else _numeric(match)
        if day is not None:
            return Event(day, match.start(), match.end())
    return None


def start_of_sale(draft: Draft) -> Event | None:
    """The earliest day on which bidding, an auction or a listing begins, as the notice says it."""
    found = [event_day(draft, _SALE)]
    for match in _HELD.finditer(draft.document.text):
        day = from_match(match)
        found.append(Event(day, match.start(), match.end()) if day else None)
    return min((one for one in found if one), key=lambda event: event.day, default=None)


def _numeric(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
