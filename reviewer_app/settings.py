"""The declared table of settings: key, type, default, meaning (house style 33).

They lie in `settings.toml` in the office's home folder. A key that is not declared here is refused: a setting that
was misspelt must not look as if it held.
"""

import tomllib
from pathlib import Path
from typing import Final

import msgspec

from reviewer_app.domain.errors import SettingsDamaged
from reviewer_app.domain.lexicon import LexiconEntry

APPLICATION: Final = "reviewer-app"
FILE_NAME: Final = "settings.toml"
DATABASE_NAME: Final = "reviewer.db"
STATION_KEY_NAME: Final = "station.key"
WORDS_NAME: Final = "lexicon.json"
"""The office's own words, written out by the program whenever they change, for checks that open no database."""
CERTIFICATES: Final = "tsa"
"""Folder below the home with certificates of the timestamp services that the office trusts (PEM or DER)."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one office has set; the defaults are what a new office starts with."""

    office_phones: tuple[str, ...] = ()
    """Numbers of the office's own phone book: never reported as anybody's private number."""
    outlet: str = "outlet"
    """Folder that packages are delivered to; relative to the home folder."""
    index_template: str = ""
    """Template of the 索引号; empty: it is filled in after publication."""


def default_home() -> Path:
    """The user's data folder, where the office lives unless `--home` says otherwise."""
    from platformdirs import user_data_path  # needed by few runs, and not cheap

    return user_data_path(APPLICATION, appauthor=False)


def log_file() -> Path:
    """Where our own faults are noted: places in our code, never document text."""
    from platformdirs import user_log_path

    return user_log_path(APPLICATION, appauthor=False) / "reviewer-app.log"


def load_settings(home: Path | None) -> Settings:
    """Read the settings of `home`; None or no file: the defaults. Raises `SettingsDamaged`."""
    path = home / FILE_NAME if home is not None else None
    if path is None or not path.exists():
        return Settings()
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), type=Settings)
    except (OSError, ValueError) as error:  # msgspec's and tomllib's errors are ValueErrors; they name key and line
        raise SettingsDamaged(file=FILE_NAME, detail=str(error)) from None


def load_words(home: Path) -> tuple[LexiconEntry, ...]:
    """The office's own words as they lie in `home`; none without a file. Raises `SettingsDamaged`."""
    try:
        data = (home / WORDS_NAME).read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise SettingsDamaged(file=WORDS_NAME, detail=str(error.strerror)) from None
    try:
        return msgspec.json.decode(data, type=tuple[LexiconEntry, ...])
    except ValueError as error:
        raise SettingsDamaged(file=WORDS_NAME, detail=str(error)) from None
