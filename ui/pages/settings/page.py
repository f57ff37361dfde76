"""设置: tabs by permission; everybody has his key and the look of his window (window.md, Pages)."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QTabWidget

from reviewer_app.domain.actors import Permission
from reviewer_app.services.office_settings import OfficeSettings, office_settings
from ui.actions.front import Front
from ui.actions.page import Page
from ui.pages.settings.backup_tab import BackupTab
from ui.pages.settings.facts_tab import FactsTab
from ui.pages.settings.keeps_tab import KeepsTab
from ui.pages.settings.keys_tab import KeysTab
from ui.pages.settings.levels_tab import LevelsTab
from ui.pages.settings.lexicon_tab import LexiconTab
from ui.pages.settings.look_tab import LookTab
from ui.pages.settings.people_tab import PeopleTab
from ui.pages.settings.phones_tab import PhonesTab
from ui.pages.settings.routes_tab import RoutesTab
from ui.pages.settings.rules_tab import RulesTab
from ui.pages.settings.tab import SettingsTab

_P = Permission
TABS: Final[tuple[tuple[str, tuple[Permission, ...], Callable[[Front], SettingsTab]], ...]] = (
    ("people", (_P.PEOPLE_MANAGE,), PeopleTab),
    ("routes", (_P.OFFICE_MANAGE,), RoutesTab),
    ("phones", (_P.OFFICE_MANAGE,), PhonesTab),
    ("keeps", (_P.ITEM_REVIEW, _P.ITEM_SIGN), KeepsTab),
    ("rules", (_P.OFFICE_MANAGE,), RulesTab),
    ("facts", (_P.OFFICE_MANAGE,), FactsTab),
    ("lexicon", (_P.OFFICE_MANAGE,), LexiconTab),
    ("levels", (_P.OFFICE_MANAGE,), LevelsTab),
    ("backup", (_P.BACKUP_MAKE,), BackupTab),
    ("keys", (), KeysTab),
    ("look", (), LookTab),
)
"""Each tab with the permissions of which it needs one; none: everybody."""


class SettingsPage(Page):
    """The tabs that the person has."""

    def __init__(self, front: Front) -> None:
        super().__init__(front, "page.settings")
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName(front.words("page.settings"))
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self._shown: dict[str, SettingsTab] = {}
        for name, permissions, make in TABS:
            if not permissions or any(map(front.may, permissions)):
                tab = make(front)
                self._shown[name] = tab
                self.tabs.addTab(tab, front.words(f"settings.{name}"))
        self.body.addWidget(self.tabs, 1)

    def take_focus(self) -> None:
        """Arrows choose a tab."""
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def tab(self, name: str) -> SettingsTab:
        """A tab that the person has, brought to the front."""
        self.tabs.setCurrentWidget(self._shown[name])
        return self._shown[name]

    def reload(self) -> None:
        """Read everything again; a person manages a handful of lists, not long ones."""
        if self.front.may(Permission.OFFICE_MANAGE):
            read = partial(office_settings, self.front.desk, self.front.actor)
            self.front.ask(self, read, self.on_office)
        for tab in self._shown.values():
            tab.reload()

    @Slot(object)
    def on_office(self, office: OfficeSettings) -> None:
        """Show what was read."""
        for tab in self._shown.values():
            tab.show_office(office)

    def leave(self) -> None:
        """Another page came to the front."""
        super().leave()
        for tab in self._shown.values():
            self.front.jobs.cancel_owned(tab)
