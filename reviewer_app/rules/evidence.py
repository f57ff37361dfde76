"""The sentence that decided: found again in the document's text, so that people can see it where it stands."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from reviewer_app.domain.findings import Finding
from reviewer_app.domain.report import Evidence, NamesMode, PassageProposal, Proposal
from reviewer_app.rules import ends
from reviewer_app.rules.attribute_rules import Words
from reviewer_app.rules.draft import HEAD, TAIL, Draft
from reviewer_app.rules.verdict import Verdict
from reviewer_app.text import say

TOP: Final = 40
CELLS: Final = 12
QUOTED: Final = 24
NAMED: Final = 3
"""Paragraphs of one kind that are named by number before the others are only counted."""
STOPS: Final = "。；！？\n"
PARAGRAPHS: Final = 5
"""A document of fewer paragraphs is judged by its every sentence."""
SMALL: Final = 0.25
DENSE: Final = 0.15
"""Private values take up so much of the text: it can hardly be read without them."""
MANY: Final = 3


def found(draft: Draft, words: Words | None, told: str) -> tuple[Evidence, ...]:
    """Where `words` stand; without any, where the words of the document's type stand, or its title."""
    if words and not words.in_title:
        span: tuple[int, int] | None = sentence(draft.document.text, *_in_text(draft, words))
    elif not words and draft.type_words:
        span = sentence(draft.document.text, *draft.type_words)
    else:
        span = title_span(draft)
    return (Evidence(*span, say("law.sentence", told=told.rstrip("。"))),) if span else ()


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """(start, end) of the whole sentence or line round a match, without outer blanks."""
    begin = max(text.rfind(stop, 0, start) for stop in STOPS) + 1
    stops = [at for at in (text.find(stop, max(start, end - 1)) for stop in STOPS) if at >= 0]
    close = min(stops, default=len(text))
    close = close if text[close : close + 1] in ("\n", "") else close + 1
    piece = text[begin:close]
    return begin + len(piece) - len(piece.lstrip()), begin + len(piece.rstrip())


def title_span(draft: Draft) -> tuple[int, int] | None:
    """Where the title (or what stands for one) lies: the longest run of top lines that are parts of it."""
    wanted = _squeezed(draft.subject)
    best = run = (0, 0)
    for line in draft.lines.top(TOP) or islice(draft.lines.every(), CELLS):
        begins = run[0] if run[1] else line.start
        run = (begins, line.end) if wanted and _squeezed(line.text) in wanted else (0, 0)
        best = max(best, run, key=lambda one: one[1] - one[0])
    return best if best[1] else None


def is_small_part(draft: Draft, words: Words) -> bool:
    """Whether the paragraph of the words is a small part of a document of several paragraphs."""
    text = draft.document.text
    at = _in_text(draft, words)[0]
    line_end = text.find("\n", at)
    length = (len(text) if line_end < 0 else line_end) - text.rfind("\n", 0, at)
    return len(draft.lines.top(PARAGRAPHS)) == PARAGRAPHS and length / len(text) < SMALL


def is_dense(draft: Draft, private: Sequence[Finding]) -> bool:
    """Whether private values take up so much of the text that little is left without them."""
    inside = [one for one in private if one.start is not None and one.end is not None]
    covered = sum((one.end or 0) - (one.start or 0) for one in inside)
    return len(inside) >= MANY and covered / max(1, len(draft.document.text)) >= DENSE


def quoted(draft: Draft, verdict: Verdict, passages: Sequence[PassageProposal]) -> Iterator[str]:
    """The deciding words and the parts that differ, as sentences; without a name pass nothing is quoted."""
    silent = draft.context.names is NamesMode.OFF
    title = title_span(draft)  # the reason for the type names the title already
    for one in verdict.evidence:
        if not silent and (one.start, one.end) != title:
            yield say("law.decided_by", words=_short(draft.document.text[one.start : one.end]))
    alike: dict[tuple[Proposal, str], list[PassageProposal]] = {}
    for passage in passages:
        alike.setdefault((passage.proposal, passage.told), []).append(passage)
    for (proposal, told), same in alike.items():
        words = _short(draft.document.text[same[0].start : same[0].end])
        yield say(
            "law.passage", numbers=_numbers(draft.document.text, same),
            words="" if silent else say("law.passage_words", words=words),
            proposal=say(f"attribute.{proposal}"), told=told.rstrip("。"),
        )


def _numbers(text: str, passages: Sequence[PassageProposal]) -> str:
    """Which paragraphs, the first few by number."""
    first = "、".join(str(paragraph_number(text, one.start)) for one in passages[:NAMED])
    return first if len(passages) <= NAMED else say("law.passage_more", first=first, count=len(passages))


def paragraph_number(text: str, offset: int) -> int:
    """Which line with text in it an offset stands in, counted from 1."""
    return 1 + sum(1 for line in text[:offset].split("\n")[:-1] if line.strip())


def _in_text(draft: Draft, words: Words) -> tuple[int, int]:
    text = draft.document.text
    return ends.offset(text, words.start, HEAD, TAIL), ends.offset(text, words.end, HEAD, TAIL)


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _short(words: str) -> str:
    words = _squeezed(words)
    return words if len(words) <= QUOTED else f"{words[:QUOTED]}…"
