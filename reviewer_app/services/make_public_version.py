"""公开稿: one package for one audience, made from the decisions as they stand, scanned again, kept only when clean.

Reading, writing and scanning happen outside the transaction. The item's version is compared when the result is
kept, so that no decision can slip in between.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from hashlib import sha256
from pathlib import PurePath
from typing import Final

from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.document import Document, FileKind
from reviewer_app.domain.items import Item, Part
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.public_version import PublicPart, PublicVersion, ResultProof, ScanProof, Spared
from reviewer_app.domain.readiness import Facts, latest_dispositions
from reviewer_app.domain.report import CheckReport
from reviewer_app.domain.review import Disposition
from reviewer_app.ports.clock import local_day
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.assess import assess
from reviewer_app.rules.context import Context
from reviewer_app.rules.policy import Policy, load_book
from reviewer_app.services.add_finding import join_manual
from reviewer_app.services.answer_questions import yes_to
from reviewer_app.services.desk import Desk, current_revision
from reviewer_app.services.document_store import document_of
from reviewer_app.services.facts import facts_of
from reviewer_app.services.packaging import Ask, check_context, known_to
from reviewer_app.services.public_choices import choices_for, spared
from reviewer_app.services.redact import Examined, Redaction, RedactResult, enrol, require_proven, rewrite
from reviewer_app.services.reviewing import in_review, moment
from reviewer_app.verifier import jcs

_SHEETS: Final = frozenset({".xls", ".et"})
"""Conversion makes a workbook of these, a text document of everything else."""


@dataclass(frozen=True, slots=True)
class MakePublicVersion:
    """Make the version of `item`, seen at `version`, for `audience`; `policy` by name, None: the default."""

    actor: str
    item: str
    version: int
    audience: Audience
    policy: str | None = None


@dataclass(frozen=True, slots=True)
class MadePublicVersion:
    """The item as it stands now, and the public version."""

    item: Item
    public_version: PublicVersion


@dataclass(frozen=True, slots=True)
class _Loaded:
    """One released part as it is stored, with what was decided about its findings."""

    part: Part
    name: str
    data: bytes
    document: Document
    report: CheckReport
    decided: dict[int, Disposition]
    context: Context


@dataclass(frozen=True, slots=True)
class _Source:
    """One released part, checked for the audience of this version."""

    loaded: _Loaded
    examined: Examined
    redaction: Redaction


def make_public_version(desk: Desk, command: MakePublicVersion) -> MadePublicVersion:
    """Make and keep it; raises what `require_proven` does with nothing kept, `NoWriter` for a format without writer."""
    sources = [_source(desk, command, loaded) for loaded in _load(desk, command)]
    persons = enrol((source.examined, source.redaction) for source in sources)
    results = [rewrite(desk.documents, desk.toolbox, one.examined, one.redaction, persons) for one in sources]
    proof = replace(_proof(desk, results), spared=tuple(_spared(sources, results)))
    require_proven(proof.uncovered, proof.result)
    with desk.uow(command.actor) as uow:
        _, item = in_review(uow, command.actor, command.item, command.version)
        parts = tuple(_part(uow, source.loaded.part, result) for source, result in zip(sources, results, strict=True))
        made = _version(uow, desk, command, parts, results[0].policy, proof)
        uow.public_versions.add(made)
        stored = uow.items.replace(item)
        uow.record(
            AuditAction.ITEM_PUBLIC_VERSION, item=item.id, version=made.id, audience=made.audience.value,
            manifest=made.manifest_sha256,
        )
        uow.commit()
        return MadePublicVersion(stored, made)


def public_manifest(parts: Sequence[PublicPart]) -> str:
    """SHA-256 (hex) of the JCS manifest of a public version's parts: order, name, content hash."""
    return sha256(jcs.dumps([{"n": one.ordinal, "name": one.name, "sha256": one.sha256} for one in parts])).hexdigest()


