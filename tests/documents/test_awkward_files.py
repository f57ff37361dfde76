"""Whole awkward files: of what was decided to go nothing can be got out of the result, by any of our readers or others.

The PDFs among them have tests of their own (test_writing_pdf.py); here they join for the readers of other people.
"""

import io
import re
import shutil
import subprocess
from typing import Any

import pikepdf
import pytest
from pdfminer.high_level import extract_text

import awkward_kinds as kinds
import awkward_more as more
import awkward_office as office
import awkward_pdfs as awkward
import embedded_fonts
import pdf_making
from reviewer_app.adapters.conversion import LibreOffice
from reviewer_app.documents import picture_proof
from reviewer_app.documents.byte_readings import readings
from reviewer_app.documents.pdfium_binding import pdfium
from reviewer_app.documents.proving import prove
from reviewer_app.documents.reading import read
from reviewer_app.documents.writers import pdf_pixels
from reviewer_app.documents.writing import write
from reviewer_app.domain.document import Document, FileKind
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.public_version import PublicPlan, SpanEdit

KINDS = {
    awkward.PERSON: FindingType.PERSON_NAME, awkward.NUMBER: FindingType.ID_NUMBER, awkward.MOBILE: FindingType.MOBILE}
GONE = {(kind, value) for value, kind in KINDS.items()}
WIDE = {ord(str(digit)): 0xFF10 + digit for digit in range(10)}
PACKAGES = {"docx", "xlsx"}
PDFS = {name: ("a.pdf", make) for name, make in (
    awkward.CASES | embedded_fonts.EMBEDDED | more.MORE_PDFS | kinds.KINDS_OF_PDFS).items()}
OFFICE = office.OFFICE | more.MORE | kinds.KINDS
EVERY_DAY = office.OFFICE.keys() | {"conditions", "page_source"}
"""The others are looked at in the long tests."""


def plan_of(document: Document) -> PublicPlan:
    """Every occurrence of every value, also with blanks, hyphens or line ends in it, or in full width."""
    spans: list[SpanEdit] = []
    for value, replacement in pdf_making.VALUES.items():
        for spelling in {value, value.translate(WIDE)}:
            between = "[\\s\u00ad\u2011-]*"
            spans += [
                SpanEdit(found.start(), found.end(), replacement)
                for found in re.finditer(between.join(spelling), document.text)]
    return PublicPlan(spans=tuple(sorted(spans)))


def redacted(name: str, data: bytes) -> tuple[PublicPlan, bytes]:
    plan = plan_of(read(data, name).document)
    if name.endswith(("jpg", "png")):
        plan = PublicPlan()
    return plan, write(data, name, plan)


def spellings() -> set[str]:
    return {spelling for value in KINDS for spelling in (value, value.translate(WIDE))}


def recovered(texts: Any) -> set[str]:
    squeezed = (re.sub("[\\s\u00ad\u2011-]", "", text) for text in texts)
    return {one for text in squeezed for one in spellings() if one in text}


def test_there_are_enough_of_them() -> None:
    assert len(OFFICE) + len(PDFS) >= 90


def check_office(case: str) -> None:
    name, data = OFFICE[case]()
    assert recovered(readings(data)), "the case itself hides nothing"
    plan, result = redacted(name, data)
    assert recovered(readings(result)) == set()
    proof = prove(data, result, name, plan, GONE)
    assert (proof.leftovers, proof.searched, proof.holds) == (0, 3, True)
    assert proof.readings >= 1
    assert write(result, name, PublicPlan()) == result, "a second pass changed something"
    text = read(result, name).document.text
    if name.endswith(("jpg", "png")):
        assert text == ""
        return
    assert awkward.BEFORE in text
    assert awkward.AFTER in text


@pytest.mark.parametrize("case", sorted(EVERY_DAY))
def test_no_decided_value_is_left_in_the_bytes_and_the_rest_stays(case: str) -> None:
    check_office(case)


@pytest.mark.slow
@pytest.mark.parametrize("case", sorted(OFFICE.keys() - EVERY_DAY))
def test_no_decided_value_is_left_in_any_file(case: str) -> None:
    check_office(case)


