"""表述词表 of the office: previewed, imported as a new edition, written out. What a file does not speak of stays."""

from dataclasses import dataclass

from reviewer_app.domain.actors import SYSTEM_ACTOR, Permission
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete, StaleDecision
from reviewer_app.domain.lexicon import LexiconEdition, LexiconEntry, LexiconGroup
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.lexicon import load_lexicon
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.lexicon_file import BadRow, lexicon_sheet, read_lexicon
from reviewer_app.services.reviewing import minute


@dataclass(frozen=True, slots=True)
class LexiconPreview:
    """What importing a file would make of the office's list.

    Groups that the file speaks of are replaced, others stay. `base` is the edition it was compared with, None where
    there is none; `entries` is the whole list as it would be.
    """

    name: str
    entries: tuple[LexiconEntry, ...]
    added: tuple[LexiconEntry, ...]
    removed: tuple[LexiconEntry, ...]
    kept: int
    bad: tuple[BadRow, ...]
    base: str | None


@dataclass(frozen=True, slots=True)
class ImportLexicon:
    """Put a preview in force."""

    actor: str
    preview: LexiconPreview


@dataclass(frozen=True, slots=True)
class LexiconView:
    """The office's list, its editions, and the names of those who imported them."""

    current: LexiconEdition | None
    editions: tuple[LexiconEdition, ...]
    names: dict[str, str]


def preview_lexicon(desk: Desk, actor: str, name: str, data: bytes) -> LexiconPreview:
    """Read a file (in the worker, like every file of strangers) and compare; nothing is kept.

    Raises `UnreadableFile`, `NotPermitted`.
    """
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.OFFICE_MANAGE)
        current = current_edition(uow)
    reading = read_lexicon(desk.documents.read(data, name).document)
    before = current.entries if current else ()
    spoken = {one.group for one in reading.entries}
    after = (*(one for one in before if one.group not in spoken), *reading.entries)
    after = tuple(sorted(after, key=lambda one: list(LexiconGroup).index(one.group)))
    return LexiconPreview(
        name=name, entries=after, added=tuple(one for one in after if one not in before),
        removed=tuple(one for one in before if one not in after), kept=sum(one in before for one in after),
        bad=reading.bad, base=current.id if current else None,
    )


def import_lexicon(desk: Desk, command: ImportLexicon) -> LexiconEdition:
    """Keep it as the new edition; raises `StaleDecision` where another import came between."""
    preview = command.preview
    if not preview.added and not preview.removed:
        raise DecisionIncomplete(missing="lexicon_changes")
    with desk.uow(command.actor) as uow:
        permitted(uow, command.actor, Permission.OFFICE_MANAGE)
        current = current_edition(uow)
        if current is not None and current.id != preview.base:
            raise StaleDecision(who=uow.users.get(current.by).name, when=minute(current.at), state="")
        edition = LexiconEdition(desk.ids(), preview.entries, preview.name, command.actor, desk.clock.now())
        uow.lexicon_editions.add(edition)
        uow.record(AuditAction.LEXICON_IMPORT, edition=edition.id, entries=len(edition.entries))
        uow.commit()
    desk.words.save(edition.entries)
    return edition


def lay_out(desk: Desk) -> None:
    """Write the words in force where checks without a database read them: at the start, whatever came between."""
    with desk.uow(SYSTEM_ACTOR, writing=False) as uow:
        words = words_in_force(uow)
    desk.words.save(words)


def office_lexicon(desk: Desk, actor: str) -> LexiconView:
    """What 设置 shows."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.OFFICE_MANAGE)
        editions = uow.lexicon_editions.find()
        names = {user.id: user.name for user in uow.users.find()}
        return LexiconView(editions[-1] if editions else None, editions, names)


def lexicon_workbook(desk: Desk, actor: str) -> bytes:
    """The office's list as xlsx; where there is none, the shipped one as an example of how to fill it in."""
    found = office_lexicon(desk, actor).current
    return desk.forms.workbook((lexicon_sheet(found.entries if found else load_lexicon()),))


def current_edition(uow: UnitOfWork) -> LexiconEdition | None:
    """The edition in force."""
    editions = uow.lexicon_editions.find()
    return editions[-1] if editions else None


def words_in_force(uow: UnitOfWork) -> tuple[LexiconEntry, ...]:
    """The office's own words."""
    edition = current_edition(uow)
    return edition.entries if edition else ()
