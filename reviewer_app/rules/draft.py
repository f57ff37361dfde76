"""One document as the checks of the law look at it: read once, asked by all of them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from reviewer_app.domain.document import Document
from reviewer_app.domain.report import DocumentHeader, DocumentType
from reviewer_app.rules import ends
from reviewer_app.rules.catalogue import Catalogue, Column
from reviewer_app.rules.context import Context
from reviewer_app.rules.doctype import document_type
from reviewer_app.rules.header import parse_header
from reviewer_app.rules.law import LawPack, law_pack
from reviewer_app.rules.lines import Lines
from reviewer_app.text import say

HEAD: Final = 6000
TAIL: Final = 1200


@dataclass(frozen=True, slots=True)
class Draft:
    """`day` is the date of the act, which chooses `pack` where no day of decision does.

    `subject` is the title or what stands for one.
    `ends` is the beginning and the end of the text: what a whole-document rule reads of a long document.
    `type_words` is where the text (not the title) says what type it is.
    """

    document: Document
    lines: Lines
    header: DocumentHeader
    type: DocumentType
    type_reason: str
    day: date
    pack: LawPack
    column: Column | None
    context: Context
    subject: str
    ends: str
    type_words: tuple[int, int] | None = None

    @property
    def law_day(self) -> date:
        """The day whose law decides on the attribute: that of the decision, where there is one."""
        return self.context.decided or self.day


def read_draft(document: Document, catalogue: Catalogue, context: Context, lines: Lines | None = None) -> Draft:
    """Header, type, date of the act, law pack and column of one document."""
    lines = lines or Lines(document)
    header = parse_header(document, lines)
    guess = document_type(document, header, lines)
    chosen = context.document_type
    day = context.act_date or header.date or context.today
    return Draft(
        document=document,
        lines=lines,
        header=header,
        type=chosen or guess.type,
        type_reason=say("law.type_chosen") if chosen else guess.reason,
        day=day,
        pack=law_pack(context.decided or day),
        column=catalogue.column(context.column) if context.column else None,
        context=context,
        subject=header.title or lines.opening(),
        ends=ends.of(document.text, HEAD, TAIL),
        type_words=None if chosen else guess.in_body,
    )
