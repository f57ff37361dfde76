"""Opens the window on a home."""

from pathlib import Path

from PySide6.QtCore import QSettings

from db.read_models import SqlReadModels
from reviewer_app.bootstrap.office import open_office
from reviewer_app.settings import default_home
from ui.app import run as run_window

SETTINGS_FILE = "window.ini"
"""Layout of the window; lies in the home, so that two offices on one machine keep apart."""


def run(home: Path | None) -> int:
    """Open the office in `home` (default: the user's data folder) and stay until the window is closed."""
    home = home or default_home()
    with open_office(home) as office:
        reads = SqlReadModels(office.store.around.engine)
        return run_window(office.desk, reads, QSettings(str(home / SETTINGS_FILE), QSettings.Format.IniFormat))
