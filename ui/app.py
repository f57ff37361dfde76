"""The application object, the gate between login and window, and the idle lock."""

import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget

from reviewer_app.ports.read_models import ReadModels
from reviewer_app.services.desk import Desk
from ui.actions.front import Front, Session
from ui.dialogs.login import LoginPanel
from ui.jobs import JobRunner
from ui.main_window import MainWindow
from ui.pages import PAGES
from ui.text import Words
from ui.widgets import theme

IDLE_MILLISECONDS = 15 * 60 * 1000
"""After this long without key or mouse the key is locked (design §6)."""

ACTIVITY = frozenset({
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

    def __init__(self, front: Front, settings: QSettings) -> None:
        super().__init__()
        self._front = front
        self.setWindowTitle(front.words("app.title"))
        self.login = LoginPanel(front, self)
        self.window_ = MainWindow(front, PAGES, settings)
        self.addWidget(self.login)
        self.addWidget(self.window_)
        self.login.unlocked.connect(self.on_unlocked)
        self.window_.log_out_asked.connect(self.lock)
        self.idle = IdleLock(self.lock, self)
        self.resize(1440, 900)
        self.login.reload()

    @Slot(object)
    def on_unlocked(self, session: Session) -> None:
        """Let the person in."""
        self._front.log_in(session)
        self.setCurrentWidget(self.window_)

    @Slot()
    def lock(self) -> None:
        """Lock the key and ask again; what was typed is autosaved by its page."""
        if self._front.session is None:
            return
        self._front.log_in(None)
        self.setCurrentWidget(self.login)
        self.login.reload()


def make_application(arguments: Sequence[str]) -> QApplication:
    """The one application object, dressed for the system's light or dark."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(list(arguments))
    application.setApplicationName("reviewer-app")
    application.setOrganizationName("reviewer-app")
    theme.apply(application, dark=theme.system_is_dark(application))
    return application


def run(desk: Desk, reads: ReadModels, settings: QSettings, arguments: Sequence[str] = ()) -> int:
    """Open the window and stay until it is closed; returns the exit status."""
    application = make_application(arguments or sys.argv[:1])
    jobs = JobRunner()
    front = Front(desk, reads, jobs, Words(str(settings.value("language", "zh_CN"))))
    gate = Gate(front, settings)
    application.installEventFilter(gate.idle)
    application.styleHints().colorSchemeChanged.connect(
        lambda: theme.apply(application, dark=theme.system_is_dark(application))
    )
    gate.show()
    status = application.exec()
    jobs.close()
    return status
