"""Names that the model saw in running text, where no cue word told them; every one needs a second opinion.

The model knows context but not this office's language: it marks place names, companies and half words too. A name
counts where its own form says so as well (surname, length, no everyday word, no organisation), and a masked one never.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from reviewer_app.domain.findings import PersonRole
from reviewer_app.rules.block_text import Span
from reviewer_app.rules.columns import ColumnKind
from reviewer_app.rules.detectors.candidate import Candidate, Evidence, cue_before, parameters
from reviewer_app.rules.detectors.name_grammar import DOTTED, HAN, POINTS, NameGrammar
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Lexicons, Rule

_MASK_AFTER: Final = frozenset("某*×✕〇○Xx")
_POINTS_SET: Final = frozenset(POINTS)
_PART: Final = pattern(rf"{HAN}{{2,6}}")
_NUMBERED: Final = pattern(rf"{HAN}{{0,8}}[〔\[(（](?:19|20)[0-9]{{2}}[〕\])）]")
"""What goes on in front of a year in brackets: 章发|改投资〔2024〕, a paper's number."""
SHORTEST: Final = 2
USUAL_PART: Final = 4
LONGEST_CUE: Final = 8


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    never_after: tuple[str, ...]
    never_before: tuple[str, ...]
    never_listed: tuple[str, ...]
    public_figures: frozenset[str]


class NamesByModel:
    """Second opinion on the model's names, and what stands around them."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        self._rule = rule
        self._words = parameters(rule, _Parameters)
        self._grammar = NameGrammar(lexicons)
        self._not_names = lexicons.not_names
        self._compound = lexicons.compound_surnames
        self._followers = tuple(lexicons.followers)
        self._long_followers = tuple(word for word in lexicons.followers if len(word) > SHORTEST)
        self._cues = {word: group.role for group in lexicons.cues for word in group.bare}

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield the names that both opinions hold for one; the role where a cue word right before it tells one."""
        for span in self._whole(scan):
            kind = scan.column_kind(span.start)
            if kind not in {None, ColumnKind.NAME}:
                continue
            name = scan.text[span.start : span.end]
            if self._is_name(scan, span, name):
                role, why = self._role(scan, span)
                if role is None and self._grammar.ordinary(name):
                    continue
                yield Candidate(span.start, span.end, self._rule, self._rule.confidence["model"], why, role)

    def _whole(self, scan: ScanText) -> Iterator[Span]:
        """The model's spans with what it cut off: the part behind a point, the given name behind 欧阳."""
        start = end = -1
        for span in scan.model_names:
            if start < 0 or scan.text[end : span.start].strip(POINTS) or end == span.start:
                if start >= 0:
                    yield Span(start, self._end(scan, start, end))
                start = span.start
            end = span.end
        if start >= 0:
            yield Span(start, self._end(scan, start, end))

    def _end(self, scan: ScanText, start: int, end: int) -> int:
        """Where a span that the model cut short really ends."""
        point = end - 1 if scan.text[end - 1] in POINTS else end
        if scan.text[point : point + 1] in _POINTS_SET:
            return self._end_behind_point(scan.text, point + 1) or point
        if scan.text[start:end] in self._compound:
            return self._grammar.end_of(scan.text, start, sure=True) or end
        return self._cut_short(scan, start, end)

    def _cut_short(self, scan: ScanText, start: int, end: int) -> int:
        """One character further where the model broke a name of three: 曹细|妹户房屋坐落; one less: 肖正自|去年."""
        text = scan.text
        if end - start > SHORTEST and text.startswith(self._long_followers, end - 1):
            return end - 1
        if end - start != SHORTEST or not self._grammar.surname(text, start) or text[end - 1] == "\n":
            return end
        longer = self._grammar.end_of(text, start, sure=True)
        return longer if longer == end + 1 and text.startswith(self._followers, longer) else end

    def _end_behind_point(self, text: str, start: int) -> int | None:
        """The part of a minority name behind its point: up to a word that follows names, else at most four."""
        run = _PART.match(text, start)
        if run is None:
            return None
        for end in range(start + SHORTEST, run.end()):
            if text.startswith(self._followers, end):
                return end
        return min(run.end(), start + USUAL_PART)

    def _is_name(self, scan: ScanText, span: Span, name: str) -> bool:
        """Whether form and surroundings agree with the model."""
        if scan.after(span.end, 1) in _MASK_AFTER or scan.after(span.end, 4).startswith(self._words.never_after):
            return False
        if scan.before(span.start, 4).endswith(self._words.never_before):
            return False
        if _NUMBERED.match(scan.text, span.end) or cue_before(scan, span.start, self._words.never_listed):
            return False
        plain = name.replace("\n", "")
        return bool(DOTTED.fullmatch(plain)) or (self._grammar.telling(plain) and plain not in self._not_names)

    def _role(self, scan: ScanText, span: Span) -> tuple[PersonRole | None, tuple[Evidence, ...]]:
        seen = Evidence("evidence.model")
        if scan.text[span.start : span.end] in self._words.public_figures:
            return PersonRole.OFFICIAL, (seen, Evidence("evidence.public_figure"))
        before = scan.before(span.start, LONGEST_CUE)
        for length in range(LONGEST_CUE, 1, -1):
            if before[-length:] in self._cues:
                return self._cues[before[-length:]], (seen, Evidence("evidence.cue", before[-length:]))
        return None, (seen,)
