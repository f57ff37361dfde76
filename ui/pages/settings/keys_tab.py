"""密钥: one's own key and password, and the station's key to copy out."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from reviewer_app.services.office_settings import OwnKeys, own_keys
from ui.actions.front import Front
from ui.dialogs.password import PasswordDialog
from ui.pages.settings.backup_tab import shown
from ui.pages.settings.tab import SettingsTab

GROUP = 4


class KeysTab(SettingsTab):
    """What everybody sees of keys."""

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        super().__init__(front, "keys.hint", parent)
        words = front.words
        self.person = self._value("keys.person")
        self.made = self._value("keys.made")
        self.fingerprint = self._value("keys.fingerprint")
        self.password_button = self.button("password.title", "primary")
        self.station = QLineEdit(self)
        self.station.setReadOnly(True)
        self.station.setAccessibleName(words("keys.station"))
        form = QFormLayout()
        form.setVerticalSpacing(8)
        for key, widget in (("keys.person", self.person), ("keys.made", self.made),
                            ("keys.fingerprint", self.fingerprint)):
            form.addRow(words(key), widget)
        own = QHBoxLayout()
        own.addWidget(self.password_button)
        own.addStretch(1)
        heading = QLabel(words("keys.station"), self)
        hint = QLabel(words("keys.station_hint"), self)
        hint.setWordWrap(True)
        hint.setProperty("hint", "true")
        self.body.addLayout(form)
        self.body.addLayout(own)
        self.body.addSpacing(16)
        for below in (heading, self.station, hint):
            self.body.addWidget(below)
        self.body.addStretch(1)
        self.password_button.clicked.connect(self.change_password)

    def reload(self) -> None:
        """Read one's own key."""
        self.front.ask(self, partial(own_keys, self.front.desk, self.front.actor), self.on_keys)

    @Slot(object)
    def on_keys(self, keys: OwnKeys) -> None:
        """Show them."""
        none = self.front.words("keys.none")
        self.person.setText(f"{keys.user.name}（{keys.user.unit}）")
        self.made.setText(shown(keys.key.created_at) if keys.key else none)
        self.fingerprint.setText(grouped(keys.key.public_key) if keys.key else none)
        self.station.setText(keys.station_key)
        self.station.setCursorPosition(0)

    @Slot()
    def change_password(self) -> None:
        """One's own."""
        self.ask(PasswordDialog(self.front, self))

    def _value(self, key: str) -> QLabel:
        label = QLabel(self)
        label.setAccessibleName(self.front.words(key))
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label


def grouped(digits: str) -> str:
    """Hex digits in groups, so that two people can compare them aloud."""
    return " ".join(digits[at : at + GROUP] for at in range(0, len(digits), GROUP))
