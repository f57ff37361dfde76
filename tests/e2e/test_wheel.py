"""The wheel is the whole program: installed elsewhere, without the source tree, it does the same work."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

import source_tree
from reviewer_app.cli.main import COMMANDS

pytestmark = pytest.mark.xdist_group("wheel")  # one process builds the wheel once for all its tests
LEFT_OUT = {"reviewer_app/verifier/pyproject.toml", "reviewer_app/verifier/README.md"}
"""They build the verifier as a distribution of its own."""


def _run(*command: str | Path, cwd: Path, status: int = 0) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, cwd=source_tree.ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment that holds the wheel and sees our dependencies, but not our source tree."""
    place = tmp_path_factory.mktemp("elsewhere") / "venv"
    _run(sys.executable, "-m", "venv", "--without-pip", place, cwd=place.parent)
    python = place / "bin" / "python"
    install = ("-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel)
    _run(sys.executable, *install, cwd=place.parent)
    (site,) = place.glob("lib/python*/site-packages")
    # A path in a .pth is looked in, but the .pth files there are not: our editable install stays invisible.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return place


def test_everything_of_ours_is_in_it(wheel: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z", *source_tree.PACKAGES],
        cwd=source_tree.ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\0")
    present = {name for name in tracked if name and (source_tree.ROOT / name).exists()}
    assert present - LEFT_OUT - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_nothing_else_is_in_it(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(source_tree.PACKAGES)


def test_packages_come_from_the_wheel(installed: Path) -> None:
    script = "import db, resources, reviewer_app, ui; print(*(m.__file__ for m in (db, resources, reviewer_app, ui)))"
    for file in _run(installed / "bin" / "python", "-c", script, cwd=installed).split():
        assert Path(file).is_relative_to(installed)


def test_check_works_from_there(installed: Path, tmp_path: Path) -> None:
    letter = tmp_path / "便函.txt"
    letter.write_text("联系人电话 13812345678。\n", "utf-8")
    printed = _run(installed / "bin" / "reviewer-app", "check", letter, "--json", cwd=tmp_path, status=1)
    assert [finding["type"] for finding in json.loads(printed)["findings"]] == ["mobile"]


@pytest.mark.skipif("demo" not in COMMANDS, reason="the demo is not part of the command line yet")
def test_demo_works_from_there(installed: Path, tmp_path: Path) -> None:
    _run(installed / "bin" / "reviewer-app", "demo", "--home", tmp_path / "office", cwd=tmp_path)
    assert (tmp_path / "office" / "reviewer.db").is_file()
