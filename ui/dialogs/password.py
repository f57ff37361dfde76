"""修改密码: everybody his own; the key and with it every signature stays the same."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.errors import ReviewerError
from reviewer_app.services.person_keys import ChangePassword, change_password
from ui.actions.front import Front
from ui.jobs import JobControl, Lane

WIDTH = 440


class PasswordDialog(QDialog):
    """Old password, new one twice."""

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        words = front.words
        self.setWindowTitle(words("password.title"))
        self.setMinimumWidth(WIDTH)
        self.old = self._line("password.old")
        self.new = self._line("password.new")
        self.repeat = self._line("login.repeat")
        self.text = QLabel(words("password.text"), self)
        self.text.setWordWrap(True)
        self.text.setProperty("hint", "true")
        self.hint = QLabel(self)
        self.hint.setWordWrap(True)
        self.hint.setProperty("level", "red")
        self.buttons = QDialogButtonBox(self)
        self.ok = QPushButton(words("password.ok"), self)
        self.ok.setProperty("kind", "primary")
        self.buttons.addButton(self.ok, QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setDefault(True)
        self.buttons.addButton(words("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        for key, line in (("password.old", self.old), ("password.new", self.new), ("login.repeat", self.repeat)):
            form.addRow(words(key), line)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(self.text)
        column.addLayout(form)
        column.addWidget(self.hint)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self.on_ok)
        self.buttons.rejected.connect(self.reject)

    @Slot()
    def on_ok(self) -> None:
        """Reseal in the write lane."""
        if not self.ok.isEnabled():
            return
        if self.new.text() != self.repeat.text():
            self.hint.setText(self._front.words("login.differ"))
            self.repeat.setFocus()
            return
        desk, command = self._front.desk, ChangePassword(self._front.actor, self.old.text(), self.new.text())
        self.ok.setEnabled(False)

        def work(_control: JobControl) -> object:
            return change_password(desk, command)

        self._front.jobs.run(self, work, self.on_changed, self.on_error, lane=Lane.WRITE)

    @Slot(object)
    def on_changed(self, _key: object) -> None:
        """The new password holds from the next unlocking on."""
        self._front.changed.emit("")
        self._front.say("green", "password.changed")
        self.accept()

    @Slot(object)
    def on_error(self, error: ReviewerError) -> None:
        """Say why not."""
        self.ok.setEnabled(True)
        self.hint.setText(self._front.words.error(error))
        self.old.setFocus()

    def _line(self, key: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setAccessibleName(self._front.words(key))
        return line
