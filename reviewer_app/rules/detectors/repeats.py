"""The same name again, where no cue stands before it: a person is treated the same throughout (design §5)."""

from collections.abc import Iterator, Sequence

import ahocorasick_rs

from reviewer_app.rules.detectors.candidate import Candidate, Evidence
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.scan import ScanText

SURE = 0.85
SHORT = 2
_HAN = pattern("[\u4e00-\u9fff]")


def repeats(scan: ScanText, names: Sequence[Candidate], followers: tuple[str, ...]) -> Iterator[Candidate]:
    """Yield further places of names already found; a two-character name needs a clear edge on its right."""
    known: dict[str, Candidate] = {}
    for name in names:
        known.setdefault(scan.text[name.start : name.end], name)
    words = [word for word in known if len(word) >= SHORT]
    if not words:
        return
    automaton = ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    taken = {name.start for name in names}
    for index, start, end in automaton.find_matches_as_indexes(scan.text):
        word = words[index]
        if start in taken or (len(word) == SHORT and not _edges(scan.text, start, end, followers)):
            continue
        first = known[word]
        yield first._replace(start=start, end=end, confidence=SURE, evidence=(Evidence("evidence.repeat"),))


def _edges(text: str, start: int, end: int, followers: tuple[str, ...]) -> bool:
    left = start == 0 or not _HAN.match(text, start - 1)
    right = end >= len(text) or not _HAN.match(text, end)
    return (left and right) or ((left or right) and (text.startswith(followers, end) or right))
