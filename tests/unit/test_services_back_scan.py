"""The back-scan over a real folder, with an examiner that is only counted."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from threading import Lock

import pytest

from reviewer_app.domain.back_scan import Examined, FileState, NotEntered, Problem, ScanReport
from reviewer_app.domain.document import Place
from reviewer_app.domain.errors import NothingToScan, ReadingCancelled, UnreadableFile
from reviewer_app.ports.scanning import Examiner, Progress, Watch
from reviewer_app.services.back_scan import BackScan, back_scan
from reviewer_app.services.scan_folder import list_folder, shown
from reviewer_app.services.scan_ledger import FileLedger

DAY = date(2026, 11, 24)


class Counting:
    """Finds one problem in what holds "x", a mark in what holds "密"; notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[bytes, tuple[str, ...]]] = []
        self._lock = Lock()

    def examine(self, untrusted_data: bytes, labels: Sequence[str], today: date, *, cancelled) -> Examined:
        assert today == DAY
        if cancelled():
            raise ReadingCancelled(name="")
        with self._lock:
            self.asked.append((untrusted_data, tuple(labels)))
        if b"secret" in untrusted_data:
            return Examined(FileState.MARKED, tuple("" for _ in labels), level="机密")
        problems = (Problem("mobile", Place(), 1, blocks=True),) if b"x" in untrusted_data else ()
        return Examined(FileState.READ, tuple(labels), problems)

    def examine_names(self, labels: Sequence[str], today: date, error: UnreadableFile, *, cancelled) -> Examined:
        del today, cancelled
        return Examined(FileState.UNREADABLE, tuple(labels), error=error.code)

    def close(self) -> None:
        pass


def scan(folder: Path, examiner: Examiner, watch: Watch | None = None, rules: str = "r", own: Path | None = None):
    ledger = FileLedger(folder.parent / "ledger", rules, "")
    with ledger:
        command = BackScan(folder, 2, DAY, frozenset({own} if own else ()))
        return back_scan(command, examiner, ledger, watch or Watch())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "published"
    (made / "a").mkdir(parents=True)
    (made / "a" / "1.txt").write_bytes(b"x")
    (made / "2.txt").write_bytes(b"x")
    (made / "3.md").write_bytes(b"x")
    (made / "4.txt").write_bytes(b"clean")
    return made


def paths(report: ScanReport) -> list[str]:
    return [file.path for file in report.files]


def test_equal_bytes_are_read_once_and_each_path_is_reported(folder: Path) -> None:
    examiner, told = Counting(), list[Progress]()
    report = scan(folder, examiner, Watch(progress=told.append))
    assert sorted(examiner.asked) == [(b"clean", ("4.txt",)), (b"x", ("2.txt", "a/1.txt")), (b"x", ("3.md",))]
    assert paths(report) == ["2.txt", "3.md", "4.txt", "a/1.txt"]
    assert [file.same_as for file in report.files] == ["", "", "", "2.txt"]
    assert report.complete
    assert report.blocks
    assert told[-1] == Progress(4, 4, 3, 0)


def test_an_interrupted_scan_tells_what_it_did_and_goes_on(folder: Path) -> None:
    for number in range(50):
        (folder / f"n{number}.txt").write_bytes(f"clean {number}".encode())
    first, done = Counting(), list[Progress]()
    partial = scan(folder, first, Watch(cancelled=lambda: bool(done), progress=done.append))
    assert not partial.complete
    assert 0 < len(partial.files) < partial.total == 54
    second = Counting()
    whole = scan(folder, second)
    assert whole.complete
    assert whole.resumed == len(partial.files)
    assert not {labels for _, labels in first.asked} & {labels for _, labels in second.asked}


def test_other_rules_begin_anew(folder: Path) -> None:
    scan(folder, Counting())
    again, other = Counting(), Counting()
    assert scan(folder, again).resumed == 4
    assert again.asked == []
    assert scan(folder, other, rules="other").resumed == 0
    assert len(other.asked) == 3


