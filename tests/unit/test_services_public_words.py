"""What stays against a decision and what is withheld, in the words of cards and forms."""

import pytest

from review_office import FILES, ReviewOffice, fresh_office
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.items import Item
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.review import DispositionKind
from reviewer_app.services.add_finding import AddFinding, add_finding
from reviewer_app.services.dispose import Dispose, dispose
from reviewer_app.services.judge import Judge, judge
from reviewer_app.services.make_public_version import MakePublicVersion, make_public_version
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.public_words import all_spared, stays_text, withheld
from reviewer_app.text import say

K = DispositionKind
LIST = IncomingFile("附件1 补偿登记表.csv", (
    "序号,被征收人,补偿金额\n1,张建国,1000\n2,李卫红,2000\n3,王秀英,3000\n4,刘志强,4000\n").encode())
PASSAGE, WHY = "各有关单位", "内部管理信息，《条例》第十六条"


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


def under_review(office: ReviewOffice) -> Item:
    item = office.reviewed(office.submitted(office.proposed(office.enter((FILES[0], LIST)))))
    return office.judged(office.determined(office.disposed(office.secrecy(item))))


def group_only(office: ReviewOffice, item: Item) -> Item:
    command = Judge(office.reviewer.id, item.id, item.version, channels=("village_board",), audiences=(Audience.GROUP,))
    return judge(office.desk, command)


def test_a_name_that_the_board_keeps_is_told_before_and_after_the_version_is_made(office: ReviewOffice) -> None:
    item = group_only(office, under_review(office))
    view = office.view(item)
    annex = view.parts[1]
    name = next(one for one in annex.report.findings if one.value == "张建国")
    decided = next(one for one in view.facts.dispositions if one.part == annex.part.id and name.number in one.numbers)
    before = stays_text(say, view, annex.part.id, name, decided)
    assert "特定群众" in before
    assert "一律照办" in before
    assert all_spared(say, view) == ()
    make_public_version(office.desk, MakePublicVersion(
        office.reviewer.id, item.id, office.item(item).version, Audience.GROUP))
    made = office.view(item)
    assert "村公示栏" in stays_text(say, made, annex.part.id, name, decided)
    (told,) = all_spared(say, made)
    assert "姓名 4 处" in told
    make_public_version(office.desk, MakePublicVersion(
        office.reviewer.id, item.id, office.item(item).version, Audience.GROUP, "village+decisions"))
    strict = office.view(item)
    assert stays_text(say, strict, annex.part.id, name, decided) == ""
    assert all_spared(say, strict) == ()


@pytest.mark.parametrize(("kind", "how"), [(K.REMOVE, "不留字样"), (K.REPLACE, "此处依法不予公开")])
def test_withheld_pieces_stand_with_place_and_reason(office: ReviewOffice, kind: DispositionKind, how: str) -> None:
    item = under_review(office)
    body = office.view(item).parts[0]
    start = body.document.text.index(PASSAGE)
    passage = (body.part.id, start, start + len(PASSAGE), FindingType.WITHHELD, WHY)
    added = add_finding(office.desk, AddFinding(office.reviewer.id, item.id, item.version, *passage))
    assert list(withheld(say, office.view(item))) == []
    dispose(office.desk, Dispose(
        office.reviewer.id, item.id, added.item.version, body.part.id, (added.number,), kind))
    (one,) = withheld(say, office.view(item))
    assert how in one.how
    assert one.reason == WHY
    assert body.part.name in one.place
    assert "段" in one.place
