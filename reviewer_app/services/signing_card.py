"""Gathers what a signature covers, from the store and inside the signing transaction."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from reviewer_app.domain.card import CardParts, audiences, card
from reviewer_app.domain.errors import AudienceMismatch, CannotSign
from reviewer_app.domain.items import Item
from reviewer_app.domain.public_version import PublicVersion
from reviewer_app.domain.review import (
    PUBLISHING,
    Decision,
    DecisionKind,
    Determination,
    Exemption,
    Judgement,
    SecrecyConclusion,
    SecrecyReview,
    Stage,
)
from reviewer_app.ports.clock import local_day
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.channels import channel
from reviewer_app.services.desk import current_revision
from reviewer_app.services.facts import last_judgement
from reviewer_app.verifier import jcs

SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class SigningCard:
    """The card, what it was made of, and the salt (hex) of the revision's commitment."""

    parts: CardParts
    value: dict[str, Any]
    text: str
    sha256: str
    salt: str


def gather(uow: UnitOfWork, item: Item, signer: str, at: datetime, authorisation: str | None = None) -> SigningCard:
    """The card for the item as it stands; raises `CannotSign` with what is missing."""
    revision = current_revision(uow, item)
    passed = last_pass(uow, item, revision.id)
    secrecy = _secrecy(uow, revision.id)
    determination = _determination(uow, revision.id)
    judgement = last_judgement(uow, revision.id)
    wanted = judgement.audiences if judgement is not None else ()
    versions = tuple(one for one in public_versions(uow, revision.id) if one.audience in wanted)
    if not all(one.proof.clean for one in versions):
        raise CannotSign(missing="public_version_not_clean")
    exemptions = valid_exemptions(uow, item.id, local_day(at))
    if passed.conclusion in PUBLISHING:
        _require_publishable(judgement, versions)
    salt = secrets.token_bytes(SALT_BYTES)
    commitment = sha256(salt + jcs.dumps(revision.manifest())).hexdigest()
    parts = CardParts(
        item=item, revision=revision, commitment=commitment, passed=passed, determination=determination,
        judgement=judgement, secrecy=secrecy, exemptions=exemptions, public_versions=versions, signer=signer,
        at=at, authorisation=authorisation,
    )
    value = card(parts)
    text = jcs.dumps(value)
    return SigningCard(parts, value, text.decode(), sha256(text).hexdigest(), salt.hex())


def last_pass(uow: UnitOfWork, item: Item, revision: str) -> Decision:
    """The reviewer's pass of exactly this revision."""
    passes = [one for one in uow.decisions.find(item=item.id, revision=revision) if one.kind is DecisionKind.PASS]
    if not passes:
        raise CannotSign(missing="pass")
    return passes[-1]


def public_versions(uow: UnitOfWork, revision: str) -> tuple[PublicVersion, ...]:
    """The newest public version of the revision for each audience, judged for or not."""
    newest: dict[str, PublicVersion] = {}
    for version in uow.public_versions.find(revision=revision):
        newest[version.audience.value] = version
    return tuple(newest[audience] for audience in sorted(newest))


def valid_exemptions(uow: UnitOfWork, item: str, day: date) -> tuple[Exemption, ...]:
    """Exemptions of the item; one that has ended keeps the item from being signed."""
    exemptions = uow.exemptions.find(item=item)
    if any(one.until is not None and one.until < day for one in exemptions):
        raise CannotSign(missing="exemption_ended")
    return exemptions


def _secrecy(uow: UnitOfWork, revision: str) -> SecrecyReview:
    found = uow.secrecy_reviews.find(revision=revision)
    if not found or found[-1].conclusion is not SecrecyConclusion.NOT_SECRET:
        raise CannotSign(missing="secrecy")
    return found[-1]


def _determination(uow: UnitOfWork, revision: str) -> Determination:
    """The reviewer's (or signatory's) determination: a system hint is never signed."""
    found = [
        one for one in uow.determinations.find(revision=revision) if one.stage in {Stage.REVIEWER, Stage.SIGNATORY}
    ]
    if not found:
        raise CannotSign(missing="determination")
    return found[-1]


def _require_publishable(judgement: Judgement | None, versions: tuple[PublicVersion, ...]) -> None:
    """What is published has a judgement, a public version for each audience it names, and fitting channels (F71)."""
    if judgement is None:
        raise CannotSign(missing="judgement")
    if not judgement.channels:
        raise CannotSign(missing="channel")
    if not versions or not frozenset(judgement.audiences) <= audiences(versions):
        raise CannotSign(missing="public_version")
    if not all(channels_for(judgement, version) for version in versions):
        raise CannotSign(missing="channel")
    for one in judgement.channels:
        if not channel(one).audiences & audiences(versions):
            raise AudienceMismatch(audience=versions[0].audience.value, channel=channel(one).title)


def channels_for(judgement: Judgement, version: PublicVersion) -> tuple[str, ...]:
    """The judged channels that may carry this version's audience."""
    return tuple(one for one in judgement.channels if version.audience in channel(one).audiences)
