"""`text` and `explain`."""

import subprocess
from pathlib import Path

import pytest

import program
import source_tree

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
    assert program.run("text", tmp_path / "a", tmp_path / "b").status == 2


def test_text_of_nothing_is_status_3(tmp_path: Path) -> None:
    done = program.run("text", tmp_path / "gone.txt")
    assert (done.status, done.out) == (3, "")
    assert "gone.txt" in done.err


@pytest.mark.parametrize("command", ["text", "explain"])
def test_a_marked_file_is_refused(command: str) -> None:
    done = program.run(command, SAMPLES / "secret.docx")
    assert (done.status, done.out) == (1, "")
    assert "本程序不处理涉密文件" in done.err


def test_explain_tells_attribute_and_article() -> None:
    done = program.run("explain", SAMPLES / "plan.docx")
    assert done.status == 0
    assert "主动公开" in done.out
    assert "政府信息公开条例" in done.out


def test_explain_shows_no_personal_data(tmp_path: Path) -> None:
    path = tmp_path / "答复.txt"
    path.write_text("关于张小明申请信息公开的答复\n申请人：张小明，联系电话：13812345678。\n", "utf-8")
    done = program.run("explain", path)
    assert done.status == 1
    assert "13812345678" not in done.out
    assert "张小明" not in done.out


def test_explain_of_a_broken_file_is_status_3(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 cut off")
    assert program.run("explain", tmp_path / "a.pdf").status == 3
