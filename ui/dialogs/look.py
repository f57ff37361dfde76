"""程序读不出的内容，逐处人工查看: one piece after the other as a picture, each ticked by itself (design §3).

What was read in the picture and what was found in it is drawn over it; a box drawn by hand, or the whole picture, can
be marked to be taken out.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer_app.domain.document import Box, Place, Unread
from reviewer_app.domain.errors import ReviewerError
from reviewer_app.domain.page_layout import PageLayout, PrintedPage
from reviewer_app.services.overwriting import write_chosen
from reviewer_app.services.part_pictures import original_bytes, unread_picture
from ui.actions.front import Front
from ui.jobs import JobControl, Lane
from ui.widgets.page_view import PageView
from ui.widgets.picture_sight import PictureSight
from ui.widgets.zoom_keys import zoom_by_keys

SIZE = (820, 760)
ZOOM_MAX = 4.0


class LookDialog(QDialog):
    """Shows pieces of one part; `looked` carries the place that was confirmed, `marked` place and box."""

    looked = Signal(object)
    marked = Signal(object, object)

    def __init__(
        self, front: Front, of: tuple[str, str, str], unread: Sequence[Unread], place_text: Callable[[Unread], str],
        parent: QWidget | None = None, *, sight: Callable[[Place], PictureSight] = lambda _place: PictureSight(),
        seen: Sequence[Unread] = (),
    ) -> None:
        """`of` is (item, part id, name of the part); `place_text` names a piece in words.

        `sight` is what is to be drawn over a piece. `seen` are pieces looked at before, to be looked at again.
        """
        super().__init__(parent)
        words = front.words
        self._front = front
        self._item, self._part, self._name = of
        self._left = [*unread, *seen]
        self._seen = list(seen)
        self._sight = sight
        self._place_text = place_text
        self._layout: PageLayout | None = None
        self._image = QImage()
        self._box: Box | None = None
        self.setWindowTitle(words("look.title", name=self._name))
        self.where, self.note = QLabel(self), QLabel(self)
        self.where.setObjectName("title")
        for label in (self.where, self.note):
            label.setWordWrap(True)
        self.picture = PageView(self)
        self.picture.boxes_only = True
        self.picture.setAccessibleName(words("look.picture"))
        self.mark = QPushButton(words("look.mark"), self)
        self.whole = QPushButton(words("look.whole"), self)
        self.save = QPushButton(words("look.save"), self)
        self.skip = QPushButton(words("look.skip"), self)
        self.done_ = QPushButton(words("look.done"), self)
        self.done_.setProperty("kind", "primary")
        self.done_.setDefault(True)
        self._lay_out()
        self._connect()
        self.resize(*SIZE)
        self._show()

    def _connect(self) -> None:
        self.picture.region_drawn.connect(self.on_region)
        self.mark.clicked.connect(self.on_mark)
        self.whole.clicked.connect(self.on_whole)
        self.save.clicked.connect(self.on_save)
        self.skip.clicked.connect(self.on_skip)
        self.done_.clicked.connect(self.on_done)
        zoom_by_keys(self, self.picture, ZOOM_MAX)

    @property
    def current(self) -> Unread | None:
        """The piece in front."""
        return self._left[0] if self._left else None

    @Slot()
    def on_done(self) -> None:
        """It was looked at: on to the next."""
        if self.current is not None:
            one = self._left.pop(0)
            if one not in self._seen:
                self.looked.emit(one.place)
        self._show()

    @Slot(int, object)
    def on_region(self, _page: int, box: Box) -> None:
        """A box was drawn: it can be marked."""
        self._box = box
        self.mark.setEnabled(True)
        self.mark.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_mark(self) -> None:
        """The box becomes a finding."""
        if self.current is not None and self._box is not None:
            self.marked.emit(self.current.place, self._box)

    @Slot()
    def on_whole(self) -> None:
        """The whole picture becomes a finding: a seal, a signature."""
        if self.current is not None and self._layout is not None:
            self.marked.emit(self.current.place, Box(0.0, 0.0, self._layout.width, self._layout.height))

    def draw_over(self) -> None:
        """What was read and found in the piece in front, as it stands now."""
        one = self.current
        if one is None or self._layout is None:
            return
        sight = self._sight(one.place)
        self.picture.set_page(1, PrintedPage.of(self._layout, sight.blocks), self._image)
        self.picture.set_mark_set(sight.marks)
        self.picture.set_regions(sight.regions)

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
            write_chosen(Path(path), original_bytes(front.desk, actor, self._item, self._part))

        front.jobs.run(self, write, self.on_saved, self.on_failed, lane=Lane.READ)

    @Slot(object)
    def on_saved(self, _nothing: object) -> None:
        """The original was written."""
        self.where.setText(self._front.words("look.saved", name=self._name))

    @Slot(object)
    def on_picture(self, shown: tuple[PageLayout, QImage]) -> None:
        """The picture of the piece in front."""
        self._layout, self._image = shown
        self.picture.set_document(((0, 0),))
        self.draw_over()
        self.note.setText(self._front.words("look.boxes"))
        self.whole.setEnabled(True)
        self.done_.setEnabled(True)

    @Slot(object)
    def on_failed(self, error: ReviewerError) -> None:
        """What cannot be shown is said; whoever opened the original may still confirm it."""
        self.note.setText(self._front.words.error(error))
        self.done_.setEnabled(True)

    def _show(self) -> None:
        one, words = self.current, self._front.words
        if one is None:
            self.accept()
            return
        reason = words(f"unread.{one.reason.value}")
        self.where.setText(words("look.where", place=self._place_text(one), reason=reason, count=len(self._left)))
        self.note.setText(words("look.drawing"))
        self._layout, self._box = None, None
        self.picture.set_document(())
        self.picture.set_scale(1.0)
        # Nobody confirms what was not there to be seen.
        for button in (self.done_, self.mark, self.whole):
            button.setEnabled(False)
        self.whole.setVisible(one.place.page is None)
        self.done_.setText(words("look.next" if one in self._seen else "look.done"))
        self.skip.setVisible(len(self._left) > 1 and one not in self._seen)
        front, actor, place = self._front, self._front.actor, one.place
        front.jobs.cancel_owned(self)

        def work(_control: JobControl) -> tuple[PageLayout, QImage]:
            shown = unread_picture(front.desk, actor, self._item, self._part, place)
            return shown.layout, QImage.fromData(shown.picture)

        front.jobs.run(self, work, self.on_picture, self.on_failed, lane=Lane.DOCUMENTS)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.where)
        column.addWidget(self.note)
        column.addWidget(self.picture, 1)
        across = QHBoxLayout()
        for button in (self.save, self.mark, self.whole):
            across.addWidget(button)
        across.addStretch(1)
        across.addWidget(self.skip)
        across.addWidget(self.done_)
        column.addLayout(across)
