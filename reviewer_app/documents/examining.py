"""The worker's side of the back-scan: reads one file, finds names, checks it; only what is masked goes back.

All of it in one process, so that as many files are examined at once as there are processors, and neither text nor
values travel through the program's own process.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reviewer_app.documents.messages import ExamineRequest, OcrRequest
from reviewer_app.domain.back_scan import Examined
from reviewer_app.domain.document import Document, Place
from reviewer_app.domain.errors import FileNeedsConversion, UnreadableFile
from reviewer_app.domain.report import NamesMode
from reviewer_app.ports.ocr import See, SeenPage
from reviewer_app.rules.assess import load_toolbox
from reviewer_app.rules.context import Context
from reviewer_app.services import examine as examination
from reviewer_app.services.name_pass import NamePass
from reviewer_app.services.ocr_pass import OcrPass

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


@dataclass(frozen=True, slots=True)
class Tools:
    """What the worker lends: both models, a sign of life, and new processor time for each picture."""

    recognise: Recognise
    see: See
    progress: Callable[[int, int], None]
    renew: Callable[[], None]


class _OwnSight:
    """The picture reader in this very process, as a `PictureReader`."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def see(
        self,
        untrusted_data: bytes,
        name: str,
        places: Sequence[Place],
        wholes: Sequence[bool],
        *,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[SeenPage]:
        """Read them; whoever wants it to stop ends the process."""
        from reviewer_app.documents import ocr_reading

        del cancelled
        request = OcrRequest(name, len(untrusted_data), list(places), list(wholes))
        return ocr_reading.see(request, untrusted_data, self._tools.see, self._tools.progress, self._tools.renew)

    def close(self) -> None:
        """Nothing is kept open."""


def examine(request: ExamineRequest, untrusted_data: bytes, tools: Tools) -> Examined:
    """Raises `FileNeedsConversion`, which the program answers; every other reading error is part of the result."""
    toolbox = load_toolbox()
    names = NamesMode.RULES if request.names else NamesMode.OFF
    context = Context(today=request.today, names=names, office_phones=request.office_phones, keeps=request.keeps)
    if not request.content:
        return examination.examine(examination.of_names(request.labels), request.labels, toolbox, context)
    from reviewer_app.documents import reading

    try:
        document = reading.read(untrusted_data, request.name, tools.progress).document
    except FileNeedsConversion:
        raise
    except UnreadableFile as error:
        alone = examination.of_names(request.labels)
        return examination.examine_unreadable(alone, request.labels, error, toolbox, context)
    if request.sight:
        document = OcrPass(_OwnSight(tools))(document, untrusted_data, request.name)
    document = examination.with_names(document, request.labels)
    return examination.examine(_named(document, request, tools.recognise), request.labels, toolbox, context)


def _named(document: Document, request: ExamineRequest, recognise: Recognise) -> Document:
    if not (request.names and request.model):
        return document
    return NamePass(_OwnModel(recognise), lambda: load_toolbox().rules.lexicons)(document)
