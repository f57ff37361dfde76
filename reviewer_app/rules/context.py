"""What a check may know beside the document itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reviewer_app.domain.findings import FindingType, Level
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.lexicon import EarlierPromise, LexiconEntry
from reviewer_app.domain.report import DocumentType, NamesMode


@dataclass(frozen=True, slots=True)
class Context:
    """Passed in, never read from globals.

    `act_date` chooses the law pack: `--date`, else 成文日期, else today (design §4). `today` is the day of the check.
    `decided` is the day on which a person decides on the attribute: the law in force then is what he must follow,
    whatever the paper's date (rulebook §1.6).
    `official_document` is false for 非公文 (not asked for 文号 or 版记). `office_phones` are numbers of the office's
    phone book; `keeps` are values confirmed by a second person (domain/keeps.py): value as compared → its findings.
    `issued`: 公文已印发, whose wording cannot be changed. `lexicon` is the office's own list of words, `earlier` its
    promises in earlier releases, `levels` the rules that an administrator lowered. `answered` are the questions of
    the document's type that a person answered with yes (rules/type_questions.py).
    """

    today: date
    act_date: date | None = None
    decided: date | None = None
    column: str | None = None
    document_type: DocumentType | None = None
    audience: Audience | None = None
    names: NamesMode = NamesMode.RULES
    official_document: bool = True
    office_phones: tuple[str, ...] = ()
    keeps: Mapping[str, frozenset[FindingType]] = field(default_factory=dict)
    issued: bool = False
    lexicon: tuple[LexiconEntry, ...] = ()
    earlier: tuple[EarlierPromise, ...] = ()
    levels: Mapping[str, Level] = field(default_factory=dict)
    answered: frozenset[str] = frozenset()
