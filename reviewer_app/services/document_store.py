"""What was read and found of a part, kept: the working copy of its Document and the committed set of findings.

The Document can be derived again from the bytes, so it lies among the working copies; the report is one proven
row, for a decision refers to its finding numbers.
"""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Final

import msgspec

from reviewer_app.domain.document import Block, Document
from reviewer_app.domain.errors import NotFound
from reviewer_app.domain.findings import Finding
from reviewer_app.domain.items import Item, Revision
from reviewer_app.domain.report import CheckReport
from reviewer_app.domain.review import FindingSet
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.assess import Toolbox

KEPT: Final = 8
"""Reports and Documents kept in memory, of an item's parts and those of the item before."""

_ARRAY: Final = b"\xdd"
"""MessagePack: an array whose length follows in four bytes."""

_NO_FINDINGS: Final = b'"findings":[]'
"""Once in a report without findings: inside a text the quotation marks would be escaped."""

_FINDINGS: Final = '"findings":['
_BETWEEN: Final = '},{"number":'
"""Where one finding ends and the next begins, and nowhere else in a report, for the same reason."""

SLICE: Final = 200_000
"""Characters of findings decoded in one call, which nothing else can run beside: about 3 ms."""

_some = msgspec.json.Decoder(tuple[Finding, ...])
_block = msgspec.msgpack.Decoder(Block)
_documents = msgspec.msgpack.Decoder(Document)
_reports = msgspec.json.Decoder(CheckReport)
_pack = msgspec.msgpack.Encoder()
_write = msgspec.json.Encoder(order="deterministic")


def keep_document(uow: UnitOfWork, part: str, document: Document) -> None:
    """Keep the working copy of a part's Document; packed piece by piece, as it is read."""
    fields = {name: getattr(document, name) for name in Document.__dataclass_fields__}
    blocks = [_pack.encode(block) for block in document.blocks]
    packed = _ARRAY + len(blocks).to_bytes(4, "big") + b"".join(blocks)
    uow.texts.put(part, _pack.encode({**fields, "blocks": msgspec.Raw(packed)}))


def document_of(uow: UnitOfWork, part: str) -> Document:
    """The Document of a part; raises `NotFound` once it was erased."""
    payload = uow.texts.get(part)
    if payload is None:
        raise NotFound(what="thing.texts", id=part)
    return read_document(payload)


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
        raise NotFound(what="store.kind.finding_sets", id=item.id)
    return report


def write_report(report: CheckReport) -> str:
    """The canonical JSON of a report: equal reports give equal text. Written finding by finding, as it is read."""
    before, _, after = _write.encode(replace(report, findings=())).partition(_NO_FINDINGS)
    findings = b",".join([_write.encode(finding) for finding in report.findings])
    return b"".join((before, _NO_FINDINGS[:-1], findings, b"]", after)).decode()


@lru_cache(maxsize=KEPT)
def read_report(payload: str) -> CheckReport:
    """The report that `write_report` wrote.

    Read slice by slice: decoding 25,000 findings in one call would hold the interpreter, and with it the window,
    for a third of a second. The last few are kept, for each decision on an item reads its reports again.
    """
    begin = at = payload.find(_FINDINGS) + len(_FINDINGS)
    findings: list[Finding] = []
    while (end := payload.find(_BETWEEN, at + SLICE)) >= 0:
        findings += _some.decode(f"[{payload[at:end]}}}]")
        at = end + 2
    rest = _reports.decode(payload[:begin] + payload[at:])
    return replace(rest, findings=(*findings, *rest.findings))


@lru_cache(maxsize=KEPT)
def read_document(payload: bytes) -> Document:
    """The Document that `keep_document` packed, read piece by piece like a report and kept like one."""
    pieces = msgspec.msgpack.decode(payload, type=dict[str, msgspec.Raw])
    blocks = msgspec.msgpack.decode(pieces.get("blocks", b"\x90"), type=list[msgspec.Raw])
    shell = _documents.decode(_pack.encode({**pieces, "blocks": []}))
    return replace(shell, blocks=tuple(_block.decode(raw) for raw in blocks))


def rules_of(toolbox: Toolbox) -> tuple[str, str]:
    """Version and SHA-256 of the rules a decision was made under, so that it can be explained years later."""
    return toolbox.rules.version, toolbox.sha256
