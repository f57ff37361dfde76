"""The application object, the gate between login and window, and the idle lock."""

import gc
import sys
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QStackedWidget

from reviewer_app.ports.log import Vault
from reviewer_app.ports.read_models import ReadModels
from reviewer_app.services.desk import Desk
from reviewer_app.services.sweeping import sweep_outlets
from ui.actions.front import Front, Session
from ui.actions.preferences import Preferences, Scheme
from ui.dialogs.first_use import FirstUseDialog, Founder
from ui.dialogs.login import LoginPanel
from ui.jobs import JobRunner, Lane
from ui.main_window import MainWindow
from ui.pages import PAGES
from ui.text import Words
from ui.widgets import theme

IDLE_MILLISECONDS: Final = 15 * 60 * 1000
"""After this long without key or mouse the key is locked (design §6)."""

ACTIVITY: Final = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TabletPress,
})


class IdleLock(QObject):
    """Calls `lock` when nobody has touched anything for a while."""

    def __init__(self, lock: Callable[[], None], parent: QObject, milliseconds: int = IDLE_MILLISECONDS) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(milliseconds)
        self._timer.timeout.connect(lock)
        self._timer.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Any key or click starts the time again."""
        if event.type() in ACTIVITY:
            self._timer.start()
        return False


class Gate(QStackedWidget):
    """Login in front, the window behind it; one top-level widget, so that nothing flickers."""

    def __init__(self, front: Front, settings: QSettings, idle_milliseconds: int = IDLE_MILLISECONDS) -> None:
        super().__init__()
        self._front = front
        front.preferences = Preferences(settings, self)
        self.setWindowTitle(front.words("app.title"))
        self.login = LoginPanel(front, self)
        self.window_ = MainWindow(front, PAGES)
        self.addWidget(self.login)
        self.addWidget(self.window_)
        self.login.unlocked.connect(self.on_unlocked)
        self.window_.log_out_asked.connect(self.log_out)
        self.window_.lock_asked.connect(self.lock)
        self.window_.quit_asked.connect(self.close)
        self.idle = IdleLock(self.lock, self, idle_milliseconds)
        front.preferences.restore_geometry(self)
        self.login.ask_anybody()

    @Slot(object)
    def on_unlocked(self, session: Session) -> None:
        """Let the person in: back to where he was, or into a window of his own."""
        here = self._front.session
        if here is not None and here.user.id == session.user.id:
            self._front.renew(session)
        else:
            self._front.log_in(session)
        self.setCurrentWidget(self.window_)
        if self.window_.page is not None:
            self.window_.page.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def lock(self) -> None:
        """Lock the key and hide everything; what was open stays open behind it, questions are withdrawn."""
        session = self._front.session
        if session is None or self.currentWidget() is self.login:
            return
        self._front.lock()
        _withdraw_dialogs()
        self.setCurrentWidget(self.login)
        self.login.ask_back(session.user)

    @Slot()
    def log_out(self) -> None:
        """End the session; nothing of this person's screens stays."""
        if self._front.session is None:
            return
        self._front.log_in(None)
        _withdraw_dialogs()
        self.setCurrentWidget(self.login)
        self.login.ask_anybody()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember the layout, drop what is under way, lock the key."""
        self._front.preferences.remember_geometry(self)
        self.window_.leave()
        self._front.lock()
        super().closeEvent(event)


def _withdraw_dialogs() -> None:
    """A question in its own window would lie open before the login."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()


class Dresser(QObject):
    """Dresses the application as the person chose, or as the desktop says, whenever either changes."""

    def __init__(self, application: QApplication, preferences: Preferences) -> None:
        super().__init__(preferences)
        self._application = application
        self._preferences = preferences
        application.styleHints().colorSchemeChanged.connect(self.dress)
        preferences.scheme_changed.connect(self.dress)
        self.dress()

    @Slot()
    def dress(self, *_args: object) -> None:
        """Put the palette on."""
        scheme = self._preferences.scheme
        dark = theme.system_is_dark(self._application) if scheme is Scheme.SYSTEM else scheme is Scheme.DARK
        theme.apply(self._application, dark=dark)


GC_THRESHOLDS = (5_000, 10, 10_000)
SWITCH_SECONDS = 0.0005


def make_application(arguments: Sequence[str]) -> QApplication:
    """The one application object, dressed for the system's light or dark."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(list(arguments))
    application.setApplicationName("reviewer-app")
    application.setOrganizationName("reviewer-app")
    theme.apply(application, dark=theme.system_is_dark(application))
    # A large package is a million small frozen values: looking through all of them for cycles stops every thread
    # for 100 ms and more, at any keystroke. Young ones are still looked through.
    gc.set_threshold(*GC_THRESHOLDS)
    # While a thread reads a package, the window waits so long for its turn, several times in one painting.
    sys.setswitchinterval(SWITCH_SECONDS)
    return application


def ask_first_use(founder: Founder) -> bool:
    """首次使用 in a window of its own; whether an office was founded."""
    jobs = JobRunner()
    try:
        return FirstUseDialog(Words(), jobs, founder).exec() == QDialog.DialogCode.Accepted
    finally:
        jobs.close()


def run(
    application: QApplication, desk: Desk, reads: ReadModels, settings: QSettings, *, vault: Vault | None = None
) -> int:
    """Open the window and stay until it is closed; returns the exit status."""
    jobs = JobRunner()
    front = Front(desk, reads, jobs, Words(str(settings.value("language", "zh_CN"))), vault=vault)
    gate = Gate(front, settings)
    Dresser(application, front.preferences)
    application.installEventFilter(gate.idle)
    gate.show()
    # A folder that cannot be swept now must not keep anybody from working: `release --due` tries, and says so.
    jobs.run(gate, lambda _control: sweep_outlets(desk), on_error=lambda _error: None, lane=Lane.WRITE)
    try:
        return application.exec()
    finally:
        jobs.close()
