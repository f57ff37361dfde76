"""办公电话簿: the numbers that replace a contact person's private mobile."""

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.office import OfficePhone
from reviewer_app.services.office_settings import OfficeSettings
from reviewer_app.services.phone_book import SavePhone, save_phone
from ui.actions.front import Front
from ui.dialogs.office_forms import PhoneForm
from ui.models.rows import Column
from ui.pages.settings.tab import ListTab


class PhonesTab(ListTab[OfficePhone]):
    """The list with 新增 and 修改."""

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        words = front.words
        columns: tuple[Column[OfficePhone], ...] = (
            Column(words("phones.unit"), lambda phone: phone.unit, width=220),
            Column(words("phones.number"), lambda phone: phone.number, width=180),
            Column(words("phones.note"), lambda phone: phone.note, width=260),
        )
        super().__init__(front, "phones.hint", "settings.phones", columns, parent, empty_key="empty.phones")
        self.add_button = self.button("phones.add", "primary")
        self.change_button = self.button("phones.change")
        self.add_buttons(self.change_button, self.add_button, needing_row=(self.change_button,))
        self.add_button.clicked.connect(self.add)
        self.change_button.clicked.connect(self.change)
        self.table.activated.connect(self.change)

    def show_office(self, office: OfficeSettings) -> None:
        """By unit."""
        self.show_rows(sorted(office.phones, key=lambda phone: (phone.unit, phone.number)))

    @Slot()
    def add(self) -> None:
        """A new line."""
        self._show(PhoneForm(self.front.words, None, self))

    @Slot(QModelIndex)
    def change(self, *_args: object) -> None:
        """Change the selected line."""
        phone = self.selected()
        if phone is not None:
            self._show(PhoneForm(self.front.words, phone, self))

    @Slot(object)
    def on_given(self, typed: OfficePhone) -> None:
        """Forward to the use case."""
        command = SavePhone(self.front.actor, typed.unit, typed.number, typed.note, typed.id or None, typed.version)
        self.front.do(self._form, save_phone, command, self._form.done_with)

    def _show(self, form: PhoneForm) -> None:
        self._form = form
        form.given.connect(self.on_given)
        self.ask(form, keep=f"phone-{form.value().id or 'new'}")
