"""应急事项: an item that answers an emergency or an outcry, with the clocks that run for it (§6.5)."""

from dataclasses import dataclass
from datetime import datetime

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete, IllegalTransition
from reviewer_app.domain.items import Item, Urgency
from reviewer_app.domain.states import UNDER_WAY
from reviewer_app.domain.urgent import Alarm, AlarmKind
from reviewer_app.services.desk import Desk, permitted


@dataclass(frozen=True, slots=True)
class RaiseAlarm:
    """`item`, seen at `version`, answers something that became known at `known_at`."""

    actor: str
    item: str
    version: int
    kind: AlarmKind
    known_at: datetime


def raise_alarm(desk: Desk, command: RaiseAlarm) -> Item:
    """Start the clocks and put the item first in every list; the latest alarm of an item counts."""
    with desk.uow(command.actor) as uow:
        permitted(uow, command.actor, Permission.ITEM_DRAFT)
        item = uow.items.get(command.item, command.version)
        if item.state not in UNDER_WAY:
            raise IllegalTransition(state=item.state.value, wanted=item.state.value)
        now = desk.clock.now()
        if command.known_at > now:
            raise DecisionIncomplete(missing="dates")
        alarm = Alarm(desk.ids(), item.id, command.kind, command.known_at, command.actor, now)
        uow.alarms.add(alarm)
        stored = uow.items.replace(item.with_(urgency=Urgency.EXTRA_URGENT))
        uow.record(AuditAction.ITEM_ALARM, item=item.id, alarm=alarm.id, kind=alarm.kind.value)
        uow.commit()
        return stored
