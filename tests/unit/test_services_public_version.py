"""Public versions: made from the decisions as they stand, for one audience, and kept only when clean."""

from importlib.resources import files
from typing import Any

import pytest

from review_office import BODY, FILES, NAME, PHONE, ReviewOffice, assert_nothing_leaks, fresh_office
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.document import UnreadReason
from reviewer_app.domain.errors import PublicVersionNotClean, StaleDecision, UsageFault
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.items import Item, PartRole
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.public_version import PublicVersion
from reviewer_app.domain.readiness import Missing
from reviewer_app.domain.review import DispositionKind
from reviewer_app.services.add_finding import AddFinding, add_finding
from reviewer_app.services.dispose import Dispose, dispose
from reviewer_app.services.look_at_unread import LookAtUnread, look_at_unread
from reviewer_app.services.make_public_version import (
    MakePublicVersion,
    make_public_version,
    public_manifest,
)
from reviewer_app.services.part_names import IncomingFile

K = DispositionKind
HOUSEHOLDS = "序号,被征收人,身份证号码,补偿金额\n" + "".join(
    f"{n},{name},{number},{n}000\n"
    for n, (name, number) in enumerate(
        [("张建国", "36070219800101001X"), ("李卫红", "360702198001010028"), ("王秀英", "360702198001010036"),
         ("刘志强", "360702198001010044")], 1
    )
)


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


def under_review(office: ReviewOffice, *parts: IncomingFile) -> Item:
    """Everything decided; no public version yet."""
    item = office.reviewed(office.submitted(office.proposed(office.enter(parts or FILES))))
    return office.judged(office.determined(office.disposed(office.secrecy(item))))


def make(office: ReviewOffice, item: Item, audience: Audience = Audience.ALL, **fields: Any) -> PublicVersion:
    command = MakePublicVersion(office.reviewer.id, item.id, office.item(item).version, audience, **fields)
    return make_public_version(office.desk, command).public_version


def texts(office: ReviewOffice, version: PublicVersion) -> list[str]:
    with office.desk.uow(office.reviewer.id, writing=False) as uow:
        return [uow.blobs.get(part.blob).decode("utf-8-sig") for part in version.parts]


def test_what_goes_is_gone_and_the_rest_stands_as_it_stood(office: ReviewOffice) -> None:
    item = under_review(office)
    version = make(office, item)
    body, annex = texts(office, version)
    assert PHONE not in body
    assert NAME not in body
    assert "各有关单位：" in body
    assert annex.split() == FILES[1].data.decode().split()
    assert version.proof.clean
    assert (version.audience, version.revision, version.made_by) == (Audience.ALL, item.revision, office.reviewer.id)


def test_it_is_recorded_with_its_hash_and_nothing_else(office: ReviewOffice) -> None:
    item = under_review(office)
    version = make(office, item)
    entry = office.entries()[-1]
    assert (entry.action, entry.item) == (AuditAction.ITEM_PUBLIC_VERSION, item.id)
    assert dict(entry.refs)["manifest"] == version.manifest_sha256 == public_manifest(version.parts)
    assert office.all("public_versions", item=item.id) == (version,)
    assert_nothing_leaks(office)


def test_the_same_decisions_give_the_same_bytes(office: ReviewOffice) -> None:
    item = under_review(office)
    one, other = make(office, item), make(office, item)
    assert one.manifest_sha256 == other.manifest_sha256
    assert one.id != other.id


def test_a_list_of_households_stays_on_the_board_and_leaves_the_website(office: ReviewOffice) -> None:
    item = under_review(office, FILES[0], IncomingFile("附件1 补偿登记表.csv", HOUSEHOLDS.encode()))
    website = texts(office, make(office, item, Audience.ALL))[1]
    board = texts(office, make(office, item, Audience.GROUP))[1]
    assert "张建国" in board
    assert "1000" in board
    assert "36070219800101001X" not in board
    for value in ("张建国", "李卫红", "36070219800101001X", "360702198001010028"):
        assert value not in website


def test_names_that_stay_on_the_board_against_a_decision_are_told_and_go_where_that_is_chosen(
    office: ReviewOffice,
) -> None:
    item = under_review(office, FILES[0], IncomingFile("附件1 补偿登记表.csv", HOUSEHOLDS.encode()))
    annex = office.view(item).parts[1]
    names = [one.number for one in annex.report.findings if one.value == "张建国"]
    assert make(office, item, Audience.ALL).proof.spared == ()
    board = make(office, item, Audience.GROUP)
    (told,) = board.proof.spared
    assert told.part == annex.part.id
    assert set(names) <= set(told.numbers)
    strict = make(office, item, Audience.GROUP, policy="village+decisions")
    assert strict.proof.spared == ()
    text = texts(office, strict)[1]
    assert "张建国" not in text
    assert ",1000" in text