PLAIN = {name: case for name, case in PDFS.items() if name in {"split_runs", "scanned", "embedded_cff_simple"}}


def strangers_read(result: bytes) -> list[str]:
    """What pdfminer and, where it is installed, pdftotext get out of a PDF."""
    texts = [extract_text(io.BytesIO(result))]
    if shutil.which("pdftotext"):
        told = subprocess.run(["pdftotext", "-", "-"], input=result, capture_output=True, check=True)
        texts.append(told.stdout.decode())
    return texts


def check_pdf(case: str) -> None:
    name, make = PDFS[case]
    data = make()
    plan, result = redacted(name, data)
    assert recovered(strangers_read(result)) == set()
    assert recovered(readings(result)) == set()
    proof = prove(data, result, name, plan, GONE)
    assert proof.holds, proof
    assert proof.pages >= 1
    assert set(proof.readers) == {"bytes", "pdfium", "pypdf", "pikepdf"}
    assert write(result, name, PublicPlan()) == result, "a second pass changed something"


@pytest.mark.parametrize("case", sorted(PLAIN))
def test_other_readers_get_nothing_out_of_a_pdf(case: str) -> None:
    check_pdf(case)


@pytest.mark.parametrize("case", ["scanned_as_fax", "scanned_as_jbig2"])
def test_of_a_scan_that_lost_words_no_picture_is_kept(case: str) -> None:
    name, make = PDFS[case]
    data = make()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        scan = pdf.pages[0].Resources.XObject.Im0.read_raw_bytes()
    with pikepdf.open(io.BytesIO(redacted(name, data)[1])) as pdf:
        streams = [one.read_raw_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
    assert scan in data
    assert not any(scan[-60:] in stream for stream in streams)


@pytest.mark.slow
@pytest.mark.parametrize("case", sorted(PDFS.keys() - PLAIN.keys()))
def test_other_readers_get_nothing_out_of_any_pdf(case: str) -> None:
    check_pdf(case)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("case", sorted(one for one, make in OFFICE.items() if make()[0][-4:] in PACKAGES))
def test_libreoffice_opens_the_result(case: str, tmp_path) -> None:
    name, data = OFFICE[case]()
    (tmp_path / name).write_bytes(redacted(name, data)[1])
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless", "--convert-to", "pdf", "--outdir",
         tmp_path, tmp_path / name], check=True, capture_output=True, timeout=240)
    text = extract_text(tmp_path / "a.pdf")
    assert awkward.BEFORE in "".join(text.split())
    assert recovered([text]) == set()


LOOKS_ELSE: dict[str, str] = {
    "embedded": "the picture of what was embedded goes with it",
    "hidden": "LibreOffice prints what Word hides by the colour of its letters",
    "nested_fields": "fields become what they last showed, which LibreOffice works out anew",
    "numeric_cells": "formulas without a stored result, which nobody could read, go",
    "sheet_links": "what is no link any more is not blue",
    "named_sheet": "a hidden list of another sheet goes, and its page",
    "tracked": "changes are resolved, and LibreOffice prints their marks",
}
"""Cases whose cleaned copy may print otherwise, and why."""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("case", sorted(
    one for one, make in OFFICE.items() if make()[0][-4:] in PACKAGES and one not in LOOKS_ELSE))
def test_a_clean_copy_prints_like_its_original_pixel_by_pixel(case: str) -> None:
    """Nothing was decided: so no page may look otherwise. What is decided is compared line by line (`proving`)."""
    name, data = OFFICE[case]()
    prints = LibreOffice()
    kind = FileKind(name[-4:])
    pages = [prints.print(one, kind) for one in (data, write(data, name, PublicPlan()))]
    assert pages[0] is not None
    assert pages[1] is not None
    with pdfium.PdfDocument(pages[0]) as before, pdfium.PdfDocument(pages[1]) as after:
        assert len(before) == len(after)
        for number in range(len(before)):
            one, other = (pdf_pixels.draw(document[number], 144) for document in (before, after))
            assert picture_proof.seen(one, other).getbbox() is None
