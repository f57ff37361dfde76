"""人员: who works here, in which roles; nobody is ever deleted, for what he decided keeps his name."""

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.actors import User
from reviewer_app.services.office_settings import OfficeSettings
from reviewer_app.services.people import AddPerson, ChangePerson, add_person, change_person
from reviewer_app.services.person_keys import RetireKey, retire_key
from ui.actions.front import Front
from ui.dialogs.confirm import ConfirmDialog
from ui.dialogs.office_forms import PersonForm
from ui.models.rows import Column
from ui.pages.settings.tab import ListTab
from ui.text import Words


def people_columns(words: Words) -> tuple[Column[User], ...]:
    """How a person is shown: a state is an icon and a word."""
    return (
        Column(words("people.name"), lambda user: user.name, width=140),
        Column(words("people.unit"), lambda user: user.unit, width=180),
        Column(words("people.roles"), lambda user: words("missing.join").join(
            words(f"role.{role.value}") for role in sorted(user.roles)), width=260),
        Column(words("people.state"), lambda user: words("people.in" if user.active else "people.out"),
               lambda user: "green" if user.active else "grey", width=100),
        Column(words("people.key"), lambda user: words("people.has_key" if user.public_key else "people.no_key"),
               lambda user: "green" if user.public_key else "open", width=180),
    )


class PeopleTab(ListTab[User]):
    """The list with 新增, 修改, 注销密钥."""

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        super().__init__(front, "people.hint", "settings.people", people_columns(front.words), parent)
        self.add_button = self.button("people.add", "primary")
        self.change_button = self.button("people.change")
        self.retire_button = self.button("people.retire", "danger")
        self.add_buttons(self.retire_button, self.change_button, self.add_button,
                         needing_row=(self.change_button, self.retire_button))
        self.add_button.clicked.connect(self.add)
        self.change_button.clicked.connect(self.change)
        self.retire_button.clicked.connect(self.retire)
        self.table.activated.connect(self.change)

    def show_office(self, office: OfficeSettings) -> None:
        """Those who work here first."""
        self.show_rows(sorted(office.users, key=lambda user: not user.active))

    @Slot()
    def refresh_buttons(self, *_args: object) -> None:
        """Only a key that is there can be retired."""
        super().refresh_buttons()
        user = self.selected()
        if hasattr(self, "retire_button"):
            self.retire_button.setEnabled(user is not None and user.public_key is not None)

    @Slot()
    def add(self) -> None:
        """A new person; his password he chooses himself at his first login."""
        self._show(PersonForm(self.front.words, None, self))

    @Slot(QModelIndex)
    def change(self, *_args: object) -> None:
        """Name, unit, roles, whether he still works here."""
        user = self.selected()
        if user is not None:
            self._show(PersonForm(self.front.words, user, self))

    @Slot()
    def retire(self) -> None:
        """The password is lost, or the person left: asked again, for it cannot be taken back."""
        user = self.selected()
        if user is None:
            return
        words = self.front.words
        dialog = ConfirmDialog(words, words("people.retire"), words("people.retire_text", name=user.name),
                               words("people.retire"), self)
        dialog.setObjectName(user.id)
        dialog.accepted.connect(self.on_retire_confirmed)
        self.ask(dialog)

    @Slot()
    def on_retire_confirmed(self) -> None:
        """Retire it."""
        user = self.sender().objectName()
        self.front.do(self, retire_key, RetireKey(self.front.actor, user), self.on_retired)

    @Slot(object)
    def on_retired(self, _key: object) -> None:
        """Say what comes next."""
        self.front.say("green", "people.retired")

    @Slot(object)
    def on_given(self, typed: User) -> None:
        """Forward to the use case; the form closes when it was kept."""
        front, form = self.front, self._form
        if typed.id:
            command = ChangePerson(front.actor, typed.id, typed.version, typed.name, typed.unit, typed.roles,
                                   active=typed.active)
            front.do(form, change_person, command, form.done_with)
        else:
            front.do(form, add_person, AddPerson(front.actor, typed.name, typed.unit, typed.roles), form.done_with)

    def _show(self, form: PersonForm) -> None:
        self._form = form
        form.given.connect(self.on_given)
        self.ask(form, keep=f"person-{form.value().id or 'new'}")
