"""Examining in real workers: what leaves them is masked, and a file that kills its worker costs only itself."""

from collections.abc import Iterator
from datetime import date

import pytest

import hostile_files as make
import odd_worker
from reviewer_app.bootstrap.tools import convert
from reviewer_app.documents.scan_pool import ScanPool
from reviewer_app.domain.back_scan import Examined, FileState
from reviewer_app.domain.document import FileKind
from reviewer_app.domain.errors import FileMissing, ReadingCancelled

DAY = date(2026, 11, 24)
ID = "11010519491231002X"
PRIVATE = f"低保户：刘志强，身份证号{ID}，手机13812345678。"


@pytest.fixture(scope="module")
def pool() -> Iterator[ScanPool]:
    made = ScanPool(1, model=True)
    yield made
    made.close()


def ask(pool: ScanPool, data: bytes, *labels: str) -> Examined:
    return pool.examine(data, labels, DAY, cancelled=lambda: False)


def kinds(examined: Examined) -> dict[str, int]:
    return {one.kind: one.count for one in examined.problems}


def test_values_and_names_in_paths_leave_the_worker_masked(pool: ScanPool) -> None:
    examined = ask(pool, PRIVATE.encode(), "信访/刘志强/答复刘志强.txt")
    assert examined.state is FileState.READ
    assert examined.blocks
    assert {"id_number", "mobile", "person_name"} <= kinds(examined).keys()
    assert examined.labels == ("信访/刘某某/答复刘某某.txt",)
    assert "刘志强" not in repr(examined)
    assert ID not in repr(examined)
    assert "13812345678" not in repr(examined)


def test_a_table_is_one_problem_a_column_with_its_rows(pool: ScanPool) -> None:
    rows = [["姓名", "身份证号"], *[["王小明", ID], ["李秀英", ID]] * 4]
    examined = ask(pool, make.saved(make.xlsx(rows)), "名单.xlsx")
    (problem,) = [one for one in examined.problems if one.kind == "id_number"]
    assert (problem.count, problem.rows, problem.spots, problem.header) == (8, True, (2, 3, 4, 5, 6), "身份证号")
    assert problem.samples == ("11*************02X",)


def test_a_name_counts_for_the_path_that_holds_it(pool: ScanPool) -> None:
    examined = ask(pool, PRIVATE.encode(), "公示.txt", "公示（刘志强）.txt")
    named = [one.label for one in examined.problems if one.place.part == "file_name"]
    assert named
    assert set(named) == {1}


def test_an_unreadable_file_has_its_reason_and_masked_names(pool: ScanPool) -> None:
    examined = ask(pool, b"%PDF-1.4 broken", f"{ID}.pdf")
    assert (examined.state, examined.error) == (FileState.UNREADABLE, "file_damaged")
    assert ID not in repr(examined)


def test_a_marked_file_leaves_its_levels_word_only(pool: ScanPool) -> None:
    text = "机密★1年\n\n赣州市某局文件\n\n关于刘志强的通知\n"
    examined = ask(pool, text.encode(), "关于刘志强.txt")
    assert examined == Examined(FileState.MARKED, ("",), level="机密")
    assert examined.blocks


def test_unread_pages_are_problems(pool: ScanPool) -> None:
    examined = ask(pool, b"\x89PNG\r\n\x1a\n", "图.png")
    assert kinds(examined) == {"unread.picture": 1}
    assert examined.blocks


def test_what_was_not_read_at_all_still_has_its_names_examined(pool: ScanPool) -> None:
    missing = FileMissing(name="x")
    examined = pool.examine_names([f"{ID}.doc"], DAY, missing, cancelled=lambda: False)
    assert (examined.state, examined.error, examined.detail) == (FileState.UNREADABLE, "file_missing", ())
    assert ID not in repr(examined)
    assert kinds(examined)["id_number"] == 1


@pytest.mark.parametrize("name", ["die.txt", "hog.txt", "fault.txt"])
def test_a_file_that_kills_its_worker_costs_only_itself(name: str) -> None:
    pool = ScanPool(1, command=odd_worker.COMMAND)
    try:
        assert (ask(pool, b"x", name).state, ask(pool, b"x", name).error) == (FileState.UNREADABLE, "reader_died")
        assert ask(pool, PRIVATE.encode(), "好.txt").state is FileState.READ
    finally:
        pool.close()


def test_where_not_even_names_can_be_examined_nothing_of_them_is_shown() -> None:
    pool = ScanPool(1, command=("false",))
    try:
        assert ask(pool, b"x", f"{ID}.txt").labels == ("….txt",)
    finally:
        pool.close()


def test_cancelling_is_told_to_the_caller() -> None:
    pool = ScanPool(1, command=odd_worker.COMMAND)
    try:
        with pytest.raises(ReadingCancelled):
            pool.examine(b"x", ["hang.txt"], DAY, cancelled=lambda: True)
    finally:
        pool.close()


def test_an_old_file_is_converted_first_and_else_says_so() -> None:
    doc = make.ole({"WordDocument": b"\xec\xa5" + b"\0" * 100})
    given: list[FileKind] = []

    def made(_data: bytes, kind: FileKind) -> tuple[bytes, FileKind]:
        given.append(kind)
        return make.docx(make.paragraph(PRIVATE)), FileKind.DOCX

    pool = ScanPool(1, convert=made)
    without = ScanPool(1, convert=lambda _data, _kind: None)
    try:
        assert "id_number" in kinds(ask(pool, doc, "旧.doc"))
        assert given == [FileKind.DOC]
        assert ask(without, doc, "旧.doc").error == "file_needs_conversion"
    finally:
        pool.close()
        without.close()
    assert convert(b"", FileKind.TEXT) is None
