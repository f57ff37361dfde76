"""补签: the signature that an approval by telephone still owes, over exactly what went out; with a key or on paper."""

from dataclasses import dataclass, replace
from datetime import date

from reviewer_app.domain.actors import Permission, User, require, require_not_author
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
from reviewer_app.services.sign_paper import Paper, keep_paper, record_paper
from reviewer_app.services.signing_card import gather


@dataclass(frozen=True, slots=True)
class MakeGood:
    """Sign for `approval`, seen at `version`, with an unlocked key."""

    actor: str
    approval: str
    version: int
    key: Signer


@dataclass(frozen=True, slots=True)
class MakeGoodOnPaper:
    """Record that the approver of `approval`, seen at `version`, signed on paper on `signed_on`; `scan` shows it."""

    actor: str
    approval: str
    version: int
    signed_on: date
    scan: bytes


@dataclass(frozen=True, slots=True)
class Owed:
    """待补签: an approval without its signature, with its item and who agreed and who called.

    `signatory` is who agreed; only he signs for it, in the program or on paper.
    """

    approval: TelephoneApproval
    item: Item
    signatory: User
    approver: str
    caller: str


def make_good(desk: Desk, command: MakeGood) -> SignOff:
    """Sign; raises `NotPermitted` for anybody but the approver, `StaleDecision` where it was signed already."""
    with desk.uow(command.actor) as uow:
        user = uow.users.get(command.actor)
        approval = uow.approvals.get(command.approval, command.version)
        if user.id != approval.approver:
            raise NotPermitted(permission=Permission.ITEM_SIGN.value)
        item = _owing(uow, approval, user)
        own_key(uow, user, command.key)
        card = gather(uow, item, user.id, desk.clock.now())
        signed, digest = signature(uow, desk, card, command.key)
        uow.approvals.replace(replace(approval, signoff=signed.id))
        uow.record(AuditAction.ITEM_SIGN, item=item.id, id=signed.id, signoff=digest)
        uow.commit()
    checkpoint(desk)
    return signed


def make_good_on_paper(desk: Desk, command: MakeGoodOnPaper) -> SignOff:
    """Record that the approver signed the printed form; raises as `sign_on_paper` and `make_good` do."""
    with desk.uow(command.actor) as uow:
        entering = permitted(uow, command.actor, Permission.ITEM_SIGN_PAPER)
        approval = uow.approvals.get(command.approval, command.version)
        signer = uow.users.get(approval.approver)
        item = _owing(uow, approval, signer)
        require_not_author(entering, authors_of(uow, item))
        card = gather(uow, item, signer.id, desk.clock.now())
        signed = keep_paper(uow, desk, card, Paper(signer, entering, command.signed_on, command.scan))
        uow.approvals.replace(replace(approval, signoff=signed.id))
        record_paper(uow, card, signed)
        uow.commit()
    checkpoint(desk)
    return signed


def _owing(uow: UnitOfWork, approval: TelephoneApproval, signer: User) -> Item:
    """The item as it went out, still to be signed by `signer`."""
    item = uow.items.get(approval.item)
    require(signer, Permission.ITEM_SIGN)
    require_not_author(signer, authors_of(uow, item))
    if not approval.is_owed:
        raise StaleDecision(who=signer.name, when=minute(approval.at), state=item.state.value)
    return item.with_(revision=approval.revision)


def owed(desk: Desk, actor: str) -> tuple[Owed, ...]:
    """Everything released by telephone that is not signed yet, oldest first; raises `NotPermitted`."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.LOG_READ)
        return tuple(_owed(uow, one) for one in uow.approvals.find(signoff=None))


def _owed(uow: UnitOfWork, approval: TelephoneApproval) -> Owed:
    approver, caller = (uow.users.get(one) for one in (approval.approver, approval.called_by))
    return Owed(approval, uow.items.get(approval.item), approver, approver.name, caller.name)


def owed_for(uow: UnitOfWork, item: str) -> TelephoneApproval | None:
    """The approval an item still owes its signature for."""
    return next(iter(uow.approvals.find(item=item, signoff=None)), None)
