"""The proof of a public version: it fails where anything is left or anything else has changed, and holds no value."""

import dataclasses
import io

import docx
import msgspec
import openpyxl
import pytest
from PIL import Image

import awkward_pdfs as awkward
from awkward_office import line, run, word
from hostile_files import saved, xlsx
from reviewer_app.documents.proving import prove
from reviewer_app.documents.reading import read
from reviewer_app.documents.worker_pool import WorkerPool
from reviewer_app.documents.writing import write
from reviewer_app.domain.errors import FileDamaged
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.public_version import ColumnCut, PublicPlan, ResultProof, SpanEdit
from reviewer_app.services.public_words import proof_text
from reviewer_app.text import say

GONE = {(FindingType.MOBILE, awkward.MOBILE), (FindingType.PERSON_NAME, awkward.PERSON)}
NONE = PublicPlan()


def plan_of(text: str, value: str) -> PublicPlan:
    start = text.index(value)
    return PublicPlan(spans=(SpanEdit(start, start + len(value), "某"),))


@pytest.mark.parametrize(("name", "data", "left"), [
    ("a.txt", awkward.LINE.encode(), 2),
    ("a.docx", word(line(run(awkward.LINE))), 2),
    ("a.xlsx", saved(xlsx([["电话"], [int(awkward.MOBILE)]])), 1),
    ("a.html", f"<p>{awkward.LINE}</p>".encode(), 2),
    ("a.csv", f"a,b\n{awkward.PERSON},{awkward.MOBILE}\n".encode(), 2),
    ("a.pdf", awkward.drawn(), 2),
])
def test_what_is_left_is_counted_in_every_kind(name: str, data: bytes, left: int) -> None:
    proof = prove(data, data, name, NONE, GONE)
    assert (proof.leftovers, proof.searched, proof.holds) == (left, 2, False)
    assert not {awkward.MOBILE, awkward.PERSON} & {str(one) for one in dataclasses.astuple(proof)}


def test_a_number_in_a_cell_is_read_as_its_digits() -> None:
    """In the file it may stand as 1.5905814813E10; openpyxl, which the writer does not use, says what it is."""
    data = saved(xlsx([["电话"], [15905814813.0]]))
    assert prove(data, data, "a.xlsx", NONE, GONE).leftovers == 1
    assert "openpyxl" in prove(data, data, "a.xlsx", NONE, GONE).readers
    assert openpyxl.load_workbook(io.BytesIO(data)).active["A2"].value == 15905814813


def test_a_page_that_changed_elsewhere_does_not_hold() -> None:
    original = awkward.drawn()
    plan = plan_of(read(original, "a.pdf").document.text, awkward.MOBILE)
    good = write(original, "a.pdf", plan)
    assert prove(original, good, "a.pdf", plan, {(FindingType.MOBILE, awkward.MOBILE)}).holds
    other = write(awkward.drawn(line=awkward.LINE + "谁也没有决定过的话。"), "a.pdf", plan)
    proof = prove(original, other, "a.pdf", plan, set())
    assert proof.outside_ppm > 1000
    assert not proof.holds


def test_a_picture_that_is_not_the_same_does_not_hold() -> None:
    def picture(colour: str) -> bytes:
        stream = io.BytesIO()
        Image.new("RGB", (20, 20), colour).save(stream, "PNG")
        return stream.getvalue()

    assert prove(picture("white"), picture("white"), "a.png", NONE, GONE).holds
    assert prove(picture("white"), picture("black"), "a.png", NONE, GONE).outside_ppm == 1_000_000


CUT = PublicPlan(columns=(ColumnCut(2, table=1),))


