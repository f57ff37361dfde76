"""立即发布到期: a person asks the machine to deliver what is due, instead of waiting for the next round."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.release_due import Released, release_due


@dataclass(frozen=True, slots=True)
class ReleaseNow:
    """Deliver everything whose time has come."""

    actor: str


def release_now(desk: Desk, command: ReleaseNow) -> tuple[Released, ...]:
    """Deliver what is due, as the system actor does; raises `NotPermitted`."""
    with desk.uow(command.actor, writing=False) as uow:
        permitted(uow, command.actor, Permission.QUEUE_RELEASE)
    return release_due(desk)