def test_the_ledger_holds_no_path_no_hash_and_survives_a_torn_line(folder: Path) -> None:
    scan(folder, Counting())
    ledger = folder.parent / "ledger"
    text = ledger.read_text("utf-8")
    assert "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881" not in text  # SHA-256 of "x"
    assert text.count("\n") == 4
    with ledger.open("ab") as file:
        file.write(b'{"id":"torn')
    again = Counting()
    assert scan(folder, again).resumed == 4
    assert again.asked == []


def test_nothing_of_a_marked_file_is_kept(folder: Path) -> None:
    (folder / "secret-name.txt").write_bytes(b"secret")
    told: list[tuple[str, str]] = []
    report = scan(folder, Counting(), Watch(marked=lambda path, level: told.append((path, level))))
    assert told == [("secret-name.txt", "机密")]
    (marked,) = [file for file in report.files if file.state is FileState.MARKED]
    assert (marked.path, marked.fingerprint, marked.size, marked.level) == ("", "", 0, "机密")
    assert b"secret" not in (folder.parent / "ledger").read_bytes()
    again = Counting()
    scan(folder, again)
    assert [labels for _, labels in again.asked] == [("secret-name.txt",)]


def test_what_is_not_entered_is_said(folder: Path) -> None:
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "pipe")
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / ".hidden").write_bytes(b"x")
    (folder / "~$2.docx").write_bytes(b"x")
    report = scan(folder, Counting())
    assert dict(report.not_entered) == {"loop": NotEntered.LINK, "pipe": NotEntered.SPECIAL}
    assert report.hidden == 2
    (gone,) = [file for file in report.files if file.state is FileState.UNREADABLE]
    assert (gone.path, gone.error) == ("gone.txt", "file_missing")
    assert report.unreadable == 1


def test_a_folder_that_cannot_be_opened_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def scandir(path):
        if Path(path).name == "a":  # root may open everything: the system's answer is made here
            raise PermissionError(13, "no", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    listing = list_folder(folder, lambda _: False)
    assert listing.not_entered == [("a", NotEntered.FOLDER)]
    assert listing.files == ["2.txt", "3.md", "4.txt"]


def test_a_huge_file_is_refused_by_its_size(folder: Path) -> None:
    with (folder / "huge.mp4").open("wb") as file:
        file.truncate(201 * 1024 * 1024)
    report = scan(folder, Counting())
    assert [(file.path, file.error) for file in report.files if file.error] == [("huge.mp4", "file_too_large")]


def test_files_changed_meanwhile_are_examined_as_they_are_now(folder: Path) -> None:
    class Changing(Counting):
        def examine(self, untrusted_data, labels, today, *, cancelled):
            if untrusted_data == b"clean":
                return super().examine(untrusted_data, labels, today, cancelled=cancelled)
            (folder / "2.txt").write_bytes(b"new")
            return super().examine(untrusted_data, labels, today, cancelled=cancelled)

    ledger = FileLedger(folder.parent / "ledger", "r", "")
    examiner = Changing()
    (folder / "0.txt").write_bytes(b"x first")
    with ledger:
        report = back_scan(BackScan(folder, 1, DAY), examiner, ledger, Watch())
    assert report.complete
    assert {labels for _, labels in examiner.asked} >= {("2.txt",), ("a/1.txt",)}
    assert {data for data, labels in examiner.asked if labels == ("2.txt",)} == {b"new"}


def test_the_report_itself_is_no_part_and_an_empty_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    assert "2.txt" not in paths(scan(folder, Counting(), own=folder / "2.txt"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToScan):
        scan(tmp_path / "empty", Counting())


def test_a_name_that_is_no_text_can_be_opened_and_shown(folder: Path) -> None:
    raw = os.fsdecode(b"\xb9\xab\xca\xbe.txt")
    (folder / raw).write_bytes(b"odd")
    examiner = Counting()
    assert shown(raw) in paths(scan(folder, examiner))
    assert b"odd" in {data for data, _ in examiner.asked}
