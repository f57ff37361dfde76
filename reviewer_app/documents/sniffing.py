"""What a file is by its bytes, and whether its name says the same."""

import re
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final

from reviewer_app.documents.archive import Archive
from reviewer_app.documents.ole import MAGIC as OLE_MAGIC
from reviewer_app.documents.ole import OleFile
from reviewer_app.domain.document import FileKind
from reviewer_app.domain.errors import FileDamaged, FileEncrypted, FileMislabelled, FileUnsupported

_CLAIMS: Final = {
    "docx": FileKind.DOCX, "docm": FileKind.DOCX, "dotx": FileKind.DOCX, "dotm": FileKind.DOCX,
    "xlsx": FileKind.XLSX, "xlsm": FileKind.XLSX, "xltx": FileKind.XLSX, "xltm": FileKind.XLSX,
    "doc": FileKind.DOC, "dot": FileKind.DOC, "rtf": FileKind.DOC, "wps": FileKind.WPS, "wpt": FileKind.WPS,
    "xls": FileKind.XLS, "xlt": FileKind.XLS, "et": FileKind.ET, "ett": FileKind.ET,
    "pdf": FileKind.PDF, "ofd": FileKind.OFD, "csv": FileKind.CSV, "tsv": FileKind.CSV,
    "html": FileKind.HTML, "htm": FileKind.HTML, "shtml": FileKind.HTML, "xhtml": FileKind.HTML,
    "md": FileKind.MARKDOWN, "markdown": FileKind.MARKDOWN, "txt": FileKind.TEXT, "text": FileKind.TEXT,
    "png": FileKind.IMAGE, "jpg": FileKind.IMAGE, "jpeg": FileKind.IMAGE, "tif": FileKind.IMAGE,
    "tiff": FileKind.IMAGE, "bmp": FileKind.IMAGE, "gif": FileKind.IMAGE, "webp": FileKind.IMAGE,
}  # fmt: skip
_TEXTUAL: Final = frozenset({FileKind.TEXT, FileKind.MARKDOWN, FileKind.CSV, FileKind.HTML})
_IMAGES: Final = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a",
)  # fmt: skip
_OTHERS: Final = (
    (b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07", "rar"), (b"\x1f\x8b", "gz"), (b"MZ", "exe"), (b"\x7fELF", "exe"),
    (b"SQLite format 3\0", "db"),
)  # fmt: skip
_HTML: Final = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table)\b", re.IGNORECASE | re.DOTALL
)
_PDF_HEAD: Final = 1024
RTF: Final = b"{\\rtf"


class Container(StrEnum):
    """Formats that are recognised and named, but never read."""

    ZIP = "zip"
    XLSB = "xlsb"
    OLE = "ole"
    PPT = "ppt"


def extension(name: str) -> str:
    """The last extension of a name in lower case, without the dot; empty if there is none."""
    return PurePosixPath(name.replace("\\", "/")).suffix[1:].lower()


def claimed(name: str) -> FileKind | None:
    """The kind a name claims, None for an unknown extension."""
    return _CLAIMS.get(extension(name))


def sniff(untrusted_data: bytes, name: str) -> FileKind:
    """The kind of a file that is not empty.

    Raises `FileMislabelled` where bytes and name are of two kinds, `FileUnsupported` for kinds nobody reads,
    `FileEncrypted` and `FileDamaged` where the container itself says so.
    """
    found = _binary(untrusted_data, name)
    claim = claimed(name)
    if found is None:
        return _textual(untrusted_data, name, claim)
    if claim is None or claim is found:
        return found
    raise FileMislabelled(name=name, named=extension(name), found=found.value)


def _binary(untrusted_data: bytes, name: str) -> FileKind | None:
    if untrusted_data.startswith(b"PK"):
        return _zip(untrusted_data, name)
    if untrusted_data.startswith(OLE_MAGIC):
        return _ole(untrusted_data, name)
    if b"%PDF-" in untrusted_data[:_PDF_HEAD]:
        return FileKind.PDF
    if untrusted_data.startswith(_IMAGES) or _is_bmp_or_webp(untrusted_data):
        return FileKind.IMAGE
    if untrusted_data.startswith(RTF):
        return FileKind.WPS if claimed(name) is FileKind.WPS else FileKind.DOC
    for magic, found in _OTHERS:
        if untrusted_data.startswith(magic):
            raise FileUnsupported(name=name, found=found)
    return None


def _is_bmp_or_webp(untrusted_data: bytes) -> bool:
    bmp = untrusted_data.startswith(b"BM") and untrusted_data[6:10] == b"\0\0\0\0"
    return bmp or (untrusted_data.startswith(b"RIFF") and untrusted_data[8:12] == b"WEBP")


def _zip(untrusted_data: bytes, name: str) -> FileKind:
    members = Archive(untrusted_data, name).names()
    if any(member.startswith("word/document") for member in members):
        return FileKind.DOCX
    if "xl/workbook.bin" in members:
        raise FileUnsupported(name=name, found=Container.XLSB)
    if any(member.startswith("xl/workbook") for member in members):
        return FileKind.XLSX
    if "OFD.xml" in members:
        return FileKind.OFD
    if "[Content_Types].xml" in members and claimed(name) in {FileKind.DOCX, FileKind.XLSX}:
        return claimed(name) or FileKind.DOCX
    raise FileUnsupported(name=name, found=Container.ZIP)


def _ole(untrusted_data: bytes, name: str) -> FileKind:
    streams = OleFile(untrusted_data, name).names()
    if "EncryptedPackage" in streams:
        raise FileEncrypted(name=name)
    if "WordDocument" in streams:
        return FileKind.WPS if claimed(name) is FileKind.WPS else FileKind.DOC
    if streams & {"Workbook", "Book"}:
        return FileKind.ET if claimed(name) is FileKind.ET else FileKind.XLS
    if "PowerPoint Document" in streams:
        raise FileUnsupported(name=name, found=Container.PPT)
    if claimed(name) in {FileKind.DOC, FileKind.XLS, FileKind.WPS, FileKind.ET}:
        raise FileDamaged(name=name)
    raise FileUnsupported(name=name, found=Container.OLE)


def _textual(untrusted_data: bytes, name: str, claim: FileKind | None) -> FileKind:
    if claim in _TEXTUAL:
        return claim
    page = _HTML.match(untrusted_data[:4096]) is not None
    if claim is None:
        return FileKind.HTML if page else FileKind.TEXT
    # Bytes that are text under the name of a binary kind: another readable kind if they decode, else a broken file.
    found = FileKind.HTML if page else FileKind.TEXT
    if b"\0" in untrusted_data[:4096] or not _decodes(untrusted_data[:4096]):
        raise FileDamaged(name=name)
    raise FileMislabelled(name=name, named=extension(name), found=found.value)


def _decodes(sample: bytes) -> bool:
    """Whether a sample, cut anywhere, is UTF-8 or GB18030."""
    for encoding in ("utf-8", "gb18030"):
        try:
            sample.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start < len(sample) - 4:
                continue
        return True
    return False
