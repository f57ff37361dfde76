"""Reads and checks the files of a package, outside any transaction, and turns them into a revision.

A secrecy mark in any file stops everything: `record_blocked` keeps time, actor and the level's word, nothing else.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol

from reviewer_app.domain.actors import SYSTEM_ACTOR
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.document import Document
from reviewer_app.domain.errors import DecisionIncomplete, ReadingCancelled, SecrecyMarked
from reviewer_app.domain.findings import FindingType, Level
from reviewer_app.domain.items import Carrier, Part, PartRole, Revision, manifest_of
from reviewer_app.domain.lexicon import LexiconEntry
from reviewer_app.domain.report import CheckReport, DocumentType
from reviewer_app.domain.review import Determination, Stage
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.assess import assess
from reviewer_app.rules.catalogue import TITLE_POINTS
from reviewer_app.rules.context import Context
from reviewer_app.services.desk import Desk
from reviewer_app.services.document_store import finding_set, keep_document, rules_of
from reviewer_app.services.earlier_promises import with_earlier
from reviewer_app.services.keep_list import kept_values
from reviewer_app.services.lexicon import words_in_force
from reviewer_app.services.name_pass import read_with_names
from reviewer_app.services.package_checks import checked_together
from reviewer_app.services.part_names import IncomingFile, arrange
from reviewer_app.services.rule_levels import levels_in_force
from reviewer_app.verifier import jcs

PLAIN_POINTS: Final = TITLE_POINTS
_LEVEL: Final = re.compile("[秘机绝]密")


@dataclass(frozen=True, slots=True)
class Ask:
    """What is known of a package beside its files; None is left to the checks."""

    carrier: Carrier
    column: str | None = None
    document_type: DocumentType | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """One file, read and checked, with its role."""

    file: IncomingFile
    document: Document
    report: CheckReport
    converted: bytes | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Id and number of a revision and whose it is: the author alone is barred from passing and signing."""

    revision: str
    item: str
    ordinal: int
    author: str
    entered_by: str
    at: datetime


class Watch(Protocol):
    """Somebody who watches long work: is told how far it is, and may stop it between and within files."""

    def cancelled(self) -> bool:
        """Whether to stop."""
        ...

    def progress(self, done: int, total: int) -> None:
        """How many of the files are done."""
        ...


class Unwatched:
    """Nobody watches: nothing is told, nothing stops."""

    def cancelled(self) -> bool:
        """Never."""
        return False

    def progress(self, done: int, total: int) -> None:
        """Nobody to tell."""


UNWATCHED: Final = Unwatched()


def prepare(
    desk: Desk, actor: str, files: Sequence[IncomingFile], ask: Ask, watch: Watch = UNWATCHED
) -> tuple[Prepared, ...]:
    """Read and check all files, body first, whose column and type guide the checks of the others.

    Raises `UnreadableFile` for the first file that cannot be read, `ReadingCancelled` where the watcher stops it,
    and `SecrecyMarked`; nothing is kept then.
    """
    if not files:
        raise DecisionIncomplete(missing="body")
    with desk.uow(actor, writing=False) as uow:
        known = known_to(uow, desk)
    prepared: list[Prepared] = []
    contexts: list[Context] = []
    for file in arrange(files):
        watch.progress(len(prepared), len(files))
        if watch.cancelled():
            raise ReadingCancelled(name=file.name)
        body = prepared[0].report if prepared else None
        context = check_context(desk, ask, file.role, body, known)
        contexts.append(context)
        prepared.append(_prepared(desk, actor, file, context, watch))
    watch.progress(len(files), len(files))
    parts = [(one.document, one.report, context, _annex_number(one.file))
             for one, context in zip(prepared, contexts, strict=True)]
    reports = checked_together(desk, parts)
    return tuple(replace(one, report=report) for one, report in zip(prepared, reports, strict=True))


class Known(NamedTuple):
    """What the office has told the checks.

    Its phones, the first of which replaces a mobile, what it keeps, its own words, the rules it lowered, and what was
    answered with yes of the package at hand.
    """

    phones: tuple[str, ...] = ()
    keeps: Mapping[str, frozenset[FindingType]] = MappingProxyType({})
    lexicon: tuple[LexiconEntry, ...] = ()
    levels: Mapping[str, Level] = MappingProxyType({})
    answered: frozenset[str] = frozenset()


def known_to(uow: UnitOfWork, desk: Desk, unit: str = "") -> Known:
    """Phone book, the numbers of `unit` first, and keep list as of today."""
    book = sorted(uow.phones.find(), key=lambda phone: phone.unit != unit)
    phones = tuple(phone.number for phone in book)
    return Known(phones, kept_values(uow, desk.today()), words_in_force(uow), levels_in_force(uow))


