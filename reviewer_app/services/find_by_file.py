"""拿文件查记录: a file found on the net, and what the office signed of it (window.md, 台账与留痕)."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.comparison import Difference, compare_texts
from reviewer_app.domain.items import Item
from reviewer_app.domain.public_version import PublicVersion
from reviewer_app.domain.release import SignOff
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.header import parse_header
from reviewer_app.services.desk import Desk, permitted


class Match(StrEnum):
    """How well a file is known."""

    SIGNED = "signed"  # exactly the bytes of a signed public version
    DIFFERENT = "different"  # the same title or number, other bytes: 与签批版不一致
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """What is known of a file; `differences` only where an item with its title or number is known."""

    match: Match
    item: Item | None = None
    version: PublicVersion | None = None
    signoff: SignOff | None = None
    signer: str = ""
    differences: tuple[Difference, ...] = ()


def find_by_file(desk: Desk, actor: str, data: bytes, name: str) -> FoundFile:
    """Look a file up by its bytes, then by title and number; nothing of it is kept."""
    digest = sha256(data).hexdigest()
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.LOG_READ)
        for version in uow.public_versions.find():
            if any(part.sha256 == digest for part in version.parts):
                return _found(uow, version, Match.SIGNED)
    text = desk.documents.read(data, name).document
    header = parse_header(text)
    with desk.uow(actor, writing=False) as uow:
        items = uow.items.find(number=header.number) if header.number else ()
        items = items or (uow.items.find(title=header.title) if header.title else ())
        versions = [version for item in items for version in uow.public_versions.find(item=item.id)]
        if not versions:
            return FoundFile(Match.UNKNOWN)
        found = _found(uow, versions[-1], Match.DIFFERENT)
        parts = [(uow.blobs.get(part.blob), part.name) for part in versions[-1].parts]
    signed = "\n".join(desk.documents.read(part, part_name).document.text for part, part_name in parts)
    return FoundFile(found.match, found.item, found.version, found.signoff, found.signer,
                     compare_texts(signed, text.text))


def _found(uow: UnitOfWork, version: PublicVersion, match: Match) -> FoundFile:
    signoffs = [one for one in uow.signoffs.find(item=version.item) if one.revision == version.revision]
    signoff = signoffs[-1] if signoffs else None
    signer = uow.users.get(signoff.signer).name if signoff else ""
    return FoundFile(match, uow.items.get(version.item), version, signoff, signer)
