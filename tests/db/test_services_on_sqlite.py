"""The use cases on the real store: the same way of a package, the same refusals, and a log that holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from homes import new_clock, new_store
from review_office import FILES, ReviewOffice, assert_nothing_leaks, day, make_office
from reviewer_app.domain.errors import AuthorMayNot, IllegalTransition, PublicVersionNotClean, StaleDecision
from reviewer_app.domain.legal import Audience, DisclosureAttribute
from reviewer_app.domain.review import Conclusion, DecisionKind, DispositionKind
from reviewer_app.domain.states import State
from reviewer_app.services.begin_review import BeginReview, begin_review
from reviewer_app.services.compare_revisions import CompareRevisions, compare_revisions
from reviewer_app.services.defer import Defer, defer
from reviewer_app.services.dispose import Dispose, dispose
from reviewer_app.services.make_public_version import MakePublicVersion, make_public_version
from reviewer_app.services.passing import Pass, pass_item
from reviewer_app.services.resume import Resume, resume
from reviewer_app.services.return_item import Point, ReturnItem, return_item
from reviewer_app.services.revise import Revise, revise
from reviewer_app.services.unclaim import Unclaim, unclaim
from reviewer_app.services.verify_log import verify_log


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ReviewOffice]:
    clock = new_clock()
    home = tmp_path / "home"
    home.mkdir()
    store = new_store(home, clock)
    yield make_office(store, clock)
    report = verify_log(store.log)
    store.close()
    assert report.ok, (report.differences, report.problems)


def test_the_whole_way_to_the_signatory(office: ReviewOffice) -> None:
    item = office.reviewed()
    part = office.view(item).parts[0]
    point = Point(part.part.id, "请核实", finding=part.report.findings[0].number)
    item = return_item(office.desk, ReturnItem(office.reviewer.id, item.id, item.version, "请改", (point,)))
    item = revise(office.desk, Revise(office.drafter.id, item.id, item.version, office.drafter.id, FILES))
    item = office.passed_from(office.reviewed(office.submitted(item)))
    assert item.state is State.AWAITING_SIGNATURE
    kinds = [one.kind for one in office.all("decisions", item=item.id)]
    assert kinds == [DecisionKind.RETURN, DecisionKind.PASS]
    comparison = compare_revisions(office.desk, CompareRevisions(office.auditor.id, item.id, 1, 2))
    assert [one.changes for one in comparison] == [(), ()]
    assert_nothing_leaks(office)


def test_what_is_withheld(office: ReviewOffice) -> None:
    item = office.determined(office.secrecy(office.reviewed()), DisclosureAttribute.WITHHELD)
    item = pass_item(office.desk, Pass(office.reviewer.id, item.id, item.version, Conclusion.WITHHOLD))
    assert item.attribute is DisclosureAttribute.WITHHELD


def test_deferred_given_back_and_taken_up_by_another(office: ReviewOffice) -> None:
    item = office.reviewed()
    item = defer(office.desk, Defer(office.reviewer.id, item.id, item.version, "未定", day("2018-07-01")))
    item = resume(office.desk, Resume(office.second.id, item.id, item.version, "已定"))
    item = unclaim(office.desk, Unclaim(office.second.id, item.id, item.version))
    item = office.reviewed(item)
    assert item.claimed_by == office.reviewer.id


def test_a_second_open_review_is_refused_by_the_database(office: ReviewOffice) -> None:
    item = office.reviewed()
    with pytest.raises(StaleDecision):
        begin_review(office.desk, BeginReview(office.reviewer.id, item.id, item.version))


def test_the_loser_hears_who_and_when(office: ReviewOffice) -> None:
    item = office.ready()
    command = Pass(office.reviewer.id, item.id, item.version, Conclusion.PUBLISH_SEPARATED)
    pass_item(office.desk, command)
    with pytest.raises(StaleDecision) as refused:
        pass_item(office.desk, command)
    assert refused.value.values["who"] == "钟审查"
    assert str(refused.value.values["when"]).startswith("2018-06-21 09:")


def test_an_author_is_refused(office: ReviewOffice) -> None:
    item = office.submitted(office.proposed(office.enter(by="drafting_reviewer")))
    with pytest.raises(AuthorMayNot):
        office.claimed(item, by="drafting_reviewer")


def test_nothing_is_kept_of_a_version_that_is_not_clean(office: ReviewOffice) -> None:
    item = office.disposed(office.reviewed())
    part = office.view(item).parts[0]
    number = next(one.number for one in part.report.findings if one.value.startswith("138"))
    item = dispose(
        office.desk,
        Dispose(
            office.reviewer.id, item.id, item.version, part.part.id, (number,), DispositionKind.REPLACE, "13900139000"
        ),
    )
    size = office.store.log.size()
    with pytest.raises(PublicVersionNotClean):
        make_public_version(office.desk, MakePublicVersion(office.reviewer.id, item.id, item.version, Audience.ALL))
    assert office.store.log.size() == size
    assert not office.all("public_versions")


def test_an_illegal_move_changes_nothing(office: ReviewOffice) -> None:
    item = office.submitted()
    size = office.store.log.size()
    with pytest.raises(IllegalTransition):
        pass_item(
            office.desk, Pass(office.reviewer.id, item.id, item.version, Conclusion.PUBLISH)
        )
    assert office.store.log.size() == size