def letter(*paragraphs: str, rows: int = 3, bold: bool = False) -> bytes:
    """A Word file with a table of names, numbers and remarks."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph().add_run(text).bold = bold
    table = document.add_table(rows, 3)
    for number, row in enumerate(table.rows):
        for cell, text in zip(row.cells, (f"第{number}户", f"1390000{number:04}", "同意"), strict=True):
            cell.text = text
    return saved(document)


def test_a_word_file_is_compared_piece_by_piece_and_says_so() -> None:
    """No pictures: where a word gets longer everything below it moves."""
    data = letter("第一段", "第二段")
    good = write(data, "a.docx", CUT)
    proof = prove(data, good, "a.docx", CUT, GONE)
    assert (proof.pages, proof.units, proof.changed, proof.restyled, proof.unseen) == (0, 8, 0, 0, 0)
    for other, changed, restyled in (
        (letter("第一段", "别的话"), 1, 0), (letter("第一段"), 1, 0), (letter("第二段", "第一段"), 2, 0),
        (letter("第一段", "第二段", bold=True), 0, 2), (letter("第一段", "第二段", rows=2), 2, 0),
    ):
        proof = prove(data, write(other, "a.docx", CUT), "a.docx", CUT, GONE)
        assert (proof.changed, proof.restyled, proof.holds) == (changed, restyled, not changed)


def test_a_workbook_is_compared_cell_by_cell() -> None:
    rows = [["姓名", "电话", "金额"], ["钟建国", "13900000001", 100.0], ["刘秀英", "13900000002", 200]]
    plan = PublicPlan(columns=(ColumnCut(2, sheet=xlsx(rows).active.title),))
    data = saved(xlsx(rows))
    proof = prove(data, write(data, "a.xlsx", plan), "a.xlsx", plan, GONE)
    assert (proof.pages, proof.units, proof.changed, proof.restyled, proof.holds) == (0, 6, 0, 0, True)
    other = xlsx([*rows[:2], ["刘秀英", "13900000002", 300]])
    other.active["A2"].font = openpyxl.styles.Font(bold=True)
    proof = prove(data, write(saved(other), "a.xlsx", plan), "a.xlsx", plan, GONE)
    assert (proof.changed, proof.restyled, proof.holds) == (1, 1, False)


PAGE = "<h1>公告</h1><p>村民<b>曾强雪</b>的<span style='display:none'>（藏）</span>手机。</p><ul><li>一<li>二</ul>"


@pytest.mark.parametrize(("name", "text", "other", "units"), [
    ("a.txt", "公告\n村民曾强雪来了。\n\n完\n", [("完", "未完"), ("公告\n", ""), ("来了", "来了 "), ("\n\n", "\n")], 5),
    ("a.md", "# 公告\n<!-- 藏 -->\n村民曾强雪来了。\n* 完\n", [("完", "未完"), ("# ", ""), ("\n* 完", "")], 3),
    ("a.csv", "姓名,号\n曾强雪,1\n钟建国,2\n", [(",2", ",3"), ("钟建国,2", "2,钟建国"), ("姓名,号\n", "")], 6),
    ("a.html", PAGE, [("手机", "电话"), ("<li>二", ""), ("<li>一<li>二", "<li>二<li>一"), ("公告", "")], 4),
])
def test_texts_lists_and_pages_are_compared_line_by_line(
    name: str, text: str, other: list[tuple[str, str]], units: int
) -> None:
    data = text.encode("gb18030")
    plan = plan_of(read(data, name).document.text, "曾强雪")
    good = write(data, name, plan)
    proof = prove(data, good, name, plan, set())
    assert (proof.units, proof.changed, proof.restyled, proof.unseen, proof.holds) == (units, 0, 0, 0, True)
    for old, new in other:
        assert old in text
        bad = write(text.replace(old, new, 1).encode(), name, plan_of(
            read(text.replace(old, new, 1).encode(), name).document.text, "曾强雪"))
        assert not prove(data, bad, name, plan, set()).holds, new


def test_what_nobody_compared_is_said_to_be_so() -> None:
    assert prove(b"a\0\0\x01b", b"a", "a.txt", NONE, set()).unseen == 1
    proof = ResultProof(pages=2, units=1200, restyled=3, unseen=1)
    told = proof_text(say, proof)
    assert all(words in told for words in ("2 页", "1,200 处", "3 处格式有变", "未比对画面"))
    assert "未比对画面" not in proof_text(say, ResultProof(pages=2))


def test_a_result_that_does_not_open_proves_nothing() -> None:
    with pytest.raises(FileDamaged):
        prove(awkward.drawn(), b"%PDF-1.7 nothing", "a.pdf", NONE, GONE)


def test_it_is_made_in_a_worker_and_comes_back_whole() -> None:
    with WorkerPool() as desk:
        data = awkward.LINE.encode()
        assert desk.prove(data, data, "a.txt", NONE, GONE) == prove(data, data, "a.txt", NONE, GONE)
        assert desk.prove(b"clean", b"clean", "a.txt", NONE, GONE).holds


def test_the_records_of_a_package_are_one() -> None:
    one, other = ResultProof(("bytes", "pypdf"), 3, 2, 0, 2, 40), ResultProof(("bytes",), 1, 1, 1, 0, 0, 9, 1, 2, 1)
    assert one.joined(other) == ResultProof(("bytes", "pypdf"), 4, 3, 1, 2, 40, 9, 1, 2, 1)
    assert msgspec.json.decode(msgspec.json.encode(one.joined(other)), type=ResultProof) == one.joined(other)
