"""固定: the station key signs a checkpoint over the whole log, by the system actor (design §6)."""

from reviewer_app.domain.actors import SYSTEM_ACTOR
from reviewer_app.domain.audit import Checkpoint
from reviewer_app.domain.errors import StationKeyForeign
from reviewer_app.services.desk import Desk
from reviewer_app.settings import STATION_KEY_NAME
from reviewer_app.verifier import notes


def checkpoint(desk: Desk) -> Checkpoint:
    """Sign the log as it stands; what is fixed can no longer be changed unseen. Same log, same checkpoint.

    Raises `StationKeyForeign` before anything is signed: a checkpoint of another key can never be taken back.
    """
    size = desk.log.size()
    known = desk.log.checkpoints()
    # The entry that keeps a checkpoint is itself not covered by it; nothing new beyond that needs no new one.
    if known and known[-1].size >= size - 1:
        return known[-1]
    _own_key(desk)
    root = desk.log.root(size)
    made = Checkpoint(
        id=desk.ids(), size=size, root=root.hex(), note=desk.station.sign_checkpoint(size, root), at=desk.clock.now()
    )
    desk.log.add_checkpoint(made)
    return made


def _own_key(desk: Desk) -> None:
    with desk.uow(SYSTEM_ACTOR, writing=False) as uow:
        offices = uow.offices.find()
    if offices and offices[0].station_key != desk.station.verifier_key:
        raise StationKeyForeign(name=STATION_KEY_NAME)


def short_code(made: Checkpoint) -> str:
    """The checkpoint's code as forms and ledgers print it; `reviewer-audit verify --code` takes it as an anchor."""
    return notes.Checkpoint(origin_of(made), made.size, bytes.fromhex(made.root)).short_code


def origin_of(made: Checkpoint) -> str:
    """The log's name: the first line of the note."""
    return made.note.partition("\n")[0]
