"""补签: the signature that an approval by telephone still owes, over exactly what went out."""

from dataclasses import dataclass, replace

from reviewer_app.domain.actors import Permission, require, require_not_author
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import NotPermitted, StaleDecision
from reviewer_app.domain.items import Item
from reviewer_app.domain.release import SignOff
from reviewer_app.domain.urgent import TelephoneApproval
from reviewer_app.ports.signing import Signer
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.checkpoint import checkpoint
from reviewer_app.services.desk import Desk, authors_of, permitted
from reviewer_app.services.reviewing import minute
from reviewer_app.services.sign import own_key, signature
from reviewer_app.services.signing_card import gather


@dataclass(frozen=True, slots=True)
class MakeGood:
    """Sign for `approval`, seen at `version`, with an unlocked key."""

    actor: str
    approval: str
    version: int
    key: Signer


@dataclass(frozen=True, slots=True)
class Owed:
    """待补签: an approval without its signature, with its item and who agreed and who called."""

    approval: TelephoneApproval
    item: Item
    approver: str
    caller: str


def make_good(desk: Desk, command: MakeGood) -> SignOff:
    """Sign; raises `NotPermitted` for anybody but the approver, `StaleDecision` where it was signed already."""
    with desk.uow(command.actor) as uow:
        user = uow.users.get(command.actor)
        approval = uow.approvals.get(command.approval, command.version)
        item = uow.items.get(approval.item)
        require(user, Permission.ITEM_SIGN)
        require_not_author(user, authors_of(uow, item))
        if user.id != approval.approver:
            raise NotPermitted(permission=Permission.ITEM_SIGN.value)
        if not approval.is_owed:
            raise StaleDecision(who=user.name, when=minute(approval.at), state=item.state.value)
        own_key(uow, user, command.key)
        card = gather(uow, item.with_(revision=approval.revision), user.id, desk.clock.now())
        signed, digest = signature(uow, desk, card, command.key)
        uow.approvals.replace(replace(approval, signoff=signed.id))
        uow.record(AuditAction.ITEM_SIGN, item=item.id, id=signed.id, signoff=digest)
        uow.commit()
    checkpoint(desk)
    return signed


def owed(desk: Desk, actor: str) -> tuple[Owed, ...]:
    """Everything released by telephone that is not signed yet, oldest first; raises `NotPermitted`."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.LOG_READ)
        return tuple(_owed(uow, one) for one in uow.approvals.find(signoff=None))


def _owed(uow: UnitOfWork, approval: TelephoneApproval) -> Owed:
    approver, caller = (uow.users.get(one).name for one in (approval.approver, approval.called_by))
    return Owed(approval, uow.items.get(approval.item), approver, caller)


def owed_for(uow: UnitOfWork, item: str) -> TelephoneApproval | None:
    """The approval an item still owes its signature for."""
    return next(iter(uow.approvals.find(item=item, signoff=None)), None)
