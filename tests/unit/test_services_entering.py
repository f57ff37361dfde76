"""Files become an item: order and roles of parts, what is read from them, and what is never kept."""

import pytest

from review_office import (
    ANNEX,
    BODY,
    COLUMN,
    FILES,
    MARKED,
    NAME,
    PHONE,
    ReviewOffice,
    assert_nothing_leaks,
    fresh_office,
    lacking,
)
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import (
    DecisionIncomplete,
    FileEncrypted,
    IllegalTransition,
    NotFound,
    NotPermitted,
    SecrecyMarked,
    StaleDecision,
)
from reviewer_app.domain.items import Carrier, PartRole, Urgency
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.review import Stage
from reviewer_app.domain.states import State
from reviewer_app.services.document_store import body_report, document_of, read_report, write_report
from reviewer_app.services.enter import EnterPackage, enter_package
from reviewer_app.services.part_names import IncomingFile, arrange, urgency_of
from reviewer_app.services.revise import Revise, revise


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


def named(*names: str) -> tuple[IncomingFile, ...]:
    return tuple(IncomingFile(name, b"") for name in names)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("b.txt",), [("b.txt", PartRole.BODY, None)]),
        (
            ("附件2 表.xlsx", "附件1：名单.docx", "通知.docx"),
            [
                ("通知.docx", PartRole.BODY, None), ("附件1：名单.docx", PartRole.ANNEX, 1),
                ("附件2 表.xlsx", PartRole.ANNEX, 2),
            ],
        ),
        (
            ("表.xlsx", "通知.docx"),
            [("通知.docx", PartRole.BODY, None), ("表.xlsx", PartRole.ANNEX, None)],
        ),
        (
            ("政策解读.docx", "解读方案.docx", "办法.docx", "合法性审查意见.pdf"),
            [
                ("办法.docx", PartRole.BODY, None), ("解读方案.docx", PartRole.INTERPRETATION_PLAN, None),
                ("政策解读.docx", PartRole.INTERPRETATION, None), ("合法性审查意见.pdf", PartRole.EVIDENCE, None),
            ],
        ),
        (("关于政策解读工作的通知.docx",), [("关于政策解读工作的通知.docx", PartRole.BODY, None)]),
        (
            ("notice.docx", "annex.xlsx"),
            [("notice.docx", PartRole.BODY, None), ("annex.xlsx", PartRole.ANNEX, None)],
        ),
        (
            ("正文.docx", "附件十二.docx", "附件一.docx"),
            [
                ("正文.docx", PartRole.BODY, None), ("附件一.docx", PartRole.ANNEX, 1),
                ("附件十二.docx", PartRole.ANNEX, 12),
            ],
        ),
    ],
)
def test_names_tell_roles_and_order(names: tuple[str, ...], expected: list[tuple[str, PartRole, int | None]]) -> None:
    assert [(one.name, one.role, one.annex_number) for one in arrange(named(*names))] == expected


def test_what_the_person_said_beats_every_guess() -> None:
    files = (
        IncomingFile("附件1.docx", b"", PartRole.BODY),
        IncomingFile("通知.docx", b"", PartRole.ANNEX, 3),
        IncomingFile("附件2.docx", b"", annex_number=7),
    )
    assert [(one.name, one.role, one.annex_number) for one in arrange(files)] == [
        ("附件1.docx", PartRole.BODY, None), ("通知.docx", PartRole.ANNEX, 3), ("附件2.docx", PartRole.ANNEX, 7)
    ]


def test_a_package_may_have_no_body_only_where_all_roles_were_said() -> None:
    files = (IncomingFile("表.xlsx", b"", PartRole.ANNEX, 1),)
    assert [one.role for one in arrange(files)] == [PartRole.ANNEX]


@pytest.mark.parametrize(
    ("word", "urgency"), [("特急", Urgency.EXTRA_URGENT), ("加急", Urgency.URGENT), (None, Urgency.NORMAL)]
)
def test_urgency_words(word: str | None, urgency: Urgency) -> None:
    assert urgency_of(word) is urgency


def test_an_item_says_what_its_body_says(office: ReviewOffice) -> None:
    item = office.enter()
    assert (item.state, item.title, item.column) == (State.DRAFTING, "关于某村征地补偿登记结果的公示", COLUMN)
    assert (item.author, item.entered_by, item.unit) == (office.drafter.id, office.drafter.id, "办公室")
    assert item.attribute is DisclosureAttribute.UNDETERMINED
    assert office.item(item) == item


def test_parts_are_kept_as_they_came_and_as_they_were_read(office: ReviewOffice) -> None:
    item = office.enter()
    (revision,) = office.all("revisions", item=item.id)
    assert [part.role for part in revision.parts] == [PartRole.BODY, PartRole.ANNEX]
    assert [part.annex_number for part in revision.parts] == [None, 1]
    with office.desk.uow(office.reviewer.id, writing=False) as uow:
        assert [uow.blobs.get(part.blob).decode() for part in revision.parts] == [BODY, ANNEX]
        assert NAME in document_of(uow, revision.parts[0].id).text
        found = body_report(uow, item).findings
    assert {NAME, PHONE} <= {finding.value for finding in found}


def test_a_report_is_read_as_it_was_written(office: ReviewOffice) -> None:
    for part in office.view(office.enter()).parts:
        assert read_report(write_report(part.report)) == part.report


def test_the_system_hint_is_recorded_as_such(office: ReviewOffice) -> None:
    item = office.enter()
    (hint,) = office.all("determinations", item=item.id)
    assert (hint.stage, hint.by, hint.revision) == (Stage.SYSTEM, "system", item.revision)
    assert hint.rule_set_hash == office.desk.toolbox.sha256


