"""`explain`: the reasoning for people."""

from pathlib import Path

import pytest

import program
import source_tree
from inside import run

pytestmark = pytest.mark.usefixtures("lasting_desks")
SAMPLES = source_tree.ROOT / "resources" / "samples"


def test_a_marked_file_is_refused() -> None:
    done = program.run("explain", SAMPLES / "secret.docx")
    assert (done.status, done.out) == (1, "")
    assert "本程序不处理涉密文件" in done.err


def test_explain_tells_attribute_and_article() -> None:
    done = run("explain", SAMPLES / "plan.docx")
    assert done.status == 0
    assert "主动公开" in done.out
    assert "政府信息公开条例" in done.out


def test_explain_shows_no_personal_data(tmp_path: Path) -> None:
    path = tmp_path / "答复.txt"
    path.write_text("关于张小明申请信息公开的答复\n申请人：张小明，联系电话：13812345678。\n", "utf-8")
    done = run("explain", path)
    assert done.status == 1
    assert "13812345678" not in done.out
    assert "张小明" not in done.out


def test_explain_of_a_broken_file_is_status_3(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 cut off")
    assert run("explain", tmp_path / "a.pdf").status == 3
