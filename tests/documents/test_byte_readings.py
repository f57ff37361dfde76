"""Where a removed value may hide in the bytes of a file, and that a clean file is read as clean."""

import base64
import io
import zipfile

import pytest

from reviewer_app.documents.byte_readings import members, readings
from reviewer_app.domain.findings import FindingType
from reviewer_app.rules.second_scan import leftovers

PHONE = "15905814813"
GONE = {(FindingType.MOBILE, PHONE), (FindingType.PERSON_NAME, "曾强雪")}


def archive(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("a.xml", b"<a/>")
        target.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("data", [
    f"电话{PHONE}。".encode(),
    f"电话{PHONE}。".encode("utf-8-sig"),
    "曾强雪".encode("gb18030"),
    archive("b.xml", f"<w:t>{PHONE}</w:t>".encode()),
    archive("b.xml", b"<w:t>159058</w:t><w:t>14813</w:t>"),
    archive("b.xml", b"<w:t>&#26366;&#x5f3a;&#38634;</w:t>"),
    archive("b.rels", b'<Relationship Target="https://x/%E6%9B%BE%E5%BC%BA%E9%9B%AA"/>'),
    archive("docProps/曾强雪.xml", b"<a/>"),
    "<p>曾<b>强雪</b></p>".encode(),
    "<!-- 曾强雪 -->".encode(),
    f"电话{PHONE}。".encode("utf-16-le"),
    b"\0" + f"电话{PHONE}。".encode("utf-16-be"),
    b"%" + "曾强雪".encode().hex().encode(),
    "曾强雪".encode("utf-16-be").hex().upper().encode() + b"\0" * 2,
    "".join(f"\\{byte:03o}" for byte in "曾强雪".encode()).encode(),
    b'{"who": "\\u66fe\\u5f3a\\u96ea"}',
    b"data:;base64," + base64.b64encode(f"电话：{PHONE}，以此为准".encode()),
    archive("a.docx", archive("b.xml", "<w:t>曾强雪</w:t>".encode())),
])
def test_a_removed_value_is_found_wherever_it_hides(data: bytes) -> None:
    assert leftovers(readings(data), GONE) == 1


@pytest.mark.parametrize("data", [
    "曾某某 159****4813".encode(),
    f"{PHONE}0".encode(),
    archive("b.xml", "<w:t>曾某某</w:t>".encode()),
    b"",
])
def test_a_clean_result_is_clean(data: bytes) -> None:
    assert leftovers(readings(data), GONE) == 0


def test_nothing_gone_is_nothing_left() -> None:
    assert leftovers(readings(b"anything"), set()) == 0


def test_an_archive_is_opened_with_its_names_and_not_without_end() -> None:
    data = archive("a", b"x")
    for _ in range(6):
        data = archive("b.zip", data)
    assert b"a.xml\nb.zip" in next(iter(members(data)))
    assert any(one.startswith(b"PK") for one in members(data))
