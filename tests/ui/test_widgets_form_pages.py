"""A form on paper: one page of the template's size, its words readable, made in any thread."""

from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest

from reviewer_app.documents.forms.desk import OfficeForms
from reviewer_app.ports.forms import Form, FormValues
from ui.widgets.form_pages import pdf_of

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def form():
    parts = tuple({"role": "附件", "name": f"附件{n}.xlsx", "fingerprint": "3F2A"} for n in range(1, 9))
    fields = {"title": "关于某村征地补偿登记结果的公示", "office": "示范市国土资源局", "code": "97-AAAA-BBBB"}
    return OfficeForms().fill(Form.APPROVAL, "审批表", FormValues(fields, {"part": parts}, "无"))


def read(data):
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [(page.get_size(), page.get_textpage().get_text_bounded()) for page in pdf]
    finally:
        pdf.close()


def test_the_default_form_is_one_page_of_a4(form):
    pages = read(pdf_of(form))
    assert len(pages) == 1
    (width, height), text = pages[0]
    assert (round(width), round(height)) == (595, 842)
    for words in ("关于某村征地补偿登记结果的公示", "97-AAAA-BBBB", "附件8.xlsx", "签名"):
        assert words in text, words


def test_it_can_be_made_off_the_gui_thread(form):
    with ThreadPoolExecutor(1) as pool:
        assert read(pool.submit(pdf_of, form).result())[0][1] == read(pdf_of(form))[0][1]


def test_no_trace_of_who_made_it(form):
    pdf = pypdfium2.PdfDocument(pdf_of(form))
    assert pdf.get_metadata_dict().get("Author", "") == ""
    pdf.close()
