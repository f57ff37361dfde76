"""大写 and 小写: the same amount of money written twice must be the same amount."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from reviewer_app.rules.amounts import NUMBER, amount, capital_value
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.slips import Slip
from reviewer_app.text import say

_CAPITAL: Final = re.compile(r"[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2,}(?:元|圆)(?:[零壹贰叁肆伍陆柒捌玖角分]*)[整正]?")
_BETWEEN: Final = r"[\s（(【\[:：）)】\],，;；、]*(?:(?:人民币|小写|大写|金额|即|￥|¥)[\s（(:：）),，]*){0,4}"
_AFTER: Final = re.compile(
    rf"(?:{_BETWEEN}|[^\d。；]{{0,16}}小写[^\d。；]{{0,8}})"
    rf"(?P<number>{NUMBER})\s*(?P<unit>万元|亿元|元)?(?![\d%％年月])"
)
_BEFORE: Final = re.compile(rf"(?P<number>{NUMBER})\s*(?P<unit>万元|亿元|元){_BETWEEN}$")
LEAD: Final = 4
REACH: Final = 48


def differing_amounts(draft: Draft) -> Iterator[Slip]:
    """An amount in capitals beside one in figures that is another amount."""
    text = draft.document.text
    for match in _CAPITAL.finditer(text):
        value = capital_value(match[0])
        beside = _AFTER.match(text, match.end(), match.end() + REACH)
        before = max(0, match.start() - REACH)
        beside = beside or _BEFORE.search(text[before : match.start()])
        if value is None or beside is None or not _tied(text, match, beside, before):
            continue
        figures = amount(beside["number"], beside["unit"] or "元").value
        if figures != value:
            told = say("wording.capital", capital=match[0], value=_plain(value), figures=_plain(figures))
            yield Slip(*match.span(), told)


def _tied(text: str, capital: re.Match[str], beside: re.Match[str], before: int) -> bool:
    """Whether brackets, 大写 or a currency sign say that both mean one amount, not two of a list."""
    follows = beside.re is _AFTER
    start, end = (capital.end(), beside.end()) if follows else (before + beside.start(), capital.start())
    between = text[start:end]
    lead = text[max(0, capital.start() - LEAD) : capital.start()].rstrip("：:）) ")
    return any(mark in between for mark in "（(￥¥小大即") or lead.endswith("大写")


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}"
