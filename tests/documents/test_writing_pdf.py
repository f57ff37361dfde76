"""Public versions of PDFs: nothing decided can be got out again, nothing else moves, a second pass changes nothing."""

import re
import shutil
import subprocess
from io import BytesIO

import pikepdf
import pytest

import awkward_pdfs as awkward
import embedded_fonts
import pdf_making
from reviewer_app.documents import pdf_proof
from reviewer_app.documents.reading import read
from reviewer_app.documents.writers.pdf import write
from reviewer_app.domain.document import BlockKind, Document
from reviewer_app.domain.errors import NoWriter
from reviewer_app.domain.public_version import ColumnCut, PublicPlan, SpanEdit, TableCut

NAME = "名单.pdf"
CASES = awkward.CASES | embedded_fonts.EMBEDDED
HIDDEN = {"white", "under_box", "under_picture", "unprinted", "filled_note", "layered"}
"""Cases with text that no reader of the page sees."""

GOES_UNASKED = {"annotated", "marked_only", *HIDDEN}
"""Cases in which text of the original goes that no plan names."""

SIDEWAYS = {"turned_90", "turned_180"}
"""Text that stands on its head or side for whoever reads the page: pdfium orders its pieces as they come."""

DRAWN_ANEW = {"spaced", "scanned", "actual_text", "marked_only", "filled_note", "shadowed"}
LARGEST_DIFFERENCE = 0.001


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def plan_of(document: Document) -> PublicPlan:
    """Every occurrence of every value, also where a line ends in its middle."""
    return PublicPlan(spans=tuple(sorted(
        SpanEdit(match.start(), match.end(), replacement)
        for value, replacement in pdf_making.VALUES.items()
        for match in re.finditer(r"\s*".join(value), document.text))))


def edited(document: Document, plan: PublicPlan) -> str:
    text = document.text
    for span in sorted(plan.spans, reverse=True):
        text = text[: span.start] + span.replacement + text[span.end :]
    return squeezed(text)


EVERYDAY = {
    "no_map", "kerned", "spaced", "landscape", "cropped", "nested_form", "annotated", "layered", "scanned", "tagged",
    "field", "marked_only", "ruled", "embedded_cff_cids", "white", "under_picture", "unprinted", "filled_note"}
"""One of each kind of difficulty; all others only in the slow tests."""


@pytest.fixture(scope="module", params=[
    pytest.param(name, marks=[] if name in EVERYDAY else [pytest.mark.slow]) for name in sorted(CASES)])
def case(request: pytest.FixtureRequest) -> tuple[str, bytes, Document, PublicPlan, bytes]:
    data = CASES[request.param]()
    document = read(data, NAME).document
    plan = plan_of(document)
    return request.param, data, document, plan, write(data, NAME, plan)


def recovered(result: bytes) -> set[str]:
    readings = [result.decode("latin-1"), *pdf_proof.texts(result)]
    return {value for value in pdf_making.VALUES for text in readings if value in text or value in squeezed(text)}


def test_the_values_can_be_got_out_of_the_original(case) -> None:
    _, data, _, _, _ = case
    assert recovered(data)


def test_no_value_can_be_got_out_of_the_result(case) -> None:
    _, _, _, _, result = case
    assert recovered(result) == set()


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_pdftotext_gets_no_value_out(case) -> None:
    _, _, _, _, result = case
    text = subprocess.run(["pdftotext", "-", "-"], input=result, capture_output=True, check=True).stdout.decode()
    assert not [value for value in pdf_making.VALUES if value in squeezed(text)]


def test_the_result_reads_as_the_edited_text(case) -> None:
    name, _, document, plan, result = case
    after = squeezed(read(result, NAME).document.text)
    if name in GOES_UNASKED:
        assert squeezed(awkward.AFTER) in after
    elif name in SIDEWAYS:
        assert sorted(after) == sorted(edited(document, plan))
    else:
        assert after == edited(document, plan)


def test_only_decided_places_look_different(case) -> None:
    _, data, _, plan, result = case
    assert max(pdf_proof.differences(data, result, NAME, plan)) < LARGEST_DIFFERENCE


def test_a_second_pass_changes_nothing(case) -> None:
    _, _, _, _, result = case
    assert write(result, NAME, PublicPlan()) == result


def test_the_same_input_gives_the_same_bytes(case) -> None:
    _, data, _, plan, result = case
    assert write(data, NAME, plan) == result


def test_only_pages_that_cannot_be_matched_are_drawn_anew(case) -> None:
    name, _, _, _, result = case
    with pikepdf.open(BytesIO(result)) as pdf:
        anew = ["/RvPage" in page.get("/Resources", {}).get("/XObject", {}) for page in pdf.pages]
    assert any(anew) is (name in DRAWN_ANEW)


@pytest.mark.parametrize("line", [
    awkward.LINE[:-10], awkward.LINE + "这里另有一句谁也没有决定过的话。", awkward.LINE.replace("曾", "更改过的")])
def test_a_difference_is_seen(line: str) -> None:
    """The comparison fails where something was lost, came or moved that no plan names."""
    other = awkward.drawn(line=line)
    assert max(pdf_proof.differences(awkward.drawn(), other, NAME, PublicPlan())) > LARGEST_DIFFERENCE


