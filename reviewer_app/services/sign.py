"""签批（同意公开）: the signatory's electronic signature over exact bytes and decisions (design §2, §6)."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from reviewer_app.domain.actors import User, require_signature
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import KeyLocked, NotAuthorised
from reviewer_app.domain.items import Item
from reviewer_app.domain.release import QueueEntry, RegisterEntry, RegisterKind, SignOff, SignOffKind
from reviewer_app.domain.review import PUBLISHING, Conclusion
from reviewer_app.domain.states import State
from reviewer_app.ports.clock import SHANGHAI, local_day
from reviewer_app.ports.signing import Signer
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.channels import channel
from reviewer_app.services.checkpoint import checkpoint
from reviewer_app.services.desk import Desk, authors_of
from reviewer_app.services.mark_policy import require_interpreted
from reviewer_app.services.passing import Pass, pass_within
from reviewer_app.services.signing_card import SigningCard, channels_for, gather, last_pass
from reviewer_app.verifier import dsse

REGISTER_REVIEW_YEARS = 1
"""定期评估: what is not public is looked at again after a year (2019 Art 18 says 定期, no period: our setting)."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Sign `item`, seen at `version`, with an unlocked key."""

    actor: str
    item: str
    version: int
    key: Signer


@dataclass(frozen=True, slots=True)
class PassAndSign:
    """Under a written authorisation: pass and sign in one act, two entries, one signature."""

    passing: Pass
    key: Signer


def sign(desk: Desk, command: Sign) -> SignOff:
    """Sign and queue (or register); raises `AuthorMayNot`, `NotAuthorised`, `CannotSign`, `StaleDecision`."""
    with desk.uow(command.actor) as uow:
        item = uow.items.get(command.item, command.version)
        signed = sign_within(uow, desk, item, uow.users.get(command.actor), command.key)
        uow.commit()
    checkpoint(desk)
    return signed


def pass_and_sign(desk: Desk, command: PassAndSign) -> SignOff:
    """Pass and sign in one transaction; nothing is passed if the signature fails."""
    with desk.uow(command.passing.actor) as uow:
        user = uow.users.get(command.passing.actor)
        item = pass_within(uow, desk, command.passing, user)
        signed = sign_within(uow, desk, item, user, command.key)
        uow.commit()
    checkpoint(desk)
    return signed


def sign_within(uow: UnitOfWork, desk: Desk, item: Item, user: User, key: Signer) -> SignOff:
    """The signature inside a unit of work of the caller, recorded but not committed."""
    now = desk.clock.now()
    authorisation = who_may_sign(uow, item, user, now)
    item.to(State.QUEUED)  # an illegal state is told before anything is gathered
    card = gather(uow, item, user.id, now, authorisation)
    own_key(uow, user, key)
    signed, digest = signature(uow, desk, card, key)
    settle(uow, desk, item, card)
    uow.record(AuditAction.ITEM_SIGN, item=item.id, id=signed.id, signoff=digest)
    return signed


def signature(uow: UnitOfWork, desk: Desk, card: SigningCard, key: Signer) -> tuple[SignOff, str]:
    """Sign a card and keep the sign-off, for the caller to record; with the digest of its envelope."""
    parts = card.parts
    envelope = dsse.sign(card.value, parts.signer, key.sign)
    signed = SignOff(
        id=desk.ids(), item=parts.item.id, revision=parts.revision.id, kind=SignOffKind.ELECTRONIC,
        signer=parts.signer, at=parts.at, card=card.text, card_sha256=card.sha256, salt=card.salt,
        envelope=envelope.decode(), authorisation=parts.authorisation,
    )
    uow.signoffs.add(signed)
    return signed, dsse.digest(envelope)


def who_may_sign(uow: UnitOfWork, item: Item, user: User, now: datetime) -> str | None:
    """Check the right to sign; returns the id of the authorisation used, None for a signatory's own right.

    Whoever passed the item signs it only under a written authorisation: two persons, or one and a paper.
    """
    authorisations = uow.authorisations.find(grantee=user.id)
    authors = authors_of(uow, item)
    used = require_signature(user, authors, item.column or "", local_day(now), authorisations)
    passer = last_pass(uow, item, item.revision or "").by
    if used is None and passer == user.id:
        used = next((one for one in authorisations if one.covers(user.id, item.column or "", local_day(now))), None)
        if used is None:
            raise NotAuthorised(column=item.column or "", date=local_day(now).isoformat())
    return used.id if used else None


def own_key(uow: UnitOfWork, user: User, key: Signer) -> None:
    """The unlocked key must be the acting person's current one; raises `KeyLocked`."""
    current = [one.public_key for one in uow.person_keys.find(user=user.id) if one.retired_at is None]
    if key.user != user.id or key.public_key.hex() not in current:
        raise KeyLocked


def settle(uow: UnitOfWork, desk: Desk, item: Item, card: SigningCard, *, urgent: bool = False) -> Item:
    """Move a signed item on: into the queue, one entry a public version and channel, or into its register.

    A policy is not queued without what explains it, unless it is `urgent` (by telephone).
    """
    conclusion = card.parts.passed.conclusion
    if conclusion in PUBLISHING and card.parts.judgement is not None:
        if not urgent:
            require_interpreted(uow, desk, item)
        for entry in queue_entries(desk, item, card):
            uow.queue.add(entry)
        return uow.items.replace(item.to(State.QUEUED, attribute=card.parts.determination.attribute))
    uow.registers.add(register_entry(desk, item, card))
    return uow.items.replace(item.to(State.REGISTERED, attribute=card.parts.determination.attribute))


def queue_entries(desk: Desk, item: Item, card: SigningCard) -> tuple[QueueEntry, ...]:
    """One entry for each channel that fits a public version's audience, due within the judged window."""
    judgement = card.parts.judgement
    if judgement is None:
        return ()
    now = card.parts.at
    opening = datetime.combine(judgement.earliest, time(0), SHANGHAI).astimezone(UTC) if judgement.earliest else now
    return tuple(
        QueueEntry(
            id=desk.ids(), item=item.id, public_version=version.id, audience=version.audience, channel=one,
            outlet=channel(one).outlet, not_before=max(now, opening), not_after=judgement.latest,
            display_until=judgement.display_until, created_at=now,
        )
        for version in card.parts.public_versions
        for one in channels_for(judgement, version)
    )


def register_entry(desk: Desk, item: Item, card: SigningCard) -> RegisterEntry:
    """The register line of what is not proactively public."""
    withheld = card.parts.passed.conclusion is Conclusion.WITHHOLD
    day = local_day(card.parts.at)
    return RegisterEntry(
        id=desk.ids(), item=item.id, revision=card.parts.revision.id,
        kind=RegisterKind.WITHHELD if withheld else RegisterKind.ON_REQUEST,
        attribute=card.parts.determination.attribute, reason=card.parts.determination.reason, at=card.parts.at,
        review_date=day.replace(year=day.year + REGISTER_REVIEW_YEARS, day=min(day.day, 28)),
    )
