"""看图片: screenshots of 登记上网, photographs of 张贴登记, pictures of 撤下: small ones to choose from, one large."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.errors import ReviewerError
from reviewer_app.domain.page_layout import PageBlocks, PageLayout, PrintedPage
from reviewer_app.services.open_evidence import Evidence, evidence_bytes, evidence_picture
from reviewer_app.services.overwriting import write_chosen
from ui.actions.front import Front
from ui.jobs import JobControl, Lane
from ui.models.queue_rows import moment_text
from ui.widgets.icons import icon
from ui.widgets.page_view import PageView
from ui.widgets.zoom_keys import zoom_by_keys

SIZE = (980, 700)
SMALL = QSize(184, 138)
LIST_WIDTH = 232
LINES = 68
"""Pixels below a small picture for what it shows."""

NONE = "mdi6.image-off-outline"
ZOOM_MAX = 6.0


class EvidenceDialog(QDialog):
    """Reads each picture in a job; what is no picture can still be saved and opened elsewhere."""

    def __init__(
        self, front: Front, entry: str, shown: Sequence[Evidence], names: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        words = front.words
        self._front = front
        self._entry = entry
        self._shown = tuple(shown)
        self._names = names
        self._large: str | None = None
        self.setWindowTitle(words("seen.title", count=len(self._shown)))
        self.list = self._pictures()
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.told.setObjectName("title")
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setProperty("hint", "true")
        self.picture = PageView(self)
        self.picture.only_looked_at = True
        self.picture.setAccessibleName(words("seen.picture"))
        self.save = QPushButton(words("seen.save"), self)
        self.save.setAutoDefault(False)
        self.close_ = QPushButton(words("dialog.close"), self)
        self._lay_out()
        self._connect()
        self.resize(*SIZE)
        self.list.setCurrentRow(0)  # reads the first
        for one in self._shown[1:]:
            self._read(one)

    @property
    def current(self) -> Evidence | None:
        """The picture in front."""
        row = self.list.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    @property
    def large(self) -> str | None:
        """The blob whose picture is drawn large, None while it is being read or where there is none."""
        return self._large

    @Slot(int)
    def on_chosen(self, _row: int) -> None:
        """Another picture comes to the front."""
        one = self.current
        if one is not None:
            self._large = None
            self.told.setText(self._line(one).replace("\n", "　"))
            self.note.setText(self._front.words("look.drawing"))
            self.picture.set_document(())
            self.picture.set_scale(1.0)
            self._read(one)

    @Slot(object)
    def on_read(self, read: tuple[str, PageLayout, QImage]) -> None:
        """A picture came: small into the list, large where it is the one in front."""
        blob, layout, image = read
        small = QPixmap.fromImage(image.scaled(
            SMALL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation))
        for row, one in enumerate(self._shown):
            if one.blob == blob:
                shown = QIcon(small)
                shown.addPixmap(small, QIcon.Mode.Selected)  # a proof is not tinted
                self.list.item(row).setIcon(shown)
        if self.current is not None and self.current.blob == blob and self._large is None:
            self._large = blob
            self.note.setText(self._front.words("seen.zoom"))
            self.picture.set_document(((0, 0),))
            self.picture.set_page(1, PrintedPage.of(layout, PageBlocks()), image)

    @Slot()
    def on_save(self) -> None:
        """Save it as it was recorded."""
        path, _ = QFileDialog.getSaveFileName(self, self._front.words("seen.save"), "")
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> None:
        """Write the file in front to a path that the person chose."""
        front, actor, entry, one = self._front, self._front.actor, self._entry, self.current
        if one is None:
            return

        def write(_control: JobControl) -> None:
            write_chosen(path, evidence_bytes(front.desk, actor, entry, one.blob))

        front.jobs.run(self, write, lambda _none: self.note.setText(front.words("look.saved", name=path.name)),
                       self._say)

    def _say(self, error: ReviewerError) -> None:
        self.note.setText(self._front.words.error(error))

    def _read(self, one: Evidence) -> None:
        front, actor, entry = self._front, self._front.actor, self._entry

        def work(control: JobControl) -> tuple[str, PageLayout, QImage]:
            control.check()
            shown = evidence_picture(front.desk, actor, entry, one.blob)
            return one.blob, shown.layout, QImage.fromData(shown.picture)

        def failed(error: ReviewerError) -> None:
            self.list.item(self._shown.index(one)).setIcon(icon(NONE, "muted"))
            if self.current is one:
                self._say(error)

        front.jobs.run(self, work, self.on_read, failed, lane=Lane.DOCUMENTS)

    def _line(self, one: Evidence) -> str:
        return self._front.words(
            f"seen.{one.proves.value}", place=one.place, at=moment_text(one.at),
            who=self._names.get(one.by, one.by))

    def _pictures(self) -> QListWidget:
        pictures = QListWidget(self)
        pictures.setAccessibleName(self._front.words("seen.list"))
        pictures.setViewMode(QListView.ViewMode.IconMode)  # the words stand below the picture
        pictures.setFlow(QListView.Flow.TopToBottom)
        pictures.setWrapping(False)
        pictures.setMovement(QListView.Movement.Static)
        pictures.setIconSize(SMALL)
        pictures.setGridSize(QSize(LIST_WIDTH - 24, SMALL.height() + LINES))
        pictures.setWordWrap(True)
        pictures.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        pictures.setFixedWidth(LIST_WIDTH)
        for one in self._shown:
            pictures.addItem(QListWidgetItem(QIcon(_blank()), self._line(one)))
        return pictures

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self.on_chosen)
        self.save.clicked.connect(self.on_save)
        self.close_.clicked.connect(self.reject)
        zoom_by_keys(self, self.picture, ZOOM_MAX)

    def _lay_out(self) -> None:
        both = QSplitter(Qt.Orientation.Horizontal, self)
        right = QWidget(both)
        down = QVBoxLayout(right)
        down.setContentsMargins(8, 0, 0, 0)
        down.setSpacing(8)
        for widget in (self.told, self.note):
            down.addWidget(widget)
        down.addWidget(self.picture, 1)
        both.addWidget(self.list)
        both.addWidget(right)
        both.setStretchFactor(1, 1)
        both.setChildrenCollapsible(False)
        across = QHBoxLayout()
        across.addWidget(self.save)
        across.addStretch(1)
        across.addWidget(self.close_)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(both, 1)
        column.addLayout(across)


def _blank() -> QPixmap:
    """As large as a picture will be, so that lines do not jump when it comes."""
    blank = QPixmap(SMALL)
    blank.fill(Qt.GlobalColor.transparent)
    return blank
