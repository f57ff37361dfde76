"""易错词表: exact words that an office does not want to publish, by groups, shipped or imported by the office.

One pass finds all of them however many there are; a word that a quotation names, or that merely lies across two
others (公布署名), is none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Final

import ahocorasick_rs
import msgspec

from reviewer_app.domain.lexicon import LexiconEntry, LexiconGroup
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.slips import Slip
from reviewer_app.rules.strict_yaml import RuleDataFault, read_mapping
from reviewer_app.text import say

QUOTED: Final = (("“", "”"), ("‘", "’"), ("「", "」"), ('"', '"'))
POST_REACH: Final = 20
_BETWEEN_POSTS: Final = re.compile(r"[、，,\s/]+")
_POST: Final = re.compile(
    r"(?P<vice>副)?(?P<post>书记|局长|厅长|部长|市长|县长|区长|镇长|乡长|省长|州长|主任|主席|处长|科长|股长|所长|院长|队长|巡视员|调研员)"
    r"(?:、[^，。；\n]{0,10})?(?:同志)?\s*$"
)


@lru_cache(maxsize=1)
def load_lexicon() -> tuple[LexiconEntry, ...]:
    """The shipped list (resources/lexicons/errors.yaml); raises `RuleDataFault` for a key that no entry has."""
    raw = read_mapping("lexicons/errors.yaml")["entries"]
    unknown = {key for one in raw for key in one} - {field.name for field in fields(LexiconEntry)}
    if unknown:
        message = f"lexicons/errors.yaml: unknown keys {sorted(unknown)}"
        raise RuleDataFault(message)
    return msgspec.convert(raw, tuple[LexiconEntry, ...], strict=False)


def lexicon_slips(draft: Draft, entries: Sequence[LexiconEntry], group: LexiconGroup) -> Iterator[Slip]:
    """Every hit of the entries of one group that hold on the day of the act."""
    text = draft.document.text
    mine = tuple(one for one in entries if one.group is group and one.holds_on(draft.day))
    for entry, start in _hits(text, mine):
        if not _is_chance(text, entry, start):
            end = start + len(entry.wrong)
            yield Slip(start, end, _told(entry))
    if group is LexiconGroup.LEADER:
        yield from _posts(text, mine)


def _hits(text: str, entries: tuple[LexiconEntry, ...]) -> Iterator[tuple[LexiconEntry, int]]:
    worded = tuple(one for one in entries if one.wrong)
    if worded:
        finder = _finder(tuple(one.wrong for one in worded))
        for index, start, _ in finder.find_matches_as_indexes(text):
            yield worded[index], start


@lru_cache(maxsize=16)
def _finder(words: tuple[str, ...]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def _is_chance(text: str, entry: LexiconEntry, start: int) -> bool:
    """A quotation of the word itself, or the right word or another that holds the wrong one."""
    end = start + len(entry.wrong)
    if any(text[start - 1 : start] == opens and text[end : end + 1] == closes for opens, closes in QUOTED):
        return True
    for around in (*entry.unless, entry.right):
        at = around.find(entry.wrong)
        while at >= 0:
            if text[max(0, start - at) : start - at + len(around)] == around and start >= at:
                return True
            at = around.find(entry.wrong, at + 1)
    return False


def _posts(text: str, entries: Iterable[LexiconEntry]) -> Iterator[Slip]:
    """A leader named with a post that the list gives otherwise: 副局长 for 局长. Other kinds of post are not known."""
    posts: dict[str, str] = {}
    for entry in entries:
        if entry.right and entry.post:
            posts[entry.right] = "、".join(filter(None, (posts.get(entry.right), entry.post)))
    for leader, listed in posts.items():
        held = {_kind(match) for part in _BETWEEN_POSTS.split(listed) if (match := _POST.search(part))}
        for name in re.finditer(re.escape(leader), text):
            begin = max(0, name.start() - POST_REACH)
            match = _POST.search(text[begin : name.start()])
            if match and _kind(match) not in held and match["post"] in {post for _, post in held}:
                start = begin + match.start()
                said = text[start : name.start()].strip()
                yield Slip(start, name.end(), say("wording.post", name=leader, said=said, post=listed))


def _kind(match: re.Match[str]) -> tuple[bool, str]:
    return bool(match["vice"]), match["post"]


def _told(entry: LexiconEntry) -> str:
    if not entry.right:
        return say("wording.lexicon_bare", wrong=entry.wrong, note=entry.note or say("wording.lexicon_avoid"))
    note = say("wording.lexicon_note", note=entry.note) if entry.note else ""
    return say("wording.lexicon", wrong=entry.wrong, right=entry.right, note=note)
