"""Names in running text: after a cue word (申请人：), before 先生/同志 or 男/女, beside an identity number.

The cue also tells the person's role, hence whether the name stays (design §4).
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Final

import ahocorasick_rs
import msgspec

from reviewer_app.domain.findings import PersonRole
from reviewer_app.rules.block_text import WALL
from reviewer_app.rules.detectors.candidate import Candidate, Evidence, parameters
from reviewer_app.rules.detectors.glued_names import GluedNames
from reviewer_app.rules.detectors.name_grammar import NameGrammar
from reviewer_app.rules.detectors.transliterated import Sounds, Transliterated
from reviewer_app.rules.patterns import any_of, pattern
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Lexicons, Rule

_COLON: Final = pattern(r"(?:\([^()\n]{0,12}\))?[ ]{0,3}[:][ \n]{0,3}|[】\]][ ]?|[ ]{1,3}|\n|[ ]?[|\t][ ]?")
_BARE: Final = pattern(r"(?:\([^()\n]{0,12}\))?[ ]{0,2}:?[ ]{0,2}[“\"]?(?:为(?!何|了|什么)|是|系|由)?")
_LISTED: Final = pattern(r"(?:主要|分别)?(?:有|包括|为(?!何|了|什么)|是):?[ ]?")
_SEVERAL: Final = ("人员", "成员", "代表", "专家", "领导", "人")
"""Ends of cue words behind which persons are listed without a colon too: 参加人员有, 评委会成员包括."""
_BETWEEN: Final = r"(?:\([^()\n]{0,40}\))?[ ]{0,2}[、,;/和与及][ ]{0,2}|[ ]{1,3}|\([^()\n]{0,12}\)"
_ASIDE: Final = r"(?:\([^()\n]{0,12}\))?[ ]?"
_TRAILERS: Final = {
    "男": pattern(_ASIDE + r"(?:[,、(:][ ]?|[ ]{1,3})(?:性别)?:?[ ]?$"),
    "女": pattern(_ASIDE + r"(?:[,、(:][ ]?|[ ]{1,3})(?:性别)?:?[ ]?$"),
    "中国国籍": pattern(_ASIDE + r"[,(:]?[ ]?$"),
    **dict.fromkeys(
        ("台胞证", "回乡证", "军官证", "士兵证", "士官证", "退伍证", "优待证", "残疾证", "残疾人证", "残疾军人证",
         "准考证", "考生号", "学籍号", "学号", "学生证", "社保", "社会保障", "医保", "就诊卡", "病案号", "病历号",
         "住院号", "驾驶证", "驾照", "军人证"),
        pattern(_ASIDE + r"[,(:][ ]?(?:持|持有|其)?[ ]?$"),
    ),
    **dict.fromkeys(
        ("往来港澳", "往来台湾", "港澳居民", "台湾居民", "护照", "居住证", "通行证", "永久居留", "外国人永久"),
        pattern(_ASIDE + r"[,(:][ ]?$"),
    ),
    "身份证": pattern(_ASIDE + r"[,(:]?[ ]?(?:公民)?$"),
    "公民身份": pattern(_ASIDE + r"[,(:]?[ ]?$"),
    "出生年月": pattern(_ASIDE + r"[,(:]?[ ]?$"),
    "出生": pattern(_ASIDE + r"[,(:]?[ ]?(?:(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?)?$"),
}
"""Words that follow a name, and what may stand between."""
_AFTER_SEX: Final = frozenset(",、;。.) \n\t|")
_LABEL: Final = pattern(r"[ ,:/(\n\t|]{0,3}(?:(?:联系)?电话|手机号?码?)?[ :]{0,2}(?:\(?\+?86\)?[ \-]?)?$")
_LINE_END: Final = pattern(r":(?=[ ]*(?:[\n\0]|$))")
_LINE_STARTS: Final = frozenset({"", "\n", WALL})
_COPULAS: Final = frozenset("任兼系")
_TURNED_TO: Final = frozenset("向找")
_GOES_ON: Final = frozenset("会处团性办室组库")
_VERBS: Final = frozenset({"办事", "办理", "办案", "会见", "会同", "会上", "组织", "组建", "处理", "处置", "团结"})
"""What goes on behind a title as a verb: 张三主任|办事公道."""
_DOCUMENT: Final = pattern(r"\((?:[\u4e00-\u9fff]{2,8}:?[ ]?)?[A-Z]{0,3}[0-9]{6,18}[0-9Xx][,;)]")
"""The number of somebody's document in brackets right behind the name."""
LONGEST_GAP: Final = 30
LEAST_NUMBER: Final = 11
LONGEST_WINDOW: Final = 6
LEAST_BOUNDED: Final = 3
LONGEST_SPREAD: Final = 4
_GAPS: Final = (" ", "  ", "   ", "    ")


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    list_limit: int
    sounds: Sounds
    kin: tuple[str, ...]
    petitions: tuple[str, ...]