def test_hidden_parts_are_gone_from_the_structure() -> None:
    for name in ("described", "attached", "tagged", "layered", "field", "saved_twice"):
        result = write(awkward.CASES[name](), NAME, PublicPlan())
        with pikepdf.open(BytesIO(result)) as pdf:
            assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
            assert set(pdf.trailer.keys()) <= {"/Root", "/Size", "/ID", "/Type", "/W", "/Index", "/Length", "/Filter",
                                               "/DecodeParms"}
            assert not any("/Annots" in page.obj for page in pdf.pages)
        assert result.count(b"%%EOF") == 1


def test_plain_links_stay_and_others_go() -> None:
    result = write(awkward.annotated(), NAME, PublicPlan())
    with pikepdf.open(BytesIO(result)) as pdf:
        annotations = pdf.pages[0].obj["/Annots"]
        assert [str(one.A.URI) for one in annotations] == ["https://www.example.gov.cn/a"]


def test_bookmarks_stay_where_the_page_says_the_same() -> None:
    data = awkward.bookmarked()
    result = write(data, NAME, plan_of(read(data, NAME).document))
    with pikepdf.open(BytesIO(result)) as pdf, pdf.open_outline() as outline:
        assert [one.title for one in outline.root] == [awkward.BEFORE, "联系人：曾某某"]


@pytest.mark.skipif("truetype" not in awkward.CASES, reason="the font is not installed")
def test_a_map_to_unicode_forgets_what_was_removed() -> None:
    data = awkward.drawn("Wqy")
    result = write(data, NAME, plan_of(read(data, NAME).document))
    code = "雪".encode("utf-16-be").hex().encode()

    def maps(pdf: bytes) -> bytes:
        with pikepdf.open(BytesIO(pdf)) as opened:
            return b"".join(one.ToUnicode.read_bytes() for one in opened.objects
                            if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one).lower()

    assert code in maps(data)
    assert code not in maps(result)


def test_a_value_in_one_form_of_two_pages_goes_where_it_was_decided() -> None:
    data = awkward.in_form(shared=True)
    document = read(data, NAME).document
    first = plan_of(document).spans[:2]
    after = read(write(data, NAME, PublicPlan(spans=first)), NAME).document
    assert [awkward.PERSON in squeezed(block.text) for block in after.blocks if "联系人" in block.text] == [False, True]


def test_a_replacement_that_needs_more_room_covers_nothing() -> None:
    data = awkward.drawn()
    document = read(data, NAME).document
    start = document.text.index(awkward.MOBILE)
    plan = PublicPlan(spans=(SpanEdit(start, start + 11, "办公电话：0797-8123456（工作日）"),))
    result = write(data, NAME, plan)
    assert squeezed(read(result, NAME).document.text) == edited(document, plan)
    assert max(pdf_proof.differences(data, result, NAME, plan)) < LARGEST_DIFFERENCE


@pytest.mark.parametrize("plan", [
    PublicPlan(columns=(ColumnCut(1, 1),)), PublicPlan(tables=(TableCut(1, None, "略"),))])
def test_tables_that_the_reader_does_not_know_cannot_be_cut(plan: PublicPlan) -> None:
    with pytest.raises(NoWriter):
        write(awkward.drawn(), NAME, plan)


def test_a_column_of_a_ruled_table_is_emptied_and_its_neighbours_stay() -> None:
    data = awkward.ruled()
    document = read(data, NAME).document
    assert {block.header for block in document.blocks if block.text == awkward.MOBILE} == {"电话"}
    plan = PublicPlan(columns=(ColumnCut(2, 1),))
    result = write(data, NAME, plan)
    assert recovered(result) == {awkward.PERSON}
    assert [block.text for block in read(result, NAME).document.blocks if block.kind is BlockKind.CELL] == [
        "姓名", "备注", awkward.PERSON, "分两行的\n备注", "李四", "无"]
    assert max(pdf_proof.differences(data, result, NAME, plan)) < LARGEST_DIFFERENCE


def test_a_value_over_two_lines_of_a_cell_goes_and_the_cell_beside_it_stays() -> None:
    data = awkward.ruled()
    document = read(data, NAME).document
    start = document.text.index("分两行的")
    plan = PublicPlan(spans=(SpanEdit(start + 2, start + 6, ""),))
    after = read(write(data, NAME, plan), NAME).document.blocks
    assert [block.text for block in after if block.place.row == 2] == [awkward.PERSON, awkward.MOBILE, "分两\n注"]


@pytest.mark.parametrize("name", sorted(HIDDEN))
def test_what_no_reader_of_the_page_sees_goes_without_being_asked(name: str) -> None:
    data = awkward.CASES[name]()
    assert any(block.kind is BlockKind.HIDDEN for block in read(data, NAME).document.blocks)
    result = write(data, NAME, PublicPlan())
    assert not any(block.kind is BlockKind.HIDDEN for block in read(result, NAME).document.blocks)
    assert max(pdf_proof.differences(data, result, NAME, PublicPlan())) < LARGEST_DIFFERENCE
    assert awkward.AFTER in squeezed(read(result, NAME).document.text)
