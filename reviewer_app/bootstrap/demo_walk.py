"""The whole way of design §1 on the shipped samples: one household list in full, then the special cases."""

from pathlib import Path

from reviewer_app.bootstrap.demo_office import AUTHORISED_COLUMN
from reviewer_app.bootstrap.demo_steps import Walk, samples
from reviewer_app.domain.errors import AuthorMayNot, CannotHandIn, SecrecyMarked
from reviewer_app.domain.findings import FindingType, Level
from reviewer_app.domain.items import Item
from reviewer_app.domain.legal import Audience, DisclosureAttribute
from reviewer_app.domain.release import QueueEntry
from reviewer_app.domain.return_points import Answer
from reviewer_app.domain.review import Conclusion, Source
from reviewer_app.rules.channels import channel
from reviewer_app.services.online import Compare, RecordOnline, compare_online, record_online
from reviewer_app.services.open_item import ItemView
from reviewer_app.services.passing import Pass, pass_item
from reviewer_app.services.release_due import release_due
from reviewer_app.services.return_item import Point, ReturnItem, return_item
from reviewer_app.services.revise import Revise, revise
from reviewer_app.services.sign import PassAndSign, Sign, pass_and_sign, sign
from reviewer_app.text import explain, say

SITE = "http://zrzy.example.gov.cn/tzgg/201806/t20180625_1.html"
HIDDEN = frozenset({
    FindingType.HIDDEN_COMMENT, FindingType.HIDDEN_DELETION, FindingType.HIDDEN_COLUMN, FindingType.HIDDEN_PROPERTY,
})


def household_list(walk: Walk) -> Item:
    """Notice and 300-row annex: returned once, corrected, passed, signed, released twice over, seen online."""
    item = _hand_in(walk)
    item = _return(walk, item)
    item = _correct(walk, item)
    item = _review(walk, item)
    item = _pass_and_sign(walk, item)
    _release(walk, item)
    return item


def _hand_in(walk: Walk) -> Item:
    people = walk.people
    item = walk.enter("notice.docx", "annex.xlsx", column="A30")
    view = walk.view(item)
    findings = [finding for part in view.parts for finding in part.report.findings]
    walk.tell(say("demo.entered", drafter=people.drafter.name, title=item.title, number=item.number or "",
                  parts=len(view.parts), chars=sum(len(part.document.text) for part in view.parts)))
    walk.tell(say("demo.findings", red=sum(one.blocks for one in findings),
                  amber=sum(one.level is Level.AMBER for one in findings)))
    try:
        walk.submit(item)
    except CannotHandIn as refused:
        walk.tell(say("demo.refused", message=explain(refused)))
    proposal = view.parts[0].report.attribute
    walk.tell(say("demo.proposal", reason=proposal.reasons[0] if proposal.reasons else ""))
    item = walk.submit(walk.propose(item, DisclosureAttribute.PROACTIVE))
    walk.tell(say("demo.submitted", drafter=people.drafter.name))
    return item


def _return(walk: Walk, item: Item) -> Item:
    """The reviewer finds what the printed page does not show, and sends it back pinned to its places."""
    reviewer = walk.people.reviewer
    item = walk.take_up(item)
    item = walk.secrecy(item)
    walk.tell(say("demo.secrecy", reviewer=reviewer.name))
    points = hidden_points(walk.view(item))
    command = ReturnItem(reviewer.id, item.id, item.version, say("demo.return_reason"), points)
    item = return_item(walk.desk, command)
    walk.tell(say("demo.returned", reviewer=reviewer.name, points=len(points)))
    for point in points:
        walk.tell(say("demo.pinned", text=point.text))
    return item


def hidden_points(view: ItemView) -> tuple[Point, ...]:
    """One point for each kind of hidden content of each part, pinned to the first place of it."""
    first: dict[tuple[str, FindingType], Point] = {}
    for part in view.parts:
        for finding in part.report.findings:
            if finding.type in HIDDEN:
                text = say("demo.point", part=part.part.name, kind=say(f"type.{finding.type.value}"))
                point = Point(part.part.id, text, finding.number, finding.start, finding.end, finding.place)
                first.setdefault((part.part.id, finding.type), point)
    return tuple(first.values())


def _correct(walk: Walk, item: Item) -> Item:
    drafter = walk.people.drafter
    command = Revise(drafter.id, item.id, item.version, drafter.id, samples("notice_v2.docx", "annex_v2.xlsx"))
    item = revise(walk.desk, command)
    solved = sum(point.answer is Answer.RESOLVED for point in walk.view(item).points)
    walk.tell(say("demo.revised", drafter=drafter.name, ordinal=item.revision_ordinal, solved=solved))
    return walk.submit(item)


