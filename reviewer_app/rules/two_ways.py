"""One thing named two ways: a document number with another year, a title in 《》 unlike that of the text it names."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice
from typing import Final, NamedTuple

from reviewer_app.rules.draft import Draft
from reviewer_app.rules.lines import Line
from reviewer_app.rules.near import matches_near
from reviewer_app.rules.slips import Slip
from reviewer_app.text import say

ALIKE: Final = 0.8
"""Two titles that share four fifths of their characters mean the same document."""
SHORTEST_TITLE: Final = 8
LONGEST_TITLE: Final = 90
LOOKED_AT: Final = 400
"""Lines below a cover in which the title of what it issues is looked for."""

_CITED: Final = re.compile(
    r"(?:《(?P<title>[^《》\n]{4,90}(?:《[^《》\n]{2,60}》[^《》\n]{0,30})?)》\s*[（(]\s*)?"
    r"(?P<code>[一-龥]{2,10})\s?[〔\[［(（【]\s*(?P<year>20\d{2})\s*[〕\]］)）】]\s*(?P<serial>\d{1,5})\s*号"
)
_WHERE: Final = (tuple("〔[［(（【"), 400, 200)
"""Around which brackets a document number is looked for, and how far: its title stands before it."""
_CODE_LEAD: Final = re.compile(
    r"^.*(?:根据|按照|落实|贯彻|遵照|依据|执行|参照|以|见|及|和|与|由|经|对|在|关于|通过|印发|发布|批准|文件|下发|转发)"
)
_ISSUED: Final = re.compile(
    r"(?:印发|发布|公布|下发|转发)\s*[《〈](?P<title>[^\n]{4,90})[》〉]\s*的?\s*(?:通知|公告|决定|函)"
)
_QUOTED: Final = re.compile(r"《(?P<title>[^《》\n]{8,60})》")
_ANOTHER: Final = re.compile(r"[\d一二三四五六七八九十年上下省市县区镇乡村男女]")
"""Letters that make another document, where only they differ."""
PLACE: Final = 3
_NOISE: Final = re.compile(r"[\s《》〈〉“”\"'（）()【】〔〕、，,。·—\-]")


class Cited(NamedTuple):
    """A document number as cited, with the title before it, if there is one."""

    start: int
    end: int
    title: str
    code: str
    year: str
    serial: str

    @property
    def number(self) -> str:
        """Written as it should be."""
        return f"{self.code}〔{self.year}〕{self.serial}号"


def differing_numbers(draft: Draft) -> Iterator[Slip]:
    """赣市国资字〔2018〕38号 here and 〔2019〕38号 there; one title with two numbers."""
    cited = list(cited_numbers(draft.document.text))
    by_serial: dict[str, list[Cited]] = defaultdict(list)
    by_title: dict[str, list[Cited]] = defaultdict(list)
    for one in cited:
        by_serial[one.serial].append(one)
        if one.title:
            by_title[title_key(one.title)].append(one)
    told: set[int] = set()
    for group in (*by_title.values(), *by_serial.values()):
        first = group[0]
        for other in group[1:]:
            if differ(first, other) and other.start not in told:
                told.add(other.start)
                says = say("wording.number_two_ways", first=first.number, second=other.number)
                yield Slip(other.start, other.end, says)


def differing_titles(draft: Draft) -> Iterator[Slip]:
    """印发《…方案》 over a text whose own title is a little different."""
    for match in draft.lines.whole(_ISSUED):
        named = match["title"]
        below = (line for line in draft.lines.body() if line.start >= match.end())
        other = other_title(named, list(islice(below, LOOKED_AT)))
        if other is not None:
            told = say("wording.title_two_ways", first=named, second=other.text)
            yield Slip(other.start, other.start + len(other.text), told)
        break  # the first is the document's own; others are cited
    yield from _named_two_ways(draft)


def _named_two_ways(draft: Draft) -> Iterator[Slip]:
    """《甲办法》 in the title, 《乙办法》 of nearly the same letters in the text."""
    own = _QUOTED.search(draft.subject)
    if own is None:
        return
    wanted = title_key(own["title"])
    others = (one for one in _QUOTED.finditer(draft.document.text) if _written_wrongly(wanted, title_key(one["title"])))
    for other in islice(others, 1):
        yield Slip(*other.span(), say("wording.title_two_ways", first=own["title"], second=other["title"]))


def _written_wrongly(wanted: str, other: str) -> bool:
    """Nearly the same name, of the same place and year: 《甲县…》 and 《乙县…》, 2022 and 2023 are two documents."""
    if wanted[:PLACE] != other[:PLACE] or abs(len(wanted) - len(other)) > 1 or not differs_little(wanted, other):
        return False
    changed = (
        wanted[a:b] + other[c:d]
        for kind, a, b, c, d in SequenceMatcher(None, wanted, other, autojunk=False).get_opcodes() if kind != "equal"
    )
    return not any(_ANOTHER.search(one) for one in changed)


def other_title(named: str, lines: Sequence[Line]) -> Line | None:
    """The line that is nearly the title `named`; None where one is the title, or none is near it."""
    wanted = title_key(named)
    if len(wanted) < SHORTEST_TITLE:
        return None
    near: Line | None = None
    own = [line for line in lines if len(line.text) <= LONGEST_TITLE]
    for index, line in enumerate(own):
        follows = own[index + 1].text if index + 1 < len(own) else ""
        if wanted in (title_key(line.text), title_key(line.text + follows)):
            return None
        if near is None and differs_little(wanted, title_key(line.text)) and not re.search(r"[。；，,;:：]", line.text):
            near = line
    return near


def differs_little(one: str, other: str) -> bool:
    """Whether two titles (without blanks and signs) are meant to be the same and are not."""
    if one == other or len(other) < SHORTEST_TITLE or abs(len(one) - len(other)) > len(one) * (1 - ALIKE):
        return False
    compared = SequenceMatcher(None, one, other, autojunk=False)
    return compared.quick_ratio() >= ALIKE and compared.ratio() >= ALIKE


def title_key(text: str) -> str:
    """A title without blanks, brackets and quotation marks."""
    return _NOISE.sub("", text)


def cited_numbers(text: str) -> Iterator[Cited]:
    """Every document number in a text."""
    for match in matches_near(_CITED, text, *_WHERE):
        code = _CODE_LEAD.sub("", match["code"])
        if code:
            start = match.start("title") - 1 if match["title"] else match.start("code") + len(match["code"]) - len(code)
            yield Cited(start, match.end(), match["title"] or "", code, match["year"], match["serial"])


def differ(one: Cited, other: Cited) -> bool:
    """Another year for one code and serial, or another number for one title; words before a code may cling to it."""
    if _two_documents(one, other):
        return False
    alike = one.code.endswith(other.code) or other.code.endswith(one.code)
    same_title = bool(one.title) and title_key(one.title) == title_key(other.title)
    same = alike and (one.year, one.serial) == (other.year, other.serial)
    return not same and (same_title or (alike and one.serial == other.serial))


def _two_documents(one: Cited, other: Cited) -> bool:
    """Both are named, and by names that are not the same: two documents that happen to have one serial number."""
    if not (one.title and other.title):
        return False
    first, second = title_key(one.title), title_key(other.title)
    return first != second and not (first in second or second in first)