def _spread(word: str) -> tuple[str, ...]:
    """A label as forms and judgments spread it over its field: 姓 名, 审  判  长."""
    return tuple(gap.join(word) for gap in _GAPS) if len(word) <= LONGEST_SPREAD else ()


class NamesByCue:
    """One pass of all cue words over the text, then the name grammar right or left of each hit."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        self._rule = rule
        self._words = parameters(rule, _Parameters)
        self._limit = self._words.list_limit
        self._lexicons = lexicons
        self._grammar = NameGrammar(lexicons)
        self._glued = GluedNames(self._grammar)
        self._transliterated = Transliterated(self._words.sounds, tuple(lexicons.followers))
        kin = any_of(self._words.kin)
        self._between = pattern(rf"(?:{_BETWEEN})(?:{kin})?")
        self._comma = pattern(rf"、(?:{kin})?")

    @cached_property
    def _cues(self) -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[str, PersonRole, str], ...]]:
        known: dict[str, tuple[str, PersonRole, str]] = {}
        for group in self._lexicons.cues:
            for kind, words in (("bare", group.bare), ("colon", group.colon)):
                for word in words:
                    known.setdefault(word, (word, group.role, kind))
                    for wide in _spread(word):
                        known.setdefault(wide, (word, group.role, "colon"))
        for role, words in self._lexicons.after.items():
            for word in words:
                kind = "both" if word in known else "after"
                known[word] = (word, known[word][1] if word in known else role, kind)
        for word in _TRAILERS:
            known[word] = (word, PersonRole.PRIVATE, "trailer")
        automaton = ahocorasick_rs.AhoCorasick(
            list(known), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False
        )
        return automaton, tuple(known.values())

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield names outside name columns (those are the other detector's)."""
        text = scan.text
        automaton, cues = self._cues
        for index, start, end in automaton.find_matches_as_indexes(text):
            word, role, kind = cues[index]
            if role is PersonRole.OFFICIAL and text[start - 1 : start] == "被":
                continue  # 被询问人 is the other side of the table
            before = self._before(scan, start, word, role) if kind in {"after", "both"} else []
            yield from before
            if kind in {"bare", "colon"} or (kind == "both" and not before):
                yield from self._after(scan, end, word, role, bare=kind != "colon")
            if kind == "trailer":
                yield from self._trailed(scan, word, start, end)
        yield from self._addressees(scan)
        for span in self._transliterated.spans(scan):
            why = (Evidence("evidence.name_form"),)
            yield Candidate(*span, self._rule, self._rule.confidence["form"], why)
        for document in _DOCUMENT.finditer(scan.text):
            yield from self._of_number(scan, document.start())
        for span in scan.long_numbers(LEAST_NUMBER):
            cell = scan.cell(span.start)
            if cell and cell.header:
                continue
            gap = _LABEL.search(scan.text, max(0, span.start - LONGEST_GAP), span.start)
            if gap:
                yield from self._of_number(scan, gap.start())

    def _addressees(self, scan: ScanText) -> Iterator[Candidate]:
        """A name alone on its line before a colon: whom a reply is addressed to."""
        for colon in _LINE_END.finditer(scan.text):
            for found in self._left_of(scan, colon.start(), Evidence("evidence.addressee"), PersonRole.APPLICANT):
                if scan.text[found.start - 1 : found.start] in _LINE_STARTS:
                    yield found

    def _trailed(self, scan: ScanText, word: str, start: int, end: int) -> Iterator[Candidate]:
        """A name before 男, 中国国籍, 身份证 … with little in between."""
        if word in {"男", "女"} and scan.after(end, 1) not in {"", *_AFTER_SEX}:
            return
        gap = _TRAILERS[word].search(scan.text, max(0, start - LONGEST_GAP), start)
        if gap and (gap.group() or word != "出生"):
            yield from self._left_of(scan, gap.start(), Evidence("evidence.name_beside"), None)

    def _before(self, scan: ScanText, end: int, word: str, role: PersonRole) -> list[Candidate]:
        """A name right before 同志, 先生, 局长, unless the title goes on: 委员会, 主任办公室."""
        if scan.after(end + len(word), 1) in _GOES_ON and scan.after(end + len(word), 2) not in _VERBS:
            return []
        if scan.text.startswith(self._words.petitions, end + len(word)):
            role = PersonRole.APPLICANT  # 张三同志信访事项: a form of address, no post
        if end > 0 and scan.text[end - 1] in _COPULAS:
            end -= 1  # 余军任组长 is 余军
        found = list(self._left_of(scan, end, Evidence("evidence.honorific", word), role))
        if role is PersonRole.APPLICANT and found and scan.before(found[0].start, 1) in _TURNED_TO:
            return [found[0]._replace(role=PersonRole.OFFICIAL)]  # 可向张三同志反映
        return found

    def _of_number(self, scan: ScanText, end: int) -> Iterator[Candidate]:
        """The name before somebody's number, unless it is an everyday word: 农行卡(6228…)."""
        for found in self._left_of(scan, end, Evidence("evidence.name_beside"), None):
            if not self._grammar.ordinary(scan.text[found.start : found.end]):
                yield found

    def _left_of(self, scan: ScanText, end: int, why: Evidence, role: PersonRole | None) -> Iterator[Candidate]:
        while end > 0 and scan.text[end - 1] == " ":
            end -= 1
        window = scan.before(end, LONGEST_WINDOW)
        start = self._grammar.start_before(window, len(window))
        if start is not None:
            begin = end - len(window) + start
            yield Candidate(begin, end, self._rule, self._rule.confidence["beside"], (why,), role)

    def _after(self, scan: ScanText, at: int, word: str, role: PersonRole, *, bare: bool) -> Iterator[Candidate]:
        gap = _COLON.match(scan.text, at)
        if not gap and word.endswith(_SEVERAL):
            gap = _LISTED.match(scan.text, at)
        sure = gap is not None and (gap.group() == " " or gap.group()[0] in ":(】]" or ":" in gap.group())
        if not gap:
            if not bare:
                yield from self._bounded(scan, at, word, role)
                return
            gap = _BARE.match(scan.text, at)
        place = gap.end() if gap else at
        why = (Evidence("evidence.cue", word),)
        for _ in range(self._limit):
            row = self._glued.spans(scan.text, place, sure=sure)
            if row:
                for span in row:
                    yield Candidate(*span, self._rule, self._rule.confidence["bare"], why, role)
                return
            end = self._grammar.end_of(scan.text, place, sure=sure)
            if end is None or (not sure and self._grammar.ordinary(scan.text[place:end])):
                return
            yield Candidate(place, end, self._rule, self._rule.confidence["colon" if sure else "bare"], why, role)
            between = (self._between if sure else self._comma).match(scan.text, end)
            if not between:
                return
            place = between.end()

    def _bounded(self, scan: ScanText, at: int, word: str, role: PersonRole) -> Iterator[Candidate]:
        """A whole name right behind a cue that usually has a colon: 填报人张建国."""
        end = self._grammar.end_of(scan.text, at, sure=False)
        if end is None or end - at < LEAST_BOUNDED or scan.after(end, 1).isalpha():
            return
        if self._grammar.usual(scan.text[at:end]) and not self._grammar.ordinary(scan.text[at:end]):
            yield Candidate(at, end, self._rule, self._rule.confidence["bare"], (Evidence("evidence.cue", word),), role)
