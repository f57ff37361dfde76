"""解锁: the password of the person at the desk opens the key for another 15 minutes; nothing else is lost."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reviewer_app.domain.errors import ReviewerError
from ui.actions.front import Front, Session
from ui.dialogs.login import Credentials, unlocking
from ui.jobs import Lane

WIDTH = 400


class UnlockDialog(QDialog):
    """Accepted once the key is unlocked; the session then holds the unlocked signer."""

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        words = front.words
        name = front.session.user.name if front.session is not None else ""
        self.setWindowTitle(words("unlock.title"))
        self.setMinimumWidth(WIDTH)
        self.text = QLabel(words("unlock.text", name=name), self)
        self.text.setWordWrap(True)
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(words("login.password"))
        self.password.setPlaceholderText(words("login.password"))
        self.hint = QLabel(self)
        self.hint.setWordWrap(True)
        self.hint.setProperty("level", "red")
        self.buttons = QDialogButtonBox(self)
        self.ok = QPushButton(words("unlock.ok"), self)
        self.ok.setProperty("kind", "primary")
        self.buttons.addButton(self.ok, QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setDefault(True)
        self.buttons.addButton(words("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        for widget in (self.text, self.password, self.hint, self.buttons):
            column.addWidget(widget)
        self.buttons.accepted.connect(self.on_ok)
        self.buttons.rejected.connect(self.reject)

    @Slot()
    def on_ok(self) -> None:
        """Unlock in the write lane; the dialog waits for the answer without stopping the window."""
        session = self._front.session
        if session is None or not self.ok.isEnabled():
            return
        self.ok.setEnabled(False)
        credentials = Credentials(session.user, self.password.text())
        self.password.clear()
        self._front.jobs.run(
            self, unlocking(self._front.desk, credentials), self.on_unlocked, self.on_error, lane=Lane.WRITE
        )

    @Slot(object)
    def on_unlocked(self, session: Session) -> None:
        """Go on where one was."""
        self._front.renew(session)
        self.accept()

    @Slot(object)
    def on_error(self, error: ReviewerError) -> None:
        """Say why not; the password is typed again."""
        self.ok.setEnabled(True)
        self.hint.setText(self._front.words.error(error))
        self.password.setFocus()


class KeyDoor(QObject):
    """Lets one act through: at once within 15 minutes, else after the password; called off, nothing happens."""

    def __init__(self, front: Front, widget: QWidget) -> None:
        super().__init__(widget)
        self._front = front
        self._widget = widget
        self._waiting: Callable[[], None] | None = None

    def let(self, act: Callable[[], None]) -> None:
        """Do it with an unlocked key."""
        session = self._front.session
        if session is not None and not session.signer.locked:
            act()
            return
        self._waiting = act
        dialog = UnlockDialog(self._front, self._widget)
        dialog.accepted.connect(self.on_unlocked)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def on_unlocked(self) -> None:
        """Go on with what was pressed."""
        act, self._waiting = self._waiting, None
        if act is not None:
            act()
