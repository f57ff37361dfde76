"""Whatever is done to the bytes of a good file, reading it ends in a document or in a named refusal."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hostile_files as make
from reviewer_app.documents import reading
from reviewer_app.domain.document import Document
from reviewer_app.domain.errors import UnreadableFile

_BODY = make.paragraph("正文") + make.table([["姓名", "电话"], ["王五", "13800000000"]])
GOOD = {
    "a.docx": make.docx(_BODY),
    "a.xlsx": make.saved(make.xlsx([["姓名", "电话"], ["王五", "1"]])),
    "a.xls": make.xls([["姓名", "电话"], ["王五", "1"]], hidden_row=2, hidden_column=1),
    "a.pdf": make.pdf([["第一页"], ["第二页"]], author="张三"),
    "a.html": b"<table><tr><td hidden>x</td></tr></table><!-- c --><style>.a{display:none}</style><p class=a>y",
    "a.csv": "姓名;电话\n王五;1\n".encode("gb18030"),
}


def _outcome(data: bytes, name: str) -> Document | None:
    try:
        return reading.read(data, name).document
    except UnreadableFile:
        return None


@pytest.mark.parametrize("name", GOOD)
@settings(max_examples=60)
@given(data=st.data())
def test_cut_off_anywhere(name: str, data: st.DataObject) -> None:
    good = GOOD[name]
    end = data.draw(st.integers(0, len(good) - 1))
    document = _outcome(good[:end], name)
    assert document is None or document.blocks


@pytest.mark.parametrize("name", GOOD)
@settings(max_examples=100)
@given(data=st.data())
def test_changed_bytes(name: str, data: st.DataObject) -> None:
    changed = bytearray(GOOD[name])
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    document = _outcome(bytes(changed), name)
    assert document is None or len(document.starts) == len(document.blocks)


@pytest.mark.parametrize("part", ["word/document.xml", "_rels/.rels", "word/_rels/document.xml.rels"])
@settings(max_examples=60)
@given(data=st.data())
def test_changed_inside_the_package(part: str, data: st.DataObject) -> None:
    xml = bytearray(reading_part(part))
    for _ in range(data.draw(st.integers(1, 3))):
        xml[data.draw(st.integers(0, len(xml) - 1))] = data.draw(st.integers(1, 255))
    _outcome(make.repacked(GOOD["a.docx"], {part: bytes(xml)}), "a.docx")


def reading_part(part: str) -> bytes:
    from reviewer_app.documents.archive import Archive

    return Archive(GOOD["a.docx"], "a.docx").read(part)


@given(
    st.binary(min_size=1, max_size=400),
    st.sampled_from(["docx", "pdf", "xlsx", "xls", "txt", "csv", "html", "md", "x"]),
)
def test_any_bytes_under_any_name(data: bytes, extension: str) -> None:
    _outcome(data, f"a.{extension}")
