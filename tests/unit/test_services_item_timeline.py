"""Every act has its sentence, and the sentences of a whole way say who did what."""

import re

import pytest

from release_office import release_office
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import NotPermitted
from reviewer_app.services.find_by_file import Match, find_by_file
from reviewer_app.services.item_timeline import NAMES, item_timeline, item_way, log_page
from reviewer_app.text import catalogue


@pytest.fixture
def office(tmp_path):
    with release_office(tmp_path) as made:
        yield made


@pytest.mark.parametrize("language", ["zh_CN"])
@pytest.mark.parametrize("action", AuditAction)
def test_every_action_has_a_sentence_that_can_be_filled(action, language):
    sentence = catalogue(language)[f"act.{action.value}"]
    places = set(re.findall(r"{(\w+)}", sentence))
    assert {"who", "when"} <= places
    assert places - {"who", "when"} <= NAMES


def test_the_way_of_an_item_reads_as_it_was_walked(office):
    entry = office.delivered()
    lines = [line.sentence for line in item_timeline(office.desk, office.auditor.id, entry.item)]
    assert lines[0].startswith(f"{office.drafter.name} 于 2018-06-21 09:")
    passed = "审查通过第 1 版，结论：区分处理后公开"
    assert any(f"{office.reviewer.name} 于" in line and passed in line for line in lines)
    assert any(f"{office.signatory.name} 于" in line and "签批同意公开" in line for line in lines)
    assert any("《政府信息公开条例》" in line and "认定公开属性：主动公开" in line for line in lines)
    assert "交付发布（政府网站）" in lines[-1]
    assert not any("—" in line for line in lines if "建议公开属性" in line or "认定" in line)


def test_the_whole_log_is_read_by_pages(office):
    office.signed()
    size = office.desk.log.size()
    first = log_page(office.desk, office.auditor.id, 0, 10)
    rest = log_page(office.desk, office.auditor.id, 10, size)
    assert [line.seq for line in (*first, *rest)] == list(range(size))


def test_who_may_not_read_the_log_does_not(office):
    item = office.enter()
    with pytest.raises(NotPermitted):
        item_timeline(office.desk, office.drafter.id, item.id)


def test_a_published_file_leads_to_its_signature(office):
    entry = office.delivered()
    path = next(p for p in (office.outlet / entry.id / "files").iterdir() if p.suffix == ".txt")
    found = find_by_file(office.desk, office.auditor.id, path.read_bytes(), path.name)
    assert (found.match, found.item.id, found.signer) == (Match.SIGNED, entry.item, office.signatory.name)


def test_a_changed_copy_is_known_by_its_title_and_told_apart(office):
    entry = office.delivered()
    path = next(p for p in (office.outlet / entry.id / "files").iterdir() if p.suffix == ".txt")
    changed = path.read_bytes().replace("予以公示".encode(), "不再公示".encode())
    found = find_by_file(office.desk, office.auditor.id, changed, "found.txt")
    assert (found.match, found.item.id) == (Match.DIFFERENT, entry.item)
    assert found.differences


def test_a_strange_file_is_unknown(office):
    office.delivered()
    found = find_by_file(office.desk, office.auditor.id, "关于别的事情的通知\n\n全文。\n".encode(), "x.txt")
    assert found.match is Match.UNKNOWN


def test_the_way_of_an_item_whose_row_is_gone_is_told_without_a_title(office):
    assert item_way(office.desk, office.auditor.id, "gone").title == "—"


def test_the_way_of_an_item_is_kept_from_a_drafter(office):
    with pytest.raises(NotPermitted):
        item_way(office.desk, office.drafter.id, "gone")
