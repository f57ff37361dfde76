"""Files on their way into the tray: gathered, read one by one in the documents lane, each to be cancelled."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.domain.errors import ReviewerError, SecrecyMarked
from reviewer_app.domain.items import Carrier
from reviewer_app.services.gather_files import gather, take
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.preview_file import FilePreview, PreviewFile, preview_file
from ui.actions.front import Front
from ui.jobs import JobControl, Lane
from ui.models.package_rows_tray import TrayModel, TrayState


class Intake(QObject):
    """Fills a tray; a file that cannot be read keeps its sentence, the others go on."""

    form_found = Signal(object, str)
    """A filled 送审单 was among them: its fields and its name."""

    replaced = Signal(str, str)
    """(new name, old name): a corrected file took the place of the one it plainly stands for."""

    settled = Signal()

    def __init__(self, front: Front, model: TrayModel, parent: QObject) -> None:
        super().__init__(parent)
        self._front = front
        self._model = model
        self.revising = False
        self.carrier = Carrier.DRAFT_DOCUMENT

    def take_paths(self, paths: Sequence[str]) -> None:
        """Files and folders as they were dropped."""
        self._front.ask(self, partial(gather, tuple(paths)), self.on_gathered)

    def take_file(self, file: IncomingFile) -> None:
        """A file that is no file on disk: pasted text."""
        self._read(file.name, lambda: file)

    @Slot(object)
    def on_gathered(self, paths: tuple[Path, ...]) -> None:
        """Each file is a job of its own."""
        for path in paths:
            self._read(path.name, partial(take, path))

    def cancel(self, name: str) -> None:
        """Stop reading a file and take it out."""
        at = self._model.at(name)
        row = self._model.rows[at] if at is not None else None
        if row is not None and row.job is not None:
            self._front.jobs.cancel(row.job)
        self._model.remove(name)
        self.settled.emit()

    def _read(self, name: str, fetch: Callable[[], IncomingFile]) -> None:
        at = self._model.at(name)
        under_way = self._model.rows[at].job if at is not None else None
        if under_way is not None:
            self._front.jobs.cancel(under_way)
        old = self._model.add(name, instead=self.revising)
        if old is not None:
            self.replaced.emit(name, old)
        actor, carrier, desk = self._front.actor, self.carrier, self._front.desk

        def work(control: JobControl) -> FilePreview:
            control.check()
            return preview_file(desk, PreviewFile(actor, fetch(), carrier), control)

        title = self._front.words("tray.reading", name=name)
        job = self._front.jobs.run(
            self, work, partial(self.on_read, name), partial(self.on_failed, name), lane=Lane.DOCUMENTS, title=title
        )
        self._model.change(name, job=job)

    @Slot(str, object)
    def on_read(self, name: str, preview: FilePreview) -> None:
        """The file is read; a 送审单 speaks for the form and is no part."""
        if preview.form is not None:
            self._model.remove(name)
            self.form_found.emit(preview.form, name)
        else:
            self._model.change(name, state=TrayState.READ, job=None, file=preview.file, report=preview.report)
        self.settled.emit()

    @Slot(str, object)
    def on_failed(self, name: str, error: ReviewerError) -> None:
        """It cannot be read: its sentence stays in its row. A marked file leaves no trace but the refusal.

        Only the refusal goes to the bar of messages: nothing that follows may push it aside.
        """
        if isinstance(error, SecrecyMarked):
            self._model.remove(name)
            self._front.complain(error)
        else:
            sentence = self._front.words.error(error)
            self._model.change(name, state=TrayState.FAILED, job=None, problem=sentence)
        self.settled.emit()
