"""The re-check at go-live: what waits must still be exactly what was signed, and lawful today."""

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256

from reviewer_app.domain.public_version import PublicVersion
from reviewer_app.domain.release import QueueEntry, SignOff, SignOffKind
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.channels import channel
from reviewer_app.services.make_public_version import public_manifest
from reviewer_app.services.mark_policy import may_go_out
from reviewer_app.verifier import dsse, jcs
from reviewer_app.verifier.errors import EnvelopeRefused

VALID_KINDS = frozenset({SignOffKind.ELECTRONIC, SignOffKind.PAPER, SignOffKind.CONFIRMATION})


def reason_against(uow: UnitOfWork, entry: QueueEntry, today: date) -> str | None:
    """The key of why the entry may not go out (`release.<key>` in the texts), or None."""
    version = uow.public_versions.get(entry.public_version)
    signed = _signoff(uow, entry, version)
    exemptions = uow.exemptions.find(item=entry.item)
    if signed is not None:
        held: tuple[tuple[str, Callable[[], bool]], ...] = (
            ("signature", lambda: signature_holds(uow, signed)),
            ("not_signed_version", lambda: _covered(signed, version)),
        )
    else:
        held = (("unsigned", lambda: _by_telephone(uow, version)),)
    tests: tuple[tuple[str, Callable[[], bool]], ...] = (
        *held,
        ("bytes", lambda: _bytes_hold(uow, version)),
        ("exemption_ended", lambda: all(one.until is None or one.until >= today for one in exemptions)),
        ("display_ended", lambda: entry.display_until is None or entry.display_until >= today),
        ("interpretation", lambda: may_go_out(uow, entry.item)),
        ("audience", lambda: entry.audience in channel(entry.channel).audiences),
    )
    return next((key for key, holds in tests if not holds()), None)


def _signoff(uow: UnitOfWork, entry: QueueEntry, version: PublicVersion) -> SignOff | None:
    """The signature that releases this version: the last one on its revision, and not a conditional one."""
    signoffs = [one for one in uow.signoffs.find(item=entry.item) if one.revision == version.revision]
    return signoffs[-1] if signoffs and signoffs[-1].kind in VALID_KINDS else None


def _by_telephone(uow: UnitOfWork, version: PublicVersion) -> bool:
    """Whether an approval by telephone stands in for the signature: of this revision, and nothing was remade since."""
    approvals = [one for one in uow.approvals.find(item=version.item) if one.revision == version.revision]
    return bool(approvals) and version.made_at <= approvals[-1].at and version.proof.clean


def signature_holds(uow: UnitOfWork, signed: SignOff) -> bool:
    """Whether the card is what was signed, and with a key of the signer's; paper: whether the scan is unchanged."""
    if sha256(signed.card.encode()).hexdigest() != signed.card_sha256:
        return False
    if signed.kind is SignOffKind.PAPER:
        return signed.evidence is not None and sha256(uow.blobs.get(signed.evidence)).hexdigest() == (
            signed.evidence_sha256
        )
    keys = [bytes.fromhex(one.public_key) for one in uow.person_keys.find(user=signed.signer)]
    return signed.envelope is not None and any(_holds(signed, key) for key in keys)


def _holds(signed: SignOff, public: bytes) -> bool:
    try:
        return jcs.dumps(dsse.verify((signed.envelope or "").encode(), public)) == signed.card.encode()
    except EnvelopeRefused:
        return False


def _covered(signed: SignOff, version: PublicVersion) -> bool:
    """Whether the signed card names this very public version."""
    public = json.loads(signed.card)["public"]
    return any(one["id"] == version.id and one["manifest"] == version.manifest_sha256 for one in public)


def _bytes_hold(uow: UnitOfWork, version: PublicVersion) -> bool:
    """Whether the stored bytes are those of the manifest and the manifest is the one hashed."""
    return public_manifest(version.parts) == version.manifest_sha256 and all(
        sha256(uow.blobs.get(part.blob)).hexdigest() == part.sha256 for part in version.parts
    )
