"""What is kept of a part comes back equal, though it is read piece by piece."""

from datetime import date
from importlib.resources import files

import msgspec
import pytest

from review_office import fresh_office
from reviewer_app.documents import reading
from reviewer_app.domain.document import Document, FileKind
from reviewer_app.rules.assess import assess, load_toolbox
from reviewer_app.rules.context import Context
from reviewer_app.services import document_store
from reviewer_app.services.document_store import document_of, keep_document, read_report, write_report

SAMPLES = files("resources") / "samples"


@pytest.mark.parametrize("slice_", [document_store.SLICE, 1])
@pytest.mark.parametrize("name", ["penalty.docx", "annex.xlsx", "scan.pdf", "plan.txt"])
def test_a_report_comes_back_as_it_was(name: str, slice_: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_store, "SLICE", slice_)
    read_report.cache_clear()
    document = reading.read((SAMPLES / name).read_bytes(), name).document
    report = assess(document, load_toolbox(), Context(today=date(2018, 6, 21)))
    assert read_report(write_report(report)) == report
    assert write_report(report).encode() == msgspec.json.Encoder(order="deterministic").encode(report)
    assert write_report(read_report(write_report(report))) == write_report(report)


@pytest.mark.parametrize("name", ["penalty.docx", "annex.xlsx", "scan.pdf"])
def test_a_document_comes_back_as_it_was(name: str) -> None:
    office = fresh_office()
    document = reading.read((SAMPLES / name).read_bytes(), name).document
    with office.desk.uow(office.reviewer.id) as uow:
        keep_document(uow, "part", document)
        assert document_of(uow, "part") == document


def test_a_document_without_anything_in_it_comes_back() -> None:
    office = fresh_office()
    empty = Document.of(FileKind.TEXT, ())
    with office.desk.uow(office.reviewer.id) as uow:
        keep_document(uow, "part", empty)
        assert document_of(uow, "part") == empty
