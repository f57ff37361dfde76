"""登记线下签批: who signed the printed form, on which day, and the scan that shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDate, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.actors import User
from reviewer_app.domain.release import SignOff
from reviewer_app.services.desk import Desk
from reviewer_app.services.make_good import MakeGoodOnPaper, make_good_on_paper
from reviewer_app.services.sign_paper import SignOnPaper, sign_on_paper
from ui.actions.small_file import read_small
from ui.text import Words
from ui.widgets.choice import ChoiceBox

KINDS: Final = "*.pdf *.png *.jpg *.jpeg *.tif *.tiff"


@dataclass(frozen=True, slots=True)
class PaperWish:
    """What is to be recorded; the scan is read when it is."""

    actor: str
    item: str
    version: int
    signer: str
    signed_on: date
    scan: Path


def record_paper(desk: Desk, wish: PaperWish) -> SignOff:
    """Read the scan and record; raises `FileMissing`, `FileTooLarge` and what `sign_on_paper` raises."""
    command = SignOnPaper(wish.actor, wish.item, wish.version, wish.signer, wish.signed_on, read_small(wish.scan))
    return sign_on_paper(desk, command)


@dataclass(frozen=True, slots=True)
class OwedPaperWish:
    """The same for an approval by telephone that is made good."""

    actor: str
    approval: str
    version: int
    signed_on: date
    scan: Path


def record_owed_paper(desk: Desk, wish: OwedPaperWish) -> SignOff:
    """Read the scan and record; raises `FileMissing`, `FileTooLarge` and what `make_good_on_paper` raises."""
    command = MakeGoodOnPaper(wish.actor, wish.approval, wish.version, wish.signed_on, read_small(wish.scan))
    return make_good_on_paper(desk, command)


class PaperSignDialog(QDialog):
    """Asks; what it says stays 纸质签批 everywhere and is never shown as an electronic signature."""

    def __init__(
        self, words: Words, title: str, signatories: Sequence[User], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.scan: Path | None = None
        self.setWindowTitle(words("paper.title"))
        self.setAcceptDrops(True)
        hint = QLabel(words("paper.hint", title=title), self)
        hint.setWordWrap(True)
        self.signer: ChoiceBox[User] = ChoiceBox(self)
        self.signer.setAccessibleName(words("paper.signer"))
        self.signer.fill((f"{user.name}（{user.unit}）", user) for user in signatories)
        last = QDate(today.year, today.month, today.day)
        self.day = QDateEdit(last, self)
        self.day.setCalendarPopup(True)
        self.day.setMaximumDate(last)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName(words("paper.day"))
        self.choose = QPushButton(words("paper.choose"), self)
        self.file = QLabel(words("paper.none"), self)
        self.file.setProperty("hint", "true")
        self.buttons = QDialogButtonBox(self)
        self.ok = self.buttons.addButton(words("paper.ok"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(words("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._lay_out(hint)
        self.choose.clicked.connect(self.on_choose)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.refresh()

    @property
    def signed_on(self) -> date:
        """The day on the paper."""
        chosen = self.day.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def take(self, path: Path) -> None:
        """The scan."""
        self.scan = path
        self.refresh()

    @Slot()
    def on_choose(self) -> None:
        """Choose the scan."""
        chosen, _ = QFileDialog.getOpenFileName(self, self._words("paper.choose"), str(Path.home()), KINDS)
        if chosen:
            self.take(Path(chosen))

    def refresh(self) -> None:
        """Record only with a scan and a signer."""
        self.file.setText(self.scan.name if self.scan else self._words("paper.none"))
        self.ok.setEnabled(self.scan is not None and self.signer.value is not None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take one file."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """The scan was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        endings = {pattern.removeprefix("*") for pattern in KINDS.split()}
        if paths and paths[0].suffix.lower() in endings:
            event.acceptProposedAction()
            self.take(paths[0])

    def _lay_out(self, hint: QLabel) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.addRow(self._words("paper.signer"), self.signer)
        form.addRow(self._words("paper.day"), self.day)
        across = QHBoxLayout()
        across.addWidget(self.choose)
        across.addWidget(self.file, 1)
        form.addRow(self._words("paper.scan"), across)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(hint)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.resize(520, 260)
