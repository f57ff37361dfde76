"""The desk as the commands get it."""

from pathlib import Path

import pytest

import hostile_files as make
from reviewer_app.bootstrap import tools
from reviewer_app.domain.document import FileKind
from reviewer_app.domain.errors import FileNeedsConversion


def test_desk_reads_and_its_worker_ends_with_it() -> None:
    with tools.document_desk() as desk:
        assert desk.read(make.docx(make.paragraph("正文")), "a.docx").document.text == "正文"


def test_a_desk_that_need_not_be_ready_starts_its_worker_with_the_first_file() -> None:
    with tools.document_desk(ready=False) as desk:
        assert desk._idle == []
        assert desk.read("通知".encode(), "a.txt").document.text == "通知"
        assert len(desk._idle) == 1


def test_old_format_without_libreoffice_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with tools.document_desk() as desk, pytest.raises(FileNeedsConversion):
        desk.read(make.ole({"WordDocument": b"x"}), "旧.doc")


def test_old_format_goes_through_the_libreoffice_on_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(make.docx(make.paragraph("转换所得")))
    program = tmp_path / "soffice"
    program.write_text(
        '#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\nmkdir -p "$2"\n'
        f'cp "{made}" "$2/input.docx"\n',
        "utf-8",
    )
    program.chmod(0o700)
    with tools.document_desk() as desk:
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        read = desk.read(make.ole({"WordDocument": b"x"}), "旧.doc")
    assert (read.document.kind, read.document.text, read.converted) == (FileKind.DOC, "转换所得", made.read_bytes())