def _review(walk: Walk, item: Item) -> Item:
    people = walk.people
    item = walk.secrecy(walk.take_up(item))
    item, decided, seen = walk.dispose_as_proposed(item)
    walk.tell(say("demo.disposed", reviewer=people.reviewer.name, decided=decided, seen=seen))
    item = walk.determine(item, DisclosureAttribute.PROACTIVE)
    decided_on = walk.view(item).facts.determination
    articles = [say_basis(one.version, one.article, one.item) for one in (decided_on.basis if decided_on else ())]
    walk.tell(say("demo.determined", reviewer=people.reviewer.name, basis="、".join(articles)))
    item = walk.judge(item, audiences=(Audience.ALL, Audience.GROUP), channels=("government_site", "village_board"))
    walk.tell(say("demo.judged", reviewer=people.reviewer.name))
    for audience in (Audience.ALL, Audience.GROUP):
        item = walk.publish_for(item, audience)
    for version in walk.view(item).facts.public_versions:
        audience_name = say(f"audience.{version.audience.value}")
        walk.tell(say("demo.public_version", audience=audience_name, parts=len(version.parts),
                      findings=version.proof.findings, covered=version.proof.covered))
    return item


def say_basis(version: str, article: int | None, item: int | None) -> str:
    """An article in words."""
    text = say("demo.article", version=version, article=article)
    return text if item is None else text + say("demo.article_item", item=item)


def _pass_and_sign(walk: Walk, item: Item) -> Item:
    people = walk.people
    command = Pass(people.reviewer.id, item.id, item.version, Conclusion.PUBLISH_SEPARATED)
    item = pass_item(walk.desk, command)
    walk.tell(say("demo.passed", reviewer=people.reviewer.name))
    try:
        sign(walk.desk, Sign(people.drafter.id, item.id, item.version, people.drafter.key))
    except AuthorMayNot as refused:
        walk.tell(say("demo.refused", message=explain(refused)))
    signed = sign(walk.desk, Sign(people.signatory.id, item.id, item.version, people.signatory.key))
    code = walk.desk.log.checkpoints()[-1]
    walk.tell(say("demo.signed", signatory=people.signatory.name, card=signed.card_sha256[:12], size=code.size))
    return walk.view(item).item


def _release(walk: Walk, item: Item) -> None:
    """Deliver, record as online, compare the saved page; the board's copy is pinned up likewise."""
    people, desk = walk.people, walk.desk
    for done in release_due(desk):
        walk.tell(say("demo.delivered", channel=channel(done.channel).title, place=done.place or done.failure or ""))
    for entry in walk.view(item).queue:
        address = SITE if entry.channel == "government_site" else say("demo.board")
        command = RecordOnline(people.publisher.id, entry.id, entry.version, address, desk.clock.now())
        record_online(desk, command)
        walk.tell(say("demo.online", publisher=people.publisher.name, address=address))
        _compare(walk, entry)
    walk.tell(say("demo.state", state=say(f"state.{walk.view(item).item.state.value}")))


def _compare(walk: Walk, entry: QueueEntry) -> None:
    page = Path(entry.delivery or "") / "paste.html"
    current = next(one for one in walk.view_of(entry.item).queue if one.id == entry.id)
    command = Compare(walk.people.publisher.id, entry.id, current.version, page.read_bytes(), "saved.html")
    compared, _ = compare_online(walk.desk, command)
    walk.tell(say("demo.compared_same" if compared.same else "demo.compared_different", count=compared.differences))


def authorised_notice(walk: Walk) -> Item:
    """A notice with a contact person's mobile: the office's phone instead; passed and signed in one act."""
    item = walk.take_up(walk.submit(walk.propose(walk.enter("contact.docx", column=AUTHORISED_COLUMN),
                                                 DisclosureAttribute.PROACTIVE)))
    item, _, _ = walk.dispose_as_proposed(walk.secrecy(item))
    item = walk.judge(walk.determine(item, DisclosureAttribute.PROACTIVE), audiences=(Audience.ALL,))
    item = walk.publish_for(item, Audience.ALL)
    reviewer = walk.people.reviewer
    command = PassAndSign(Pass(reviewer.id, item.id, item.version, Conclusion.PUBLISH_SEPARATED), reviewer.key)
    signed = pass_and_sign(walk.desk, command)
    walk.tell(say("demo.authorised", reviewer=reviewer.name, column=AUTHORISED_COLUMN, card=signed.card_sha256[:12]))
    for done in release_due(walk.desk):
        walk.tell(say("demo.delivered", channel=channel(done.channel).title, place=done.place or done.failure or ""))
    return walk.view(item).item


def registered(walk: Walk, sample: str, attribute: DisclosureAttribute, conclusion: Conclusion, reason: str) -> Item:
    """An item that is not proactively public: signed all the same, and kept in its register."""
    item = walk.enter(sample, column=AUTHORISED_COLUMN)
    basis = walk.view(item).parts[0].report.attribute.basis
    item = walk.take_up(walk.submit(walk.propose(item, attribute, reason, basis)))
    item = walk.determine(walk.secrecy(item, Source.OWN, reason), attribute, reason)
    people = walk.people
    item = pass_item(walk.desk, Pass(people.reviewer.id, item.id, item.version, conclusion, reason))
    sign(walk.desk, Sign(people.signatory.id, item.id, item.version, people.signatory.key))
    item = walk.view(item).item
    walk.tell(say("demo.registered", title=item.title, attribute=say(f"attribute.{attribute.value}"),
                  state=say(f"state.{item.state.value}")))
    return item


def marked_file(walk: Walk) -> None:
    """A file with a 密级 mark is refused, and nothing of it is kept."""
    try:
        walk.enter("secret.docx")
    except SecrecyMarked as refused:
        walk.tell(say("demo.refused", message=explain(refused)))
