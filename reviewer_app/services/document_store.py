"""What was read and found of a part, kept: the working copy of its Document and the committed set of findings.

The Document can be derived again from the bytes, so it lies among the working copies; the report is one proven
row, for a decision refers to its finding numbers.
"""

from datetime import datetime
from hashlib import sha256

import msgspec

from reviewer_app.domain.document import Document
from reviewer_app.domain.errors import NotFound
from reviewer_app.domain.items import Item, Revision
from reviewer_app.domain.report import CheckReport
from reviewer_app.domain.review import FindingSet
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.assess import Toolbox
from reviewer_app.text import say

_documents = msgspec.msgpack.Decoder(Document)
_reports = msgspec.json.Decoder(CheckReport)
_pack = msgspec.msgpack.Encoder()
_write = msgspec.json.Encoder(order="deterministic")


def keep_document(uow: UnitOfWork, part: str, document: Document) -> None:
    """Keep the working copy of a part's Document."""
    uow.texts.put(part, _pack.encode(document))


def document_of(uow: UnitOfWork, part: str) -> Document:
    """The Document of a part; raises `NotFound` once it was erased."""
    payload = uow.texts.get(part)
    if payload is None:
        raise NotFound(what=say("thing.texts"), id=part)
    return _documents.decode(payload)


def finding_set(id_: str, revision: Revision, part: str, report: CheckReport, rules: tuple[str, str],
                at: datetime) -> FindingSet:
    """The row that commits a part's report; `rules` are version and hash of the rule set."""
    payload = write_report(report)
    return FindingSet(
        id=id_, item=revision.item, revision=revision.id, part=part, rule_set=rules[0], rule_set_hash=rules[1],
        names=report.names.value, payload=payload, sha256=sha256(payload.encode()).hexdigest(), made_at=at,
    )


def reports_of(uow: UnitOfWork, revision: str) -> dict[str, CheckReport]:
    """Part id to the newest report of that part."""
    return {found.part: read_report(found.payload) for found in uow.finding_sets.find(revision=revision)}


def report_of(uow: UnitOfWork, revision: str, part: str) -> CheckReport | None:
    """The newest report of one part: reading all of a large package at each keystroke would be felt."""
    found = uow.finding_sets.find(revision=revision, part=part)
    return read_report(found[-1].payload) if found else None


def body_report(uow: UnitOfWork, item: Item) -> CheckReport:
    """The report of the current revision's first part, which speaks for the item; raises `NotFound`."""
    revision = uow.revisions.get(item.revision or "")
    report = report_of(uow, revision.id, revision.parts[0].id)
    if report is None:
        raise NotFound(what=say("store.kind.finding_sets"), id=item.id)
    return report


def write_report(report: CheckReport) -> str:
    """The canonical JSON of a report: equal reports give equal text."""
    return _write.encode(report).decode()


def read_report(payload: str) -> CheckReport:
    """The report that `write_report` wrote."""
    return _reports.decode(payload)


def rules_of(toolbox: Toolbox) -> tuple[str, str]:
    """Version and SHA-256 of the rules a decision was made under, so that it can be explained years later."""
    return toolbox.rules.version, toolbox.sha256
