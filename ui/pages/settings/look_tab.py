"""外观与语言: light or dark, Chinese or English; only this window."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFormLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from reviewer_app.text import LANGUAGES
from ui.actions.front import Front
from ui.actions.preferences import Scheme
from ui.pages.settings.tab import SettingsTab

WIDTH = 240


class LookTab(SettingsTab):
    """Changes at once; the language at the next start."""

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        super().__init__(front, "look.hint", parent)
        words = front.words
        self.schemes = {scheme: QRadioButton(words(f"look.scheme_{scheme.value}"), self) for scheme in Scheme}
        group = QButtonGroup(self)
        column = QVBoxLayout()
        for number, button in enumerate(self.schemes.values()):
            group.addButton(button, number)
            column.addWidget(button)
        self.language = QComboBox(self)
        self.language.setAccessibleName(words("look.language"))
        for language in LANGUAGES:
            self.language.addItem(words(f"language.{language}"), language)
        self.language.setMaximumWidth(WIDTH)
        hint = QLabel(words("look.language_hint"), self)
        hint.setProperty("hint", "true")
        form = QFormLayout()
        form.setVerticalSpacing(16)
        form.addRow(words("look.scheme"), column)
        form.addRow(words("look.language"), self.language)
        form.addRow("", hint)
        self.body.addLayout(form)
        self.body.addStretch(1)
        self.reload()
        group.idClicked.connect(self.on_scheme)
        self.language.activated.connect(self.on_language)
        front.preferences.scheme_changed.connect(self.reload)

    @Slot()
    def reload(self) -> None:
        """Show what is chosen."""
        self.schemes[self.front.preferences.scheme].setChecked(True)
        self.language.setCurrentIndex(LANGUAGES.index(self.front.preferences.language))

    @Slot(int)
    def on_scheme(self, number: int) -> None:
        """Light, dark or as the system says."""
        self.front.preferences.choose_scheme(list(Scheme)[number])

    @Slot(int)
    def on_language(self, number: int) -> None:
        """For the next start."""
        self.front.preferences.choose_language(LANGUAGES[number])
