"""`make screenshots` draws every page: a page that was reworked must not leave the script behind."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "screenshots.py"


def pages(folder: Path, *options: str) -> list[Path]:
    """The pages that the script drew."""
    command = [sys.executable, str(SCRIPT), "--once", "--out", str(folder), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    drawn = sorted(folder.glob("*.png"))
    assert all(path.read_bytes().startswith(b"\x89PNG") and path.stat().st_size > 10_000 for path in drawn)
    return drawn


def test_pages_are_drawn(tmp_path: Path) -> None:
    names = ("login", "review-list", "review-printed", "ledger", "settings-keeps")
    drawn = [path.name for path in pages(tmp_path, "--only", *names)]
    assert drawn == sorted(f"{name}-light-1440x900.png" for name in names)


@pytest.mark.slow
def test_every_page_is_drawn(tmp_path: Path) -> None:
    assert len(pages(tmp_path)) == 27


@pytest.mark.slow
def test_every_dialog_is_drawn(tmp_path):
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--dialogs", "--out", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    names = {path.stem.rsplit("-", 1)[0] for path in tmp_path.glob("dialog-*-dark.png")}
    assert len(names) == 42
