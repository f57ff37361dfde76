"""Names that neither cue nor model tells: at the head of a clause before words that follow persons, and in lists.

The second opinion of the fallback (no model installed) and a check on the model, which breaks rural names.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import Final

import msgspec

from reviewer_app.rules.detectors.candidate import Candidate, Evidence, parameters
from reviewer_app.rules.detectors.name_grammar import HAN, NameGrammar
from reviewer_app.rules.patterns import Pattern, any_of, pattern
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Lexicons, Rule

_EDGE: Final = rf"(?<!{HAN}|[·•．・0-9A-Za-z])"
_ROW_END: Final = pattern(r"[ ]{0,4}(?:$|[\n\0。;]|等)")
_ROW_EDGE: Final = pattern(r"[\n\0:]")
LEAST_LISTED: Final = 2


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    after: tuple[str, ...]
    between: tuple[str, ...]
    before: tuple[str, ...]


class NamesByGrammar:
    """Looks at clause heads whose first character is a surname; two forms, both need the name grammar's consent."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        self._rule = rule
        self._words = parameters(rule, _Parameters)
        self._grammar = NameGrammar(lexicons)
        single = "".join(sorted(lexicons.surnames))
        compound = any_of(tuple(lexicons.compound_surnames))
        given = "".join(sorted(lexicons.given_characters))
        self._spaced_name = (
            rf"(?:(?:{compound})[{given}]{{1,2}}|[{single}](?:[{given}]{{1,2}}| {{1,2}}[{given}](?![{given}])))"
        )
        self._name = rf"(?:(?:{compound})[{given}]{{1,2}}|[{single}][{given}]{{1,2}})"

    @cached_property
    def _headed(self) -> Pattern:
        edge = rf"(?:{_EDGE}|(?<={any_of(self._words.before)}))"
        counted = "[0-9][0-9.]{0,9}(?:人|户|元|亩|平|㎡|万|分)"
        return pattern(rf"{edge}({self._name})(?={any_of(self._words.after)}|{counted})")

    @cached_property
    def _listed(self) -> Pattern:
        joint = f"(?:{any_of(self._words.between)})"
        head = rf"(?:{_EDGE}(?<!、)|(?<=[组村户括])|(?<=涉及))"
        end = rf"(?!{joint})(?=$|[^\u4e00-\u9fff]|等|[三四五六两]人|{any_of(self._words.after)})"
        return pattern(rf"{head}{self._name}(?:{joint}{self._name})+{end}")

    @cached_property
    def _rows(self) -> Pattern:
        """Three or more names with only blanks, signs, numbers or line ends between them, and nothing else around."""
        number = r"(?:\(?[0-9]{1,3}[.、) ][ ]?)?+"
        joint = rf"[ 、,;/|\t\n]{{1,8}}+{number}"  # possessive: a row that ends badly is not tried again
        spaced = self._spaced_name
        return pattern(rf"[ \n]{{0,4}}+{number}{spaced}(?:{joint}{spaced}){{2,}}+")

    @cached_property
    def _spaced(self) -> Pattern:
        return pattern(self._spaced_name)

    @cached_property
    def _one(self) -> Pattern:
        return pattern(self._name)

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield the names outside table cells."""
        for match in self._headed.finditer(scan.text):
            counted = scan.text[match.end() : match.end() + 1].isdigit()  # 万安300亩 is a county
            if counted and match.end(1) - match.start(1) == LEAST_LISTED:
                continue
            if scan.cell(match.start(1)) is None and self._grammar.telling(match.group(1)):
                yield self._candidate(match.start(1), match.end(1), "headed", "evidence.name_position")
        yield from self._rowed(scan)
        for match in self._listed.finditer(scan.text):
            pieces = [piece.span() for piece in self._one.finditer(scan.text, match.start(), match.end())]
            whole = [span for span in pieces if self._grammar.telling(scan.text[slice(*span)])]
            three = any(end - start > LEAST_LISTED for start, end in whole)
            if len(whole) == len(pieces) >= LEAST_LISTED and three and scan.cell(match.start()) is None:
                for start, end in pieces:
                    yield self._candidate(start, end, "listed", "evidence.name_list")

    def _rowed(self, scan: ScanText) -> Iterator[Candidate]:
        """The names of rows, looked for where a line, a block or what stands behind a colon begins."""
        text, last = scan.text, 0
        for edge in chain((-1,), (found.start() for found in _ROW_EDGE.finditer(text))):
            row = self._rows.match(text, edge + 1) if edge + 1 >= last else None
            if row is None:
                continue
            last = row.end()  # whether it counts or not: looked at once
            if not _ROW_END.match(text, last):
                continue
            names = [one.span() for one in self._spaced.finditer(text, row.start(), row.end())]
            tokens = [text[slice(*span)].replace(" ", "") for span in names]
            three = any(len(token) > LEAST_LISTED for token in tokens)
            if three and scan.cell(row.start()) is None and all(self._grammar.telling(token) for token in tokens):
                for start, end in names:
                    yield self._candidate(start, end, "listed", "evidence.name_list")

    def _candidate(self, start: int, end: int, sure: str, why: str) -> Candidate:
        return Candidate(start, end, self._rule, self._rule.confidence[sure], (Evidence(why),))
