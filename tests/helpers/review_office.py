"""An office with people in every role and one made-up package, walked through the use cases up to 审查通过.

Works on any store. Files are read in this process: what a worker adds is tested elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from fake_store import FakeStore
from near_desk import NearDesk
from reviewer_app.adapters.ids import TimeOrderedIds
from reviewer_app.adapters.signing import KdfCost, PersonKeys
from reviewer_app.adapters.signing_station import StationKey
from reviewer_app.domain.actors import Role, User
from reviewer_app.domain.audit import AuditEntry
from reviewer_app.domain.errors import FileEncrypted, ReviewerError
from reviewer_app.domain.findings import Finding, Level
from reviewer_app.domain.items import Carrier, Item
from reviewer_app.domain.legal import Audience, DisclosureAttribute, LegalBasis
from reviewer_app.domain.readiness import NOT_CUTTABLE, SECRECY_TYPES
from reviewer_app.domain.review import Conclusion, DispositionKind, SecrecyConclusion, Source
from reviewer_app.ports.clock import SHANGHAI, SetClock
from reviewer_app.ports.documents import ReadFile
from reviewer_app.rules.assess import load_toolbox
from reviewer_app.services.begin_review import BeginReview, begin_review
from reviewer_app.services.claim import Claim, claim
from reviewer_app.services.desk import Desk, Shelf
from reviewer_app.services.determine import Determine, determine
from reviewer_app.services.dispose import Dispose, dispose
from reviewer_app.services.enter import EnterPackage, enter_package
from reviewer_app.services.found_office import FoundOffice, found_office
from reviewer_app.services.judge import Judge, judge
from reviewer_app.services.make_public_version import MakePublicVersion, make_public_version
from reviewer_app.services.open_item import ItemView, open_item
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.passing import Pass, pass_item
from reviewer_app.services.people import AddPerson, add_person
from reviewer_app.services.propose import ProposeAttribute, propose_attribute
from reviewer_app.services.review_secrecy import ReviewSecrecy, review_secrecy
from reviewer_app.services.submit import Submit, submit

PASSWORD = "only-in-tests-1"
CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
BASIS = (LegalBasis("政府信息公开条例", "2007", 10),)
COLUMN = "A30"
PHONE = "13800138000"
NAME = "王小明"

BODY = f"""赣州市国土资源局文件

关于某村征地补偿登记结果的公示

各有关单位：
    现将某村征地补偿登记结果予以公示。申请人：{NAME}，手机号码：{PHONE}。

    附件：补偿登记表

