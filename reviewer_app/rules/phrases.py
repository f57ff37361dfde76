"""Phrases of rule data, written so that someone who knows the law but no patterns can read and change them.

A text of phrases holds one or more, parted by blanks. Inside a phrase (docs/rules.md shows each):

    （ as it is ）  what is written must stand there
    (甲/乙)         one of them; `(甲/乙)?` may also be missing
    <名单>          one of the words of the list of that name in the same file
    …12  …2-12     up to twelve (two to twelve) characters within one sentence
    ~12            up to twelve characters within one clause
    ……800          up to 800 characters, over sentences and lines
    #  _           digits; blanks that may or may not be there
    ^  $           where a line begins or ends
    !后(甲/乙)      not followed by one of them; !前(甲/乙) not preceded by one
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from reviewer_app.rules.compiled import compiled
from reviewer_app.rules.strict_yaml import RuleDataFault, read_mapping

_TOKENS: Final = re.compile(
    r"……(?P<far>\d+)|…(?P<gap>\d+(?:-\d+)?)|~(?P<clause>\d+(?:-\d+)?)|<(?P<slot>[^<>\s]+)>"
    r"|!(?P<look>[前后])\(|(?P<sign>[()/?#_^$])|(?P<plain>.)"
)
_SIGNS: Final = {"(": "(?:", ")": ")", "/": "|", "?": "?", "#": r"\d+", "_": r"\s*", "^": "^", "$": "$"}
STOPS: Final = "。；\n"
_LOOKS: Final = {"前": "(?<!", "后": "(?!"}


def pattern_of(phrases: str, lists: Mapping[str, str]) -> str:
    """The regular expression of a text of phrases, "" for none; `lists` are the named lists of its file.

    Raises RuleDataFault for a list that is not there or a bracket that stands alone.
    """
    pattern = "|".join("".join(_pieces(one, lists)) for one in phrases.split())
    try:
        compiled(pattern)  # kept, so that nobody compiles it again
    except re.error as broken:
        message = f"phrases cannot be read: {phrases} ({broken})"
        raise RuleDataFault(message) from broken
    return pattern


@cache
def phrases_of(file: str, phrases: str) -> re.Pattern[str]:
    """The phrases, compiled, with the `lists` that stand in the resource at `file` ("rules/attribute.yaml")."""
    return compiled(pattern_of(phrases, _lists(file)))


def said(file: str, phrases: str, unless: str, text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every hit of the phrases whose own sentence does not hold one of `unless`."""
    denied = either(file, unless)
    for match in phrases_of(file, phrases).finditer(text):
        begin, end = sentence_of(text, *match.span())
        if not (denied and denied.search(text[begin:end])):
            yield match.span()


def sentence_of(text: str, start: int, end: int) -> tuple[int, int]:
    """(start, end) of the sentence, the part before or after a semicolon, or the line that a hit stands in."""
    begin = max(text.rfind(stop, 0, start) for stop in STOPS) + 1
    ends = [at for at in (text.find(stop, end) for stop in STOPS) if at >= 0]
    return begin, min(ends, default=len(text))


@cache
def either(file: str, phrases: str, pattern: str = "") -> re.Pattern[str] | None:
    """What finds the phrases, or the pattern that says what phrases cannot; None where there is neither."""
    told = [one for one in (pattern_of(phrases, _lists(file)), pattern) if one]
    return compiled("|".join(told)) if told else None


@cache
def _lists(file: str) -> Mapping[str, str]:
    """The lists of a file, read once for its hundred phrases."""
    found: Mapping[str, str] = read_mapping(file).get("lists", {})
    return found


def _pieces(phrase: str, lists: Mapping[str, str]) -> Iterator[str]:
    for token in _TOKENS.finditer(phrase):
        kind = token.lastgroup or ""
        said = token[kind]
        if kind == "slot":
            if said not in lists:
                message = f"no list is called <{said}>"
                raise RuleDataFault(message)
            yield f"(?:{pattern_of(lists[said], lists)})"
        elif kind == "far":
            yield rf"[\s\S]{{0,{said}}}?"
        elif kind in {"gap", "clause"}:
            least, _, most = said.rpartition("-")
            stops = "。\n" if kind == "gap" else "。，；\n"
            yield f"[^{stops}]{{{least or 0},{most}}}"
        else:
            yield _LOOKS[said] if kind == "look" else _SIGNS.get(said, re.escape(said))
