"""The desk with real processes: whatever happens to a worker costs its own document and nothing else."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest

import hostile_files as make
import odd_worker
from reviewer_app.documents import reading
from reviewer_app.documents.worker_pool import PoolLimits, WorkerPool
from reviewer_app.domain import errors
from reviewer_app.domain.document import FileKind
from reviewer_app.domain.public_version import PublicPlan, SpanEdit
from reviewer_app.text import explain

GOOD = make.docx(make.paragraph("正文") + make.table([["姓名", "电话"], ["王五", "1"]]))


@pytest.fixture
def odd() -> Iterator[WorkerPool]:
    with WorkerPool(command=odd_worker.COMMAND) as pool:
        yield pool


@pytest.fixture(scope="module")
def desk() -> Iterator[WorkerPool]:
    with WorkerPool() as pool:
        yield pool


def pids_of(pool: WorkerPool) -> tuple[int, ...]:
    """Process ids of all workers, busy ones first."""
    with pool._lock:
        return tuple(worker.pid for worker in (*pool._busy, *pool._idle))


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def still_reads(pool: WorkerPool) -> bool:
    return pool.read(GOOD, "好.docx").document.text == "正文\n姓名\n电话\n王五\n1"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", GOOD),
        ("a.pdf", make.pdf([["一页"], ["二页"]])),
        ("a.xlsx", make.saved(make.xlsx([["姓名"], ["王五"]]))),
        ("a.xls", make.xls([["姓名"], ["王五"]])),
        ("a.html", b"<p>x<img src=a>"),
        ("a.txt", "文".encode("gb18030")),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_what_a_worker_reads_is_what_the_reader_reads(desk: WorkerPool, name: str, data: bytes) -> None:
    assert desk.read(data, name).document == reading.read(data, name).document


def test_more_blocks_than_one_frame_holds(desk: WorkerPool) -> None:
    rows = [[f"{row}-{column}" for column in range(10)] for row in range(450)]
    document = desk.read(make.saved(make.xlsx(rows)), "a.xlsx").document
    assert [block.text for _, block in document.content()] == [text for row in rows for text in row]


def test_big_file_goes_both_ways_without_a_deadlock(desk: WorkerPool) -> None:
    text = "网上公示的一行文字，没有空行。\n" * 500_000
    assert desk.read(text.encode(), "大.txt").document.text == text


def test_errors_come_back_as_themselves(desk: WorkerPool) -> None:
    with pytest.raises(errors.FileMislabelled) as refusal:
        desk.read(GOOD, "/某处/其实是.pdf")
    assert "《其实是.pdf》的扩展名是 pdf，内容却是 docx" in explain(refusal.value)


def test_a_page_comes_as_a_picture_with_the_places_of_its_characters(desk: WorkerPool) -> None:
    shown = desk.page(make.pdf([["甲乙丙"]]), "a.pdf", 1, 72)
    assert shown.picture.startswith(b"\x89PNG")
    ((first, second, third),) = shown.layout.pieces
    assert 72 <= first.left < first.right <= second.left < second.right <= third.left
    with pytest.raises(errors.NoPicture):
        desk.page(b"text", "a.txt", 1, 72)


def test_writing_goes_through_a_worker(desk: WorkerPool) -> None:
    data = "联系人王五。".encode()
    assert desk.write(data, "a.txt", PublicPlan(spans=(SpanEdit(3, 5, "王某"),))) == "联系人王某。".encode()
    with pytest.raises(errors.NoWriter):
        desk.write(b"II*\0" + b"\0" * 40, "a.tif", PublicPlan(spans=(SpanEdit(0, 1, ""),)))


def test_a_pdf_is_written_within_the_limits_of_a_worker(desk: WorkerPool) -> None:
    written = desk.write(make.pdf([["联系人王五。"]]), "a.pdf", PublicPlan(spans=(SpanEdit(3, 5, "王某"),)))
    assert desk.read(written, "a.pdf").document.text == "联系人王某。"


def test_memory_that_a_real_file_asks_for_is_not_given(desk: WorkerPool) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = book.worksheets[0]["XFD1048576"] = "远"
    with pytest.raises(errors.ReaderDied) as refusal:
        desk.read(make.saved(book), "远.xlsx")
    assert "《远.xlsx》时读取程序异常退出" in explain(refusal.value)
    assert still_reads(desk)


@pytest.mark.parametrize("name", ["die.txt", "hog.txt", "fault.txt"])
def test_death_costs_only_its_document(odd: WorkerPool, name: str) -> None:
    with pytest.raises(errors.ReaderDied) as refusal:
        odd.read(b"x", name)
    assert refusal.value.values == {"name": name}
    assert still_reads(odd)


def test_killed_from_outside_in_the_middle(odd: WorkerPool) -> None:
    running = threading.Event()

    def cancelled() -> bool:
        running.set()
        return False

    with ThreadPoolExecutor(1) as executor:
        result = executor.submit(odd.read, b"x", "hang.txt", cancelled=cancelled)
        assert running.wait(60)
        os.kill(pids_of(odd)[0], signal.SIGKILL)
        with pytest.raises(errors.ReaderDied):
            result.result(60)
    assert still_reads(odd)


def test_endless_loop_ends_at_its_processor_time(odd: WorkerPool) -> None:
    with pytest.raises(errors.ReaderTimedOut) as refusal:
        odd.read(b"x", "loop.txt")
    assert "《loop.txt》用时过长" in explain(refusal.value)
    assert still_reads(odd)


def test_no_sign_of_life_ends_a_document() -> None:
    with WorkerPool(command=odd_worker.COMMAND, limits=PoolLimits(stall_seconds=0.3)) as pool:
        (pid,) = pids_of(pool)
        with pytest.raises(errors.ReaderTimedOut):
            pool.read(b"x", "hang.txt")
        assert not lives(pid)


def test_cancelling_kills_the_worker(odd: WorkerPool) -> None:
    (pid,) = pids_of(odd)
    asked = iter([False, False, True])
    with pytest.raises(errors.ReadingCancelled) as refusal:
        odd.read(b"x", "hang.txt", cancelled=lambda: next(asked))
    assert "已按您的要求停止读取《hang.txt》" in explain(refusal.value)
    assert not lives(pid)
    assert still_reads(odd)


def test_two_documents_at_once(odd: WorkerPool) -> None:
    running, enough = threading.Event(), threading.Event()

    def cancelled() -> bool:
        running.set()
        return enough.is_set()

    with ThreadPoolExecutor(1) as executor:
        stuck = executor.submit(odd.read, b"x", "hang.txt", cancelled=cancelled)
        assert running.wait(60)
        assert still_reads(odd)
        enough.set()
        with pytest.raises(errors.ReadingCancelled):
            stuck.result(60)


def test_many_threads_share_the_desk(desk: WorkerPool) -> None:
    with ThreadPoolExecutor(6) as executor:
        names = [f"{number}.txt" for number in range(24)]
        read = executor.map(lambda name: desk.read(name.encode(), name).document.text, names)
        assert list(read) == names
    assert len(pids_of(desk)) == 1


def test_closing_stops_what_is_under_way() -> None:
    pool = WorkerPool(command=odd_worker.COMMAND)
    running = threading.Event()

    def cancelled() -> bool:
        running.set()
        return False

    with ThreadPoolExecutor(1) as executor:
        stuck = executor.submit(pool.read, b"x", "hang.txt", cancelled=cancelled)
        assert running.wait(60)
        pids = pids_of(pool)
        pool.close()
        with pytest.raises(errors.ReadingCancelled):
            stuck.result(60)
    assert not any(lives(pid) for pid in pids)
    with pytest.raises(errors.ReadingCancelled):
        pool.read(GOOD, "a.docx")


def test_a_dead_spare_is_replaced(odd: WorkerPool) -> None:
    (pid,) = pids_of(odd)
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert still_reads(odd)


def test_printing_libraries_do_not_break_the_protocol(odd: WorkerPool) -> None:
    assert odd.read(b"x", "print.txt").document.text == ""
    assert still_reads(odd)


def test_what_is_protected_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMP", str(tmp_path))
    with WorkerPool(command=odd_worker.COMMAND) as pool:
        text = pool.read(b"x", "escape.txt").document.text
        held = pool.protection
    if "no_writes" in held or "no_file_growth" in held:
        assert "write:done" not in text
        assert [path.read_bytes() for path in tmp_path.iterdir()] in ([], [b""])
    if "no_network" in held:
        assert "network:done" not in text
        assert "network:" in text
    if "no_programs" in held:
        assert "program:PermissionError" in text
    assert {"memory", "cpu", "no_core"} <= held


def test_nothing_is_left_behind() -> None:
    def descriptors() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    before = descriptors()
    pids: set[int] = set()
    with WorkerPool(command=odd_worker.COMMAND) as pool:
        for name in ("die.txt", "a.docx", "fault.txt", "a.docx", "die.txt"):
            pids.update(pids_of(pool))
            try:
                pool.read(GOOD, name)
            except errors.ReaderDied:
                continue
        pids.update(pids_of(pool))
    assert descriptors() == before
    assert not any(lives(pid) for pid in pids)


def test_program_itself_loads_no_parser() -> None:
    script = (
        "import sys\nfrom reviewer_app.bootstrap.tools import document_desk\n"
        "with document_desk() as desk:\n    assert desk.read(b'x', 'a.txt').document.text == 'x'\n"
        "heavy = {'lxml', 'pypdfium2', 'python_calamine', 'docx', 'openpyxl', 'pikepdf', 'PySide6', 'sqlalchemy'}\n"
        "print(sorted(heavy & {name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_old_formats_are_converted_and_keep_their_kind() -> None:
    converted: list[FileKind] = []

    def convert(untrusted_data: bytes, kind: FileKind) -> tuple[bytes, FileKind]:
        assert untrusted_data == old
        converted.append(kind)
        return GOOD, FileKind.DOCX

    old = make.ole({"WordDocument": b"x"})
    with WorkerPool(convert=convert) as pool:
        read = pool.read(old, "旧文.wps")
    assert converted == [FileKind.WPS]
    assert (read.document.kind, read.converted, read.converted_kind) == (FileKind.WPS, GOOD, FileKind.DOCX)
    assert read.document.text.startswith("正文")
    assert [block.text for block in read.document.outside()][-1] == "旧文"


def test_without_conversion_the_user_is_told_what_to_do(desk: WorkerPool) -> None:
    with pytest.raises(errors.FileNeedsConversion) as refusal:
        desk.read(make.xls([["x"]]), "旧表.et")
    assert "请用 WPS 打开，另存为 .xlsx 后再导入；原文件未改动" in explain(refusal.value)


def test_conversion_that_makes_rubbish_is_no_conversion() -> None:
    with (
        WorkerPool(convert=lambda _data, _kind: (b"PK rubbish", FileKind.DOCX)) as pool,
        pytest.raises(errors.FileNeedsConversion),
    ):
        pool.read(make.ole({"WordDocument": b"x"}), "旧.doc")


def test_worker_that_sends_without_end_is_not_believed(
    desk: WorkerPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewer_app.documents.worker_pool.MAX_BLOCKS", 100)
    rows = [[f"{row}"] for row in range(5000)]
    with pytest.raises(errors.ReaderDied):
        desk.read(make.saved(make.xlsx(rows)), "a.xlsx")
    assert still_reads(desk)
