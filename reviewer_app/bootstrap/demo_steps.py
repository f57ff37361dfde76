"""The steps that every item of the demonstration goes through, as the people would take them."""

from collections.abc import Callable
from importlib.resources import files

from reviewer_app.bootstrap.demo_office import People
from reviewer_app.domain.findings import Action, Finding, Level
from reviewer_app.domain.items import Carrier, Item
from reviewer_app.domain.legal import Audience, DisclosureAttribute, LegalBasis
from reviewer_app.domain.readiness import NOT_CUTTABLE, SECRECY_TYPES
from reviewer_app.domain.review import DispositionKind, SecrecyConclusion, Source
from reviewer_app.services.begin_review import BeginReview, begin_review
from reviewer_app.services.claim import Claim, claim
from reviewer_app.services.desk import Desk
from reviewer_app.services.determine import Determine, determine
from reviewer_app.services.dispose import Dispose, dispose
from reviewer_app.services.enter import EnterPackage, enter_package
from reviewer_app.services.judge import Judge, judge
from reviewer_app.services.look_at_unread import LookAtUnread, look_at_unread
from reviewer_app.services.make_public_version import MakePublicVersion, make_public_version
from reviewer_app.services.open_item import ItemView, PartView, open_item
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.propose import ProposeAttribute, propose_attribute
from reviewer_app.services.review_secrecy import ReviewSecrecy, review_secrecy
from reviewer_app.services.submit import Submit, submit
from reviewer_app.text import say

Tell = Callable[[str], None]


class Walk:
    """The desk, the people and where the story is told."""

    def __init__(self, desk: Desk, people: People, tell: Tell) -> None:
        self.desk = desk
        self.people = people
        self.tell = tell

    def view(self, item: Item) -> ItemView:
        """The item as it stands, as the reviewer sees it."""
        return self.view_of(item.id)

    def view_of(self, item: str) -> ItemView:
        """The same, by id."""
        return open_item(self.desk, self.people.reviewer.id, item)

    def enter(self, *names: str, column: str | None = None, carrier: Carrier = Carrier.DRAFT_DOCUMENT) -> Item:
        """The drafter drops sample files together."""
        drafter = self.people.drafter.id
        return enter_package(self.desk, EnterPackage(drafter, drafter, samples(*names), carrier, column=column))

    def propose(self, item: Item, attribute: DisclosureAttribute, reason: str = "",
                basis: tuple[LegalBasis, ...] = ()) -> Item:
        """The drafter proposes an attribute."""
        command = ProposeAttribute(self.people.drafter.id, item.id, item.version, attribute, basis, reason)
        return propose_attribute(self.desk, command)

    def submit(self, item: Item) -> Item:
        """The drafter hands in."""
        return submit(self.desk, Submit(self.people.drafter.id, item.id, item.version))

    def take_up(self, item: Item) -> Item:
        """The reviewer claims the item and opens the review."""
        reviewer = self.people.reviewer.id
        claimed = claim(self.desk, Claim(reviewer, item.id, item.version))
        return begin_review(self.desk, BeginReview(reviewer, claimed.id, claimed.version))

    def secrecy(self, item: Item, source: Source = Source.OWN, note: str = "") -> Item:
        """The reviewer opens every part and concludes that nothing in it is secret."""
        view = self.view(item)
        hints = tuple(
            finding.number for part in view.parts for finding in part.report.findings
            if finding.type in SECRECY_TYPES and finding.blocks
        )
        opened = tuple(part.part.id for part in view.parts)
        command = ReviewSecrecy(self.people.reviewer.id, item.id, item.version, source, opened,
                                SecrecyConclusion.NOT_SECRET, answered_hints=hints, note=note)
        return review_secrecy(self.desk, command)

    def dispose_as_proposed(self, item: Item) -> tuple[Item, int, int]:
        """Decide every blocking finding as the program proposes and look at every amber one.

        Returns the item with the numbers of both.
        """
        decided = seen = 0
        for part in self.view(item).parts:
            for unread in part.report.unread:
                look = LookAtUnread(self.people.reviewer.id, item.id, item.version, part.part.id, (unread.place,))
                item = look_at_unread(self.desk, look)
            for kind, findings in by_kind(part).items():
                numbers = tuple(one.number for one in findings)
                reason = say("demo.answered") if kind is DispositionKind.NOT_A_FINDING else ""
                command = Dispose(self.people.reviewer.id, item.id, item.version, part.part.id, numbers, kind,
                                  reason=reason)
                item = dispose(self.desk, command)
                if kind is DispositionKind.SEEN:
                    seen += len(numbers)
                else:
                    decided += len(numbers)
        return item, decided, seen

    def determine(self, item: Item, attribute: DisclosureAttribute, reason: str = "") -> Item:
        """The reviewer decides the attribute on the articles that the program names."""
        basis = self.view(item).parts[0].report.attribute.basis
        command = Determine(self.people.reviewer.id, item.id, item.version, attribute, basis, reason)
        return determine(self.desk, command)

    def judge(self, item: Item, audiences: tuple[Audience, ...] | None = None,
              channels: tuple[str, ...] | None = None) -> Item:
        """The reviewer keeps the column's defaults but for what is given, and says why lists may go to everybody."""
        command = Judge(self.people.reviewer.id, item.id, item.version, audiences=audiences, channels=channels,
                        note=say("demo.judge_note"))
        return judge(self.desk, command)

    def publish_for(self, item: Item, audience: Audience) -> Item:
        """A public version for one audience, scanned again."""
        command = MakePublicVersion(self.people.reviewer.id, item.id, item.version, audience)
        return make_public_version(self.desk, command).item


def samples(*names: str) -> tuple[IncomingFile, ...]:
    """Shipped sample files."""
    folder = files("resources") / "samples"
    return tuple(IncomingFile(name, (folder / name).read_bytes()) for name in names)


def by_kind(part: PartView) -> dict[DispositionKind, list[Finding]]:
    """What the program proposes for each finding that wants a decision: cut it, or look at it."""
    found: dict[DispositionKind, list[Finding]] = {}
    for finding in part.report.findings:
        if finding.type in SECRECY_TYPES:
            continue
        kind = _kind(finding)
        if kind is not None:
            found.setdefault(kind, []).append(finding)
    return found


def _kind(finding: Finding) -> DispositionKind | None:
    if not finding.blocks:
        return DispositionKind.SEEN if finding.level is Level.AMBER else None
    if finding.type in NOT_CUTTABLE:
        return DispositionKind.NOT_A_FINDING
    if finding.action in {Action.REVIEW, Action.KEEP}:
        return DispositionKind.MASK
    return DispositionKind(finding.action.value)
