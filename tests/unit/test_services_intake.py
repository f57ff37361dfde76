"""What happens to files before they are entered: gathered, read, checked, recognised as a form, kept aside."""

import os
import stat
from datetime import date

import pytest

from intake_forms import filled
from review_office import BODY, FILES, MARKED, assert_nothing_leaks, fresh_office
from reviewer_app.adapters.drafts import FileDrafts
from reviewer_app.documents.reading import read
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import (
    FileEncrypted,
    FileMissing,
    NotPermitted,
    ReadingCancelled,
    SecrecyMarked,
    TooManyFiles,
)
from reviewer_app.domain.items import Carrier, PartRole, Urgency
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.states import State
from reviewer_app.ports.drafts import MemoryDrafts
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.services.drafters import drafters
from reviewer_app.services.enter import EnterPackage, enter_package
from reviewer_app.services.gather_files import MAX_FILES, gather, take
from reviewer_app.services.grounds import grounds
from reviewer_app.services.hand_in import HandIn, hand_in
from reviewer_app.services.intake_form import read_intake_form
from reviewer_app.services.open_package import open_package
from reviewer_app.services.part_files import part_files
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.preview_file import PreviewFile, preview_file
from reviewer_app.services.propose import ProposeAttribute
from reviewer_app.services.revise import Revise, revise
from reviewer_app.services.submit import Submit


@pytest.fixture
def office():
    return fresh_office()


class Watching:
    """Counts what it is told, and stops after `stop` files."""

    def __init__(self, stop=None):
        self.told = []
        self.stop = stop

    def cancelled(self):
        return self.stop is not None and len(self.told) > self.stop

    def progress(self, done, total):
        self.told.append((done, total))


