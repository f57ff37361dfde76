"""看图片: every picture of a release once, drawn again, and no other bytes by the same way."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from board_entry import to_board
from release_office import release_office
from reviewer_app.domain.errors import NoPicture, NotFound, NotPermitted
from reviewer_app.services.clearing import ClearPlace, clear_place
from reviewer_app.services.open_entry import open_entry
from reviewer_app.services.open_evidence import Proves, evidence_bytes, evidence_of, evidence_picture
from reviewer_app.services.post_notice import RecordPosting, record_posting
from reviewer_app.services.withdrawing import TakeDown, take_down


def photograph(colour):
    out = BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with release_office(tmp_path_factory.mktemp("office")) as made:
        yield made


@pytest.fixture(scope="module")
def view(office):
    """Posted with two photographs, and one file that is none; taken down with a picture of the empty board."""
    entry = to_board(office.desk, office.publisher.id, office.delivered())
    who, now = office.publisher.id, office.clock.now()
    files = (photograph("red"), photograph("blue"), b"no picture at all")
    posting = RecordPosting(who, entry.id, entry.version, "松岗村委会门口", "钱发布", now, None, files)
    record_posting(office.desk, posting)
    opened = take_down(office.desk, TakeDown(who, entry.id, open_entry(office.desk, who, entry.id).entry.version))
    clear_place(office.desk, ClearPlace(who, opened.id, "松岗村委会门口", office.clock.now(), photograph("white")))
    return open_entry(office.desk, who, entry.id)


def test_each_picture_stands_once_with_what_it_proves(office, view):
    found = evidence_of(view)
    assert [one.proves for one in found] == [Proves.POSTED] * 3 + [Proves.CLEARED]
    assert {one.place for one in found} == {"松岗村委会门口"}
    assert evidence_of(replace(view, postings=(), clearings=()))[0].proves is Proves.ONLINE
    assert evidence_bytes(office.desk, office.publisher.id, view.entry.id, found[1].blob) == photograph("blue")


def test_a_picture_is_drawn_again_and_what_is_none_says_so(office, view):
    found = evidence_of(view)
    shown = evidence_picture(office.desk, office.publisher.id, view.entry.id, found[0].blob)
    assert (shown.layout.width, shown.layout.height) == (40, 30)
    assert shown.picture.startswith(b"\x89PNG")
    with pytest.raises(NoPicture):
        evidence_picture(office.desk, office.publisher.id, view.entry.id, found[2].blob)


def test_only_pictures_of_this_entry_and_only_for_those_who_may_read(office, view):
    blob = evidence_of(view)[0].blob
    with office.desk.uow("system", writing=False) as uow:
        signed = uow.public_versions.get(view.entry.public_version).parts[0].blob
    for other, entry in ((signed, view.entry.id), (blob, "another entry")):
        with pytest.raises(NotFound):
            evidence_bytes(office.desk, office.publisher.id, entry, other)
    with pytest.raises(NotPermitted):
        evidence_bytes(office.desk, office.administrator.id, view.entry.id, blob)
