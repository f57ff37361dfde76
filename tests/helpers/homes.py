"""An office with at least one row in every proven table, made through the unit of work; all persons made up."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from db.engine import create_file, open_engine
from db.kinds import BackupRecord
from db.store import Store
from db.system_acts import keep_record
from findings import finding, report
from reviewer_app.adapters.ids import TimeOrderedIds
from reviewer_app.bootstrap.home import create_store
from reviewer_app.domain.actors import Authorisation, Role, User
from reviewer_app.domain.audit import AuditAction, Checkpoint, Cosignature, Timestamp
from reviewer_app.domain.document import Block, BlockKind, Box, Document, FileKind, Place
from reviewer_app.domain.findings import Level
from reviewer_app.domain.items import (
    Amendment,
    Carrier,
    Change,
    Item,
    Part,
    PartRole,
    Revision,
    Route,
    RouteStep,
    manifest_of,
)
from reviewer_app.domain.keeps import Keep, KeepKind
from reviewer_app.domain.law_acts import AttributeAnswer, FactConfirmation, ImpactAssessment, OfficeOpinion
from reviewer_app.domain.legal import Audience, DisclosureAttribute, LegalBasis
from reviewer_app.domain.lexicon import LexiconEdition, LexiconEntry, LexiconGroup, RuleLevel
from reviewer_app.domain.office import Office, OfficePhone, PersonKey, RuleKind, RuleVersion
from reviewer_app.domain.policy import PolicyKind, PolicyMark
from reviewer_app.domain.public_version import PublicPart, PublicVersion, ScanProof
from reviewer_app.domain.release import (
    Clearing,
    Comparison,
    OnlineRecord,
    Posting,
    QueueEntry,
    RegisterEntry,
    RegisterKind,
    SignOff,
    SignOffKind,
    Withdrawal,
    WithdrawalKind,
)
from reviewer_app.domain.review import (
    Conclusion,
    Decision,
    DecisionKind,
    Determination,
    Disposition,
    DispositionKind,
    Exemption,
    ExemptionKind,
    FindingSet,
    Judgement,
    ReturnPoint,
    Review,
    SecrecyConclusion,
    SecrecyReview,
    Source,
    Stage,
    UnreadLook,
)
from reviewer_app.domain.states import State
from reviewer_app.domain.urgent import Alarm, AlarmKind, TelephoneApproval
from reviewer_app.ports.clock import SHANGHAI, Clock, SetClock
from reviewer_app.services.document_store import keep_document, write_report
from reviewer_app.settings import DATABASE_NAME
from reviewer_app.verifier import dsse, jcs, keys
from reviewer_app.verifier.keys import Algorithm, VerifierKey
from reviewer_app.verifier.notes import Checkpoint as Signed
from reviewer_app.verifier.notes import cosign, sign_checkpoint

START = datetime(2018, 6, 21, 9, tzinfo=SHANGHAI)
NOON = datetime(2018, 6, 21, 4, tzinfo=UTC)
DAY = date(2018, 6, 21)
STATION_SEED, SIGNER_SEED = b"\x01" * 32, b"\x02" * 32
ORIGIN = "office.example/log"
ORIGINAL, CONVERTED, PUBLIC = "张三石等三户补偿情况".encode(), "转换后的张三石".encode(), "公示（公开稿）".encode()

DOCUMENT = Document.of(FileKind.TEXT, (Block("被征收人张三石，领取补偿款。", BlockKind.PARAGRAPH),))
DRAFTER, REVIEWER, SIGNATORY, ADMIN = (
    User("u-draft", "李拟稿", "办公室", frozenset({Role.DRAFTER})),
    User("u-review", "王审查", "办公室", frozenset({Role.REVIEWER, Role.PUBLISHER})),
    User("u-sign", "赵分管", "办公室", frozenset({Role.SIGNATORY})),
    User("u-admin", "钱管理", "办公室", frozenset({Role.ADMINISTRATOR})),
)


def new_clock() -> SetClock:
    """A clock at nine o'clock on the first day."""
    return SetClock(START)


