"""责任表 kept by the office itself: a leaf changed is a new version of the whole table (F24, F54)."""

from dataclasses import dataclass, replace

import msgspec

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.errors import DecisionIncomplete, NotFound, RulesChanged
from reviewer_app.domain.office import RuleKind, RuleVersion
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.catalogue import Catalogue, Column
from reviewer_app.rules.channels import channels
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.own_rules import keep_version, take_up
from reviewer_app.services.recompute import recompute_dates
from reviewer_app.services.reviewing import minute

HIGHEST_RISK = 3


@dataclass(frozen=True, slots=True)
class SaveColumn:
    """Put `column` in the place of the leaf with its id; `seen` is the hash of the rules the person saw."""

    actor: str
    column: Column
    seen: str


def save_column(desk: Desk, command: SaveColumn) -> RuleVersion:
    """Keep the table with the leaf changed, in force at once; raises `DecisionIncomplete`, `RulesChanged`."""
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.OFFICE_MANAGE)
        table = desk.toolbox.catalogue
        if table.column(command.column.id) is None:
            raise NotFound(what="thing.column", id=command.column.id)
        if command.seen != desk.toolbox.sha256:
            raise _changed_since(uow)
        _require_whole(command.column)
        changed = replace(table, columns=_with(table, command.column))
        version = keep_version(
            uow, desk, user.id, RuleKind.CATALOGUE, table.title, msgspec.to_builtins(changed, order="deterministic")
        )
        uow.commit()
    take_up(desk)
    recompute_dates(desk, command.actor)
    return version


def _with(table: Catalogue, column: Column) -> tuple[Column, ...]:
    return tuple(column if one.id == column.id else one for one in table.columns)


def _require_whole(column: Column) -> None:
    """A leaf has units, a channel that carries its audience, and terms that can be kept."""
    known = channels()
    terms = (column.fresh_months, column.due.working_days)
    lacking = [
        key for key, there in (
            ("unit", column.departments.strip()),
            ("channel", column.channels and all(one in known for one in column.channels)),
            ("dates", all(term is None or term > 0 for term in terms)),
            ("risk", 0 <= column.risk <= HIGHEST_RISK),
        ) if not there
    ]
    if "channel" not in lacking and not any(column.audience in known[one].audiences for one in column.channels):
        lacking.append("channel_audience")
    if lacking:
        raise DecisionIncomplete(missing=",".join(lacking))


def _changed_since(uow: UnitOfWork) -> RulesChanged:
    last = uow.rule_versions.find()[-1:]
    who = uow.users.get(last[0].by).name if last else ""
    return RulesChanged(who=who, when=minute(last[0].at) if last else "")
