from pathlib import Path

import pytest

from reviewer_app.domain.errors import SettingsDamaged
from reviewer_app.settings import Settings, default_home, load_settings, log_file
from reviewer_app.text import explain


def _home(tmp_path: Path, text: str) -> Path:
    (tmp_path / "settings.toml").write_text(text, "utf-8")
    return tmp_path


def test_without_a_home_the_defaults_hold() -> None:
    assert load_settings(None) == Settings()


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()


def test_values_are_read(tmp_path: Path) -> None:
    home = _home(tmp_path, 'office_phones = ["0797-6402318"]\noutlet = "/srv/out"\nindex_template = "{number}"\n')
    assert load_settings(home) == Settings(("0797-6402318",), "/srv/out", "{number}")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('office_phone = ["1"]\n', "office_phone"),
        ("office_phones = [1]\n", "office_phones"),
        ("outlet = 7\n", "outlet"),
        ("outlet = \n", "line 1"),
    ],
    ids=["misspelt", "number in a list", "number", "no TOML"],
)
def test_what_is_not_declared_is_refused(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(SettingsDamaged) as caught:
        load_settings(_home(tmp_path, text))
    message = explain(caught.value)
    assert named in message
    assert "settings.toml" in message


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b'outlet = "\xff\xfe"\n')
    with pytest.raises(SettingsDamaged):
        load_settings(tmp_path)


def test_default_places_lie_below_the_users_home(own_home: Path) -> None:
    assert default_home().is_relative_to(own_home)
    assert log_file().is_relative_to(own_home)
