"""清扫出口: packages of entries that are no longer public, left behind by a crash between the act and the removal.

The act is on record first and the package goes afterwards (`withdrawing`), so a kill between the two leaves a file
with personal data where the website takes its files from. Nothing is decided here and nothing is logged: the log
has the act already.
"""

from typing import Final

from reviewer_app.domain.actors import SYSTEM_ACTOR
from reviewer_app.domain.states import State
from reviewer_app.services.desk import Desk

GONE: Final = (State.TAKING_DOWN, State.TAKEN_DOWN, State.EXPIRED, State.RETURNED)
"""States of an entry whose package must not lie in an outlet. RETURNED: withdrawn from the queue after a crash
between the delivery and its record."""


def sweep_outlets(desk: Desk) -> tuple[str, ...]:
    """Remove what such entries left in any outlet; returns their ids. Raises `OutletFailed`."""
    held = {name: outlet.held() for name, outlet in desk.outlets.items()}
    if not any(held.values()):
        return ()
    with desk.uow(SYSTEM_ACTOR, writing=False) as uow:
        gone = [entry for state in GONE for entry in uow.queue.find(state=state.value)]
    left = [entry for entry in gone if entry.id in held.get(entry.outlet, ())]
    for entry in left:
        desk.outlets[entry.outlet].remove(entry.id)
    return tuple(entry.id for entry in left)
