"""与上一版比较: what changed between two revisions of an item, part by part. Reads only."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.errors import NotFound
from reviewer_app.domain.items import Part, Revision
from reviewer_app.domain.text_diff import LineChange, compare_lines, lines_of
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.document_store import document_of


@dataclass(frozen=True, slots=True)
class CompareRevisions:
    """Compare revisions number `before` and `after` (from 1) of `item`."""

    actor: str
    item: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class PartComparison:
    """One part in both revisions; None where it was added or taken away. No changes: the same bytes."""

    before: Part | None
    after: Part | None
    changes: tuple[LineChange, ...]


def compare_revisions(desk: Desk, command: CompareRevisions) -> tuple[PartComparison, ...]:
    """The comparison, in the order of the later revision; parts that went come last."""
    with desk.uow(command.actor, writing=False) as uow:
        permitted(uow, command.actor, Permission.TEXT_READ)
        before = _revision(uow, command.item, command.before)
        after = _revision(uow, command.item, command.after)
        pairs = pair_parts(before, after)
        return tuple(PartComparison(old, new, _changes(uow, old, new)) for old, new in pairs)


def pair_parts(before: Revision, after: Revision) -> tuple[tuple[Part | None, Part | None], ...]:
    """Parts that stand for each other: the same role and annex number, and of several the same name first."""
    left = list(before.parts)
    found: dict[str, Part] = {}
    for by_name in (True, False):
        for part in after.parts:
            match = next((old for old in left if part.id not in found and _same(old, part, by_name=by_name)), None)
            if match is not None:
                found[part.id] = match
                left.remove(match)
    return (*((found.get(part.id), part) for part in after.parts), *((part, None) for part in left))


def _same(old: Part, new: Part, *, by_name: bool) -> bool:
    if old.role is not new.role or old.annex_number != new.annex_number:
        return False
    return old.name == new.name or not by_name


def _changes(uow: UnitOfWork, old: Part | None, new: Part | None) -> tuple[LineChange, ...]:
    if old is not None and new is not None and old.sha256 == new.sha256:
        return ()
    before = lines_of(document_of(uow, old.id)) if old else ()
    after = lines_of(document_of(uow, new.id)) if new else ()
    return compare_lines(before, after)


def _revision(uow: UnitOfWork, item: str, ordinal: int) -> Revision:
    found = uow.revisions.find(item=item, ordinal=ordinal)
    if not found:
        raise NotFound(what="store.kind.revisions", id=item)
    return found[0]
