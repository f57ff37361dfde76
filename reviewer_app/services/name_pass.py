"""A document desk whose readings also go through the name model: the second speed of a check (design §4).

The pass is asked for, not made with every reading: comparing texts or showing them needs no names.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from reviewer_app.domain.document import Document, Place, Unread, UnreadReason
from reviewer_app.ports.documents import DocumentDesk, ReadFile
from reviewer_app.ports.names import FindsNames, NamePassFailed, NameReader
from reviewer_app.rules.name_pieces import NamePieces
from reviewer_app.rules.schema import Lexicons


class NamePass:
    """Asks the model about those pieces of a document that can hold a name."""

    def __init__(self, reader: NameReader, lexicons: Callable[[], Lexicons]) -> None:
        self._reader = reader
        self._lexicons = lexicons

    def __call__(self, document: Document, cancelled: Callable[[], bool] | None = None) -> Document:
        """The document with its names; where the pass failed, with an unread mark that no look can answer."""
        return self.each([document], cancelled)[0]

    def each(self, documents: Sequence[Document], cancelled: Callable[[], bool] | None = None) -> list[Document]:
        """The same for several small documents, asked together."""
        pieces = [NamePieces(document, self._lexicons()) for document in documents]
        texts = list(dict.fromkeys(text for one in pieces for text in one.texts))
        try:
            found = self._reader.find(texts, cancelled=cancelled) if texts else []
        except NamePassFailed:
            mark = Unread(Place(), UnreadReason.NAME_PASS_FAILED)
            return [replace(document, unread=(*document.unread, mark)) for document in documents]
        known = dict(zip(texts, found, strict=True))
        return [
            replace(document, names=one.spots([known[text] for text in one.texts]))
            for document, one in zip(documents, pieces, strict=True)
        ]


def read_with_names(
    desk: DocumentDesk, untrusted_data: bytes, name: str, *, cancelled: Callable[[], bool] | None = None
) -> ReadFile:
    """Read a file for checking. A desk without a model gives a document without names: the rules' own remain."""
    read = desk.read(untrusted_data, name, cancelled=cancelled)
    if not isinstance(desk, FindsNames):
        return read
    return replace(read, document=desk.find_names(read.document, cancelled=cancelled))
