"""The station key's file and what it signs."""

import os
import pickle
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer_app.adapters.signing_station import StationKey
from reviewer_app.domain.errors import StationKeyDamaged, StationKeyExists, StationKeyMissing, StationKeyUnsafe
from reviewer_app.ports.signing import Station
from reviewer_app.settings import STATION_KEY_NAME
from reviewer_app.verifier import notes
from reviewer_app.verifier.keys import VerifierKey

ROOT = bytes(range(32))


def test_created_once_with_mode_0600_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        made = StationKey.create(tmp_path, "office.example/log")
    finally:
        os.umask(before)
    file = tmp_path / STATION_KEY_NAME
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    kept = file.read_bytes()
    with pytest.raises(StationKeyExists):
        StationKey.create(tmp_path, "office.example/log")
    assert file.read_bytes() == kept
    assert StationKey.open(tmp_path).verifier_key == made.verifier_key


def test_signs_checkpoints_that_verify(tmp_path: Path) -> None:
    StationKey.create(tmp_path, "office.example/log")
    station: Station = StationKey.open(tmp_path)
    opened = notes.open_checkpoint(station.sign_checkpoint(7, ROOT), [VerifierKey.parse(station.verifier_key)])
    assert opened.checkpoint == notes.Checkpoint("office.example/log", 7, ROOT)
    assert station.origin == "office.example/log"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o700, 0o4600])
def test_looser_modes_are_refused(tmp_path: Path, mode: int) -> None:
    StationKey.create(tmp_path, "log")
    (tmp_path / STATION_KEY_NAME).chmod(mode)
    with pytest.raises(StationKeyUnsafe) as refused:
        StationKey.open(tmp_path)
    assert refused.value.values["mode"] == f"{mode:04o}"


def test_a_stricter_mode_is_fine(tmp_path: Path) -> None:
    StationKey.create(tmp_path, "log")
    (tmp_path / STATION_KEY_NAME).chmod(0o400)
    assert StationKey.open(tmp_path).origin == "log"


def test_missing_or_a_link_is_missing(tmp_path: Path) -> None:
    with pytest.raises(StationKeyMissing):
        StationKey.open(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    StationKey.create(elsewhere, "log")
    (tmp_path / STATION_KEY_NAME).symlink_to(elsewhere / STATION_KEY_NAME)
    with pytest.raises(StationKeyMissing):
        StationKey.open(tmp_path)


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_only_a_plain_file_is_a_key(tmp_path: Path, make: Callable[..., None]) -> None:
    make(tmp_path / STATION_KEY_NAME, mode=0o600)
    with pytest.raises(StationKeyUnsafe):
        StationKey.open(tmp_path)


def test_every_damage_is_seen(tmp_path: Path) -> None:
    StationKey.create(tmp_path, "log")
    file = tmp_path / STATION_KEY_NAME
    whole = file.read_bytes()
    spoiled = [whole[:at] + bytes([(whole[at] + 1) % 256]) + whole[at + 1 :] for at in range(len(whole))]
    for line in [*spoiled, b"", whole[:-1], whole + b"\n", b"\xff", whole * 100]:
        file.write_bytes(line)
        with pytest.raises(StationKeyDamaged):
            StationKey.open(tmp_path)


def test_an_unusable_origin_is_refused_before_a_file_is_made(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="name"):
        StationKey.create(tmp_path, "two words")
    assert not list(tmp_path.iterdir())


def test_it_neither_prints_nor_pickles(tmp_path: Path) -> None:
    made = StationKey.create(tmp_path, "log")
    assert made.verifier_key in repr(made)
    with pytest.raises(TypeError):
        pickle.dumps(made)
