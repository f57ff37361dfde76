"""The proof of a public version, made in a worker of its own: opened fresh, read independently of its writer.

What is told are counts and the names of the readers: no value, no text, nothing that points at a person (design §5).
"""

import csv
import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from reviewer_app.documents import byte_readings, sniffing
from reviewer_app.domain.document import Block, FileKind
from reviewer_app.domain.errors import FileDamaged, UnreadableFile
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.public_version import PublicPlan, ResultProof, Structure
from reviewer_app.rules import second_scan

Value: TypeAlias = tuple[FindingType, str]
Reader: TypeAlias = Callable[[bytes], Iterator[str]]
Comparison: TypeAlias = Callable[[bytes, bytes, str, Sequence[Block], PublicPlan], Structure]
_MILLION: Final = 1_000_000
_STUMBLES: Final = (LookupError, ValueError, TypeError, AttributeError, OSError, SyntaxError, zipfile.BadZipFile,
                     UnreadableFile)
"""What the libraries of others throw at an original they cannot read: nothing was compared, and the proof says so."""


def prove(original: bytes, result: bytes, name: str, plan: PublicPlan, gone: Iterable[Value]) -> ResultProof:
    """Search a result for every value that had to go, and compare its pages with those of the original.

    Raises `FileDamaged` where a reader cannot open what the writer wrote.
    """
    kind = sniffing.sniff(result, name)
    values = frozenset(gone)
    readers = _READERS.get(kind, {})
    texts = _Counted(_texts(result, name, readers))
    left = second_scan.leftovers(texts, values)
    try:
        shares = _differences(kind, original, result, name, plan)
    except Exception:  # noqa: BLE001 — whatever the libraries of others stumble over: the result does not open
        raise FileDamaged(name=name) from None
    pictures = _pictures(kind, original, result, plan)
    same = _structure(kind, original, result, name, plan)
    units, changed, restyled = same or Structure(0, 0, 0)
    return ResultProof(
        readers=("bytes", *readers), readings=texts.count, searched=len(values), leftovers=left, pages=len(shares),
        outside_ppm=round(max((*shares, *pictures), default=0.0) * _MILLION),
        units=units, changed=changed, restyled=restyled, unseen=int(not shares and same is None),
        pictures=len(pictures))


class _Counted:
    """Passes texts on and counts them."""

    def __init__(self, texts: Iterator[str]) -> None:
        self._texts = texts
        self.count = 0

    def __iter__(self) -> Iterator[str]:
        for text in self._texts:
            self.count += 1
            yield text


def _texts(result: bytes, name: str, readers: dict[str, Reader]) -> Iterator[str]:
    yield from byte_readings.readings(result)
    for read in readers.values():
        try:
            yield from read(result)
        except Exception:  # noqa: BLE001 — see above
            raise FileDamaged(name=name) from None


def _differences(kind: FileKind, original: bytes, result: bytes, name: str, plan: PublicPlan) -> list[float]:
    """Share of pixels that differ outside the decided places, page by page; none for kinds without pages."""
    if kind is FileKind.PDF:
        from reviewer_app.documents import pdf_proof

        return pdf_proof.differences(original, result, name, plan)
    if kind is FileKind.IMAGE:
        from reviewer_app.documents import picture_proof

        return [picture_proof.difference(original, result, [burn.box for burn in plan.burns])]
    return []


def _pictures(kind: FileKind, original: bytes, result: bytes, plan: PublicPlan) -> list[float]:
    """As `_differences`, of the pictures inside a Word file or a workbook."""
    if kind not in {FileKind.DOCX, FileKind.XLSX} or b"/media/" not in result:
        return []
    from reviewer_app.documents import office_picture_proof

    try:
        return office_picture_proof.differences(original, result, plan.burns)
    except _STUMBLES:
        return []


def _structure(kind: FileKind, original: bytes, result: bytes, name: str, plan: PublicPlan) -> Structure | None:
    """Words and formats outside the decided places, for kinds whose pages depend on who shows them; None for others."""
    compare = _COMPARISONS.get(kind)
    if compare is None:
        return None
    from reviewer_app.documents import reading

    try:
        return compare(original, result, name, reading.read(original, name).document.blocks, plan)
    except _STUMBLES:
        return None


def _same_docx(original: bytes, result: bytes, _: str, blocks: Sequence[Block], plan: PublicPlan) -> Structure:
    from reviewer_app.documents import structure_docx

    return structure_docx.compare(original, result, blocks, plan)


def _same_xlsx(original: bytes, result: bytes, name: str, blocks: Sequence[Block], plan: PublicPlan) -> Structure:
    from reviewer_app.documents import structure_xlsx

    return structure_xlsx.compare(original, result, name, blocks, plan)


def _same_html(original: bytes, result: bytes, name: str, blocks: Sequence[Block], plan: PublicPlan) -> Structure:
    from reviewer_app.documents import structure_html

    return structure_html.compare(original, result, name, blocks, plan)


def _same_plain(kind: FileKind) -> Comparison:
    def compare(original: bytes, result: bytes, _: str, blocks: Sequence[Block], plan: PublicPlan) -> Structure:
        from reviewer_app.documents import structure_plain

        return structure_plain.compare(original, result, kind, blocks, plan)

    return compare


def _pdf(result: bytes) -> Iterator[str]:
    from reviewer_app.documents import pdf_proof

    yield from pdf_proof.page_texts(result)


def _pypdf(result: bytes) -> Iterator[str]:
    from reviewer_app.documents import pdf_proof

    yield from pdf_proof.second_texts(result)


def _objects(result: bytes) -> Iterator[str]:
    from reviewer_app.documents import pdf_proof

    yield from pdf_proof.object_texts(result)


def _docx(result: bytes) -> Iterator[str]:
    """As python-docx sees it, part by part; the writer works on the package's XML itself."""
    import docx
    from lxml import etree

    document = docx.Document(io.BytesIO(result))
    for part in document.part.package.iter_parts():
        element = getattr(part, "element", None)
        if element is not None:
            # Not itertext: python-docx gives its runs a text of their own, found anew by XPath for each.
            yield etree.tostring(element, method="text", encoding="unicode")


def _xlsx(result: bytes) -> Iterator[str]:
    """As openpyxl sees it: a number in a cell is the digits it stands for, however it is written in the file."""
    import openpyxl

    with warnings.catch_warnings():
        # It warns of what it leaves aside (odd header lines); the bytes are searched all the same.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(result))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            cells = [cell for cell in row if cell.value is not None]
            yield "\t".join(_number(cell.value) for cell in cells)
    book.close()


def _number(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _csv(result: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(result.decode("utf-8-sig", "replace"))):
        yield "\t".join(row)


_READERS: Final[dict[FileKind, dict[str, Reader]]] = {
    FileKind.PDF: {"pdfium": _pdf, "pypdf": _pypdf, "pikepdf": _objects},
    FileKind.DOCX: {"python-docx": _docx},
    FileKind.XLSX: {"openpyxl": _xlsx},
    FileKind.CSV: {"csv": _csv},
}
"""Readers that the writer of a kind does not stand on; every result is read as bytes in any case."""

_COMPARISONS: Final[dict[FileKind, Comparison]] = {
    FileKind.DOCX: _same_docx, FileKind.XLSX: _same_xlsx, FileKind.HTML: _same_html,
    **{kind: _same_plain(kind) for kind in (FileKind.TEXT, FileKind.MARKDOWN, FileKind.CSV)},
}
"""How a result is compared with its original where there are no pictures of pages; each brings its own library."""
