"""`make screenshots` draws every page: a page that was reworked must not leave the script behind."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "screenshots.py"


def test_every_page_is_drawn(tmp_path):
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--once", "--out", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    drawn = sorted(tmp_path.glob("*.png"))
    assert len(drawn) == 27
    assert all(path.read_bytes().startswith(b"\x89PNG") and path.stat().st_size > 10_000 for path in drawn)


@pytest.mark.slow
def test_every_dialog_is_drawn(tmp_path):
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--dialogs", "--out", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    names = {path.stem.rsplit("-", 1)[0] for path in tmp_path.glob("dialog-*-dark.png")}
    assert len(names) == 36
