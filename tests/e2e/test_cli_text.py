"""`text`: exactly what every check looks at."""

import subprocess
from pathlib import Path

import pytest

import program
import source_tree
from inside import run

pytestmark = pytest.mark.usefixtures("lasting_desks")
SAMPLES = source_tree.ROOT / "resources" / "samples"


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("关于\r\n通知".encode(), "关于\n通知"),
        (b"\xef\xbb\xbf" + "关于通知\n".encode(), "关于通知\n"),
        ("关于做好政务公开工作的通知".encode("gb18030"), "关于做好政务公开工作的通知"),
        ("\ufeff关于通知".encode("utf-16-le"), "关于通知"),
    ],
    ids=["line ends", "mark of UTF-8", "GB18030", "UTF-16"],
)
def test_text_is_printed_exactly(tmp_path: Path, stored: bytes, text: str) -> None:
    path = tmp_path / "件.txt"
    path.write_bytes(stored)
    done = subprocess.run(
        program.command("text", path), env=program.environment(), capture_output=True, check=True, timeout=60
    )
    assert done.stdout == text.encode("utf-8")


def test_text_takes_one_file(tmp_path: Path) -> None:
    assert run("text", tmp_path / "a", tmp_path / "b").status == 2


def test_text_of_nothing_is_status_3(tmp_path: Path) -> None:
    done = run("text", tmp_path / "gone.txt")
    assert (done.status, done.out) == (3, "")
    assert "gone.txt" in done.err


def test_a_marked_file_is_refused() -> None:
    done = run("text", SAMPLES / "secret.docx")
    assert (done.status, done.out) == (1, "")
    assert "本程序不处理涉密文件" in done.err
