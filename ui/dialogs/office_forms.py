"""The small forms of 设置: a person, a line of the phone book, a route."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.actors import Role, User
from reviewer_app.domain.items import Route, RouteStep
from reviewer_app.domain.office import OfficePhone
from ui.text import Words

WIDTH = 440


class OfficeForm(QDialog):
    """A form that gives its value by `given`; the use case decides whether it is complete."""

    given = Signal(object)

    def __init__(self, words: Words, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.form = QFormLayout()
        self.form.setVerticalSpacing(8)
        self.buttons = QDialogButtonBox(self)
        self.ok = QPushButton(words("form.save"), self)
        self.ok.setProperty("kind", "primary")
        self.buttons.addButton(self.ok, QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setDefault(True)
        self.buttons.addButton(words("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addLayout(self.form)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self.on_ok)
        self.buttons.rejected.connect(self.reject)

    def line(self, key: str, text: str = "") -> QLineEdit:
        """A line of the form."""
        made = QLineEdit(text, self)
        made.setAccessibleName(self.words(key))
        self.form.addRow(self.words(key), made)
        return made

    @Slot()
    def on_ok(self) -> None:
        """Give what was typed; the dialog stays until `done_with` says it was kept."""
        self.given.emit(self.value())

    @Slot(object)
    def done_with(self, _kept: object) -> None:
        """It was kept."""
        self.accept()

    def value(self) -> object:
        """What was typed."""
        raise NotImplementedError


class PersonForm(OfficeForm):
    """Name, unit, roles, whether he works here. Gives a `User` whose id and version are those it was made from."""

    def __init__(self, words: Words, user: User | None, parent: QWidget | None = None) -> None:
        super().__init__(words, words("people.change" if user else "people.add"), parent)
        self._user = user or User("", "", "", frozenset())
        self.name = self.line("people.name", self._user.name)
        self.unit = self.line("people.unit", self._user.unit)
        self.roles = {role: QCheckBox(words(f"role.{role.value}"), self) for role in Role}
        for number, (role, box) in enumerate(self.roles.items()):
            box.setChecked(role in self._user.roles)
            self.form.addRow(words("people.roles") if number == 0 else "", box)
        self.active = QCheckBox(words("people.active"), self)
        self.active.setChecked(self._user.active)
        self.active.setVisible(user is not None)
        self.form.addRow("", self.active)

    def value(self) -> User:
        """The person as typed."""
        roles = frozenset(role for role, box in self.roles.items() if box.isChecked())
        return User(self._user.id, self.name.text(), self.unit.text(), roles, active=self.active.isChecked(),
                    version=self._user.version)


class PhoneForm(OfficeForm):
    """One line of the phone book."""

    def __init__(self, words: Words, phone: OfficePhone | None, parent: QWidget | None = None) -> None:
        super().__init__(words, words("phones.change" if phone else "phones.add"), parent)
        self._phone = phone or OfficePhone("", "", "")
        self.unit = self.line("phones.unit", self._phone.unit)
        self.number = self.line("phones.number", self._phone.number)
        self.note = self.line("phones.note", self._phone.note)

    def value(self) -> OfficePhone:
        """The line as typed."""
        return OfficePhone(self._phone.id, self.unit.text(), self.number.text(), self.note.text(), self._phone.version)


class RouteForm(OfficeForm):
    """A route: one step a line; each is done by a 核稿人."""

    def __init__(self, words: Words, route: Route | None, parent: QWidget | None = None) -> None:
        super().__init__(words, words("routes.change" if route else "routes.add"), parent)
        self._route = route or Route("", "", ())
        self.name = self.line("routes.name", self._route.name)
        self.steps = QPlainTextEdit("\n".join(step.name for step in self._route.steps), self)
        self.steps.setTabChangesFocus(True)
        self.steps.setAccessibleName(words("routes.steps"))
        self.steps.setPlaceholderText(words("routes.steps_hint"))
        self.steps.setMaximumHeight(96)
        self.form.addRow(words("routes.steps"), self.steps)

    def value(self) -> Route:
        """The route as typed."""
        lines = [line.strip() for line in self.steps.toPlainText().splitlines() if line.strip()]
        steps = tuple(RouteStep(line, Role.ENDORSER.value) for line in lines)
        return Route(self._route.id, self.name.text(), steps, self._route.version)