def check_context(desk: Desk, ask: Ask, role: PartRole | None, body: CheckReport | None, known: Known) -> Context:
    """What checks may know; `body` is the report of the body, which speaks for the annexes, None for itself."""
    explains = role is PartRole.INTERPRETATION
    return Context(
        today=desk.today(),
        act_date=body.header.date if body else None,
        decided=desk.today(),
        column=ask.column or (body.column if body else None),
        document_type=DocumentType.INTERPRETATION if explains else ask.document_type or _type_of(body),
        official_document=ask.carrier is not Carrier.NOT_OFFICIAL and role is PartRole.BODY,
        office_phones=known.phones,
        keeps=known.keeps,
        lexicon=known.lexicon,
        levels=known.levels,
        answered=known.answered,
        issued=ask.carrier is Carrier.ISSUED_DOCUMENT,
    )


def _annex_number(file: IncomingFile) -> int | None:
    """0 for an annex without a number; None for what is none."""
    return (file.annex_number or 0) if file.role is PartRole.ANNEX else None


def _type_of(body: CheckReport | None) -> DocumentType | None:
    return body.document_type if body else None


def record_blocked(desk: Desk, actor: str, marked: SecrecyMarked) -> None:
    """Log that a marked file was refused: the level's word only, no name, no hash, no item (§9)."""
    level = _LEVEL.search(str(marked.values["level"]))
    with desk.uow(actor) as uow:
        uow.record(AuditAction.ITEM_SECRECY_BLOCKED, level=level[0] if level else "marked")
        uow.commit()


def store_revision(uow: UnitOfWork, desk: Desk, prepared: Sequence[Prepared], origin: Origin) -> Revision:
    """Keep bytes, texts and findings of a revision, with the system's hint on the attribute."""
    parts = tuple(_part(uow, desk, ordinal, one) for ordinal, one in enumerate(prepared, start=1))
    revision = Revision(
        id=origin.revision, item=origin.item, ordinal=origin.ordinal, author=origin.author,
        entered_by=origin.entered_by, created_at=origin.at, parts=parts,
        manifest_sha256=sha256(jcs.dumps(manifest_of(parts))).hexdigest(),
    )
    uow.revisions.add(revision)
    rules = rules_of(desk.toolbox)
    for part, one in zip(parts, prepared, strict=True):
        keep_document(uow, part.id, one.document)
        uow.finding_sets.add(finding_set(desk.ids(), revision, part.id, one.report, rules, origin.at))
    proposal = prepared[0].report.attribute
    uow.determinations.add(
        Determination(
            id=desk.ids(), item=origin.item, revision=revision.id, stage=Stage.SYSTEM,
            attribute=proposal.proposal.attribute(), basis=proposal.basis, reason="\n".join(proposal.reasons),
            by=SYSTEM_ACTOR, at=origin.at, rule_set=rules[0], rule_set_hash=rules[1],
        )
    )
    return revision


def _prepared(desk: Desk, actor: str, file: IncomingFile, context: Context, watch: Watch) -> Prepared:
    read = file.read or read_with_names(desk.documents, file.data, file.name, cancelled=watch.cancelled)
    context = with_earlier(desk, actor, read.document, context)
    report = assess(read.document, desk.toolbox, context)
    if report.secrecy_level:
        raise SecrecyMarked(level=report.secrecy_level)
    column = _suggested_column(desk, report) if file.role is PartRole.BODY and context.column is None else None
    if column is not None:
        report = assess(read.document, desk.toolbox, replace(context, column=column))
    return Prepared(file, read.document, report, read.converted)


def _suggested_column(desk: Desk, report: CheckReport) -> str | None:
    """The column that the title plainly names. Where two fit alike or none well, a person chooses (F39)."""
    found = desk.toolbox.catalogue.suggest(report.header.title, report.document_type)
    if not found or found[0].points < PLAIN_POINTS:
        return None
    rivals = [one for one in found[1:] if one.points == found[0].points]
    return None if rivals else found[0].column.id


def _part(uow: UnitOfWork, desk: Desk, ordinal: int, prepared: Prepared) -> Part:
    file = prepared.file
    original = uow.blobs.put(file.data)
    converted = uow.blobs.put(prepared.converted) if prepared.converted is not None else None
    return Part(
        id=desk.ids(), ordinal=ordinal, role=file.role or PartRole.ANNEX, name=file.name,
        kind=prepared.document.kind.value, blob=original.id, sha256=original.sha256, size=original.size,
        annex_number=file.annex_number, converted=converted.id if converted else None,
        converted_sha256=converted.sha256 if converted else None,
    )
