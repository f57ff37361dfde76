"""What an office released before is read again for a draft that promises something: on the real database, released."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from release_office import ReleaseOffice, release_office
from reviewer_app.services.earlier_promises import earlier_promises
from reviewer_app.services.part_names import IncomingFile

TEXT = """虎岗区自然资源局
关于民生实事进展的公示
各有关单位：
    城南安置小区二期工程2018年9月底前交付使用。
虎岗区自然资源局
2018年6月20日
"""
LATER = TEXT.replace("2018年9月底前", "2018年12月底前").replace("进展的公示", "推进情况的通报")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ReleaseOffice]:
    with release_office(tmp_path) as opened:
        yield opened


def changed(office: ReleaseOffice, text: str) -> list[str]:
    view = office.view(office.enter((IncomingFile("通报.txt", text.encode()),)))
    return [one.evidence[0] for one in view.parts[0].report.findings if one.rule == "wording.promise_changed"]


def test_another_day_than_was_released_is_told_with_the_release(office: ReleaseOffice) -> None:
    first = office.enter((IncomingFile("公示.txt", TEXT.encode()),))
    assert changed(office, LATER) == []  # not released yet
    office.signed(office.passed(office.submitted(office.proposed(first))))
    office.release()
    (told,) = changed(office, LATER)
    assert "关于民生实事进展的公示" in told
    assert "2018年9月30日" in told
    assert changed(office, TEXT) == []
    with office.desk.uow(office.reviewer.id, writing=False) as uow:
        assert [one.due for one in earlier_promises(uow)] == [date(2018, 9, 30)]
