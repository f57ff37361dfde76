"""Mixed documents: which paragraphs and annexes go another way than the document as a whole (rulebook §0.5).

A paragraph is asked for the words that close (商业秘密, 隐私, 过程 …), an annex is read as a document of its own,
and a paragraph or table full of personal data is to be cut or its persons asked.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from reviewer_app.domain.document import Block, BlockKind, Document
from reviewer_app.domain.findings import Finding
from reviewer_app.domain.report import DocumentType, PassageProposal, Proposal
from reviewer_app.rules.attribute_rules import AttributeRules, Signal
from reviewer_app.rules.doctype import document_type
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.evidence import MANY, title_span
from reviewer_app.rules.header import ANNEX_HEAD, parse_header
from reviewer_app.rules.law import cite_text
from reviewer_app.rules.lines import Lines
from reviewer_app.rules.verdict import REST, Verdict
from reviewer_app.text import say

ANNEX_READ: Final = 2500
"""Characters of an annex that are read to know what it is."""
PASSAGES: Final = 20
"""More are not told: then the whole is to be looked at."""
CLEAR: Final = 0.8
NEARLY_ALL: Final = 0.9
"""A table that is the whole document is no part that differs: the proposal itself says so then."""

Walk = Callable[[Draft, AttributeRules, int], Verdict]


def differing(
    draft: Draft, rules: AttributeRules, verdict: Verdict, private: Sequence[Finding], walk: Walk
) -> tuple[PassageProposal, ...]:
    """The parts that differ from `verdict`, in the order of the text; `walk` judges an annex as a document."""
    annexes = tuple(_annexes(draft, rules, verdict, walk))
    found = [*annexes]
    if verdict.proposal is Proposal.PROACTIVE:
        spared = [(one.start, one.end) for one in annexes]
        words = [one for one in _paragraphs(draft, rules) if not _within(one.start, spared)]
        spared += [(one.start, one.end) for one in words]
        found += [*words, *(one for one in _crowded(draft, private) if not _within(one.start, spared))]
    return tuple(sorted(found, key=lambda one: one.start)[:PASSAGES])


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _paragraphs(draft: Draft, rules: AttributeRules) -> Iterator[PassageProposal]:
    """Paragraphs with words of an exemption; long documents are first searched for the words alone."""
    text = draft.document.text
    title = title_span(draft)
    asked = [one for one in rules.signals if one.severable and draft.type not in one.not_types]
    asked = [one for one in asked if not one.denied_by(draft.subject)]
    seen: set[int] = set()
    for branch in draft.pack.tree:
        for signal in (one for one in asked if one.branch == branch.branch):
            for start, end in _lines_with(text, signal):
                if start not in seen and not (title and title[0] <= start < title[1]):
                    seen.add(start)
                    basis = draft.pack.basis_of(branch, draft.law_day) or (draft.pack.on_duty("refer"),)
                    told = say("law.told_by", told=signal.told, basis=cite_text(basis[0]))
                    yield PassageProposal(start, end, branch.outcome, branch.branch, told, basis)


def _lines_with(text: str, signal: Signal) -> Iterator[tuple[int, int]]:
    """(start, end) of every line that the signal speaks in."""
    for word in signal.needs:
        at = text.find(word)
        while at >= 0:
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            if signal.speaks_in(text[start:end]):
                yield start, end
            at = text.find(word, end)


def _annexes(draft: Draft, rules: AttributeRules, verdict: Verdict, walk: Walk) -> Iterator[PassageProposal]:
    """Annexes that, read as documents of their own, are plainly something else."""
    if draft.type is DocumentType.FORWARD:  # the annex is the original, and the cover follows it
        return
    text = draft.document.text
    heads = [one for one in draft.lines.whole(ANNEX_HEAD) if text[: one.start()].strip()]
    bounds = [*(one.start() for one in heads[1:]), len(text)][: len(heads)]
    for head, end in zip(heads, bounds, strict=True):
        own = walk(_annex_draft(draft, text[head.end() : min(end, head.end() + ANNEX_READ)]), rules, 0)
        if own.proposal is verdict.proposal or own.confidence < CLEAR or own.proposal is Proposal.UNDETERMINED:
            continue
        if own.path[-1] == REST:
            continue
        told = say("law.annex_differs", told=own.reasons[-1].rstrip("。"))
        start = head.start() + len(head[0]) - len(head[0].lstrip())
        yield PassageProposal(start, end, own.proposal, own.path[-1], told, own.basis)


def _annex_draft(draft: Draft, text: str) -> Draft:
    """The beginning of an annex as a draft of the same day."""
    document = Document.of(
        draft.document.kind, tuple(Block(line, BlockKind.PARAGRAPH) for line in text.strip().split("\n"))
    )
    lines = Lines(document)
    header = parse_header(document, lines)
    guess = document_type(document, header, lines)
    return replace(
        draft, document=document, lines=lines, header=header, type=guess.type, type_reason=guess.reason, column=None,
        subject=header.title or lines.opening(), ends=document.text, type_words=guess.in_body,
    )


def _crowded(draft: Draft, private: Sequence[Finding]) -> Iterator[PassageProposal]:
    """Paragraphs and tables with several pieces of private data: cut, or the persons are asked."""
    starts = sorted(one.start for one in private if one.start is not None)
    sever, consult = draft.pack.on_duty("sever"), draft.pack.on_duty("consult")
    for start, end in _stretches(draft):
        count = bisect_left(starts, end) - bisect_left(starts, start)
        if count >= MANY and end - start < NEARLY_ALL * len(draft.document.text):
            branch = draft.pack.branch("privacy")
            told = say("law.crowded", count=count, sever=cite_text(sever), consult=cite_text(consult))
            basis = (*draft.pack.basis_of(branch, draft.law_day), sever, consult)
            yield PassageProposal(start, end, branch.outcome, branch.branch, told, basis)


def _stretches(draft: Draft) -> Iterator[tuple[int, int]]:
    """Every block that is no cell, and each table as one piece."""
    reach = 0  # where the next block begins
    for start, block in draft.lines.beside_cells:
        if start > reach:
            yield reach, start - 1
        end = start + len(block.text)
        yield start, end
        reach = end + 1
    if reach <= len(draft.document.text):
        yield reach, len(draft.document.text)
