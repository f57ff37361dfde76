"""登录: person and password. Logging in is unlocking the key; the first time it is making it (design §6)."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.actors import User
from reviewer_app.domain.errors import ReviewerError
from reviewer_app.services.desk import Desk
from reviewer_app.services.person_keys import MakeKey, current_key, make_key
from ui.actions.front import Front, Session
from ui.jobs import JobControl, Lane

WIDTH = 424


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the person typed; lives as long as the job that uses it."""

    user: User
    password: str


class LoginPanel(QWidget):
    """Asks who is there; emits `unlocked` with the session."""

    unlocked = Signal(object)

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._locked: User | None = None
        words = front.words
        self.setObjectName("page")
        self.title = QLabel(words("login.title"), self)
        self.title.setObjectName("title")
        self.person = QComboBox(self)
        self.person.setAccessibleName(words("login.person"))
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(words("login.password"))
        self.repeat = QLineEdit(self)
        self.repeat.setEchoMode(QLineEdit.EchoMode.Password)
        self.repeat.setAccessibleName(words("login.repeat"))
        self.hint = QLabel(self)
        self.hint.setWordWrap(True)
        self.hint.setProperty("hint", "true")
        self.enter = QPushButton(words("login.enter"), self)
        self.enter.setProperty("kind", "primary")
        self.enter.setDefault(True)
        self._repeat_label = QLabel(words("login.repeat"), self)
        self._lay_out()
        self.person.currentIndexChanged.connect(self.on_person)
        self.password.returnPressed.connect(self.on_enter)
        self.repeat.returnPressed.connect(self.on_enter)
        self.enter.clicked.connect(self.on_enter)

    def ask_anybody(self) -> None:
        """Nobody is at the desk."""
        self._locked = None
        self.reload()

    def ask_back(self, user: User) -> None:
        """The window is locked; whoever comes back goes on where he was, anybody else begins anew."""
        self._locked = user
        self.reload()

    def reload(self) -> None:
        """Read who works here."""
        words = self._front.words
        self.title.setText(words("login.locked", name=self._locked.name) if self._locked else words("login.title"))

        def read() -> tuple[User, ...]:
            with self._front.desk.uow("", writing=False) as uow:
                return tuple(user for user in uow.users.find() if user.active)

        self._front.ask(self, read, self.on_people)

    @Slot(object)
    def on_people(self, people: tuple[User, ...]) -> None:
        """Offer the people; who was here last, or whose window is locked, stands first."""
        wanted = self._locked.id if self._locked is not None else self._front.preferences.person
        self.person.clear()
        for user in people:
            self.person.addItem(f"{user.name}（{user.unit}）", user)
        self.person.setCurrentIndex(next((n for n, user in enumerate(people) if user.id == wanted), 0))
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_person(self, *_args: object) -> None:
        """A person without a key chooses a password now."""
        user = self.person.currentData()
        first = user is not None and user.public_key is None
        self.repeat.setVisible(first)
        self._repeat_label.setVisible(first)
        back = self._locked is not None and user is not None and user.id == self._locked.id
        key = "login.first" if first else "login.back" if back else "login.hint"
        self._show_hint("", self._front.words(key))

    @Slot()
    def on_enter(self) -> None:
        """Unlock in the write lane: deriving the key takes a tenth of a second of a whole core."""
        user = self.person.currentData()
        if user is None or not self.enter.isEnabled():
            return
        if user.public_key is None and self.password.text() != self.repeat.text():
            self._complain(self._front.words("login.differ"))
            return
        credentials = Credentials(user, self.password.text())
        self.enter.setEnabled(False)
        self._front.jobs.run(self, unlocking(self._front.desk, credentials), self.on_unlocked, self.on_error,
                             lane=Lane.WRITE)

    @Slot(object)
    def on_unlocked(self, session: Session) -> None:
        """In."""
        self._clear()
        self._front.preferences.remember_person(session.user.id)
        self.unlocked.emit(session)

    @Slot(object)
    def on_error(self, error: ReviewerError) -> None:
        """Say why not; the password is typed again."""
        self._clear()
        self._complain(self._front.words.error(error))

    def _complain(self, sentence: str) -> None:
        self._show_hint("red", sentence)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_hint(self, level: str, sentence: str) -> None:
        self.hint.setProperty("level", level)
        self.hint.setText(sentence)
        self.hint.style().polish(self.hint)

    def _clear(self) -> None:
        self.password.clear()
        self.repeat.clear()
        self.enter.setEnabled(True)

    def _lay_out(self) -> None:
        words = self._front.words
        name = QLabel(words("app.title"), self)
        name.setProperty("hint", "true")
        card = QFrame(self)
        card.setObjectName("card")
        card.setFixedWidth(WIDTH)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(32, 24, 32, 24)
        inside.setSpacing(16)
        inside.addWidget(name)
        inside.addWidget(self.title)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.addRow(words("login.person"), self.person)
        form.addRow(words("login.password"), self.password)
        form.addRow(self._repeat_label, self.repeat)
        inside.addLayout(form)
        inside.addWidget(self.hint)
        inside.addWidget(self.enter)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)


def unlocking(desk: Desk, credentials: Credentials) -> Callable[[JobControl], Session]:
    """Work that unlocks the person's key, making it at the first login."""

    def work(_control: JobControl) -> Session:
        user = credentials.user
        if user.public_key is None:
            key = make_key(desk, MakeKey(user.id, credentials.password))
        else:
            with desk.uow(user.id, writing=False) as uow:
                found = current_key(uow, user.id)
            key = found if found is not None else make_key(desk, MakeKey(user.id, credentials.password))
        with desk.uow(user.id, writing=False) as uow:
            current = uow.users.get(user.id)
        return Session(current, desk.keys.unlock(key, credentials.password))

    return work
