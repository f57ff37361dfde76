"""备份与清除: one checked file, the list of those made, and erasing the content of one item for good."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from reviewer_app.ports.clock import SHANGHAI
from reviewer_app.ports.log import Vault
from reviewer_app.ports.read_models import BackupRow, Rows
from reviewer_app.services.desk import Desk
from reviewer_app.services.keeping import BackUp, Erase, back_up, erase
from ui.actions.front import Front
from ui.dialogs.confirm import ConfirmDialog
from ui.models.rows import Column
from ui.pages.settings.tab import ListTab

KILOBYTE = 1024
SUFFIX = ".backup"


class BackupTab(ListTab[BackupRow]):
    """The newest backup stands first."""

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        words = front.words
        columns: tuple[Column[BackupRow], ...] = (
            Column(words("backup.at"), lambda row: shown(row.made_at), width=160),
            Column(words("backup.name"), lambda row: row.name, tip=lambda row: row.name, width=300),
            Column(words("backup.size"), lambda row: words("backup.kilobytes", size=row.size // KILOBYTE),
                              right=True, width=110),
            Column(words("backup.entries"), lambda row: str(row.entries), right=True, width=100),
            Column(words("backup.sha"), lambda row: row.sha256[:16], tip=lambda row: row.sha256),
        )
        super().__init__(front, "backup.hint", "backup.list", columns, parent, empty_key="empty.backup")
        self.now_button = self.button("backup.now", "primary")
        self.add_buttons(self.now_button)
        self.body.addWidget(self._hint("backup.restore"))
        line = QFrame(self)
        line.setObjectName("hairline")
        self.body.addWidget(line)
        self.body.addWidget(self._hint("erase.hint"))
        self.item = QLineEdit(self)
        self.item.setAccessibleName(words("erase.item"))
        self.item.setPlaceholderText(words("erase.item"))
        self.item.setMaximumWidth(360)
        self.erase_button = self.button("erase.button", "danger")
        self.erase_button.setEnabled(False)
        across = QHBoxLayout()
        across.addWidget(self.item)
        across.addWidget(self.erase_button)
        across.addStretch(1)
        self.body.addLayout(across)
        self._target = ""
        self.model.wanted.connect(self.read)
        self.now_button.clicked.connect(self.choose)
        self.item.textChanged.connect(self.on_item)
        self.erase_button.clicked.connect(self.ask_erase)

    def reload(self) -> None:
        """Read the backups made."""
        self.read(None)

    @Slot(object)
    def read(self, after: tuple[str | int, ...] | None) -> None:
        """Read a page of them."""
        done = self.on_first if after is None else self.on_more
        self.front.ask(self, partial(self.front.reads.backups, after), done)

    @Slot(object)
    def on_first(self, page: Rows[BackupRow]) -> None:
        """Show a first page."""
        self.model.restart(page)

    @Slot(object)
    def on_more(self, page: Rows[BackupRow]) -> None:
        """Append a further page."""
        self.model.extend(page)

    @Slot()
    def choose(self) -> None:
        """Where to; the name holds the day."""
        words, day = self.front.words, self.front.desk.today()
        dialog = QFileDialog(self, words("backup.now"), str(Path.home() / f"reviewer-{day:%Y%m%d}{SUFFIX}"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(self.back_up_to)
        self.ask(dialog)

    @Slot(str)
    def back_up_to(self, path: str) -> None:
        """Write it in the write lane: nothing changes meanwhile."""
        vault = self.front.vault
        if vault is None or not path:
            return
        self._target = path
        self.front.do(self, partial(_back_up, vault), BackUp(self.front.actor, Path(path)), self.on_backed_up,
                      title=self.front.words("backup.running"))

    @Slot(object)
    def on_backed_up(self, _sha256: str) -> None:
        """Say where it lies."""
        self.front.say("green", "backup.done", file=self._target)
        self.reload()

    @Slot(str)
    def on_item(self, text: str) -> None:
        """Erasing needs a number."""
        self.erase_button.setEnabled(bool(text.strip()))

    @Slot()
    def ask_erase(self) -> None:
        """Asked again, for it cannot be taken back."""
        words, item = self.front.words, self.item.text().strip()
        dialog = ConfirmDialog(words, words("erase.title"), words("erase.text", item=item), words("erase.button"), self)
        dialog.accepted.connect(self.on_erase_confirmed)
        self.ask(dialog)

    @Slot()
    def on_erase_confirmed(self) -> None:
        """Erase in the write lane."""
        vault = self.front.vault
        if vault is not None:
            item = self.item.text().strip()
            command = Erase(self.front.actor, item, confirmed=True)
            self.front.do(self, partial(_erase, vault), command, self.on_erased, item=item)

    @Slot(object)
    def on_erased(self, backups: tuple[str, ...]) -> None:
        """Name the backups that still hold it."""
        self.item.clear()
        if backups:
            self.front.say("amber", "erase.backups", backups=self.front.words("missing.join").join(backups))
        else:
            self.front.say("green", "erase.done")

    def _hint(self, key: str) -> QLabel:
        label = QLabel(self.front.words(key), self)
        label.setWordWrap(True)
        label.setProperty("hint", "true")
        return label


def _back_up(vault: Vault, desk: Desk, command: BackUp) -> str:
    return back_up(desk, vault, command)


def _erase(vault: Vault, desk: Desk, command: Erase) -> tuple[str, ...]:
    return erase(desk, vault, command)


def shown(instant: datetime) -> str:
    """An instant as the office reads it."""
    return instant.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
