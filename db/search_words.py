"""Bigrams of Chinese text: what is put into the word indexes, and how a query asks for them.

Text and query are folded the same way, character by character, so that an offset in one is an offset in the other:
full width as half width, capitals as small letters, every bracket as one, so that 国资办[2018]3号 finds 〔2018〕.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from reviewer_app.rules.fold import fold

_BRACKETS: Final = (("〔［【〖[", "("), ("〕］】〗]", ")"))
_CAPITALS: Final = re.compile("[A-Z]+")
_RUN: Final = re.compile(r"[^\W_]+")
"""Letters, digits and characters; a gram never crosses anything else."""


def folded(text: str) -> str:
    """The text as it is compared; exactly as many characters."""
    text = fold(text)
    for brackets, plain in _BRACKETS:
        for bracket in brackets:
            text = text.replace(bracket, plain)
    return _CAPITALS.sub(lambda run: run.group().lower(), text)


def grams(text: str) -> str:
    """Every bigram of the text once, and the last character of each run, divided by spaces."""
    found: set[str] = set()
    for run in _RUN.findall(folded(text)):
        found.update(map(str.__add__, run, run[1:]))
        found.add(run[-1])
    return " ".join(found)


@lru_cache(maxsize=64)
def terms(query: str) -> tuple[str, ...]:
    """The folded words of a query, each of which must occur."""
    return tuple(folded(query).split())


def match_expression(query: str) -> str | None:
    """What to ask a word index for; None where the query has no character that is indexed.

    It may let a text through that holds the bigrams in another order: `holds` tells.
    """
    asked: dict[str, None] = {}
    for run in (run for term in terms(query) for run in _RUN.findall(term)):
        if len(run) == 1:
            asked[f'"{run}" *'] = None
        asked.update((f'"{first}{second}"', None) for first, second in pairwise(run))
    return " AND ".join(asked) or None


def one_character(query: str) -> bool:
    """Whether a single character stands somewhere in a query: many grams begin with it."""
    return any(len(run) == 1 for term in terms(query) for run in _RUN.findall(term))


def holds(text: str | None, query: str) -> bool:
    """Whether every word of the query occurs in the text."""
    if not text:
        return False
    where = folded(text)
    return all(term in where for term in terms(query))


def found_at(text: str | None, query: str) -> int:
    """Where the first word of the query begins that occurs in the text (from 1), 0 where none does."""
    where = folded(text or "")
    return min((where.find(term) + 1 for term in terms(query) if term in where), default=0)
