"""存量排查: choose or drop a folder of published files, see how far it is, stop, go on later, read the problems.

The scan goes on while other pages are looked at. Its 问题清单 lies where
the person wanted it, beside what is needed to go on.
"""

from pathlib import Path
from threading import Event

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton

from reviewer_app.domain.back_scan import ScanReport
from reviewer_app.domain.errors import ReviewerError
from reviewer_app.ports.forms import Cell
from reviewer_app.ports.read_models import Rows
from reviewer_app.ports.scanning import Watch
from reviewer_app.services.scan_sheets import is_blocking, problem_rows
from reviewer_app.services.start_back_scan import StartBackScan, start_back_scan
from ui.actions.front import Front
from ui.actions.page import Page
from ui.dialogs.rows_table import table_of
from ui.jobs import JobControl, Lane
from ui.models.rows import Column, RowsModel
from ui.text import Words

ROW = 44
ProblemRow = tuple[Cell, ...]


class BackScanPage(Page):
    """One scan at a time."""

    def __init__(self, front: Front) -> None:
        super().__init__(front, "page.back_scan")
        words = front.words
        self.setAcceptDrops(True)
        self._stopped = Event()
        self._marked: list[str] = []
        self._out = Path()
        self.problems: RowsModel[ProblemRow] = RowsModel(problem_columns(words), self)
        self.choose = QPushButton(words("scan.page.choose"), self)
        self.choose.setProperty("kind", "primary")
        self.stop = QPushButton(words("scan.page.stop"), self)
        self.stop.setVisible(False)
        self.about = QLabel(words("scan.page.about"), self)
        self.verdict = QLabel(words("scan.page.empty"), self)
        for label in (self.about, self.verdict):
            label.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName(words("scan.page.progress"))
        self.bar.setVisible(False)
        self.table = table_of(self.problems, words("scan.page.table"), self, ROW, empty=words("empty.scan"))
        self.choose.clicked.connect(self.on_choose)
        self.stop.clicked.connect(self.on_stop)
        self._lay_out()

    def leave(self) -> None:
        """Another page comes to the front: the scan goes on. A closing window cancels its job like every other."""

    # --- beginning and ending ---------------------------------------------------------------------

    @Slot()
    def on_choose(self) -> None:
        """选择文件夹."""
        chosen = QFileDialog.getExistingDirectory(self, self.front.words("scan.page.choose"))
        if chosen:
            self.ask_where(Path(chosen))

    def ask_where(self, folder: Path) -> None:
        """Where the 问题清单 goes; the same place as last time goes on with an interrupted scan."""
        words = self.front.words
        name = words("scan.page.file", folder=folder.name)
        chosen = QFileDialog.getSaveFileName(
            self, words("scan.page.save"), str(folder.parent / name), "xlsx (*.xlsx)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )[0]
        if chosen:
            path = Path(chosen)
            self.scan(folder, path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx"))

    def scan(self, folder: Path, out: Path) -> None:
        """Begin."""
        words = self.front.words
        self._stopped, self._marked, self._out = Event(), [], out
        self._busy(busy=True)
        self.bar.setRange(0, 0)
        self.verdict.setText(words("scan.page.running", folder=folder))
        stopped, marked, actor = self._stopped, self._marked, self.front.actor

        def work(control: JobControl) -> ScanReport:
            watch = Watch(
                cancelled=lambda: stopped.is_set() or control.cancelled(),
                progress=lambda progress: control.progress(progress.done, progress.total),
                marked=lambda path, level: marked.append(f"【{level}】{path}"),
            )
            return start_back_scan(self.front.desk, StartBackScan(actor, folder, out), watch)

        self.front.jobs.run(self, work, self.on_done, self.on_failed, self.on_progress, lane=Lane.DOCUMENTS,
                            title=words("scan.page.title"))

    @Slot()
    def on_stop(self) -> None:
        """停止: what was done stays, in the list and for the next time."""
        self._stopped.set()
        self.stop.setEnabled(False)

    def on_progress(self, done: int, total: int) -> None:
        """How far it is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setFormat(f"{done} / {total}")

    def on_done(self, report: ScanReport) -> None:
        """The problems, and one sentence for the whole."""
        self._busy(busy=False)
        self.problems.restart(Rows(tuple(problem_rows(report.files)), None))
        values = {"total": report.total, "done": len(report.files), "unreadable": report.unreadable,
                  "blocking": sum(file.blocks for file in report.files), "out": self._out}
        key = "scan.page.done" if report.complete else "scan.page.partial"
        lines = [self.front.words(key, **values)]
        if self._marked:
            lines.append(self.front.words("scan.page.marked", files="\n".join(self._marked)))
        self.verdict.setText("\n".join(lines))

    def on_failed(self, error: ReviewerError) -> None:
        """Nothing was scanned."""
        self._busy(busy=False)
        self.verdict.setText(self.front.words.error(error))

    # --- Qt ---------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A folder may be dropped here."""
        if not self.stop.isVisible() and _folder_of(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Ask where the list goes, then begin."""
        folder = _folder_of(event)
        if folder is not None:
            event.acceptProposedAction()
            self.ask_where(folder)

    # --- inside -----------------------------------------------------------------------------------

    def _busy(self, *, busy: bool) -> None:
        self.choose.setEnabled(not busy)
        self.stop.setEnabled(busy)
        self.stop.setVisible(busy)
        self.bar.setVisible(busy)

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.addWidget(self.choose)
        across.addWidget(self.stop)
        across.addWidget(self.bar, 1)
        across.addStretch(0)
        self.body.addWidget(self.about)
        self.body.addLayout(across)
        self.body.addWidget(self.verdict)
        self.body.addWidget(self.table, 1)


def problem_columns(words: Words) -> tuple[Column[ProblemRow], ...]:
    """As in the workbook, without numbers."""
    def text(at: int) -> Column[ProblemRow]:
        name, width = _COLUMNS[at]
        return Column(words(f"scan.column.{name}"), lambda row: str(row[at]), tip=lambda row: str(row[at]), width=width)

    return (
        Column(words("scan.column.level"),
               lambda row: words("scan.level.blocks") if is_blocking(row) else words("scan.level.look"),
               state=lambda row: "red" if is_blocking(row) else "amber", width=110),
        *(text(at) for at in range(len(_COLUMNS))),
    )


_COLUMNS = (("file", 300), ("place", 280), ("kind", 130), ("count", 70), ("values", 330))


def _folder_of(event: QDropEvent) -> Path | None:
    """The one folder that is being dropped."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].is_dir() else None
