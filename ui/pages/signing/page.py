"""签批: what waits for a signature; written authorisations; the month's ledger. Builds, connects, forwards."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget

from reviewer_app.domain.actors import Permission
from ui.actions.front import Front
from ui.actions.page import Page
from ui.pages.signing.authorisations import AuthorisationsPanel
from ui.pages.signing.ledger import LedgerPanel
from ui.pages.signing.owed import OwedPanel
from ui.pages.signing.waiting import WaitingPanel


class SigningPage(Page):
    """The signatory's page; a reviewer comes here to print forms and to record what was signed on paper."""

    def __init__(self, front: Front) -> None:
        super().__init__(front, "page.signing")
        words = front.words
        self.waiting = WaitingPanel(front, self)
        self.authorisations = AuthorisationsPanel(front, self)
        self.ledger = LedgerPanel(front, self)
        self.owed = OwedPanel(front, self)
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName(words("page.signing"))
        self.tabs.addTab(self.waiting, words("signing.tab.waiting"))
        self.tabs.addTab(self.owed, words("signing.tab.owed"))
        if front.may(Permission.PEOPLE_AUTHORISE):
            self.tabs.addTab(self.authorisations, words("signing.tab.authorisations"))
        else:
            self.authorisations.hide()
        self.tabs.addTab(self.ledger, words("signing.tab.ledger"))
        self.body.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(self.on_tab)
        self.owed.counted.connect(self.on_owed)

    def reload(self) -> None:
        """Read again what is in front."""
        front = self.tabs.currentWidget()
        if front is self.waiting:
            self.waiting.reload()
        elif front is self.authorisations:
            self.authorisations.reload()
        self.owed.reload()

    @Slot(int)
    def on_owed(self, count: int) -> None:
        """The tab's name says how many signatures are owed."""
        words = self.front.words
        title = words("signing.tab.owed_count", count=count) if count else words("signing.tab.owed")
        self.tabs.setTabText(self.tabs.indexOf(self.owed), title)

    def show_item(self, item: str) -> None:
        """Show the card of an item."""
        self.tabs.setCurrentWidget(self.waiting)
        self.waiting.show_item(item)

    def leave(self) -> None:
        """Drop what is being read; an act that was begun is finished."""
        for panel in (self.waiting, self.authorisations, self.owed):
            self.front.jobs.cancel_owned(panel)
        super().leave()

    @Slot(int)
    def on_tab(self, _index: int) -> None:
        """Another tab came to the front."""
        self.reload()
