"""固定: the station key signs a checkpoint over the whole log, by the system actor (design §6)."""

from reviewer_app.domain.audit import Checkpoint
from reviewer_app.services.desk import Desk


def checkpoint(desk: Desk) -> Checkpoint:
    """Sign the log as it stands; what is fixed can no longer be changed unseen. Same log, same checkpoint."""
    size = desk.log.size()
    known = desk.log.checkpoints()
    # The entry that keeps a checkpoint is itself not covered by it; nothing new beyond that needs no new one.
    if known and known[-1].size >= size - 1:
        return known[-1]
    root = desk.log.root(size)
    made = Checkpoint(
        id=desk.ids(), size=size, root=root.hex(), note=desk.station.sign_checkpoint(size, root), at=desk.clock.now()
    )
    desk.log.add_checkpoint(made)
    return made


def short_code(made: Checkpoint) -> str:
    """The checkpoint's short code as forms and ledgers print it: size and the first 8 hex digits of the root."""
    return f"{made.size}-{made.root[:8].upper()}"
