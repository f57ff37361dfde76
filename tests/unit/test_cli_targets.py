import os
from pathlib import Path

import pytest

from reviewer_app.cli.targets import Outputs, write_whole
from reviewer_app.domain.errors import UsageFault


def _inputs(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.write_text("原稿", "utf-8")
    return paths


def test_one_file_goes_to_the_file_named(tmp_path: Path) -> None:
    inputs = _inputs(tmp_path, "a.txt")
    out = tmp_path / "new" / "out.txt"
    assert Outputs(out, inputs).write("a.txt", b"x") == out
    assert out.read_bytes() == b"x"


def test_one_file_into_a_folder_keeps_its_public_name(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    assert Outputs(out, _inputs(tmp_path, "a.txt")).write("某某.txt", b"x") == out / "某某.txt"


def test_several_files_make_a_folder_and_no_name_twice(tmp_path: Path) -> None:
    outputs = Outputs(tmp_path / "out", _inputs(tmp_path, "a.txt", "b.txt"))
    written = [outputs.write("张某某.txt", text) for text in (b"1", b"2")]
    assert [path.name for path in written] == ["张某某.txt", "张某某(2).txt"]
    assert [path.read_bytes() for path in written] == [b"1", b"2"]


def test_several_files_do_not_fit_into_one(tmp_path: Path) -> None:
    inputs = _inputs(tmp_path, "a.txt", "b.txt", "c.txt")
    with pytest.raises(UsageFault):
        Outputs(inputs[2], inputs[:2])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes among its files")
def test_a_device_or_a_pipe_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "out.txt")
    with pytest.raises(UsageFault):
        Outputs(tmp_path / "out.txt", _inputs(tmp_path, "a.txt"))
    with pytest.raises(UsageFault):
        write_whole(tmp_path / "out.txt", b"x")
    assert (tmp_path / "out.txt").is_fifo()


@pytest.mark.parametrize("way", ["the file", "its folder", "a link"])
def test_an_input_is_never_written_over(tmp_path: Path, way: str) -> None:
    (source,) = _inputs(tmp_path, "a.txt")
    link = tmp_path / "link.txt"
    link.symlink_to(source)
    with pytest.raises(UsageFault):
        Outputs({"the file": source, "its folder": tmp_path, "a link": link}[way], [source])


def test_an_input_is_not_written_over_by_another_files_public_name(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    inputs = [*_inputs(tmp_path, "张小明.txt"), *_inputs(tmp_path / "out", "张某某.txt")]
    with pytest.raises(UsageFault):
        Outputs(tmp_path / "out", inputs)
    outputs = Outputs(tmp_path, [inputs[1]])
    with pytest.raises(UsageFault):
        Outputs(tmp_path / "out", [inputs[1]])
    assert outputs.write("张某某.txt", b"x") == tmp_path / "张某某.txt"


def test_what_cannot_be_written_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    outputs = Outputs(tmp_path / "file" / "out.txt", _inputs(tmp_path, "a.txt"))
    with pytest.raises(UsageFault):
        outputs.write("a.txt", b"x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "file"]