def test_folders_are_opened_up_without_hidden_and_lock_files(tmp_path):
    for name in ("b.txt", "a/c.txt", ".hidden/d.txt", "~$b.docx"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")
    found = gather([str(tmp_path / "in"), str(tmp_path / "in" / "b.txt")])
    assert [path.name for path in found] == ["c.txt", "b.txt"]


def test_a_whole_drive_is_refused_before_anything_is_read(tmp_path):
    for number in range(MAX_FILES + 1):
        (tmp_path / f"{number}.txt").write_text("x", "utf-8")
    with pytest.raises(TooManyFiles):
        gather([str(tmp_path)])


def test_a_file_that_went_is_told_by_its_name(tmp_path):
    with pytest.raises(FileMissing) as told:
        take(tmp_path / "去了.docx")
    assert told.value.values["name"] == "去了.docx"
    (tmp_path / "a.txt").write_bytes(b"\xe4\xbd\xa0")
    assert take(tmp_path / "a.txt").data == "你".encode()


def test_a_preview_reads_and_checks_and_keeps_nothing(office):
    before = len(office.entries())
    preview = preview_file(office.desk, PreviewFile(office.drafter.id, FILES[0]))
    assert preview.file.read is not None
    assert preview.report.header.title == "关于某村征地补偿登记结果的公示"
    assert preview.form is None
    assert len(office.entries()) == before
    assert office.all("items") == ()


def test_a_marked_file_is_refused_at_the_preview_with_its_level_alone(office):
    with pytest.raises(SecrecyMarked):
        preview_file(office.desk, PreviewFile(office.drafter.id, IncomingFile("通知.txt", MARKED.encode())))
    assert office.entries()[-1].action is AuditAction.ITEM_SECRECY_BLOCKED
    assert_nothing_leaks(office)


def test_who_may_not_draft_may_not_preview(office):
    with pytest.raises(NotPermitted):
        preview_file(office.desk, PreviewFile(office.auditor.id, FILES[0]))


def test_an_unreadable_file_says_why(office):
    with pytest.raises(FileEncrypted):
        preview_file(office.desk, PreviewFile(office.drafter.id, IncomingFile("加密.docx", b"x")))


def test_what_was_read_is_not_read_again(office):
    preview = preview_file(office.desk, PreviewFile(office.drafter.id, FILES[0]))
    unreadable = IncomingFile("加密.txt", FILES[0].data, PartRole.BODY, read=preview.file.read)
    item = enter_package(office.desk, EnterPackage(office.drafter.id, office.drafter.id, (unreadable,)))
    assert item.title == "关于某村征地补偿登记结果的公示"


def test_entering_tells_how_far_it_is_and_stops_when_asked(office):
    command = EnterPackage(office.drafter.id, office.drafter.id, FILES)
    watch = Watching()
    enter_package(office.desk, command, watch)
    assert watch.told == [(0, 2), (1, 2), (2, 2)]
    with pytest.raises(ReadingCancelled):
        enter_package(office.desk, command, Watching(stop=1))
    assert len(office.all("items")) == 1


def test_the_files_come_back_as_they_were_handed_in(office):
    item = office.enter()
    found = part_files(office.desk, office.drafter.id, item.id)
    assert [(one.file.name, one.file.data, one.file.role) for one in found] == [
        (FILES[0].name, FILES[0].data, PartRole.BODY), (FILES[1].name, FILES[1].data, PartRole.ANNEX),
    ]
    assert found[0].file.read.document.text.startswith("赣州市国土资源局文件")
    with pytest.raises(NotPermitted):
        part_files(office.desk, office.auditor.id, item.id)


def test_a_revision_may_correct_carrier_and_urgency(office):
    item = office.enter()
    command = Revise(office.drafter.id, item.id, item.version, item.author, FILES, Carrier.NOT_OFFICIAL, Urgency.URGENT)
    revised = revise(office.desk, command, Watching())
    assert (revised.carrier, revised.urgency, revised.revision_ordinal) == (Carrier.NOT_OFFICIAL, Urgency.URGENT, 2)


def test_one_press_records_the_proposal_and_hands_in(office):
    item = office.enter()
    propose = ProposeAttribute(item.author, item.id, item.version, DisclosureAttribute.PROACTIVE)
    done = hand_in(office.desk, HandIn(Submit(item.author, item.id, item.version), propose))
    assert done.state is State.SUBMITTED
    assert [one.action for one in office.entries()[-2:]] == [AuditAction.ITEM_PROPOSE, AuditAction.ITEM_SUBMIT]


def test_what_may_be_done_with_a_package_follows_its_state(office):
    item = office.enter()
    mine = open_package(office.desk, office.drafter.id, item.id)
    assert (mine.editable, mine.recallable, mine.voidable) == (True, False, True)
    assert not open_package(office.desk, office.other_drafter.id, item.id).editable
    item = office.submitted(office.proposed(item))
    waiting = open_package(office.desk, office.drafter.id, item.id)
    assert (waiting.editable, waiting.recallable, waiting.voidable) == (False, True, True)
    office.claimed(item)
    claimed = open_package(office.desk, office.drafter.id, item.id)
    assert (claimed.recallable, claimed.voidable) == (False, False)


def test_grounds_follow_the_version_in_force():
    old = grounds(DisclosureAttribute.WITHHELD, date(2018, 6, 21))
    new = grounds(DisclosureAttribute.WITHHELD, date(2020, 1, 1))
    assert {ground.basis[0].version for ground in old} == {"2007"}
    assert {ground.basis[0].version for ground in new} == {"2019"}
    assert grounds(DisclosureAttribute.PROACTIVE, date(2020, 1, 1)) == ()


def test_a_reviewer_enters_for_people_who_can_hand_in(office):
    found = drafters(office.desk, office.reviewer.id)
    assert {user.id for user in found} == {
        office.drafter.id, office.other_drafter.id, office.drafting_reviewer.id,
    }


def test_a_filled_form_fills_the_fields():
    data = filled(文件标题="关于某事的通知", 载体="非公文", 紧急程度="加急", 拟公开栏目="A23 政府文件",
                  公开属性建议="不予公开", 理由说明="涉及商业秘密")
    form = read_intake_form(read(data, "送审单.docx").document, load_catalogue())
    assert (form.title, form.carrier, form.urgency, form.column) == (
        "关于某事的通知", Carrier.NOT_OFFICIAL, Urgency.URGENT, "A23",
    )
    assert (form.attribute, form.reason, form.number) == (DisclosureAttribute.WITHHELD, "涉及商业秘密", None)


def test_a_blank_form_is_a_form_that_says_nothing_and_a_notice_is_none():
    blank = read_intake_form(read(filled(), "送审单.docx").document, load_catalogue())
    assert (blank.title, blank.carrier, blank.attribute, blank.reason) == (None, None, None, "")
    assert read_intake_form(read(BODY.encode(), "a.txt").document, load_catalogue()) is None


def test_a_value_that_fits_no_choice_is_left_out():
    form = read_intake_form(read(filled(载体="口头", 拟公开栏目="某处"), "送审单.docx").document, load_catalogue())
    assert (form.carrier, form.column) == (None, None)


@pytest.mark.parametrize("kind", ["file", "memory"])
def test_drafts_are_kept_replaced_and_forgotten(kind, tmp_path):
    drafts = FileDrafts(tmp_path) if kind == "file" else MemoryDrafts()
    assert drafts.load("paste-A") is None
    drafts.save("paste-A", "一")
    drafts.save("paste-A", "二\n三")
    assert drafts.load("paste-A") == "二\n三"
    drafts.forget("paste-A")
    drafts.forget("paste-A")
    assert drafts.load("paste-A") is None


@pytest.mark.skipif(os.name == "nt", reason="file modes are POSIX")
def test_drafts_are_their_owners_alone(tmp_path):
    drafts = FileDrafts(tmp_path)
    drafts.save("paste-A", "一")
    file = next((tmp_path / "drafts").iterdir())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(ValueError, match="key"):
        drafts.save("../a", "一")