def test_what_the_second_scan_finds_keeps_the_version_out(office: ReviewOffice) -> None:
    item = under_review(office)
    part = office.view(item).parts[0]
    number = next(one.number for one in part.report.findings if one.value == PHONE)
    other_mobile = "13900139000"
    item = dispose(
        office.desk,
        Dispose(office.reviewer.id, item.id, item.version, part.part.id, (number,), K.REPLACE, other_mobile),
    )
    entries, blobs = office.entries(), dict(office.store.memory.data)
    with pytest.raises(PublicVersionNotClean) as refused:
        make(office, item)
    assert refused.value.values["count"] >= 1
    assert office.entries() == entries
    assert office.store.memory.data == blobs
    assert not office.all("public_versions")


def test_a_disposition_after_it_makes_it_stale(office: ReviewOffice) -> None:
    item = office.ready()
    assert office.view(item).missing == ()
    part = office.view(item).parts[0]
    number = next(one.number for one in part.report.findings if one.value == PHONE)
    for kind, expected in ((K.MASK, [Missing.PUBLIC_VERSION_STALE]), (K.REMOVE, [])):
        command = Dispose(office.reviewer.id, item.id, item.version, part.part.id, (number,), kind)
        item = dispose(office.desk, command)
        assert [one.what for one in office.view(item).missing] == expected


@pytest.mark.parametrize(("kind", "words", "left"), [
    (K.REPLACE, "（此处依法不予公开）", "各有关单位（此处依法不予公开）"), (K.REMOVE, None, "各有关单位")])
def test_a_withheld_passage_goes_with_a_notice_or_silently_as_decided(
    office: ReviewOffice, kind: DispositionKind, words: str | None, left: str
) -> None:
    """区分处理 (2019, article 37): a passage marked by hand, with the reason on record."""
    item = under_review(office)
    part = office.view(item).parts[0].part.id
    start = BODY.index("：")
    marked = add_finding(office.desk, AddFinding(
        office.reviewer.id, item.id, item.version, part, start, start + 1, FindingType.FAMILY))
    item = dispose(office.desk, Dispose(
        office.reviewer.id, item.id, marked.item.version, part, (marked.number,), kind, words, "区分处理：第三十七条"))
    body = texts(office, make(office, item))[0]
    assert left + BODY[start + 1 : start + 4] in body
    assert office.all("dispositions", item=item.id)[-1].reason == "区分处理：第三十七条"


def test_it_is_made_only_of_what_was_seen(office: ReviewOffice) -> None:
    item = under_review(office)
    with pytest.raises(StaleDecision):
        make_public_version(
            office.desk, MakePublicVersion(office.reviewer.id, item.id, item.version - 1, Audience.ALL)
        )
    assert not office.all("public_versions")


def test_evidence_is_never_part_of_it(office: ReviewOffice) -> None:
    evidence = IncomingFile("佐证.txt", BODY.encode(), PartRole.EVIDENCE)
    item = under_review(office, *FILES, evidence)
    assert len(office.view(item).parts) == 3
    assert len(make(office, item).parts) == 2


def test_a_named_policy_is_used_and_an_unknown_one_refused(office: ReviewOffice) -> None:
    item = under_review(office)
    assert make(office, item, policy="full_removal").policy == "full_removal"
    with pytest.raises(UsageFault):
        make(office, item, policy="none such")


def test_a_page_without_text_is_looked_at_and_goes_out_as_it_is(office: ReviewOffice) -> None:
    scan = (files("resources") / "samples" / "scan.pdf").read_bytes()
    item = under_review(office, FILES[0], IncomingFile("附件1 补偿登记表.pdf", scan))
    part = next(one for one in office.view(item).parts if one.report.unread)
    assert {one.reason for one in part.report.unread} <= {UnreadReason.NO_TEXT_LAYER, UnreadReason.PICTURE}
    assert Missing.UNREAD in {one.what for one in office.view(item).missing}
    places = tuple(one.place for one in part.report.unread)
    item = look_at_unread(
        office.desk, LookAtUnread(office.reviewer.id, item.id, item.version, part.part.id, places)
    )
    assert Missing.UNREAD not in {one.what for one in office.view(item).missing}
    assert office.entries()[-1].action is AuditAction.ITEM_LOOK
    assert [one.part for one in make(office, item).parts][1] == part.part.id