@cache
def _new_database() -> bytes:
    """The file of a new home: migrating takes half a second, which not every test need pay."""
    with TemporaryDirectory() as folder:
        create_store(Path(folder) / "home").close()
        return (Path(folder) / "home" / DATABASE_NAME).read_bytes()


def new_store(home: Path, clock: Clock | None = None, **engine: Any) -> Store:
    """An empty store in `home`, on the set clock unless another is given; `engine`: options of `open_engine`."""
    path = home / DATABASE_NAME
    create_file(path)
    path.write_bytes(_new_database())
    return open_with(home, clock, **engine)


def open_with(home: Path, clock: Clock | None = None, **engine: Any) -> Store:
    """Open a home with other options of `open_engine` than the program takes."""
    return Store.on(home, open_engine(home / DATABASE_NAME, **engine), clock or new_clock(), TimeOrderedIds())


def item(id_: str = "i1", **changes: Any) -> Item:
    """An item of the drafter."""
    return Item(
        id=id_, title="关于征收补偿情况的公示", carrier=Carrier.DRAFT_DOCUMENT, unit="办公室", author=DRAFTER.id,
        entered_by=DRAFTER.id, created_at=NOON,
    ).with_(**changes)  # fmt: skip


def revision(id_: str = "r1", of: str = "i1", ordinal: int = 1, *parts: Part, author: str = DRAFTER.id) -> Revision:
    """A revision of an item."""
    manifest = sha256(jcs.dumps(manifest_of(parts))).hexdigest()
    return Revision(id_, of, ordinal, author, author, NOON, parts, manifest)


def decision(id_: str = "d1", kind: DecisionKind = DecisionKind.PASS, by: str = REVIEWER.id) -> Decision:
    """A decision on revision r1 of item i1."""
    return Decision(id_, "i1", "r1", kind, by, NOON, Conclusion.PUBLISH_SEPARATED)


def signoff(id_: str = "s1", kind: SignOffKind = SignOffKind.ELECTRONIC, **changes: Any) -> SignOff:
    """A sign-off of i1, truly signed by the signatory's key unless it is paper."""
    card = {"v": 1, "item": "i1", "public": [{"id": "pv1", "parts": [sha256(PUBLIC).hexdigest()]}]}
    text = jcs.dumps(card).decode()
    envelope = dsse.sign(card, SIGNATORY.id, lambda message: keys.sign(SIGNER_SEED, message)).decode()
    fields: dict[str, Any] = {"envelope": None if kind is SignOffKind.PAPER else envelope, "salt": "ab" * 32} | changes
    return SignOff(
        id=id_, item="i1", revision="r1", kind=kind, at=NOON, card=text,
        card_sha256=sha256(text.encode()).hexdigest(), **({"signer": SIGNATORY.id} | fields),
    )  # fmt: skip


class Kept(NamedTuple):
    """Blob ids of the populated office."""

    original: str
    converted: str
    public: str


def found_office(uow_of: Callable[..., Any]) -> None:
    """The office, its people, phone, route and authorisation."""
    station = VerifierKey(ORIGIN, keys.public_of(STATION_SEED))
    public = keys.public_of(SIGNER_SEED).hex()
    with uow_of(ADMIN.id) as uow:
        uow.offices.add(Office("o1", "某县人民政府办公室", "11", ORIGIN, NOON, station_key=str(station)))
        uow.record(AuditAction.OFFICE_FOUND)
        for user in (DRAFTER, REVIEWER, SIGNATORY, ADMIN):
            uow.users.add(user)
            uow.record(AuditAction.USER_ADD, user=user.id)
        uow.person_keys.add(PersonKey("k1", SIGNATORY.id, public, "{}", NOON))
        uow.record(AuditAction.USER_KEY, user=SIGNATORY.id, person_key=public)
        uow.phones.add(OfficePhone("p1", "办公室", "0738-0000000"))
        uow.routes.add(Route("route1", "一般流程", (RouteStep("待核稿", Role.ENDORSER.value),)))
        uow.authorisations.add(
            Authorisation("a1", SIGNATORY.id, REVIEWER.id, frozenset({"A13"}), DAY, DAY, "授权书〔2018〕1号")
        )
        uow.record(AuditAction.AUTHORISE)
        uow.commit()


