"""签批附修改: the signatory signs with listed changes; a new revision is made; the reviewer confirms exactly those.

The signatory's signature covers the revision as it was and the list; the reviewer's covers the new bytes and
names the signature it completes. Between the two the item goes back to the drafter like any other return.
"""

from dataclasses import dataclass
from hashlib import sha256

from reviewer_app.domain.actors import User
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import AmendmentMismatch, ReasonRequired
from reviewer_app.domain.items import Change, Item, Revision
from reviewer_app.domain.release import SignOff, SignOffKind
from reviewer_app.domain.review import Decision, DecisionKind
from reviewer_app.domain.states import State
from reviewer_app.ports.signing import Signer
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.amended_check import further_differences, open_condition, texts_of
from reviewer_app.services.checkpoint import checkpoint
from reviewer_app.services.desk import Desk, current_revision
from reviewer_app.services.passing import Pass, pass_within
from reviewer_app.services.sign import own_key, settle, who_may_sign
from reviewer_app.services.signing_card import gather
from reviewer_app.verifier import dsse, jcs


@dataclass(frozen=True, slots=True)
class SignWithAmendments:
    """Sign on condition of `changes` to the revision as it stands."""

    actor: str
    item: str
    version: int
    key: Signer
    changes: tuple[Change, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmAmendments:
    """The reviewer passes the new revision and confirms that it differs by exactly the signed changes."""

    passing: Pass
    key: Signer


def sign_with_amendments(desk: Desk, command: SignWithAmendments) -> SignOff:
    """Record the conditional signature and return the item to the drafter with the list."""
    if not command.changes:
        raise ReasonRequired
    with desk.uow(command.actor) as uow:
        user = uow.users.get(command.actor)
        item = uow.items.get(command.item, command.version)
        now = desk.clock.now()
        authorisation = who_may_sign(uow, item, user, now)
        returned = item.to(State.RETURNED, claimed_by=None, claimed_at=None)
        _require_applicable(uow, current_revision(uow, item), command.changes)
        card = gather(uow, item, user.id, now, authorisation)
        own_key(uow, user, command.key)
        salt = bytes.fromhex(card.salt)
        listed = jcs.dumps([[one.ordinal, one.before, one.after] for one in command.changes])
        value = {**card.value, "amendments": sha256(salt + listed).hexdigest()}
        text, envelope = jcs.dumps(value), dsse.sign(value, user.id, command.key.sign)
        signed = SignOff(
            id=desk.ids(), item=item.id, revision=card.parts.revision.id, kind=SignOffKind.WITH_AMENDMENTS,
            signer=user.id, at=now, card=text.decode(), card_sha256=sha256(text).hexdigest(), salt=card.salt,
            envelope=envelope.decode(), authorisation=authorisation,
            amendments=command.changes,
        )
        uow.signoffs.add(signed)
        uow.decisions.add(
            Decision(
                id=desk.ids(), item=item.id, revision=signed.revision, kind=DecisionKind.RETURN, by=user.id, at=now,
                reason=command.reason,
            )
        )
        uow.items.replace(returned)
        uow.record(
            AuditAction.ITEM_SIGN_AMENDED, item=item.id, id=signed.id, signoff=dsse.digest(envelope),
            amendments=len(command.changes),
        )
        uow.commit()
    checkpoint(desk)
    return signed


def confirm_amendments(desk: Desk, command: ConfirmAmendments) -> SignOff:
    """Confirm and queue; raises `AmendmentMismatch` with the number of further differences."""
    with desk.uow(command.passing.actor) as uow:
        user = uow.users.get(command.passing.actor)
        item = uow.items.get(command.passing.item)
        condition = open_condition(uow, item)
        revision = current_revision(uow, item)
        count = further_differences(uow, uow.revisions.get(condition.revision), revision, condition.amendments)
        if count:
            raise AmendmentMismatch(count=count)
        passed = pass_within(uow, desk, command.passing, user)
        signed = _confirmed(uow, desk, passed, user, command.key, condition)
        uow.commit()
    checkpoint(desk)
    return signed


def _confirmed(uow: UnitOfWork, desk: Desk, item: Item, user: User, key: Signer, condition: SignOff) -> SignOff:
    own_key(uow, user, key)
    card = gather(uow, item, user.id, desk.clock.now(), condition.authorisation)
    value = {**card.value, "confirms": condition.id, "confirmed": condition.card_sha256}
    text, envelope = jcs.dumps(value), dsse.sign(value, user.id, key.sign)
    signed = SignOff(
        id=desk.ids(), item=item.id, revision=card.parts.revision.id, kind=SignOffKind.CONFIRMATION, signer=user.id,
        at=card.parts.at, card=text.decode(), card_sha256=sha256(text).hexdigest(), salt=card.salt,
        envelope=envelope.decode(), confirms=condition.id,
    )
    uow.signoffs.add(signed)
    settle(uow, desk, item, card)
    uow.record(
        AuditAction.ITEM_CONFIRM_AMENDED, item=item.id, id=signed.id, signoff=dsse.digest(envelope),
        confirms=condition.id,
    )
    return signed


def _require_applicable(uow: UnitOfWork, revision: Revision, changes: tuple[Change, ...]) -> None:
    """Each change must name text that stands exactly once, or the drafter could not know what is meant."""
    texts = texts_of(uow, revision)
    missed = sum(1 for one in changes if not one.before or texts.get(one.ordinal, "").count(one.before) != 1)
    if missed:
        raise AmendmentMismatch(count=missed)
