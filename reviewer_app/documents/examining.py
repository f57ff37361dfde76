"""The worker's side of the back-scan: reads one file, finds names, checks it; only what is masked goes back.

All of it in one process, so that as many files are examined at once as there are processors, and neither text nor
values travel through the program's own process.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from reviewer_app.documents.messages import ExamineRequest
from reviewer_app.domain.back_scan import Examined
from reviewer_app.domain.document import Document
from reviewer_app.domain.errors import FileNeedsConversion, UnreadableFile
from reviewer_app.domain.report import NamesMode
from reviewer_app.rules.assess import load_toolbox
from reviewer_app.rules.context import Context
from reviewer_app.services import examine as examination
from reviewer_app.services.name_pass import NamePass

Recognise: TypeAlias = Callable[[list[str]], list[list[tuple[int, int]]]]


class _OwnModel:
    """The name model in this very process, as a `NameReader`."""

    def __init__(self, recognise: Recognise) -> None:
        self._recognise = recognise

    def find(
        self, texts: Sequence[str], *, cancelled: Callable[[], bool] | None = None
    ) -> list[list[tuple[int, int]]]:
        """Ask the model; whoever wants it to stop ends the process."""
        del cancelled
        return self._recognise(list(texts))

    def close(self) -> None:
        """Nothing is kept open."""


def examine(
    request: ExamineRequest, untrusted_data: bytes, recognise: Recognise, progress: Callable[[int, int], None]
) -> Examined:
    """Raises `FileNeedsConversion`, which the program answers; every other reading error is part of the result."""
    toolbox = load_toolbox()
    names = NamesMode.RULES if request.names else NamesMode.OFF
    context = Context(today=request.today, names=names, office_phones=request.office_phones)
    if not request.content:
        return examination.examine(examination.of_names(request.labels), request.labels, toolbox, context)
    from reviewer_app.documents import reading

    try:
        document = reading.read(untrusted_data, request.name, progress).document
    except FileNeedsConversion:
        raise
    except UnreadableFile as error:
        alone = examination.of_names(request.labels)
        return examination.examine_unreadable(alone, request.labels, error, toolbox, context)
    document = examination.with_names(document, request.labels)
    return examination.examine(_named(document, request, recognise), request.labels, toolbox, context)


def _named(document: Document, request: ExamineRequest, recognise: Recognise) -> Document:
    if not (request.names and request.model):
        return document
    return NamePass(_OwnModel(recognise), lambda: load_toolbox().rules.lexicons)(document)