def _load(desk: Desk, command: MakePublicVersion) -> list[_Loaded]:
    with desk.uow(command.actor, writing=False) as uow:
        _, item = in_review(uow, command.actor, command.item, uow.items.get(command.item).version)
        facts = facts_of(uow, item, local_day(desk.clock.now()))
        known = known_to(uow, desk, item.unit)._replace(answered=yes_to(facts.answers))
        body = facts.reports.get(facts.revision.parts[0].id)
        ask = Ask(item.carrier, item.column, item.document_type)
        return [
            _Loaded(
                part, *_bytes(uow, part), document_of(uow, part.id), facts.reports[part.id], _decided(facts, part.id),
                check_context(desk, ask, part.role, body, known),
            )
            for part in facts.revision.released_parts
        ]


def _source(desk: Desk, command: MakePublicVersion, loaded: _Loaded) -> _Source:
    """Check the part anew for this audience: a name that may stay on the village board may not on the website."""
    context = replace(loaded.context, audience=command.audience)
    report = join_manual(assess(loaded.document, desk.toolbox, context), loaded.report)
    policy = load_book().choose(report.document_type, command.audience, command.policy)
    choices = choices_for(loaded.report.findings, report.findings, loaded.decided, policy)
    return _Source(
        loaded,
        Examined(loaded.name, loaded.data, loaded.document, report),
        Redaction(command.audience, context, command.policy, choices),
    )


def _spared(sources: Sequence[_Source], results: Sequence[RedactResult]) -> Iterator[Spared]:
    """What stays in each part although a person decided to cut it."""
    for source, result in zip(sources, results, strict=True):
        loaded = source.loaded
        stay = spared(loaded.report.findings, source.examined.report.findings, loaded.decided, result.stayed)
        if stay:
            yield Spared(loaded.part.id, stay)


def _decided(facts: Facts, part: str) -> dict[int, Disposition]:
    latest = latest_dispositions(facts.dispositions)
    return {number: one for (of_part, number), one in latest.items() if of_part == part}


def _bytes(uow: UnitOfWork, part: Part) -> tuple[str, bytes]:
    """Name and bytes that the writer works on: the original, or what LibreOffice made of it."""
    if part.converted is None:
        return part.name, uow.blobs.get(part.blob)
    path = PurePath(part.name)
    ending = FileKind.XLSX if path.suffix.lower() in _SHEETS else FileKind.DOCX
    return f"{path.stem}.{ending.value}", uow.blobs.get(part.converted)


def _version(
    uow: UnitOfWork, desk: Desk, command: MakePublicVersion, parts: tuple[PublicPart, ...], policy: Policy,
    proof: ScanProof,
) -> PublicVersion:
    revision = current_revision(uow, uow.items.get(command.item)).id
    return PublicVersion(
        id=desk.ids(), item=command.item, revision=revision, audience=command.audience, policy=policy.name,
        policy_version=policy.version, parts=parts, manifest_sha256=public_manifest(parts), proof=proof,
        made_by=command.actor, made_at=moment(uow, desk, revision),
    )


def _part(uow: UnitOfWork, part: Part, result: RedactResult) -> PublicPart:
    blob = uow.blobs.put(result.data)
    return PublicPart(part.id, part.ordinal, result.name, blob.id, blob.sha256, len(result.after.text))


def _proof(desk: Desk, results: Sequence[RedactResult]) -> ScanProof:
    """One record for the whole package."""
    proofs = [result.proof(desk.toolbox) for result in results]
    first = proofs[0]
    return ScanProof(
        rule_set=first.rule_set, rule_set_hash=first.rule_set_hash, names=first.names,
        findings=sum(one.findings for one in proofs), covered=sum(one.covered for one in proofs),
        uncovered=sum(one.uncovered for one in proofs),
        result=reduce(ResultProof.joined, (one.result for one in proofs)),
    )
