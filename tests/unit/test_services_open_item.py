"""What a screen sees of an item, and how two revisions compare."""

import pytest

from review_office import ANNEX, BODY, FILES, NAME, ReviewOffice, fresh_office
from reviewer_app.domain.errors import NotFound, NotPermitted
from reviewer_app.domain.readiness import Missing
from reviewer_app.domain.review import Conclusion
from reviewer_app.domain.text_diff import ChangeKind
from reviewer_app.services.compare_revisions import CompareRevisions, compare_revisions
from reviewer_app.services.open_item import open_item
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.revise import Revise, revise


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


READERS = {"drafter", "endorser", "reviewer", "second", "drafting_reviewer", "other_drafter", "signatory", "publisher",
           "auditor"}


def test_everybody_reads_but_the_administrator(office: ReviewOffice) -> None:
    item = office.enter()
    for word, user in office.people.items():
        if word in READERS:
            assert NAME in open_item(office.desk, user.id, item.id).parts[0].document.text
        else:
            with pytest.raises(NotPermitted):
                open_item(office.desk, user.id, item.id)


def test_reading_changes_nothing(office: ReviewOffice) -> None:
    item = office.ready()
    entries = office.entries()
    assert open_item(office.desk, office.auditor.id, item.id) == open_item(office.desk, office.auditor.id, item.id)
    assert office.entries() == entries


def test_the_drafter_sees_what_he_owes_and_the_reviewer_what_he_does(office: ReviewOffice) -> None:
    item = office.enter()
    assert (office.view(item).lacking, office.view(item).missing) == (("attribute",), ())
    item = office.submitted(office.proposed(item))
    assert (office.view(item).lacking, office.view(item).missing) == ((), ())
    item = office.reviewed(item)
    missing = {one.what for one in office.view(item).missing}
    assert {Missing.SECRECY, Missing.FINDINGS, Missing.DETERMINATION, Missing.JUDGEMENT} <= missing
    item = office.decided(item)
    view = office.view(item)
    assert (view.missing, view.suggested) == ((), Conclusion.PUBLISH_SEPARATED)


def test_what_is_not_there_is_not_found(office: ReviewOffice) -> None:
    with pytest.raises(NotFound):
        open_item(office.desk, office.reviewer.id, "no such")


def compared(office: ReviewOffice, *files: IncomingFile) -> tuple[object, ...]:
    item = office.enter()
    revise(office.desk, Revise(office.drafter.id, item.id, item.version, office.drafter.id, files))
    return compare_revisions(office.desk, CompareRevisions(office.auditor.id, item.id, 1, 2))


def test_a_changed_line_is_shown_and_an_untouched_part_is_not(office: ReviewOffice) -> None:
    body, annex = compared(office, IncomingFile("公示.txt", BODY.replace("予以公示", "公告").encode()), FILES[1])
    changed = [one for one in body.changes if one.kind is not ChangeKind.SAME]
    assert [one.kind for one in changed] == [ChangeKind.CHANGED]
    assert "公告" in changed[0].after
    assert annex.changes == ()


def test_rows_of_a_table_are_compared_by_row(office: ReviewOffice) -> None:
    longer = IncomingFile(FILES[1].name, (ANNEX + "3,南边田,0.5\n").encode())
    _, annex = compared(office, FILES[0], longer)
    assert [(one.kind, one.after) for one in annex.changes if one.kind is not ChangeKind.SAME] == [
        (ChangeKind.INSERTED, "3\t南边田\t0.5")
    ]


def test_parts_that_came_or_went_stand_alone(office: ReviewOffice) -> None:
    other = IncomingFile("附件2 说明.csv", FILES[1].data)
    found = compared(office, FILES[0], other)
    assert [(one.before and one.before.name, one.after and one.after.name) for one in found] == [
        ("公示.txt", "公示.txt"), (None, "附件2 说明.csv"), ("附件1 补偿登记表.csv", None)
    ]


def test_a_renamed_part_is_still_the_same_part(office: ReviewOffice) -> None:
    found = compared(office, IncomingFile("公示（修改稿）.txt", BODY.encode()), FILES[1])
    assert [one.before is not None and one.after is not None for one in found] == [True, True]


def test_comparing_is_reading(office: ReviewOffice) -> None:
    item = office.enter()
    with pytest.raises(NotPermitted):
        compare_revisions(office.desk, CompareRevisions(office.administrator.id, item.id, 1, 1))
    with pytest.raises(NotFound):
        compare_revisions(office.desk, CompareRevisions(office.auditor.id, item.id, 1, 2))
