"""路线: the steps that items of an office pass before they wait for review."""

from dataclasses import dataclass

from reviewer_app.domain.actors import GRANTS, Permission, Role
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete
from reviewer_app.domain.items import Route, RouteStep
from reviewer_app.services.desk import Desk, permitted


@dataclass(frozen=True, slots=True)
class SaveRoute:
    """A new route, or route `id_` changed as it was seen at `version`."""

    actor: str
    name: str
    steps: tuple[RouteStep, ...]
    id_: str | None = None
    version: int = 1


def save_route(desk: Desk, command: SaveRoute) -> Route:
    """Add or change a route; each step needs a name and a role that may endorse.

    Items under way keep counting their finished steps against the route as it is now.
    """
    if not command.name.strip() or not all(_is_step(step) for step in command.steps):
        raise DecisionIncomplete(missing="route_steps")
    with desk.uow(command.actor) as uow:
        permitted(uow, command.actor, Permission.OFFICE_MANAGE)
        route = Route(command.id_ or desk.ids(), command.name.strip(), command.steps, command.version)
        if command.id_ is None:
            uow.routes.add(route)
        else:
            route = uow.routes.replace(route)
        uow.record(AuditAction.ROUTE_CHANGE, route=route.id, steps=len(route.steps))
        uow.commit()
        return route


def _is_step(step: RouteStep) -> bool:
    able = {role.value for role, grants in GRANTS.items() if Permission.ITEM_ENDORSE in grants}
    return bool(step.name.strip()) and step.role in {role.value for role in Role} & able
