"""留痕成句: every entry of the log as a sentence (window.md, 台账与留痕).

Entries hold ids, enums, dates and counts; names and decisions are looked up in the rows they refer to. What was
erased or is not there shows as —, never as a failure: the auditor must always get to read the log.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from reviewer_app.domain.actors import SYSTEM_ACTOR, Permission
from reviewer_app.domain.audit import AuditAction, AuditEntry
from reviewer_app.domain.review import Determination
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.channels import channels
from reviewer_app.rules.law import cite_text
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.reviewing import minute
from reviewer_app.text import say

NOTHING = "—"
Say = Callable[..., str]
WORDS: Final = {
    "attribute": "attribute", "audience": "audience", "conclusion": "conclusion", "kind": "act.kind",
    "source": "source", "answer": "state", "reason": "release", "to": "level",
}
"""Refs whose value is an enum, and under which keys its members are named."""


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One entry: its number, when, who (a name), what was done, and the finished sentence."""

    seq: int
    at: datetime
    actor: str
    action: AuditAction
    sentence: str


@dataclass(frozen=True, slots=True)
class ItemWay:
    """What happened to one item, oldest first, and its title (— where its row is gone)."""

    title: str
    lines: tuple[TimelineLine, ...]


def item_timeline(desk: Desk, actor: str, item: str, words: Say = say) -> tuple[TimelineLine, ...]:
    """Everything that happened to an item, oldest first, told in the language of `words`; raises `NotPermitted`."""
    return _lines(desk, actor, desk.log.entries(item=item), words)


def item_way(desk: Desk, actor: str, item: str, words: Say = say) -> ItemWay:
    """The timeline under the item's title; raises `NotPermitted`."""
    lines = item_timeline(desk, actor, item, words)
    with desk.uow(actor, writing=False) as uow:
        found = uow.items.find(id=item)
    return ItemWay(found[0].title if found else NOTHING, lines)


def log_page(desk: Desk, actor: str, start: int, limit: int, words: Say = say) -> tuple[TimelineLine, ...]:
    """Entries `start` and following of the whole log."""
    return _lines(desk, actor, desk.log.entries(start=start, limit=limit), words)


def _lines(desk: Desk, actor: str, entries: tuple[AuditEntry, ...], words: Say) -> tuple[TimelineLine, ...]:
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.LOG_READ)
        teller = _Teller(uow, words)
        return tuple(teller.line(entry) for entry in entries)


class _Teller:
    """Makes sentences; looks each person and revision up once."""

    def __init__(self, uow: UnitOfWork, words: Say) -> None:
        self._uow = uow
        self._words = words
        self._names = {user.id: user.name for user in uow.users.find()}
        self._names[SYSTEM_ACTOR] = words("act.system")

    def line(self, entry: AuditEntry) -> TimelineLine:
        """One entry as a sentence."""
        who = self._names.get(entry.actor, entry.actor)
        values = self._values(entry) | {"who": who, "when": minute(entry.at)}
        return TimelineLine(entry.seq, entry.at, who, entry.action, self._words(f"act.{entry.action.value}", **values))

    def _values(self, entry: AuditEntry) -> dict[str, str]:
        refs = dict(entry.refs)
        values = dict.fromkeys(NAMES, NOTHING)
        for name, value in refs.items():
            values[name] = self._word(entry.action, name, str(value))
        values["revision"] = self._revision(str(refs.get("revision", "")))
        values["basis"] = self._basis(str(refs.get("determination", "")))
        values["person"] = self._person(refs)
        values["channel"] = self._channel(str(refs.get("entry", "")))
        values["address"] = self._address(str(refs.get("online", "")))
        return values

    def _word(self, action: AuditAction, name: str, value: str) -> str:
        if action is AuditAction.ITEM_SECRECY and name == "conclusion":
            return self._words(f"secrecy.{value}")
        prefix = WORDS.get(name)
        return self._words(f"{prefix}.{value}") if prefix else value

    def _revision(self, id_: str) -> str:
        found = self._uow.revisions.find(id=id_)
        return str(found[0].ordinal) if found else NOTHING

    def _basis(self, id_: str) -> str:
        found: tuple[Determination, ...] = self._uow.determinations.find(id=id_)
        bases = found[0].basis if found else ()
        return self._words("missing.join").join(map(cite_text, bases)) or NOTHING

    def _person(self, refs: dict[str, str | int]) -> str:
        id_ = str(refs.get("grantee", refs.get("author", refs.get("user", ""))))
        return self._names.get(id_, NOTHING)

    def _channel(self, id_: str) -> str:
        found = self._uow.queue.find(id=id_)
        known = channels()
        return known[found[0].channel].title if found and found[0].channel in known else NOTHING

    def _address(self, id_: str) -> str:
        found = self._uow.online.find(id=id_)
        return found[0].address if found else NOTHING


NAMES = frozenset({
    "revision", "basis", "person", "channel", "address", "attribute", "audience", "conclusion", "kind", "source",
    "answer", "reason", "findings", "points", "opened", "places", "proposed", "amendments", "differences", "until",
    "review_date", "signed_on", "step", "steps", "size", "level", "columns", "defaults", "roles", "date",
    "count", "number", "deferred",
    "rule", "to", "entries",
})  # fmt: skip
"""Every place that a sentence may fill beside who and when."""
