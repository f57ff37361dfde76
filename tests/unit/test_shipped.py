"""Shipped data is parsed once for its bytes, and what is kept is never believed for others."""

import json
import stat
import sys
from pathlib import Path
from zipfile import Path as ZipPath
from zipfile import ZipFile

import pytest

from reviewer_app.shipped import FOLDER, parsed

ASKED: list[str] = []


def parse(text: str) -> object:
    ASKED.append(text)
    return json.loads(text)


@pytest.fixture(autouse=True)
def _written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    ASKED.clear()


def kept(file: Path) -> list[Path]:
    return list((file.parent / FOLDER).glob("*"))


def test_the_second_time_nothing_is_parsed(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    first = parsed(file, '{"乙": ["1", {"b": ""}], "a": "x"}'.encode(), parse)
    again = parsed(file, '{"乙": ["1", {"b": ""}], "a": "x"}'.encode(), parse)
    assert (again, list(again), len(ASKED)) == (first, ["乙", "a"], 1)
    assert [stat.S_IMODE(one.stat().st_mode) for one in kept(file)] == [0o644]


def test_other_bytes_are_parsed_anew_and_replace_what_was_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    assert parsed(file, b'["1"]', parse) == ["1"]
    assert parsed(file, b'["2"]', parse) == ["2"]
    assert parsed(file, b'["2"]', parse) == ["2"]
    assert ASKED == ['["1"]', '["2"]']
    assert len(kept(file)) == 1


@pytest.mark.parametrize("cut", [0, 10, 32, -1])
def test_a_spoiled_piece_is_not_believed(tmp_path: Path, cut: int) -> None:
    file = tmp_path / "a.yaml"
    parsed(file, b'["1", "2"]', parse)
    (one,) = kept(file)
    one.write_bytes(one.read_bytes()[:cut])
    assert parsed(file, b'["1", "2"]', parse) == ["1", "2"]
    assert len(ASKED) == 2


def test_what_cannot_be_parsed_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Expecting"):
        parsed(tmp_path / "a.yaml", b"[", parse)
    assert not kept(tmp_path / "a.yaml")


def test_nothing_is_kept_where_python_may_keep_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert parsed(tmp_path / "a.yaml", b'["1"]', parse) == ["1"]
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_costs_no_more_than_time(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("no folder")
    assert parsed(tmp_path / "a.yaml", b'["1"]', parse) == ["1"]


def test_a_program_in_a_zip_parses_each_time(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("a.yaml", '["1"]')
    file = ZipPath(tmp_path / "a.zip", "a.yaml")
    assert parsed(file, b'["1"]', parse) == parsed(file, b'["1"]', parse) == ["1"]
    assert len(ASKED) == 2