def hand_in(uow_of: Callable[..., Any]) -> Kept:
    """Item i1 with revision r1 of two parts, and what the drafter adds to it."""
    with uow_of(DRAFTER.id) as uow:
        blobs = [uow.blobs.put(data) for data in (ORIGINAL, CONVERTED, PUBLIC)]
        first = Part(
            "part1", 1, PartRole.BODY, "公示.doc", "doc", blobs[0].id, blobs[0].sha256, blobs[0].size,
            converted=blobs[1].id, converted_sha256=blobs[1].sha256,
        )  # fmt: skip
        uow.items.add(item(revision="r1", revision_ordinal=1))
        uow.revisions.add(revision("r1", "i1", 1, first))
        keep_document(uow, "part1", DOCUMENT)
        uow.amendments.add(Amendment("am1", "i1", "r1", REVIEWER.id, NOON, (Change(1, "张三石", "张某某"),), "隐去"))
        uow.record(AuditAction.ITEM_HAND_IN, item="i1")
        uow.commit()
    return Kept(*(blob.id for blob in blobs))


def review(uow_of: Callable[..., Any], kept: Kept) -> None:
    """Everything a reviewer records about i1."""
    basis = (LegalBasis("政府信息公开条例", "2007", 9),)
    place = Place(part="body", page=1, boxes=(Box(1.5, 2.0, 3.25, 4.0),))
    payload = write_report(report(finding(value="张三石"), finding(9)))
    with uow_of(REVIEWER.id) as uow:
        uow.reviews.add(Review("rv1", "i1", "r1", REVIEWER.id, NOON))
        uow.secrecy_reviews.add(
            SecrecyReview("sr1", "i1", "r1", Source.OWN, ("part1",), SecrecyConclusion.NOT_SECRET, REVIEWER.id, NOON)
        )
        uow.determinations.add(
            Determination(
                "dt1", "i1", "r1", Stage.REVIEWER, DisclosureAttribute.PROACTIVE, basis, "", REVIEWER.id, NOON
            )
        )
        uow.judgements.add(
            Judgement(
                "j1", "i1", "r1", "", DAY, None, ("website",), (Audience.ALL,), DAY, ("wording",), REVIEWER.id, NOON
            )
        )
        uow.dispositions.add(
            Disposition("ds1", "i1", "r1", "part1", (1, 2), DispositionKind.MASK, REVIEWER.id, NOON, "张某某")
        )
        uow.exemptions.add(
            Exemption("e1", "i1", ExemptionKind.OFFICE, basis, ("person_name",), DAY, "履职", REVIEWER.id, NOON)
        )
        uow.looks.add(UnreadLook("l1", "i1", "r1", "part1", (place,), REVIEWER.id, NOON))
        digest = sha256(payload.encode()).hexdigest()
        uow.finding_sets.add(FindingSet("f1", "i1", "r1", "part1", "default", "0" * 64, "off", payload, digest, NOON))
        point = ReturnPoint("part1", 1, 0, 3, place, "隐去姓名")
        uow.decisions.add(Decision("d0", "i1", "r1", DecisionKind.RETURN, REVIEWER.id, NOON, points=(point,)))
        uow.decisions.add(decision())
        part = PublicPart("part1", 1, "公示.docx", kept.public, sha256(PUBLIC).hexdigest(), 8)
        proof = ScanProof("default", "0" * 64, "off", 1, 1, 0)
        uow.public_versions.add(
            PublicVersion("pv1", "i1", "r1", Audience.ALL, "default", "1", (part,), "0" * 64, proof, REVIEWER.id, NOON)
        )
        uow.record(AuditAction.ITEM_PASS, item="i1")
        uow.commit()


