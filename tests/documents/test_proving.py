"""The proof of a public version: it fails where anything is left or anything else has changed, and holds no value."""

import dataclasses
import io

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
from reviewer_app.domain.public_version import PublicPlan, ResultProof, SpanEdit

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


def test_a_result_that_does_not_open_proves_nothing() -> None:
    with pytest.raises(FileDamaged):
        prove(awkward.drawn(), b"%PDF-1.7 nothing", "a.pdf", NONE, GONE)


def test_it_is_made_in_a_worker_and_comes_back_whole() -> None:
    with WorkerPool() as desk:
        data = awkward.LINE.encode()
        assert desk.prove(data, data, "a.txt", NONE, GONE) == prove(data, data, "a.txt", NONE, GONE)
        assert desk.prove(data, b"clean", "a.txt", NONE, GONE).holds


def test_the_records_of_a_package_are_one() -> None:
    one, other = ResultProof(("bytes", "pypdf"), 3, 2, 0, 2, 40), ResultProof(("bytes",), 1, 1, 1, 0, 0)
    assert one.joined(other) == ResultProof(("bytes", "pypdf"), 4, 3, 1, 2, 40)
    assert msgspec.json.decode(msgspec.json.encode(one.joined(other)), type=ResultProof) == one.joined(other)
