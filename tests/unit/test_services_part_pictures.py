"""What a person is shown of an unread piece: by who may read texts, of the current revision only."""

from importlib.resources import files

import pytest

from review_office import FILES, ReviewOffice, fresh_office
from reviewer_app.domain.document import Place
from reviewer_app.domain.errors import NoPicture, NotFound, NotPermitted
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.part_pictures import original_bytes, printed_page, unread_picture
from reviewer_app.services.phone_book import SavePhone, phones_for, save_phone

PLAN = (files("resources") / "samples" / "plan.pdf").read_bytes()
SCAN = (files("resources") / "samples" / "scan.pdf").read_bytes()


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


def test_a_scanned_page_is_shown_and_the_file_handed_out_as_it_came(office: ReviewOffice) -> None:
    item = office.enter((FILES[0], IncomingFile("附件1.pdf", SCAN)))
    part = office.view(item).parts[1].part.id
    made = unread_picture(office.desk, office.reviewer.id, item.id, part, Place(page=1))
    assert made.picture.startswith(b"\x89PNG")
    assert original_bytes(office.desk, office.reviewer.id, item.id, part) == SCAN
    with pytest.raises(NoPicture):
        unread_picture(office.desk, office.reviewer.id, item.id, part, Place(part="attachment"))


def test_a_printed_page_comes_with_the_places_of_the_text_that_was_read(office: ReviewOffice) -> None:
    item = office.enter((FILES[0], IncomingFile("附件1.pdf", PLAN)))
    view = office.view(item).parts[1]
    shown = printed_page(office.desk, office.reviewer.id, item.id, view.part.id, 1, 36)
    assert shown.picture.startswith(b"\x89PNG")
    texts = [block.text for _, block in view.document.content() if block.place.page == 1]
    assert [len(piece) for piece in shown.layout.pieces] == [len(text) for text in texts]
    with pytest.raises(NoPicture):
        printed_page(office.desk, office.reviewer.id, item.id, view.part.id, 99, 36)
    with pytest.raises(NoPicture):
        printed_page(office.desk, office.reviewer.id, item.id, office.view(item).parts[0].part.id, 1, 36)
    with pytest.raises(NotPermitted):
        printed_page(office.desk, office.administrator.id, item.id, view.part.id, 1, 36)


def test_who_sees_no_text_sees_no_picture(office: ReviewOffice) -> None:
    item = office.enter((FILES[0], IncomingFile("附件1.pdf", SCAN)))
    part = office.view(item).parts[1].part.id
    with pytest.raises(NotPermitted):
        original_bytes(office.desk, office.administrator.id, item.id, part)
    with pytest.raises(NotFound):
        original_bytes(office.desk, office.reviewer.id, item.id, "none")


def test_the_units_own_number_is_offered_first(office: ReviewOffice) -> None:
    for unit, number in (("别的科", "0797-8100001"), ("办公室", "0797-8100002")):
        save_phone(office.desk, SavePhone(office.administrator.id, unit, number))
    offered = phones_for(office.desk, office.reviewer.id, "办公室")
    assert offered[0].number == "0797-8100002"
    with pytest.raises(NotPermitted):
        phones_for(office.desk, office.administrator.id, "办公室")