def release(uow_of: Callable[..., Any]) -> None:
    """The signature, the queue entry, and everything that can become of it."""
    signed = signoff()
    with uow_of(SIGNATORY.id) as uow:
        uow.signoffs.add(signed)
        entry = QueueEntry("q1", "i1", "pv1", Audience.ALL, "website", "folder", NOON, DAY, DAY, NOON)
        uow.queue.add(entry)
        uow.registers.add(
            RegisterEntry("rg1", "i1", "r1", RegisterKind.WITHHELD, DisclosureAttribute.WITHHELD, "", NOON)
        )
        uow.record(AuditAction.ITEM_SIGN, item="i1", signoff=dsse.digest((signed.envelope or "").encode()))
        uow.queue.replace(entry.to(State.DELIVERED, delivered_at=NOON))
        uow.online.add(OnlineRecord("on1", "q1", "i1", "https://example.invalid/1", NOON, REVIEWER.id, NOON))
        uow.comparisons.add(Comparison("c1", "q1", "i1", same=True, differences=0, by=REVIEWER.id, at=NOON))
        uow.withdrawals.add(Withdrawal("w1", "q1", "i1", WithdrawalKind.CORRECTION, REVIEWER.id, NOON))
        uow.clearings.add(Clearing("cl1", "w1", "q1", "i1", "https://example.invalid/1", NOON, REVIEWER.id, NOON))
        uow.record(AuditAction.QUEUE_CORRECT, item="i1")
        uow.commit()


def sign_log(log: Any, id_: str = "cp1") -> Checkpoint:
    """A checkpoint over the log as it stands, signed by the station's key."""
    size, root = log.size(), log.root()
    key = VerifierKey(ORIGIN, keys.public_of(STATION_SEED))
    note = sign_checkpoint(Signed(ORIGIN, size, root), key, lambda message: keys.sign(STATION_SEED, message))
    made = Checkpoint(id_, size, root.hex(), note, NOON)
    log.add_checkpoint(made)
    return made


def law_acts(uow_of: Callable[..., Any]) -> None:
    """What people say where the law's data cannot: of tables that homes of older programs do not have."""
    with uow_of(REVIEWER.id) as uow:
        uow.answers.add(AttributeAnswer("an1", "i1", "r1", "three_limbs", yes=True, by=REVIEWER.id, at=NOON))
        uow.opinions.add(OfficeOpinion("op1", "i1", "r1", agrees=True, opinion="同意", by=REVIEWER.id, at=NOON))
        uow.record(AuditAction.ITEM_ANSWER, item="i1", count=1)
        uow.impact_assessments.add(
            ImpactAssessment(
                "ia1", "penalty", 1, ("person_name",), ("all",), ("website",), "合法", "较低", "隐去", REVIEWER.id, NOON
            )
        )
        uow.record(AuditAction.ASSESS_IMPACT, assessment="ia1")
        uow.fact_confirmations.add(
            FactConfirmation("fc1", "政府信息公开条例/2007/31", "0" * 64, "法规汇编", REVIEWER.id, NOON)
        )
        uow.record(AuditAction.FACT_CONFIRM, confirmation="fc1")
        uow.commit()


