"""登记线下签批: a scan of the signed form; shown everywhere as 纸质签批, never as an electronic signature."""

from dataclasses import dataclass
from datetime import date

from reviewer_app.domain.actors import Permission, User, require, require_not_author
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import CannotSign
from reviewer_app.domain.release import SignOff, SignOffKind
from reviewer_app.domain.states import State
from reviewer_app.ports.clock import local_day
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.checkpoint import checkpoint
from reviewer_app.services.desk import Desk, authors_of, permitted
from reviewer_app.services.sign import settle
from reviewer_app.services.signing_card import SigningCard, gather


@dataclass(frozen=True, slots=True)
class SignOnPaper:
    """Record that `signer` (a user id) signed the printed form on `signed_on`; `scan` shows it."""

    actor: str
    item: str
    version: int
    signer: str
    signed_on: date
    scan: bytes


def sign_on_paper(desk: Desk, command: SignOnPaper) -> SignOff:
    """Record it and queue or register; the signer needs the right to sign, and nobody who authored is either."""
    with desk.uow(command.actor) as uow:
        entering = permitted(uow, command.actor, Permission.ITEM_SIGN_PAPER)
        item = uow.items.get(command.item, command.version)
        item.to(State.QUEUED)
        signer = uow.users.get(command.signer)
        require(signer, Permission.ITEM_SIGN)
        authors = authors_of(uow, item)
        require_not_author(signer, authors)
        require_not_author(entering, authors)
        card = gather(uow, item, signer.id, desk.clock.now())
        signed = keep_paper(uow, desk, card, Paper(signer, entering, command.signed_on, command.scan))
        settle(uow, desk, item, card)
        record_paper(uow, card, signed)
        uow.commit()
    checkpoint(desk)
    return signed


@dataclass(frozen=True, slots=True)
class Paper:
    """Who signed a printed form, who enters it, the day on it, and the bytes of its scan."""

    signer: User
    entering: User
    signed_on: date
    scan: bytes


def keep_paper(uow: UnitOfWork, desk: Desk, card: SigningCard, paper: Paper) -> SignOff:
    """Keep a signature on paper over `card`; raises `CannotSign` without a scan, or of a day to come."""
    now = desk.clock.now()
    if not paper.scan or paper.signed_on > local_day(now):
        raise CannotSign(missing="paper_evidence")
    scan = uow.blobs.put(paper.scan)
    item = card.parts.item
    signed = SignOff(
        id=desk.ids(), item=item.id, revision=card.parts.revision.id, kind=SignOffKind.PAPER, signer=paper.signer.id,
        at=now, card=card.text, card_sha256=card.sha256, salt=card.salt, evidence=scan.id,
        evidence_sha256=scan.sha256, signer_name=paper.signer.name, signed_on=paper.signed_on,
        entered_by=paper.entering.id,
    )
    uow.signoffs.add(signed)
    return signed


def record_paper(uow: UnitOfWork, card: SigningCard, signed: SignOff) -> None:
    """Log it, after everything that goes with it was changed."""
    # There is no envelope that would name the public files, so the entry itself does.
    public = tuple(sorted({part.sha256 for version in card.parts.public_versions for part in version.parts}))
    day = signed.signed_on.isoformat() if signed.signed_on else ""
    uow.record(AuditAction.ITEM_SIGN_PAPER, item=signed.item, id=signed.id, signed_on=day, public=public)
