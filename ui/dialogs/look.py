"""程序读不出的内容，逐处人工查看: one piece after the other as a picture, each ticked by itself (design §3)."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reviewer_app.domain.document import Unread
from reviewer_app.domain.errors import FileNotWritten, ReviewerError
from reviewer_app.services.part_pictures import original_bytes, unread_picture
from ui.actions.front import Front
from ui.jobs import JobControl, Lane

SIZE = (820, 760)
ZOOM_STEP = 1.25
ZOOM_MAX = 4.0


class LookDialog(QDialog):
    """Shows unread pieces of one part; `looked` carries the place that was confirmed."""

    looked = Signal(object)

    def __init__(
        self, front: Front, of: tuple[str, str, str], unread: Sequence[Unread], place_text: Callable[[Unread], str],
        parent: QWidget | None = None,
    ) -> None:
        """`of` is (item, part id, name of the part); `place_text` names a piece in words."""
        super().__init__(parent)
        words = front.words
        self._front = front
        self._item, self._part, self._name = of
        self._left = list(unread)
        self._place_text = place_text
        self._image = QImage()
        self._zoom = 1.0
        self.setWindowTitle(words("look.title", name=self._name))
        self.where = QLabel(self)
        self.where.setObjectName("title")
        self.picture = QLabel(self)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setWordWrap(True)
        self.picture.setMargin(16)
        self.area = QScrollArea(self)
        self.area.setWidget(self.picture)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(words("look.picture"))
        self.save = QPushButton(words("look.save"), self)
        self.skip = QPushButton(words("look.skip"), self)
        self.done_ = QPushButton(words("look.done"), self)
        self.done_.setProperty("kind", "primary")
        self.done_.setDefault(True)
        self._lay_out()
        self.save.clicked.connect(self.on_save)
        self.skip.clicked.connect(self.on_skip)
        self.done_.clicked.connect(self.on_done)
        for keys, slot in (("Ctrl++", self.on_larger), ("Ctrl+=", self.on_larger), ("Ctrl+-", self.on_smaller)):
            QShortcut(QKeySequence(keys), self, slot)
        self.resize(*SIZE)
        self._show()

    @property
    def current(self) -> Unread | None:
        """The piece in front."""
        return self._left[0] if self._left else None

    @Slot()
    def on_done(self) -> None:
        """It was looked at: on to the next."""
        if self.current is not None:
            self.looked.emit(self._left.pop(0).place)
        self._show()

    @Slot()
    def on_skip(self) -> None:
        """Not now: it goes behind the others."""
        if self.current is not None:
            self._left.append(self._left.pop(0))
        self._show()

    @Slot()
    def on_save(self) -> None:
        """Save the part as it was handed in, to be opened in the office's own program."""
        path, _ = QFileDialog.getSaveFileName(self, self._front.words("look.save"), self._name)
        if path:
            self.save_to(path)

    def save_to(self, path: str) -> None:
        """Write the original to a path that the person chose."""
        front, actor = self._front, self._front.actor

        def write(_control: JobControl) -> None:
            data = original_bytes(front.desk, actor, self._item, self._part)
            try:
                with open(path, "wb") as out:  # noqa: PTH123 - the dialog hands out a string
                    out.write(data)
            except OSError as error:
                raise FileNotWritten(name=self._name, detail=error.strerror or "") from None

        front.jobs.run(self, write, self.on_saved, self.on_failed, lane=Lane.READ)

    @Slot(object)
    def on_saved(self, _nothing: object) -> None:
        """The original was written."""
        self.where.setText(self._front.words("look.saved", name=self._name))

    @Slot(object)
    def on_picture(self, data: bytes) -> None:
        """The picture of the piece in front."""
        self._image = QImage.fromData(data)
        self._zoom = 1.0
        self._fit()
        self.done_.setEnabled(True)

    @Slot(object)
    def on_failed(self, error: ReviewerError) -> None:
        """What cannot be shown is said; whoever opened the original may still confirm it."""
        self.picture.setText(self._front.words.error(error))
        self.done_.setEnabled(True)

    @Slot()
    def on_larger(self) -> None:
        """Ctrl++."""
        self._zoom = min(self._zoom * ZOOM_STEP, ZOOM_MAX)
        self._fit()

    @Slot()
    def on_smaller(self) -> None:
        """Ctrl+-."""
        self._zoom = max(self._zoom / ZOOM_STEP, 1.0)
        self._fit()

    def _show(self) -> None:
        one, words = self.current, self._front.words
        if one is None:
            self.accept()
            return
        reason = words(f"unread.{one.reason.value}")
        self.where.setText(words("look.where", place=self._place_text(one), reason=reason, count=len(self._left)))
        self.picture.setPixmap(QPixmap())
        self.picture.setText(words("look.drawing"))
        # Nobody confirms what was not there to be seen.
        self.done_.setEnabled(False)
        self.skip.setVisible(len(self._left) > 1)
        front, actor, place = self._front, self._front.actor, one.place
        front.jobs.cancel_owned(self)

        def work(_control: JobControl) -> bytes:
            return unread_picture(front.desk, actor, self._item, self._part, place)

        front.jobs.run(self, work, self.on_picture, self.on_failed, lane=Lane.DOCUMENTS)

    def _fit(self) -> None:
        if self._image.isNull():
            return
        width = int((self.area.viewport().width() - 40) * self._zoom)
        ratio = self.devicePixelRatioF()
        scaled = self._image.scaledToWidth(int(width * ratio), Qt.TransformationMode.SmoothTransformation)
        pixmap = QPixmap.fromImage(scaled)
        pixmap.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixmap)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.where)
        column.addWidget(self.area, 1)
        across = QHBoxLayout()
        across.addWidget(self.save)
        across.addStretch(1)
        across.addWidget(self.skip)
        across.addWidget(self.done_)
        column.addLayout(across)
