"""The office's own rule data: a calendar, a 责任表, an upper catalogue, each kept as versions (F09, F24, F54).

The newest version of a kind is in force at once; every decision names the hash of the rules it was made under.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256

from reviewer_app.domain.actors import SYSTEM_ACTOR
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.office import RuleKind, RuleVersion
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.assess import Toolbox, load_toolbox
from reviewer_app.rules.catalogue import from_mapping
from reviewer_app.rules.workdays import WorkCalendar, from_rows
from reviewer_app.services.desk import Desk
from reviewer_app.verifier import jcs


def take_up(desk: Desk) -> None:
    """Put the office's own rules in force, at the start and after every change."""
    with desk.uow(SYSTEM_ACTOR, writing=False) as uow:
        desk.shelf.toolbox = in_force(uow)


def in_force(uow: UnitOfWork) -> Toolbox:
    """What is shipped with the office's own versions in its place."""
    shipped = load_toolbox()
    calendar, whole = shipped.calendar, sha256(shipped.sha256.encode())
    for version in uow.rule_versions.find(kind=RuleKind.CALENDAR.value):
        calendar = calendar.replaced(calendar_in(version))
        whole.update(version.sha256.encode())
    catalogue = shipped.catalogue
    for version in uow.rule_versions.find(kind=RuleKind.CATALOGUE.value)[-1:]:
        catalogue = from_mapping(json.loads(version.content))
        whole.update(version.sha256.encode())
    untouched = calendar is shipped.calendar and catalogue is shipped.catalogue
    own = shipped.sha256 if untouched else whole.hexdigest()
    return replace(shipped, calendar=calendar, catalogue=catalogue, sha256=own)


def keep_version(uow: UnitOfWork, desk: Desk, by: str, kind: RuleKind, title: str, content: object) -> RuleVersion:
    """Keep a version, recorded but not committed."""
    text = jcs.dumps(content)
    version = RuleVersion(
        desk.ids(), kind, title, text.decode(), sha256(text).hexdigest(), by, desk.clock.now()
    )
    uow.rule_versions.add(version)
    uow.record(AuditAction.RULES_CHANGE, kind=kind.value, version=version.id, sha256=version.sha256)
    return version


def calendar_content(calendar: WorkCalendar) -> list[list[str]]:
    """A calendar as it is kept: [day, rest or work, name], in order of days."""
    days: Iterable[tuple[date, str, str]] = (
        *((day, "rest", name) for day, name in calendar.rest.items()),
        *((day, "work", name) for day, name in calendar.work.items()),
    )
    return [[day.isoformat(), kind, name] for day, kind, name in sorted(days)]


def calendar_in(version: RuleVersion) -> WorkCalendar:
    """The calendar of a kept version."""
    return from_rows(dict(zip(("date", "kind", "name"), row, strict=True)) for row in json.loads(version.content))