def test_the_same_files_give_the_same_manifest(office: ReviewOffice) -> None:
    one, other = office.enter(), office.enter()
    revisions = [office.all("revisions", item=item.id)[0] for item in (one, other)]
    assert revisions[0].manifest_sha256 == revisions[1].manifest_sha256
    assert one.id != other.id


def test_entering_is_logged_without_a_word_of_the_text(office: ReviewOffice) -> None:
    item = office.enter()
    entry = office.entries()[-1]
    assert (entry.action, entry.item, entry.actor) == (AuditAction.ITEM_HAND_IN, item.id, office.drafter.id)
    assert_nothing_leaks(office)


@pytest.mark.parametrize("place", [0, 1])
def test_of_a_marked_package_only_the_levels_word_is_kept(office: ReviewOffice, place: int) -> None:
    marked = IncomingFile("某事.txt", MARKED.encode(), PartRole.ANNEX if place else PartRole.BODY)
    files = (FILES[0], marked) if place else (marked,)
    before = len(office.entries())
    with pytest.raises(SecrecyMarked) as refused:
        office.enter(files)
    assert refused.value.values == {"level": "机密"}
    (entry,) = office.entries()[before:]
    assert (entry.action, entry.item, entry.changes) == (AuditAction.ITEM_SECRECY_BLOCKED, None, 0)
    assert entry.refs == (("level", "机密"),)
    assert not office.store.memory.data
    assert not office.all("items")


def test_a_marked_revision_leaves_the_item_as_it_was(office: ReviewOffice) -> None:
    item = office.enter()
    marked = (IncomingFile("某事.txt", MARKED.encode()),)
    with pytest.raises(SecrecyMarked):
        revise(office.desk, Revise(office.drafter.id, item.id, item.version, office.drafter.id, marked))
    assert office.item(item) == item
    assert office.entries()[-1].item is None


def test_a_file_that_cannot_be_read_keeps_the_whole_package_out(office: ReviewOffice) -> None:
    before = office.entries()
    with pytest.raises(FileEncrypted):
        office.enter((FILES[0], IncomingFile("附件1 加密.docx", b"x")))
    assert office.entries() == before
    assert not office.all("items")


def test_a_package_without_files_is_none(office: ReviewOffice) -> None:
    with pytest.raises(DecisionIncomplete) as refused:
        office.enter(())
    assert lacking(refused.value) == {"body"}


def test_a_title_that_names_its_column_suggests_it(office: ReviewOffice) -> None:
    assert office.enter(column=None).column == COLUMN


def test_an_unknown_column_is_refused(office: ReviewOffice) -> None:
    with pytest.raises(NotFound):
        office.enter(column="A99")
    with pytest.raises(NotFound):
        office.proposed(office.enter(), column="A99")


def test_a_reviewer_may_enter_a_drafters_file(office: ReviewOffice) -> None:
    command = EnterPackage(office.reviewer.id, office.drafter.id, FILES, Carrier.NOT_OFFICIAL, column=COLUMN)
    item = enter_package(office.desk, command)
    assert (item.author, item.entered_by) == (office.drafter.id, office.reviewer.id)
    assert office.submitted(office.proposed(item)).state is State.SUBMITTED


def test_a_drafter_enters_nobody_elses(office: ReviewOffice) -> None:
    with pytest.raises(NotPermitted):
        office.enter(author=office.other_drafter.id)


def test_an_author_must_be_one_who_drafts(office: ReviewOffice) -> None:
    with pytest.raises(NotPermitted):
        enter_package(office.desk, EnterPackage(office.reviewer.id, office.auditor.id, FILES))
    with pytest.raises(NotPermitted):
        enter_package(office.desk, EnterPackage(office.reviewer.id, office.reviewer.id, FILES))
    with pytest.raises(NotFound):
        enter_package(office.desk, EnterPackage(office.reviewer.id, "nobody", FILES))


def revised(office: ReviewOffice, item: object, by: str = "drafter", body: str = BODY) -> Revise:
    files = (IncomingFile("公示.txt", body.encode()), FILES[1])
    return Revise(office.people[by].id, item.id, item.version, office.drafter.id, files)


def test_a_new_revision_keeps_the_old_one_and_is_checked_anew(office: ReviewOffice) -> None:
    item = office.enter()
    item = revise(office.desk, revised(office, item, body=BODY.replace(PHONE, "0797-8100012")))
    assert (item.revision_ordinal, item.state) == (2, State.DRAFTING)
    assert [one.ordinal for one in office.all("revisions", item=item.id)] == [1, 2]
    assert PHONE not in {finding.value for finding in office.view(item).parts[0].report.findings}
    assert office.entries()[-1].action is AuditAction.ITEM_REVISE
    assert_nothing_leaks(office)


def test_a_revision_wants_the_version_that_was_seen(office: ReviewOffice) -> None:
    item = office.enter()
    revise(office.desk, revised(office, item))
    with pytest.raises(StaleDecision):
        revise(office.desk, revised(office, item))


def test_others_do_not_revise_a_drafters_item(office: ReviewOffice) -> None:
    item = office.enter()
    with pytest.raises(NotPermitted):
        revise(office.desk, Revise(office.other_drafter.id, item.id, item.version, office.other_drafter.id, FILES))


def test_nothing_is_revised_while_it_waits_or_is_reviewed(office: ReviewOffice) -> None:
    item = office.submitted()
    with pytest.raises(IllegalTransition):
        revise(office.desk, revised(office, item))
    item = office.reviewed(item)
    with pytest.raises(IllegalTransition):
        revise(office.desk, revised(office, item))
