"""Names that neither cue nor model tells: at the head of a clause before words that follow persons, and in lists.

The second opinion of the fallback (no model installed) and a check on the model, which breaks rural names.
Patterns are the standard library's: it tests a set of five hundred surnames twenty times as fast as `regex`.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import Final

import msgspec

from reviewer_app.rules.block_text import WALL
from reviewer_app.rules.detectors.candidate import Candidate, Evidence, parameters
from reviewer_app.rules.detectors.name_grammar import HAN, NameGrammar
from reviewer_app.rules.patterns import any_of
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Lexicons, Rule

_INSIDE: Final = re.compile(rf"{HAN}|[·•．・0-9A-Za-z]")
_LISTS_FOLLOW: Final = ("组", "村", "户", "括", "涉及")
_ROW_END: Final = re.compile(r"[ ]{0,4}(?:\Z|[\n\0。;]|等)")
_JOINTS: Final = ' :“"'
"""What may stand between a word for persons and the name."""
_WEAK: Final = frozenset("0123456789(:")
"""Before these a name of two characters is rather a place or a word."""
_LINE_STARTS: Final = frozenset({"", "\n", WALL})
LEAST_LISTED: Final = 2
LONGEST_NOUN: Final = 10


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    after: tuple[str, ...]
    between: tuple[str, ...]
    before: tuple[str, ...]
    nouns: tuple[str, ...]
    nouns_never: tuple[str, ...]
    asides: tuple[str, ...]


class NamesByGrammar:
    """Looks at clause heads whose first character is a surname; three forms, all need the name grammar's consent."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        self._rule = rule
        self._words = parameters(rule, _Parameters)
        self._grammar = NameGrammar(lexicons)
        single = "".join(sorted(lexicons.surnames))
        compound = any_of(tuple(lexicons.compound_surnames))
        given = "".join(sorted(lexicons.given_characters))
        first = "".join(sorted(lexicons.surnames | {word[0] for word in lexicons.compound_surnames}))
        # A set to begin with: the engine skips what cannot begin a name at memory speed.
        self._first = f"[{first}]"
        begins = f"(?={self._first})"
        self._name = rf"{begins}(?:(?:{compound})[{given}]{{1,2}}|[{single}][{given}]{{1,2}})"
        spaced = rf"[{given}]{{1,2}}| {{1,2}}[{given}](?![{given}])"
        self._spaced_name = rf"{begins}(?:(?:{compound})[{given}]{{1,2}}|[{single}](?:{spaced}))"

    @cached_property
    def _headed(self) -> re.Pattern[str]:
        counted = "[0-9][0-9.]{0,9}(?:人|户|元|亩|平|㎡|万|分)"
        aside = rf"\([^()\n]{{0,12}}(?:{any_of(self._words.asides)})[^()\n]{{0,8}}\)"
        return re.compile(rf"{self._name}(?={any_of(self._words.after)}|{counted}|{aside}|:)")

    @cached_property
    def _behind(self) -> re.Pattern[str]:
        """A whole name behind what may end a word for persons."""
        ends = "".join(sorted({noun[-1] for noun in self._words.nouns}))
        follows = rf"(?=[^\u4e00-\u9fff·]|\Z|{any_of(self._words.after)})"
        return re.compile(rf"(?<=[{ends}{_JOINTS}]){self._name}{follows}")

    @cached_property
    def _run(self) -> re.Pattern[str]:
        return re.compile(rf"{self._name}(?:(?:{any_of(self._words.between)}){self._name})++")

    @cached_property
    def _run_end(self) -> re.Pattern[str]:
        joint = any_of(self._words.between)
        return re.compile(rf"(?!{joint})(?:\Z|[^\u4e00-\u9fff]|等|[三四五六两]人|{any_of(self._words.after)})")

    @cached_property
    def _row_edge(self) -> re.Pattern[str]:
        return re.compile(rf"[\n\0:](?=[ \n(0-9]|{self._first})")

    @cached_property
    def _rows(self) -> re.Pattern[str]:
        """Three or more names with only blanks, signs, numbers or line ends between them, and nothing else around."""
        number = r"(?:\(?[0-9]{1,3}[.、) ][ ]?)?+"
        joint = rf"[ 、,;/|\t\n]{{1,8}}+{number}"  # possessive: a row that ends badly is not tried again
        return re.compile(rf"[ \n]{{0,4}}+{number}{self._spaced_name}(?:{joint}{self._spaced_name}){{2,}}+")

    @cached_property
    def _one(self) -> re.Pattern[str]:
        return re.compile(self._name)

    @cached_property
    def _spaced(self) -> re.Pattern[str]:
        return re.compile(self._spaced_name)

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield the names outside table cells."""
        yield from self._heads(scan)
        yield from self._called(scan)
        yield from self._rowed(scan)
        yield from self._listed(scan)

    def _heads(self, scan: ScanText) -> Iterator[Candidate]:
        """A name at the head of a clause, or behind such words as 委托, before a word that follows persons."""
        text = scan.text
        found = self._headed.search(text)
        while found:
            start, end = found.span()
            good = self._edge(text, start) or text.endswith(self._words.before, max(0, start - 8), start)
            # 万安300亩 is a county: a count follows names of three characters only
            good = good and not (end - start == LEAST_LISTED and text[end : end + 1] in _WEAK)
            good = good and (text[end : end + 1] != ":" or text[start - 1 : start] in _LINE_STARTS)
            if good and scan.cell(start) is None and self._tells(found.group()):
                yield self._candidate(start, end, "headed", "evidence.name_position")
            found = self._headed.search(text, end if good else start + 1)

    def _called(self, scan: ScanText) -> Iterator[Candidate]:
        """A name of three characters right behind a word for persons that no cue knows: 借款人, 失联人员, 乙方:."""
        text, words = scan.text, self._words
        for found in self._behind.finditer(text):
            start, end = found.span()
            noun = text[max(0, start - LONGEST_NOUN) : start].rstrip(_JOINTS)
            called = noun.endswith(words.nouns) and not noun.endswith(words.nouns_never)
            called = called and end - start > LEAST_LISTED and scan.cell(start) is None
            if called and self._tells(found.group()):
                yield self._candidate(start, end, "headed", "evidence.name_position")

    def _listed(self, scan: ScanText) -> Iterator[Candidate]:
        """Names with 、 or 和 between them. A run is looked at once, from its first name to its last."""
        text = scan.text
        for run in self._run.finditer(text):
            start = run.start()
            before = text[max(0, start - 2) : start]
            opened = before.endswith(_LISTS_FOLLOW) or (self._edge(text, start) and not before.endswith("、"))
            pieces = self._closed(text, start, run.end()) if opened and scan.cell(start) is None else []
            three = any(end - begin > LEAST_LISTED for begin, end in pieces)
            if three and all(self._tells(text[slice(*span)]) for span in pieces):
                for begin, end in pieces:
                    yield self._candidate(begin, end, "listed", "evidence.name_list")

    def _closed(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The names of a run that ends as lists do; its last name may have taken a character too many: 王芳承|认."""
        pieces = [piece.span() for piece in self._one.finditer(text, start, end)]
        last = pieces[-1]
        for cut in (last[1], last[1] - 1):
            if cut - last[0] >= LEAST_LISTED and self._run_end.match(text, cut):
                return [*pieces[:-1], (last[0], cut)]
        return []

    def _edge(self, text: str, start: int) -> bool:
        """Whether nothing that a word could go on from stands before `start`."""
        return start == 0 or not _INSIDE.match(text, start - 1)

    def _rowed(self, scan: ScanText) -> Iterator[Candidate]:
        """The names of rows, looked for where a line, a block or what stands behind a colon begins."""
        text, last = scan.text, 0
        for edge in chain((-1,), (found.start() for found in self._row_edge.finditer(text))):
            row = self._rows.match(text, edge + 1) if edge + 1 >= last else None
            if row is None:
                continue
            last = row.end()  # whether it counts or not: looked at once
            if not _ROW_END.match(text, last):
                continue
            names = [one.span() for one in self._spaced.finditer(text, row.start(), row.end())]
            tokens = [text[slice(*span)].replace(" ", "") for span in names]
            three = any(len(token) > LEAST_LISTED for token in tokens)
            if three and scan.cell(row.start()) is None and all(map(self._tells, tokens)):
                for start, end in names:
                    yield self._candidate(start, end, "listed", "evidence.name_list")

    def _tells(self, token: str) -> bool:
        """Whether a token's own form says that it is a name, and it is no everyday word."""
        return self._grammar.telling(token) and not self._grammar.ordinary(token)

    def _candidate(self, start: int, end: int, sure: str, why: str) -> Candidate:
        return Candidate(start, end, self._rule, self._rule.confidence[sure], (Evidence(why),))
