"""What goes over the pipes between the program and its worker: length, then msgpack; never pickle, never a path."""

from collections.abc import Sequence
from datetime import date
from typing import BinaryIO, Final, TypeAlias

import msgspec

from reviewer_app.domain.back_scan import Examined
from reviewer_app.domain.document import Block, FileKind, Mark, Place, Unread
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.page_layout import PageLayout
from reviewer_app.domain.public_version import PublicPlan, ResultProof
from reviewer_app.ports.ocr import SeenPage

BLOCKS_PER_FRAME: Final = 2_000
MAX_FRAME: Final = 512 * 1024 * 1024
"""A longer frame is not from our worker."""

_LENGTH: Final = 4


class ReadRequest(msgspec.Struct, frozen=True, array_like=True, tag="read"):
    """Read the `length` bytes that follow; `name` is the file's name without any folder."""

    name: str
    length: int


class WriteRequest(msgspec.Struct, frozen=True, array_like=True, tag="write"):
    """Apply `plan` to the `length` bytes that follow."""

    name: str
    length: int
    plan: PublicPlan


class ProveRequest(msgspec.Struct, frozen=True, array_like=True, tag="prove"):
    """Prove the result in the `length` bytes that follow: first the original, `original` bytes long, then the result.

    `gone` are the values that had to go, with their kinds.
    """

    name: str
    length: int
    original: int
    plan: PublicPlan
    gone: list[tuple[FindingType, str]]


class PageRequest(msgspec.Struct, frozen=True, array_like=True, tag="page"):
    """A PDF's `page` as it is printed, at `dpi`; the `length` bytes of the PDF follow."""

    name: str
    length: int
    page: int
    dpi: int


class PictureRequest(msgspec.Struct, frozen=True, array_like=True, tag="picture"):
    """A picture of what stands at `place`; the `length` bytes of the file follow."""

    name: str
    length: int
    place: Place


class NamesRequest(msgspec.Struct, frozen=True, array_like=True, tag="names"):
    """Where persons are named in the texts that follow: `length` bytes, a msgpack list of strings."""

    name: str
    length: int


class ExamineRequest(msgspec.Struct, frozen=True, array_like=True, tag="examine"):
    """Examine the `length` bytes that follow for the back-scan, and the names in `labels`, its paths in the folder.

    `labels` are texts to look at and to mask, never opened. With `content` false only they are looked at.
    `model`, `sight`: whether the name model and the picture reader are there.
    """

    name: str
    length: int
    labels: list[str]
    today: date
    names: bool = True
    model: bool = False
    sight: bool = False
    office_phones: tuple[str, ...] = ()
    keeps: dict[str, frozenset[FindingType]] = {}
    content: bool = True


class OcrRequest(msgspec.Struct, frozen=True, array_like=True, tag="ocr"):
    """Read the pictures at `places` of the `length` bytes that follow; a page that has text too by its pictures only.

    `wholes` tells for each place whether the page has no text of its own.
    """

    name: str
    length: int
    places: list[Place]
    wholes: list[bool]


class Names(msgspec.Struct, frozen=True, array_like=True, tag="spans"):
    """For each text the places of names as (start, end)."""

    spans: list[list[tuple[int, int]]]


class Hello(msgspec.Struct, frozen=True, array_like=True, tag="hello"):
    """First reply of a worker: what protects it."""

    protection: list[str]


class Blocks(msgspec.Struct, frozen=True, array_like=True, tag="blocks"):
    """At most `BLOCKS_PER_FRAME` blocks, in order."""

    blocks: list[Block]


class Progress(msgspec.Struct, frozen=True, array_like=True, tag="progress"):
    """How much is done and how much there is; also the sign that the worker lives."""

    done: int
    total: int


class Done(msgspec.Struct, frozen=True, array_like=True, tag="done"):
    """The end of a document that was read."""

    kind: FileKind
    properties: dict[str, str]
    unread: list[Unread]
    marks: list[Mark] = []


class Seen(msgspec.Struct, frozen=True, array_like=True, tag="seen"):
    """What stands on the pictures, in the order of the places; those that nobody can draw are left out."""

    pages: list[SeenPage]


class Told(msgspec.Struct, frozen=True, array_like=True, tag="told"):
    """What an examined file came to, masked."""

    examined: Examined


class Written(msgspec.Struct, frozen=True, array_like=True, tag="written"):
    """The bytes of a public version."""

    data: bytes


class Shown(msgspec.Struct, frozen=True, array_like=True, tag="shown"):
    """A page or a picture: PNG bytes, its size, and where the characters of a page stand."""

    picture: bytes
    layout: PageLayout


class Proved(msgspec.Struct, frozen=True, array_like=True, tag="proved"):
    """What was found in a result."""

    proof: ResultProof


class Failure(msgspec.Struct, frozen=True, array_like=True, tag="failure"):
    """A named error: `code` of a `ReviewerError` and the values of its message; `fault` is the class of our own."""

    code: str
    values: dict[str, str | int]
    fault: str = ""


Request: TypeAlias = (
    ReadRequest | WriteRequest | ProveRequest | PageRequest | PictureRequest | NamesRequest | ExamineRequest
    | OcrRequest
)
End: TypeAlias = Done | Written | Proved | Shown | Names | Told | Seen | Failure
Reply: TypeAlias = Hello | Blocks | Progress | End

_encode: Final = msgspec.msgpack.Encoder().encode
_texts: Final = msgspec.msgpack.Decoder(list[str])
_requests: Final = msgspec.msgpack.Decoder(Request)
_replies: Final = msgspec.msgpack.Decoder(Reply)


def pack_texts(texts: Sequence[str]) -> bytes:
    """The bytes that follow a `NamesRequest`."""
    return _encode(list(texts))


def unpack_texts(data: bytes) -> list[str]:
    """What `pack_texts` packed."""
    return _texts.decode(data)


def send(stream: BinaryIO, message: Request | Reply) -> None:
    """Write one frame and flush it."""
    body = _encode(message)
    stream.write(len(body).to_bytes(_LENGTH, "big"))
    stream.write(body)
    stream.flush()


def receive_request(stream: BinaryIO) -> Request | None:
    """The next request, None at the end of the stream."""
    body = _frame(stream)
    return None if body is None else _requests.decode(body)


def receive_reply(stream: BinaryIO) -> Reply | None:
    """The next reply; None at the end of the stream or where it is not what a worker of ours says."""
    body = _frame(stream)
    try:
        return None if body is None else _replies.decode(body)
    except msgspec.MsgspecError:
        return None


def _frame(stream: BinaryIO) -> bytes | None:
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    if length > MAX_FRAME:
        return None
    body = stream.read(length)
    return body if len(body) == length else None
