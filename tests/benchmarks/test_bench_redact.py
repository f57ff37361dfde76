"""Cleaning a 5,000-row list against loading and saving it with the library of its kind (issue 5: <= 3 x). It prints."""

import gc
import io
from collections.abc import Callable
from datetime import date

import docx
import openpyxl
import pytest

import big_files
from measuring import seconds
from near_desk import NearDesk
from reviewer_app.documents.writing import write
from reviewer_app.domain.legal import Audience
from reviewer_app.rules import deidentify
from reviewer_app.rules.assess import load_toolbox
from reviewer_app.rules.context import Context
from reviewer_app.rules.persons import NOBODY
from reviewer_app.rules.policy import load_book
from reviewer_app.services.redact import Redaction, examine

pytestmark = [pytest.mark.bench, pytest.mark.xdist_group("bench")]
ROWS = 5000


def _through_openpyxl(data: bytes) -> None:
    openpyxl.load_workbook(io.BytesIO(data)).save(io.BytesIO())


def _through_python_docx(data: bytes) -> None:
    docx.Document(io.BytesIO(data)).save(io.BytesIO())


@pytest.mark.parametrize("audience", [Audience.ALL, Audience.GROUP])
@pytest.mark.parametrize(("name", "make", "bare"), [
    ("a.xlsx", big_files.xlsx, _through_openpyxl), ("a.docx", big_files.docx, _through_python_docx)])
def test_a_long_list_is_cleaned(
    name: str, make: Callable[[int], bytes], bare: Callable[[bytes], None], audience: Audience
) -> None:
    data, desk = make(ROWS), NearDesk()
    part = examine(desk, load_toolbox(), data, name, Redaction(audience, Context(today=date(2018, 6, 21))))
    policy = load_book().choose(part.report.document_type, audience)
    cleaning = deidentify.plan(part.document, part.report.findings, {}, policy, NOBODY)
    theirs = seconds(lambda: bare(data))
    gc.disable()  # as in the worker, where the writers run
    ours = seconds(lambda: write(data, name, cleaning.plan))
    gc.enable()
    result = write(data, name, cleaning.plan)
    proof = seconds(lambda: desk.prove(data, result, name, cleaning.plan, cleaning.gone))
    print(  # noqa: T201 - what a benchmark is for
        f"\n{name} {audience.value}: cleaned in {ours / theirs:.2f} x load and save (budget 3),"
        f" {cleaning.edited} values, {len(cleaning.plan.spans)} edits, proof {proof / theirs:.2f} x")
    assert desk.prove(data, result, name, cleaning.plan, cleaning.gone).leftovers == 0
