"""Filling Word templates: places however Word cut them, lists, hostile values, broken and foreign templates."""

import io
import re
import zipfile
from importlib.resources import files

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.documents.forms.desk import MAX_TEMPLATE_BYTES, OfficeForms, places
from reviewer_app.documents.forms.docx_filling import PLACE, fill
from reviewer_app.documents.forms.docx_html import html_of
from reviewer_app.domain.errors import TemplateUnusable
from reviewer_app.ports.forms import Form, FormValues

PLACES = {"标题": "title", "文号": "number", "文件.名称": "part.name", "文件.指纹": "part.fingerprint"}
TWO = {"part": ({"name": "甲", "fingerprint": "01"}, {"name": "乙", "fingerprint": "02"})}


def template(make):
    document = Document()
    make(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def filled(data, fields=None, lists=None, nothing="无"):
    return Document(io.BytesIO(fill(data, "t.docx", FormValues(fields or {}, lists or {}, nothing), PLACES)))


def texts(document):
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    return lines


def test_a_place_cut_over_runs_keeps_the_first_runs_look():
    def make(document):
        paragraph = document.add_paragraph("前")
        paragraph.add_run("{{").bold = True
        paragraph.add_run("标")
        paragraph.add_run("题}")
        paragraph.add_run("}后")

    paragraph = filled(template(make), {"title": "公告"}).paragraphs[0]
    assert paragraph.text == "前公告后"
    assert [run.text for run in paragraph.runs if run.bold] == ["公告"]


def test_a_value_that_looks_like_a_place_stays_as_it_is():
    document = filled(template(lambda d: d.add_paragraph("{{标题}}/{{文号}}")), {"title": "{{文号}}", "number": "1号"})
    assert document.paragraphs[0].text == "{{文号}}/1号"


def test_lines_break_and_control_characters_go():
    document = filled(template(lambda d: d.add_paragraph("{{标题}}")), {"title": "一\n二\x00\x0b\ud800三"})
    assert document.paragraphs[0].text == "一\n二三"


def test_a_list_repeats_its_row_or_its_only_paragraph():
    def make(document):
        table = document.add_table(2, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "{{文件.名称}}", "{{文件.指纹}}"
        table.cell(1, 0).text, table.cell(1, 1).text = "文件", "{{文件.名称}}（{{文件.指纹}}）"

    document = filled(template(make), {}, TWO)
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [["甲", "01"], ["乙", "02"], ["文件", "甲（01）\n乙（02）"]]


def test_an_empty_list_says_so():
    document = filled(template(lambda d: d.add_paragraph("{{文件.名称}}（{{文件.指纹}}）")))
    assert document.paragraphs[0].text == "无"


def test_headers_and_footers_are_filled_too():
    def make(document):
        document.sections[0].footer.paragraphs[0].text = "{{文号}}"

    assert filled(template(make), {"number": "3号"}).sections[0].footer.paragraphs[0].text == "3号"


def test_a_place_that_nobody_fills_is_named():
    with pytest.raises(TemplateUnusable) as told:
        filled(template(lambda d: d.add_paragraph("{{领导心情}}")))
    assert "领导心情" in str(told.value.values["detail"])


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04broken"])
def test_a_broken_template_is_told(data):
    with pytest.raises(TemplateUnusable):
        fill(data, "t.docx", FormValues({}), PLACES)


def test_a_zip_that_is_no_word_file_is_told():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(TemplateUnusable):
        fill(stream.getvalue(), "t.docx", FormValues({}), PLACES)


@given(st.text(max_size=60))
def test_any_value_can_be_filled_in(value):
    document = filled(TITLED, {"title": value})
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", value)
    assert document.paragraphs[0].text == "标题：" + kept.replace("\r\n", "\n").replace("\r", "\n")


TITLED = template(lambda d: d.add_paragraph("标题：{{标题}}"))


@pytest.mark.parametrize("form", list(Form))
def test_the_shipped_templates_use_known_places_only(form):
    data = (files("resources") / "forms" / f"{form.value}.docx").read_bytes()
    words = set(PLACE.findall("\n".join(texts(Document(io.BytesIO(data))))))
    assert words
    assert words <= places().keys()


def test_the_offices_own_template_comes_first(tmp_path):
    (tmp_path / "approval_form.docx").write_bytes(template(lambda d: d.add_paragraph("我局：{{标题}}")))
    form = OfficeForms(tmp_path).fill(Form.APPROVAL, "n", FormValues({"title": "公告"}))
    assert "我局：公告" in form.html.replace("</span>", "")
    assert form.page.width == pytest.approx(215.9, abs=1)


def test_a_template_of_absurd_size_is_refused(tmp_path):
    with (tmp_path / "approval_form.docx").open("wb") as file:
        file.truncate(MAX_TEMPLATE_BYTES + 1)
    with pytest.raises(TemplateUnusable):
        OfficeForms(tmp_path).fill(Form.APPROVAL, "n", FormValues({}))


def test_phrases_are_the_offices_own_or_the_shipped_ones(tmp_path):
    assert "publish" in OfficeForms().phrases("opinion")
    (tmp_path / "phrases.yaml").write_text("opinion: {publish: 同意。}\n", "utf-8")
    assert OfficeForms(tmp_path).phrases("opinion") == {"publish": "同意。"}
    assert OfficeForms(tmp_path).phrases("refuse") == {}


@pytest.mark.parametrize("text", ["opinion: [a", "- a\n", "opinion: 同意\n", "opinion: {publish: [a]}\n"])
def test_phrases_that_cannot_be_read_are_told(tmp_path, text):
    (tmp_path / "phrases.yaml").write_text(text, "utf-8")
    with pytest.raises(TemplateUnusable):
        OfficeForms(tmp_path).phrases("opinion")


def test_html_says_what_the_form_says_with_merged_cells():
    def make(document):
        table = document.add_table(2, 3)
        table.cell(0, 0).merge(table.cell(0, 2)).text = "<头> & 尾"
        table.cell(1, 0).text = "{{标题}}"

    html, _ = html_of(fill(template(make), "t.docx", FormValues({"title": "公告"}), PLACES))
    assert 'colspan="3"' in html
    assert "&lt;头&gt; &amp; 尾" in html
    assert html.count("<td") == 4
