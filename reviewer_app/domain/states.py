"""The one table of legal transitions (design §2). Nothing else moves an item or a queue entry."""

from enum import StrEnum

from reviewer_app.domain.errors import IllegalTransition


class State(StrEnum):
    """States of an item; a queue entry uses those from QUEUED on. Chinese names are texts `state.<value>`."""

    DRAFTING = "drafting"  # 待送审
    SUBMITTED = "submitted"  # 待审查
    IN_REVIEW = "in_review"  # 审查中
    RETURNED = "returned"  # 退回修改
    DEFERRED = "deferred"  # 暂缓公开
    REFERRED = "referred"  # 报请确定
    AWAITING_SIGNATURE = "awaiting_signature"  # 待签批
    REGISTERED = "registered"  # 存档
    QUEUED = "queued"  # 待发布
    DELIVERED = "delivered"  # 已交发布
    ONLINE = "online"  # 已上网
    COMPARED = "compared"  # 已核对
    FAILED = "failed"  # 发布失败
    CORRECTING = "correcting"  # 更正中
    CORRECTED = "corrected"  # 已更正
    TAKING_DOWN = "taking_down"  # 撤下中
    TAKEN_DOWN = "taken_down"  # 已撤下
    EXPIRED = "expired"  # 期满撤下
    VOID = "void"  # 作废


_S = State
_PUBLIC = (_S.CORRECTING, _S.TAKING_DOWN, _S.EXPIRED)
TRANSITIONS: dict[State, frozenset[State]] = {
    _S.DRAFTING: frozenset({_S.SUBMITTED, _S.VOID}),
    _S.SUBMITTED: frozenset({_S.DRAFTING, _S.IN_REVIEW, _S.RETURNED, _S.VOID}),
    _S.IN_REVIEW: frozenset({_S.RETURNED, _S.AWAITING_SIGNATURE, _S.DEFERRED, _S.REFERRED, _S.VOID}),
    _S.RETURNED: frozenset({_S.SUBMITTED, _S.VOID}),
    _S.DEFERRED: frozenset({_S.IN_REVIEW, _S.VOID}),
    _S.REFERRED: frozenset({_S.IN_REVIEW, _S.VOID}),
    _S.AWAITING_SIGNATURE: frozenset({_S.QUEUED, _S.REGISTERED, _S.RETURNED, _S.VOID}),
    _S.REGISTERED: frozenset(),
    # QUEUED -> RETURNED: a mistake found before delivery takes the item out of the queue again.
    _S.QUEUED: frozenset({_S.DELIVERED, _S.FAILED, _S.RETURNED}),
    _S.FAILED: frozenset({_S.QUEUED, _S.RETURNED}),
    _S.DELIVERED: frozenset({_S.ONLINE, *_PUBLIC}),
    _S.ONLINE: frozenset({_S.COMPARED, *_PUBLIC}),
    _S.COMPARED: frozenset(_PUBLIC),
    _S.CORRECTING: frozenset({_S.CORRECTED, _S.TAKING_DOWN}),
    # What was corrected is still public, so it can still be corrected, taken down or expire.
    _S.CORRECTED: frozenset(_PUBLIC),
    _S.TAKING_DOWN: frozenset({_S.TAKEN_DOWN}),
    _S.TAKEN_DOWN: frozenset(),
    _S.EXPIRED: frozenset(),
    _S.VOID: frozenset(),
}

BEFORE_QUEUED = frozenset(state for state, following in TRANSITIONS.items() if _S.VOID in following)

UNDER_WAY = BEFORE_QUEUED | {_S.QUEUED, _S.FAILED}
"""States before the first delivery: an item in one of them past its last lawful day is late."""

_PROGRESS = (_S.FAILED, _S.QUEUED, _S.TAKING_DOWN, _S.CORRECTING, _S.DELIVERED, _S.ONLINE, _S.COMPARED, _S.CORRECTED,
             _S.EXPIRED, _S.TAKEN_DOWN)


def move(state: State, to: State) -> State:
    """Return `to`, or raise `IllegalTransition`."""
    if to not in TRANSITIONS[state]:
        raise IllegalTransition(state=state.value, wanted=to.value)
    return to


def state_of_entries(states: tuple[State, ...]) -> State:
    """The state an item shows for its queue entries: the one that most needs somebody's attention.

    Failed first, then what still waits, then what is under way, then what is done; an item counts as taken
    down or expired only when all its entries are.
    """
    return min(states, key=_PROGRESS.index)
