"""登记台账 and 汇总表 of one month, as one workbook: what was signed, by whom, on what basis, and what became of it.

The checkpoint's short code stands above both, so that the paper archive anchors the log.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.release import SignOff, SignOffKind
from reviewer_app.domain.review import PUBLISHING, Conclusion, Determination, Stage
from reviewer_app.ports.clock import SHANGHAI
from reviewer_app.ports.forms import Cell, Sheet
from reviewer_app.ports.read_models import Key, ReadModels, SignedRow
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.catalogue import Catalogue
from reviewer_app.services import decision_words as told
from reviewer_app.services.checkpoint import checkpoint, short_code
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.facts import last_judgement
from reviewer_app.services.signing_card import last_pass
from reviewer_app.text import say

PAGE: Final = 200
COLUMNS: Final = (
    ("n", 5), ("title", 36), ("number", 18), ("unit", 14), ("drafter", 10), ("column", 18), ("submitted", 12),
    ("reviewer", 10), ("conclusion", 14), ("attribute", 12), ("basis", 30), ("how", 26), ("signed", 17),
    ("channels", 20), ("audience", 12), ("state", 10), ("address", 30), ("online", 17), ("fingerprint", 17),
)
"""Columns of the 登记台账 with their widths in characters; titles are texts `monthly.sheet.<name>`."""

SUMMARY: Final = (
    ("unit", 20), ("all", 8), ("proactive", 10), ("on_request", 12), ("withheld", 10), ("electronic", 10),
    ("paper", 10), ("confirmation", 12),
)


@dataclass(frozen=True, slots=True)
class MakeMonthlyLedger:
    """The ledger of `month`; any day of it will do."""

    actor: str
    month: date


@dataclass(frozen=True, slots=True)
class MonthlyLedger:
    """The workbook, its file name without ending, and how many signatures are in it."""

    name: str
    xlsx: bytes
    rows: int


@dataclass(frozen=True, slots=True)
class _Line:
    """One signature, as the ledger shows it and as the summary counts it."""

    cells: tuple[Cell, ...]
    unit: str
    kind: SignOffKind
    attribute: DisclosureAttribute


def monthly_ledger(desk: Desk, command: MakeMonthlyLedger, reads: ReadModels) -> MonthlyLedger:
    """Make it; raises `NotPermitted` for whoever may not read the log."""
    with desk.uow(command.actor, writing=False) as uow:
        permitted(uow, command.actor, Permission.LOG_READ)
    start, end = bounds(command.month)
    signed = _all_signed(reads, start, end)
    fixed = checkpoint(desk)
    with desk.uow(command.actor, writing=False) as uow:
        office = uow.offices.find()[0].name
        names = {user.id: user.name for user in uow.users.find()}
        lines = [
            _line(uow, desk.toolbox.catalogue, row, names, number) for number, row in enumerate(signed, 1)
        ]
    month = say("monthly.month", year=start.astimezone(SHANGHAI).year, month=start.astimezone(SHANGHAI).month)
    anchor = say(
        "monthly.anchor", code=short_code(fixed), entries=fixed.size, printed=told.moment(desk.clock.now())
    )
    register = Sheet(
        say("monthly.register"), (say("monthly.head.register", office=office, month=month), anchor),
        _titled(COLUMNS), tuple(line.cells for line in lines),
    )
    summary = Sheet(
        say("monthly.summary"), (say("monthly.head.summary", office=office, month=month), anchor),
        _titled(SUMMARY), _summary(lines),
    )
    return MonthlyLedger(say("monthly.name", month=month), desk.forms.workbook((register, summary)), len(lines))


def bounds(month: date) -> tuple[datetime, datetime]:
    """The month of a day in the office's time, half open, in UTC."""
    first = month.replace(day=1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    start, end = (datetime.combine(one, time(0), SHANGHAI).astimezone(UTC) for one in (first, following))
    return start, end


def _all_signed(reads: ReadModels, start: datetime, end: datetime) -> list[SignedRow]:
    found: list[SignedRow] = []
    after: Key | None = None
    while True:
        page = reads.signed(start, end, after, PAGE)
        found.extend(page.rows)
        if page.next is None:
            return found
        after = page.next


def _titled(columns: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    return tuple((say(f"monthly.sheet.{name}"), width) for name, width in columns)


def _line(uow: UnitOfWork, catalogue: Catalogue, row: SignedRow, names: dict[str, str], number: int) -> _Line:
    item, signed = uow.items.get(row.item), uow.signoffs.get(row.signoff)
    passed = last_pass(uow, item, signed.revision)
    determination = _determination(uow, signed)
    published = passed.conclusion in PUBLISHING
    judgement = last_judgement(uow, signed.revision) if published else None
    online = uow.online.find(item=item.id)
    column = catalogue.column(item.column) if item.column else None
    conclusion = passed.conclusion or Conclusion.PUBLISH
    values: dict[str, Cell] = {
        "n": number, "title": item.title, "number": item.number or "", "unit": item.unit,
        "drafter": names.get(item.author, ""), "column": column.title if column else item.column or "",
        "submitted": told.day(item.submitted_at), "reviewer": names.get(passed.by, ""),
        "conclusion": say(f"conclusion.{conclusion.value}"),
        "attribute": say(f"attribute.{determination.attribute.value}"),
        "basis": told.printable(say, determination.basis),
        "how": told.signed_text(say, signed, names.get(signed.signer, "")), "signed": told.moment(signed.at),
        "channels": told.channels_text(say, judgement), "audience": told.audiences_text(say, judgement),
        "state": say(f"state.{item.state.value}"), "address": "\n".join(one.address for one in online),
        "online": told.moment(online[-1].seen_at) if online else "",
        "fingerprint": told.short(uow.revisions.get(signed.revision).manifest_sha256),
    }
    return _Line(tuple(values[name] for name, _ in COLUMNS), item.unit, signed.kind, determination.attribute)


def _determination(uow: UnitOfWork, signed: SignOff) -> Determination:
    """What was determined of the signed revision by a person who may."""
    found = uow.determinations.find(revision=signed.revision)
    return [one for one in found if one.stage in {Stage.REVIEWER, Stage.SIGNATORY}][-1]


def _summary(lines: list[_Line]) -> tuple[tuple[Cell, ...], ...]:
    """One row a unit and a total. A signature with amendments counts once it is confirmed, by its confirmation."""
    counted = [line for line in lines if line.kind is not SignOffKind.WITH_AMENDMENTS]
    units = sorted({line.unit for line in counted})
    rows: list[tuple[Cell, ...]] = [(unit, *_counts([line for line in counted if line.unit == unit])) for unit in units]
    return (*rows, (say("monthly.total"), *_counts(counted)))


def _counts(lines: list[_Line]) -> tuple[int, ...]:
    attributes, kinds = Counter(line.attribute for line in lines), Counter(line.kind for line in lines)
    wanted = (DisclosureAttribute.PROACTIVE, DisclosureAttribute.ON_REQUEST, DisclosureAttribute.WITHHELD)
    how = (SignOffKind.ELECTRONIC, SignOffKind.PAPER, SignOffKind.CONFIRMATION)
    return (len(lines), *(attributes[one] for one in wanted), *(kinds[one] for one in how))
