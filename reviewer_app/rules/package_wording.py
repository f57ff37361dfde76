"""One package, several parts: names, numbers, counts and promises of the body that its annexes tell otherwise.

The 附件说明 against the parts that came along is `rules/annexes.py`; here the parts' own words are compared.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from reviewer_app.domain.findings import Finding
from reviewer_app.rules.dates import small_number
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.promises import Promise, promises
from reviewer_app.rules.slips import Slip
from reviewer_app.rules.text_sums import list_rows
from reviewer_app.rules.two_ways import Cited, cited_numbers, differ, differs_little, title_key
from reviewer_app.rules.wording import finding_of, load_wording_rules
from reviewer_app.text import say

RULE: Final = "wording.across_parts"
_COUNTED_ANNEX: Final = re.compile(
    r"[^。\n]{0,60}(?:共|共计)\s*(?P<number>\d{1,4}|[一二三四五六七八九十]{1,3})\s*(?P<unit>人|名|户|宗|家|位)(?!次|均)[^。\n]{0,60}"
)
Found = Iterator[tuple[int, Slip]]
"""A slip and which of the drafts it stands in."""


def across_parts(drafts: Sequence[Draft], numbers: Sequence[int | None]) -> list[tuple[Finding, ...]]:
    """For each draft, the body first, what does not fit the others; `numbers` are the annexes' numbers."""
    if len(drafts) < len(("body", "annex")):
        return [() for _ in drafts]
    rule = next(one for one in load_wording_rules() if one.id == RULE)
    slips: Mapping[int, list[Slip]] = defaultdict(list)
    for find in (_titles, _numbers, _counts, _promises):
        for at, slip in find(drafts, numbers):
            slips[at].append(slip)
    seen: set[tuple[str, str]] = set()
    return [tuple(finding_of(draft, rule, slip, seen) for slip in slips[at]) for at, draft in enumerate(drafts)]


def _titles(drafts: Sequence[Draft], numbers: Sequence[int | None]) -> Found:
    """附件1. 某某登记表 in the body, 某某登记册 over the annex itself."""
    body = drafts[0]
    listed = body.header.annexes
    for draft, number in zip(drafts[1:], numbers[1:], strict=True):
        if number is None or not 1 <= number <= len(listed):
            continue
        name = listed[number - 1]
        own = (draft.header.title or draft.subject).split("\n")
        start = body.document.text.find(name)
        near = next((line for line in own if differs_little(title_key(name), title_key(line))), None)
        if near is not None and start >= 0 and title_key(name) not in map(title_key, own):
            yield 0, Slip(start, start + len(name), say("wording.annex_name", listed=name, own=near))


def _numbers(drafts: Sequence[Draft], _: Sequence[int | None]) -> Found:
    """One document cited with two numbers, in the body and in an annex."""
    before: list[Cited] = []
    for at, draft in enumerate(drafts):
        own = list(cited_numbers(draft.document.text))
        for one in own:
            other = next((earlier for earlier in before if differ(earlier, one)), None)
            if other is not None:
                told = say("wording.number_two_ways", first=other.number, second=one.number)
                yield at, Slip(one.start, one.end, told)
        before += own


def _counts(drafts: Sequence[Draft], _: Sequence[int | None]) -> Found:
    """名单见附件（共3人） over the only list of the package, which has four rows."""
    rows = [count for draft in drafts[1:] for count in list_rows(draft)]
    found = [match for match in _counting(drafts[0]) if "附件" in match[0] or "名单" in match[0]]
    if len(rows) != 1 or len(found) != 1:
        return
    stated = small_number(found[0]["number"])
    if stated and stated != rows[0]:
        said = found[0]["number"] + found[0]["unit"]
        told = say("wording.rows_annex", stated=said, rows=rows[0])
        yield 0, Slip(found[0].start("number"), found[0].end("unit"), told)


def _counting(draft: Draft) -> Iterator[re.Match[str]]:
    """Sentences of the body that count persons or households."""
    return draft.lines.whole(_COUNTED_ANNEX)


def _promises(drafts: Sequence[Draft], _: Sequence[int | None]) -> Found:
    """The same matter with one day in the body and another in an annex."""
    before: dict[str, Promise] = {}
    for at, draft in enumerate(drafts):
        own = list(promises(draft.document.text, drafts[0].day))
        for one in own:
            other = before.get(one.matter)
            if other is not None and other.due != one.due:
                told = say("wording.promise_clash", first=other.told, second=one.told)
                yield at, Slip(one.start, one.start + len(one.said), told)
        before |= {one.matter: one for one in own}
