"""The second scan: what covers a finding, and where a removed value may hide."""

import io
import zipfile
from dataclasses import replace

import pytest

from documents import text_document
from public_findings import finding_at
from reviewer_app.domain.findings import Action, FindingType, Level
from reviewer_app.rules.second_scan import leftovers, uncovered

PHONE = "15905814813"
GONE = {(FindingType.MOBILE, PHONE), (FindingType.PERSON_NAME, "曾强雪")}
FOUND = finding_at(text_document(f"电话{PHONE}"), FindingType.MOBILE, PHONE)


def archive(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("a.xml", b"<a/>")
        target.writestr(name, content)
    return stream.getvalue()


def test_a_finding_is_covered_by_a_keep_of_the_same_kind_and_value_only() -> None:
    assert uncovered([FOUND], []) == (FOUND,)
    assert uncovered([FOUND], [(FindingType.MOBILE, PHONE)]) == ()
    assert uncovered([FOUND], [(FindingType.LANDLINE, PHONE)]) == (FOUND,)
    assert uncovered([FOUND], [(FindingType.MOBILE, "15905814814")]) == (FOUND,)
    assert uncovered([replace(FOUND, value="159 0581\n4813")], [(FindingType.MOBILE, PHONE)]) == ()


def test_what_stays_by_itself_needs_no_keep() -> None:
    assert uncovered([replace(FOUND, level=Level.GREY)], []) == ()
    assert uncovered([replace(FOUND, action=Action.KEEP)], []) == ()
    assert uncovered([replace(FOUND, type=FindingType.WORDING)], []) == ()


def test_an_internal_mark_is_never_covered_by_itself() -> None:
    mark = replace(FOUND, type=FindingType.INTERNAL_MARK, value="内部资料")
    assert uncovered([mark], []) == (mark,)


def test_a_list_is_a_hint_unless_it_blocks() -> None:
    listed = replace(FOUND, type=FindingType.LIST, value="300")
    assert uncovered([replace(listed, blocks=False, level=Level.AMBER)], []) == ()
    assert uncovered([listed], []) == (listed,)
    assert uncovered([listed], [(FindingType.LIST, "280")]) == ()


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
])
def test_a_removed_value_is_found_wherever_it_hides(data: bytes) -> None:
    assert leftovers(data, GONE) == 1


@pytest.mark.parametrize("data", [
    "曾某某 159****4813".encode(),
    f"{PHONE}0".encode(),
    archive("b.xml", "<w:t>曾某某</w:t>".encode()),
    b"",
])
def test_a_clean_result_is_clean(data: bytes) -> None:
    assert leftovers(data, GONE) == 0


def test_nothing_gone_is_nothing_left() -> None:
    assert leftovers(b"anything", set()) == 0
