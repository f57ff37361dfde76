"""The release package: public version, paste-ready text and HTML, catalogue record (issue item 9, rulebook §6.1).

The same entry always gives the same bytes, so that a delivery interrupted half way and done again is once.
"""

import html
import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from reviewer_app.domain.document import Block, BlockKind, Document
from reviewer_app.domain.items import Item
from reviewer_app.domain.legal import basis_value
from reviewer_app.domain.office import Office
from reviewer_app.domain.public_version import PublicPart, PublicVersion
from reviewer_app.domain.release import QueueEntry
from reviewer_app.domain.report import DocumentHeader
from reviewer_app.domain.review import Determination
from reviewer_app.ports.clock import SHANGHAI
from reviewer_app.ports.outlet import OutletFile
from reviewer_app.rules.catalogue import Catalogue, Column
from reviewer_app.rules.channels import Channel, channel
from reviewer_app.rules.header import parse_header

SUMMARY_CHARS: Final = 300
"""内容概述: at most 300 characters for documents up to 5,000 (哈密 2008 catalogue rule, rulebook §6.1 [R2])."""

_SHOWN = {BlockKind.HEADING: "h2", BlockKind.PARAGRAPH: "p", BlockKind.FOOTNOTE: "p", BlockKind.TEXT_BOX: "p"}


@dataclass(frozen=True, slots=True)
class Package:
    """What a release package is made of: a queue entry with everything it stands for; body first among `parts`."""

    entry: QueueEntry
    item: Item
    office: Office
    determination: Determination
    version: PublicVersion
    parts: tuple[tuple[PublicPart, bytes, Document], ...]


def package_files(package: Package, catalogue: Catalogue) -> tuple[OutletFile, ...]:
    """All files of the package but its manifest, which the outlet makes."""
    record = catalogue_record(package, catalogue)
    return (
        *(OutletFile(f"files/{part.name}", data) for part, data, _ in package.parts),
        OutletFile("paste.txt", paste_text(package.parts).encode()),
        OutletFile("paste.html", paste_html(package.parts).encode()),
        OutletFile("record.json", (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()),
    )


def paste_text(parts: tuple[tuple[PublicPart, bytes, Document], ...]) -> str:
    """All parts as plain text, one after the other."""
    return "\n\n".join(document.text for _, _, document in parts) + "\n"


def paste_html(parts: tuple[tuple[PublicPart, bytes, Document], ...]) -> str:
    """All parts as plain HTML for a site's editor: headings, paragraphs, tables, everything escaped."""
    return "\n".join(f"<section>\n{_blocks_html(document.blocks)}\n</section>" for _, _, document in parts) + "\n"


def _blocks_html(blocks: tuple[Block, ...]) -> str:
    lines: list[str] = []
    row: tuple[object, ...] | None = None
    for block in blocks:
        here = (block.place.table, block.place.sheet, block.place.row) if block.kind is BlockKind.CELL else None
        if here != row:
            lines.extend(_between_rows(row, here))
            row = here
        if here is not None:
            lines.append(f"<td>{_escaped(block.text)}</td>")
        elif (tag := _SHOWN.get(block.kind)) and block.text.strip():
            lines.append(f"<{tag}>{_escaped(block.text)}</{tag}>")
    lines.extend(_between_rows(row, None))
    return "\n".join(lines)


def _between_rows(before: tuple[object, ...] | None, after: tuple[object, ...] | None) -> list[str]:
    """Tags between two blocks: leave a row, leave a table, enter a table, enter a row."""
    same_table = before is not None and after is not None and before[:2] == after[:2]
    tags = ["</tr>"] if before is not None else []
    if before is not None and not same_table:
        tags.append("</table>")
    if after is not None and not same_table:
        tags.append("<table>")
    return [*tags, "<tr>"] if after is not None else tags


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def catalogue_record(package: Package, catalogue: Catalogue) -> dict[str, Any]:
    """目录记录 (2007 Art 19 / 2019 Art 12: 索引、名称、内容概述、生成日期 and the usual further fields).

    Title, summary and date are read from the public version, never from the original. 索引号 is filled in after
    publication unless the office has configured a template.
    """
    entry, item = package.entry, package.item
    body = package.parts[0][2]
    header = parse_header(body)
    return {
        "schema": 1,
        "entry": entry.id,
        "index": index_number(package.office, item, entry),
        "title": header.title or package.version.parts[0].name,
        "number": header.number,
        "summary": _summary(body, header),
        "formed": _day(header.date),
        "publisher": package.office.name,
        "unit": item.unit,
        "column": _titled(catalogue.column(item.column) if item.column else None),
        "attribute": package.determination.attribute.value,
        "basis": [basis_value(one) for one in package.determination.basis if one.verified],
        "channel": _titled(channel(entry.channel)),
        "audience": entry.audience.value,
        "latest": _day(entry.not_after),
        "displayUntil": _day(entry.display_until),
        "validity": "valid",
        "files": [{"name": part.name, "sha256": part.sha256, "size": len(data)} for part, data, _ in package.parts],
        "publicVersion": package.version.manifest_sha256,
    }


def _titled(one: Column | Channel | None) -> dict[str, str] | None:
    return {"id": one.id, "title": one.title} if one is not None else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def index_number(office: Office, item: Item, entry: QueueEntry) -> str | None:
    """索引号 by the office's template ({code}, {year}, {month}, {column}, {entry}), or None."""
    if office.index_template is None:
        return None
    day = entry.created_at.astimezone(SHANGHAI)
    return office.index_template.format(
        code=office.code, year=day.year, month=f"{day.month:02}", column=item.column or "", entry=entry.id[-6:]
    )


def _summary(body: Document, header: DocumentHeader) -> str:
    """The body's first paragraphs: what stands above them (organ, number, title, addressee) is in fields of its own."""
    above = {_plain(one).rstrip("：:") for one in (header.organ, header.number, header.title, header.addressee) if one}
    paragraphs = [_plain(block.text) for block in body.blocks if block.kind is BlockKind.PARAGRAPH]
    text = "".join(one for one in paragraphs if one and one.rstrip("：:") not in above)
    return text[:SUMMARY_CHARS]


def _plain(text: str) -> str:
    """Without white space, which only lays the words out."""
    return "".join(text.split())
