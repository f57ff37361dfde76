import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer_app.cli import output
from reviewer_app.domain.errors import FileMissing, UsageFault


def test_text_is_written_exactly(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    output.write_text("甲\r\n乙")
    assert capfdbinary.readouterr().out == "甲\r\n乙".encode()


def test_a_lone_surrogate_does_not_stop_the_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    output.write_text("甲\ud800")
    assert capfdbinary.readouterr().out == "甲?".encode()


def test_json_is_one_line_of_utf8(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    output.write_json({"标题": "甲\n乙\u2028"})
    written = capfdbinary.readouterr().out
    assert written.count(b"\n") == 1
    assert json.loads(written) == {"标题": "甲\n乙\u2028"}


def test_no_number_that_json_lacks(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    output.write_json({"confidence": float("nan")})
    assert capfdbinary.readouterr().out == b'{"confidence":null}\n'


def test_a_lone_surrogate_does_not_stop_json(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    output.write_json({"value": "甲\ud800"})
    assert json.loads(capfdbinary.readouterr().out) == {"value": "甲?"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
@pytest.mark.parametrize("write", [output.write_text, output.write_line])
def test_a_full_disk_under_the_output_is_no_fault_of_ours(write: Callable[[str], None]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full, pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", full)
        with pytest.raises(UsageFault):
            write("甲")
        full.flush()  # nothing is left that could fail once more


def test_an_error_is_a_code_and_a_sentence() -> None:
    value = output.error_value(FileMissing(name="甲.docx"))
    assert value["code"] == "file_missing"
    assert "《甲.docx》" in value["message"]


def test_a_path_that_is_no_text_can_be_printed() -> None:
    assert output.printable(os.fsdecode(b"a\xff.txt")).encode("utf-8") == "a\ufffd.txt".encode()