赣州市国土资源局
2018年6月20日
"""
ANNEX = "序号,地块,面积\n1,东边田,1.2\n2,西边田,0.8\n"
MARKED = "机密★1年\n\n赣州市国土资源局文件\n\n关于某事的通知\n"
FILES = (IncomingFile("公示.txt", BODY.encode()), IncomingFile("附件1 补偿登记表.csv", ANNEX.encode()))

PEOPLE = {
    "drafter": ("李起草", frozenset({Role.DRAFTER})),
    "other_drafter": ("吴起草", frozenset({Role.DRAFTER})),
    "endorser": ("郑核稿", frozenset({Role.ENDORSER})),
    "reviewer": ("钟审查", frozenset({Role.REVIEWER})),
    "second": ("周审查", frozenset({Role.REVIEWER})),
    "drafting_reviewer": ("孙两可", frozenset({Role.DRAFTER, Role.REVIEWER})),
    "signatory": ("赵分管", frozenset({Role.SIGNATORY})),
    "publisher": ("钱发布", frozenset({Role.PUBLISHER})),
    "auditor": ("冯监督", frozenset({Role.AUDITOR})),
}


class DirectDesk(NearDesk):
    """加密 in a name wants a password."""

    def read(self, untrusted_data: bytes, name: str, *, cancelled: Callable[[], bool] | None = None) -> ReadFile:
        if "加密" in name:
            raise FileEncrypted(name=name)
        return super().read(untrusted_data, name, cancelled=cancelled)


@cache
def _station() -> StationKey:
    return StationKey("office.example/log", b"\x07" * 32)


@dataclass
class ReviewOffice:
    """The desk, and everybody by the word that the tests call them."""

    desk: Desk
    store: Any
    people: dict[str, User]

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    # --- reading what is there ---

    def item(self, item: Item) -> Item:
        with self.desk.uow(self.reviewer.id, writing=False) as uow:
            return uow.items.get(item.id)

    def view(self, item: Item) -> ItemView:
        return open_item(self.desk, self.reviewer.id, item.id)

    def all(self, table: str, /, **equal: Any) -> tuple[Any, ...]:
        with self.desk.uow(self.reviewer.id, writing=False) as uow:
            return getattr(uow, table).find(**equal)

    def entries(self) -> tuple[AuditEntry, ...]:
        return self.store.log.entries()

    # --- the way of a package ---

    def enter(self, files: tuple[IncomingFile, ...] = FILES, by: str = "drafter", **fields: Any) -> Item:
        drafter = self.people[by].id
        wanted = {"carrier": Carrier.DRAFT_DOCUMENT, "column": COLUMN, "author": drafter} | fields
        return enter_package(self.desk, EnterPackage(drafter, files=files, **wanted))

    def proposed(self, item: Item | None = None, **fields: Any) -> Item:
        item = item or self.enter()
        wanted = {"attribute": DisclosureAttribute.PROACTIVE, "basis": BASIS} | fields
        return propose_attribute(self.desk, ProposeAttribute(item.author, item.id, item.version, **wanted))

    def submitted(self, item: Item | None = None) -> Item:
        item = item or self.proposed()
        return submit(self.desk, Submit(item.author, item.id, item.version))

    def claimed(self, item: Item | None = None, by: str = "reviewer") -> Item:
        item = item or self.submitted()
        return claim(self.desk, Claim(self.people[by].id, item.id, item.version))

    def reviewed(self, item: Item | None = None, by: str = "reviewer") -> Item:
        """An item under review, nothing decided yet."""
        item = self.claimed(item, by)
        return begin_review(self.desk, BeginReview(self.people[by].id, item.id, item.version))

    def secrecy(self, item: Item) -> Item:
        opened = tuple(part.part.id for part in self.view(item).parts)
        command = ReviewSecrecy(
            item.claimed_by or "", item.id, item.version, Source.OWN, opened, SecrecyConclusion.NOT_SECRET
        )
        return review_secrecy(self.desk, command)

    def determined(self, item: Item, attribute: DisclosureAttribute = DisclosureAttribute.PROACTIVE) -> Item:
        return determine(self.desk, Determine(item.claimed_by or "", item.id, item.version, attribute, BASIS, "依条例"))

    def judged(self, item: Item) -> Item:
        command = Judge(
            item.claimed_by or "", item.id, item.version, channels=("government_site",), audiences=(Audience.ALL,),
            note="名单已去标识化",
        )
        return judge(self.desk, command)

    def disposed(self, item: Item) -> Item:
        """Every finding decided as a careful reviewer would."""
        for part in self.view(item).parts:
            for finding in part.report.findings:
                kind = kind_for(finding)
                if kind is not None:
                    wanted = (part.part.id, (finding.number,), kind)
                    command = Dispose(item.claimed_by or "", item.id, item.version, *wanted, reason="核实")
                    item = dispose(self.desk, command)
        return item

    def public(self, item: Item, audience: Audience = Audience.ALL) -> Item:
        command = MakePublicVersion(item.claimed_by or "", item.id, item.version, audience)
        return make_public_version(self.desk, command).item

    def ready(self, item: Item | None = None, by: str = "reviewer") -> Item:
        """An item that lacks nothing, from one that waits for review (or from its files)."""
        return self.decided(self.reviewed(item, by))

    def decided(self, item: Item) -> Item:
        """An item under review on which everything is decided."""
        return self.public(self.judged(self.determined(self.disposed(self.secrecy(item)))))

    def passed(self, item: Item | None = None) -> Item:
        return self.passed_from(self.reviewed(item))

    def passed_from(self, item: Item) -> Item:
        """An item under review, decided and passed."""
        item = self.decided(item)
        command = Pass(item.claimed_by or "", item.id, item.version, Conclusion.PUBLISH_SEPARATED)
        return pass_item(self.desk, command)


def kind_for(finding: Finding) -> DispositionKind | None:
    """What a careful reviewer does about a finding; None where no decision is wanted."""
    if finding.type in SECRECY_TYPES:
        return None
    if finding.blocks:
        if finding.type in NOT_CUTTABLE:
            return DispositionKind.NOT_A_FINDING
        return DispositionKind.REMOVE
    return DispositionKind.SEEN if finding.level is Level.AMBER else None


def make_office(store: Any, clock: Any) -> ReviewOffice:
    """The office, founded and staffed through the use cases themselves."""
    desk = Desk(
        uow=store.uow, clock=clock, ids=TimeOrderedIds(), documents=DirectDesk(), shelf=Shelf(load_toolbox()),
        keys=PersonKeys(CHEAP), station=_station(), log=store.log,
    )
    founded = found_office(desk, FoundOffice("某市自然资源局", "11", "何管理", "办公室", PASSWORD))
    people = {"administrator": founded.administrator}
    for word, (name, roles) in PEOPLE.items():
        people[word] = add_person(desk, AddPerson(founded.administrator.id, name, "办公室", roles))
    return ReviewOffice(desk, store, people)


def day(text: str) -> date:
    return date.fromisoformat(text)


def fresh_office() -> ReviewOffice:
    """A new office in memory, at nine o'clock on 2018-06-21."""
    clock = SetClock(datetime(2018, 6, 21, 9, tzinfo=SHANGHAI))
    return make_office(FakeStore(clock), clock)


def lacking(error: ReviewerError) -> set[str]:
    """The keys of what an error says is missing."""
    return set(str(error.values["missing"]).split(","))


def assert_nothing_leaks(office: ReviewOffice) -> None:
    """No entry of the log holds a name, a number, a file name or a piece of text."""
    raw = b"\n".join(office.store.log.leaves()).decode()
    for secret in (NAME, PHONE, "补偿", "公示", "李起草", "钟审查"):
        assert secret not in raw
    assert raw.isascii() or "机密" in raw
