"""Opens the window on a home; asks for 首次使用 where there is no office yet."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings

from db.read_models import SqlReadModels
from reviewer_app.bootstrap.home import open_store
from reviewer_app.bootstrap.office import new_office, open_office
from reviewer_app.bootstrap.sample_office import make_sample
from reviewer_app.domain.actors import SYSTEM_ACTOR
from reviewer_app.domain.errors import HomeMissing
from reviewer_app.ports.clock import Clock, ShiftedClock, SystemClock
from reviewer_app.services.set_up_office import SetUpOffice, require_complete, set_up_office
from reviewer_app.settings import default_home
from ui.app import ask_first_use, make_application
from ui.app import run as run_window
from ui.dialogs.first_use import SampleOffice

SETTINGS_FILE = "window.ini"
"""Layout of the window; lies in the home, so that two offices on one machine keep apart."""


@dataclass(frozen=True, slots=True)
class HomeFounder:
    """Makes what 首次使用 asked for, in `path`. A home whose office was never founded is founded now."""

    path: Path
    empty: bool

    @property
    def home(self) -> str:
        """Where the office will lie."""
        return str(self.path)

    def found(self, command: SetUpOffice) -> None:
        """Make one's own office; raises `DecisionIncomplete` before anything is made."""
        require_complete(command)
        with new_office(self.path) if self.empty else open_office(self.path) as office:
            set_up_office(office.desk, command)

    def found_sample(self, command: SampleOffice, progress: Callable[[int], None]) -> None:
        """Make the sample office."""
        make_sample(self.path, command.password, progress)


def run(home: Path | None) -> int:
    """Open the office in `home` (default: the user's data folder) and stay until the window is closed."""
    home = home or default_home()
    application = make_application(sys.argv[:1])
    clock = office_clock(home)
    if clock is None:
        if not ask_first_use(HomeFounder(home, empty=not _has_database(home))):
            return 0
        clock = office_clock(home)
    settings = QSettings(str(home / SETTINGS_FILE), QSettings.Format.IniFormat)
    with open_office(home, clock, ready=True) as office:
        reads = SqlReadModels(office.store.around.engine)
        return run_window(application, office.desk, reads, settings, vault=office.store.vault)


def office_clock(home: Path) -> Clock | None:
    """The clock of the office in `home`: a sample office goes on where its log ends. None: no office yet."""
    try:
        store = open_store(home)
    except HomeMissing:
        return None
    try:
        with store.uow(SYSTEM_ACTOR, writing=False) as uow:
            offices = uow.offices.find()
        if not offices:
            return None
        last = store.log.entries(start=store.log.size() - 1)
        return ShiftedClock(last[-1].at) if offices[0].demo and last else SystemClock()
    finally:
        store.close()


def _has_database(home: Path) -> bool:
    try:
        open_store(home).close()
    except HomeMissing:
        return False
    return True
