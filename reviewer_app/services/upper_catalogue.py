"""上级目录对照: what the upper catalogue wants, the own leaf it falls under, when that was last published (F24)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.office import RuleKind, RuleVersion
from reviewer_app.ports.clock import local_day
from reviewer_app.ports.read_models import ReadModels
from reviewer_app.rules.upper_catalogue import Match, UpperItem, match, upper_items
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.own_rules import keep_version


@dataclass(frozen=True, slots=True)
class ImportUpperCatalogue:
    """Take an upper catalogue from a table; `title` is what the office calls it."""

    actor: str
    data: bytes
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class GapLine:
    """One upper item with its own leaf and that leaf's last release; no leaf, or no release, is a gap."""

    match: Match
    leaf_title: str
    last: date | None

    @property
    def state(self) -> str:
        """no_leaf, unpublished or published; the words are texts `gap.<state>`."""
        if self.match.leaf is None:
            return "no_leaf"
        return "unpublished" if self.last is None else "published"


@dataclass(frozen=True, slots=True)
class GapTable:
    """The newest upper catalogue against the own table; `title` "" where none was imported yet."""

    title: str
    lines: tuple[GapLine, ...]


def import_upper_catalogue(desk: Desk, command: ImportUpperCatalogue) -> RuleVersion:
    """Keep it as a version; raises `RuleFileRefused`, `NotPermitted`, `UnreadableFile`."""
    with desk.uow(command.actor, writing=False) as uow:
        permitted(uow, command.actor, Permission.OFFICE_MANAGE)
    items = upper_items(desk.documents.read(command.data, command.name).document)
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.OFFICE_MANAGE)
        version = keep_version(
            uow, desk, user.id, RuleKind.UPPER_CATALOGUE, command.title.strip(), [list(item) for item in items]
        )
        uow.commit()
        return version


def gap_table(desk: Desk, actor: str, reads: ReadModels) -> GapTable:
    """Every upper item with what the office has; anybody of the office may look: it holds no text of items."""
    with desk.uow(actor, writing=False) as uow:
        versions = uow.rule_versions.find(kind=RuleKind.UPPER_CATALOGUE.value)
    if not versions:
        return GapTable("", ())
    items = [UpperItem(*row) for row in json.loads(versions[-1].content)]
    lasts = {one.column: local_day(one.last_release) for one in reads.columns() if one.last_release is not None}
    return GapTable(versions[-1].title, tuple(_line(desk, item, lasts) for item in items))


def _line(desk: Desk, item: UpperItem, lasts: Mapping[str, date]) -> GapLine:
    catalogue = desk.toolbox.catalogue
    found = match(item, catalogue)
    column = catalogue.column(found.leaf) if found.leaf else None
    return GapLine(found, f"{column.id} {column.title}" if column else "", lasts.get(found.leaf or ""))
