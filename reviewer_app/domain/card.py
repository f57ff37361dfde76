"""The card of what is signed: exact bytes and decisions, as ids, enums, dates and hashes only (design §6).

The original's hash stands on it only inside a salted commitment; hashes of public versions stand in clear,
so that a file found on the net can be traced to its signature.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from reviewer_app.domain.items import Item, Revision
from reviewer_app.domain.legal import Audience, basis_value
from reviewer_app.domain.public_version import PublicVersion
from reviewer_app.domain.review import Decision, Determination, Exemption, Judgement, SecrecyReview

CARD_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class CardParts:
    """Everything a card is made of, gathered by the use case."""

    item: Item
    revision: Revision
    commitment: str  # SHA-256(salt ‖ JCS(manifest of the revision)), hex
    passed: Decision
    determination: Determination
    judgement: Judgement | None
    secrecy: SecrecyReview
    exemptions: tuple[Exemption, ...]
    public_versions: tuple[PublicVersion, ...]
    signer: str
    at: datetime
    authorisation: str | None = None


def card(parts: CardParts) -> dict[str, Any]:
    """The card as a JSON value for RFC 8785; the same parts always give the same card."""
    return {
        "v": CARD_VERSION,
        "item": parts.item.id,
        "revision": {"id": parts.revision.id, "n": parts.revision.ordinal, "commitment": parts.commitment},
        "column": parts.item.column,
        "conclusion": parts.passed.conclusion.value if parts.passed.conclusion else None,
        "reviewer": parts.passed.by,
        "attribute": parts.determination.attribute.value,
        "basis": [basis_value(basis) for basis in parts.determination.basis],
        "secrecy": {"conclusion": parts.secrecy.conclusion.value, "by": parts.secrecy.by},
        "opened": list(parts.secrecy.opened_parts),
        "judgement": _judgement(parts.judgement),
        "exemptions": [
            {"id": one.id, "kind": one.kind.value, "fields": list(one.fields), "until": _day(one.until)}
            for one in parts.exemptions
        ],
        "public": [_public(version) for version in parts.public_versions],
        "signer": parts.signer,
        "authorisation": parts.authorisation,
        "at": parts.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    }


def audiences(versions: tuple[PublicVersion, ...]) -> frozenset[Audience]:
    """The audiences that have a public version."""
    return frozenset(version.audience for version in versions)


def _judgement(judgement: Judgement | None) -> dict[str, Any] | None:
    if judgement is None:
        return None
    return {
        "channels": list(judgement.channels),
        "audiences": [audience.value for audience in judgement.audiences],
        "earliest": _day(judgement.earliest),
        "latest": _day(judgement.latest),
        "until": _day(judgement.display_until),
    }


def _public(version: PublicVersion) -> dict[str, Any]:
    return {
        "id": version.id,
        "audience": version.audience.value,
        "policy": version.policy,
        "policyVersion": version.policy_version,
        "manifest": version.manifest_sha256,
        "parts": [part.sha256 for part in version.parts],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