def witness(uow_of: Callable[..., Any], made: Checkpoint) -> None:
    """A co-signature under the checkpoint, and a timestamp on it."""
    with uow_of(SIGNATORY.id) as uow:
        key = VerifierKey(f"{ORIGIN}/{SIGNATORY.id}", keys.public_of(SIGNER_SEED), Algorithm.COSIGNATURE_V1)
        line = cosign(made.note, key, 1_529_553_600, lambda text: keys.sign(SIGNER_SEED, text)).removeprefix(made.note)
        uow.cosignatures.add(Cosignature("cs1", made.id, SIGNATORY.id, str(key), line, NOON))
        uow.record(AuditAction.LOG_COSIGN, size=made.size, cosignature=sha256(line.encode()).hexdigest())
        uow.timestamps.add(Timestamp("ts1", made.id, "", sha256(b"").hexdigest(), NOON, NOON))
        uow.record(AuditAction.LOG_TIMESTAMP, size=made.size, timestamp=sha256(b"").hexdigest())
        uow.commit()


def own_ways(uow_of: Callable[..., Any]) -> None:
    """An alarm, an approval by telephone, and a rule of the office's own (rows that came with revision 0005)."""
    with uow_of(REVIEWER.id) as uow:
        uow.alarms.add(Alarm("al1", "i1", AlarmKind.OPINION, NOON, REVIEWER.id, NOON))
        uow.approvals.add(
            TelephoneApproval("ap1", "i1", "r1", SIGNATORY.id, NOON, REVIEWER.id, "", ("amber",), REVIEWER.id, NOON)
        )
        uow.policies.add(PolicyMark("po1", "i1", PolicyKind.NONE, "", "", None, REVIEWER.id, NOON))
        uow.record(AuditAction.ITEM_RELEASE_URGENT, item="i1")
        uow.rule_versions.add(RuleVersion("rv1", RuleKind.CALENDAR, "", "[]", "0" * 64, REVIEWER.id, NOON))
        uow.record(AuditAction.RULES_CHANGE, id="rv1")
        uow.keeps.add(Keep("k1", KeepKind.OFFICIAL, "王建军", "本局局长", NOON.date(), REVIEWER.id, NOON))
        uow.record(AuditAction.KEEP_PROPOSE, keep="k1")
        uow.commit()


def own_words(uow_of: Callable[..., Any]) -> None:
    """A list of words and a lowered rule (rows that came with revision 0009)."""
    with uow_of(ADMIN.id) as uow:
        entry = LexiconEntry(LexiconGroup.WORD, "截止目前", "截至目前", "house", valid_from=DAY)
        uow.lexicon_editions.add(LexiconEdition("le1", (entry,), "词表.xlsx", ADMIN.id, NOON))
        uow.record(AuditAction.LEXICON_IMPORT, edition="le1", entries=1)
        uow.rule_levels.add(RuleLevel("rl1", "wording.absolute", Level.GREY, 60, 50, "误报多", ADMIN.id, NOON))
        uow.record(AuditAction.RULE_LOWER, rule="wording.absolute", to="grey", lowered="rl1")
        uow.commit()


def posting(id_: str, photo: str) -> Posting:
    """A notice on a board of paper, with one photograph."""
    return Posting(id_, "q1", "i1", "松岗村委会门口", "钱发布", NOON, REVIEWER.id, NOON, DAY, (photo,))


def board(uow_of: Callable[..., Any]) -> None:
    """A notice on a board of paper (a row that came with revision 0010)."""
    with uow_of(REVIEWER.id) as uow:
        photo = uow.blobs.put(b"a photograph of the board").id
        uow.postings.add(posting("ps1", photo))
        uow.record(AuditAction.QUEUE_POST, item="i1", entry="q1", posting="ps1", online="on1")
        uow.commit()


def populate(store: Any) -> Kept:
    """Everything above, in order; works on the real store and on the one in memory."""
    found_office(store.uow)
    kept = hand_in(store.uow)
    review(store.uow, kept)
    release(store.uow)
    sign_log(store.log)
    return kept


def record_backup(store: Store) -> None:
    """A backup on record, without making one."""
    keep_record(store.around, BackupRecord("b1", "一月.backup", "0" * 64, 1, 1, NOON), AuditAction.BACKUP)
