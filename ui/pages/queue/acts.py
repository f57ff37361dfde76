"""What can be done with a queue entry, as data: icon, permission, states, how it looks (house style 21)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.states import TRANSITIONS, State
from reviewer_app.services.open_entry import EntryView
from reviewer_app.services.open_evidence import evidence_of
from reviewer_app.services.post_notice import is_board


class Act(StrEnum):
    """One button each; texts are `queue.act.<value>`, hints `queue.tip.<value>`."""

    RETRY = "retry"
    PRINT_BOARD = "print_board"
    RECORD_POSTING = "record_posting"
    RECORD_ONLINE = "record_online"
    COMPARE = "compare"
    FINISH_TAKE_DOWN = "finish_take_down"
    FINISH_CORRECTION = "finish_correction"
    LOOK = "look"
    OPEN_FOLDER = "open_folder"
    COPY_TEXT = "copy_text"
    COPY_HTML = "copy_html"
    CORRECT = "correct"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"
    TAKE_DOWN = "take_down"


def _before(state: State) -> frozenset[State]:
    """The states from which the one table of transitions leads to `state`."""
    return frozenset(old for old, following in TRANSITIONS.items() if state in following)


_S = State
_AT_HAND = frozenset({_S.DELIVERED, _S.ONLINE, _S.COMPARED, _S.CORRECTING, _S.CORRECTED})


@dataclass(frozen=True, slots=True)
class Action:
    """One row of the table; `kind` is the look: primary (the next step), link (a tool), plain or danger."""

    act: Act
    icon: str
    permission: Permission
    states: frozenset[State]
    kind: str = ""


_P = Permission
ACTIONS = (
    Action(Act.RETRY, "mdi6.refresh", _P.QUEUE_SCHEDULE, frozenset({_S.FAILED}), "primary"),
    Action(Act.RECORD_POSTING, "mdi6.pin-outline", _P.QUEUE_RECORD_ONLINE,
           frozenset({_S.DELIVERED, _S.ONLINE, _S.COMPARED}), "primary"),
    Action(Act.RECORD_ONLINE, "mdi6.link-variant-plus", _P.QUEUE_RECORD_ONLINE, frozenset({_S.DELIVERED}), "primary"),
    Action(Act.COMPARE, "mdi6.file-compare", _P.QUEUE_COMPARE, frozenset({_S.ONLINE}), "primary"),
    Action(Act.FINISH_TAKE_DOWN, "mdi6.clipboard-check-outline", _P.QUEUE_TAKE_DOWN, frozenset({_S.TAKING_DOWN}),
           "primary"),
    Action(Act.FINISH_CORRECTION, "mdi6.check-all", _P.QUEUE_CORRECT, frozenset({_S.CORRECTING}), "primary"),
    Action(Act.PRINT_BOARD, "mdi6.printer-outline", _P.TEXT_READ, _AT_HAND | {_S.QUEUED}, "link"),
    Action(Act.LOOK, "mdi6.image-outline", _P.TEXT_READ, frozenset(State), "link"),
    Action(Act.OPEN_FOLDER, "mdi6.folder-open-outline", _P.LOG_READ, _AT_HAND, "link"),
    Action(Act.COPY_TEXT, "mdi6.content-copy", _P.TEXT_READ, _AT_HAND, "link"),
    Action(Act.COPY_HTML, "mdi6.code-tags", _P.TEXT_READ, _AT_HAND, "link"),
    Action(Act.CORRECT, "mdi6.pencil-outline", _P.QUEUE_CORRECT, _before(_S.CORRECTING)),
    Action(Act.EXPIRE, "mdi6.calendar-remove-outline", _P.QUEUE_TAKE_DOWN, _before(_S.EXPIRED)),
    Action(Act.WITHDRAW, "mdi6.undo-variant", _P.QUEUE_SCHEDULE, frozenset({_S.QUEUED, _S.FAILED})),
    Action(Act.TAKE_DOWN, "mdi6.alert-octagon-outline", _P.QUEUE_TAKE_DOWN, _before(_S.TAKING_DOWN), "danger"),
)


def offered(view: EntryView, may: Callable[[Permission], bool], today: date) -> frozenset[Act]:
    """What this person is offered for the entry as it stands; the use cases decide again."""
    found = {one.act for one in ACTIONS if view.entry.state in one.states and may(one.permission)}
    if view.entry.display_until is None or view.entry.display_until >= today:
        found.discard(Act.EXPIRE)
    if is_board(view.entry):
        found.discard(Act.RECORD_ONLINE)
    else:
        found -= {Act.PRINT_BOARD, Act.RECORD_POSTING}
    if not evidence_of(view):
        found.discard(Act.LOOK)
    if view.entry.delivery is None:
        found.discard(Act.OPEN_FOLDER)
    return frozenset(found)
