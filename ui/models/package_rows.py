"""What 送审 shows of a package, computed from its view: lists, hints, readings, what is missing. No widgets."""

from collections.abc import Sequence
from typing import NamedTuple

from reviewer_app.domain.findings import FindingType, Level
from reviewer_app.domain.items import AmendmentState, Carrier, Change, PartRole
from reviewer_app.domain.legal import DisclosureAttribute, LegalBasis
from reviewer_app.domain.report import CheckReport, DocumentHeader
from reviewer_app.domain.states import State
from reviewer_app.ports.read_models import ItemRow
from reviewer_app.rules.annexes import check_annexes
from reviewer_app.services.open_item import ItemView, PartView
from reviewer_app.services.open_package import PackageView
from reviewer_app.services.propose import lacking_grounds
from ui.models.days import Days
from ui.models.finding_tree import grouped
from ui.models.item_rows import days_text, light, state_text, title_text
from ui.models.package_rows_tray import role_text
from ui.models.review_state import MarkedFinding, marked
from ui.models.rows import Column
from ui.text import Words

TABS: dict[str, frozenset[State]] = {
    "mine": frozenset({State.DRAFTING, State.RETURNED}),
    "review": frozenset({State.SUBMITTED, State.IN_REVIEW, State.DEFERRED, State.REFERRED, State.AWAITING_SIGNATURE}),
    "release": frozenset({State.QUEUED, State.DELIVERED, State.ONLINE, State.FAILED, State.CORRECTING,
                          State.TAKING_DOWN}),
    "done": frozenset({State.COMPARED, State.CORRECTED, State.TAKEN_DOWN, State.EXPIRED, State.REGISTERED,
                       State.VOID}),
}
"""My packages by state: every state is in exactly one tab."""

FORM_KEYS = frozenset({"attribute", "basis", "reason", "column"})
"""What is lacking for handing in that the form answers; the rest is answered by files."""

SHORT = 40


class Proposed(NamedTuple):
    """What the form says at this moment."""

    attribute: DisclosureAttribute
    basis: tuple[LegalBasis, ...]
    reason: str
    column: str | None


class HintRow(NamedTuple):
    """Findings of one kind in one part; `findings` is empty for what could not be read."""

    state: str
    title: str
    advice: str
    part: str
    part_name: str
    findings: tuple[MarkedFinding, ...]


class Reading(NamedTuple):
    """One element that the program read: its text, and amber where a 公文 should show it and does not."""

    key: str
    text: str
    state: str | None


def list_columns(words: Words, days: Days) -> tuple[Column[ItemRow], ...]:
    """The list of my packages: state with days left, title with number."""
    return (
        Column(words("inbox.column.state"), lambda row: f"{state_text(words, row)}\n{days_text(words, row, days)}",
               lambda row: light(row, days), width=128),
        Column(words("inbox.column.title"), title_text, tip=lambda row: row.title, width=120),
    )


def part_columns(words: Words) -> tuple[Column[PartView], ...]:
    """The parts of an entered package."""
    return (
        Column(words("tray.column.role"), lambda one: role_text(words, one.part.role, one.part.annex_number), width=72),
        Column(words("tray.column.name"), lambda one: one.part.name, tip=lambda one: one.part.name, width=170),
        Column(words("drafting.column.kind"), lambda one: words(f"kind.{one.part.kind}"), width=130),
    )


def hint_columns(words: Words) -> tuple[Column[HintRow], ...]:
    """Findings as hints to fix before handing in."""
    return (
        Column(words("drafting.column.hint"), lambda row: row.title, lambda row: row.state, width=230),
        Column(words("drafting.column.advice"), lambda row: row.advice, tip=lambda row: row.advice, width=110),
        Column(words("drafting.column.part"), lambda row: row.part_name, tip=lambda row: row.part_name, width=110),
    )


class AmendmentRow(NamedTuple):
    """One listed change of a proposed amendment."""

    amendment: str
    version: int
    by: str
    reason: str
    change: Change
    state: AmendmentState


def amendment_columns(words: Words) -> tuple[Column[AmendmentRow], ...]:
    """What the reviewer proposes to word otherwise."""
    return (
        Column(words("drafting.column.change"), lambda row: f"{row.change.before}\n→ {row.change.after}",
               lambda row: "amber" if row.state is AmendmentState.PROPOSED else "green",
               tip=lambda row: row.reason, width=280),
        Column(words("drafting.column.by"), lambda row: f"{row.by}\n{words(f'state.{row.state.value}')}", width=120),
    )


def amendment_rows(view: ItemView) -> tuple[AmendmentRow, ...]:
    """All changes of all amendments, newest amendment first."""
    return tuple(
        AmendmentRow(one.id, one.version, view.names.get(one.proposed_by, one.proposed_by), one.reason, change,
                     one.state)
        for one in reversed(view.amendments) for change in one.changes
    )


def hint_rows(words: Words, view: ItemView) -> tuple[HintRow, ...]:
    """Grouped hints over all parts: what blocks first, grey ones left out (design §4)."""
    rows: list[HintRow] = []
    for part in view.parts:
        findings = tuple(one for one in marked(view, part) if one.finding.level is not Level.GREY)
        rows += [
            HintRow(group.state, words("drafting.hint.count", title=group.title, count=len(group.findings)),
                    words(f"action.{group.findings[0].finding.action.value}"), part.part.id, part.part.name,
                    group.findings)
            for group in grouped(findings, lambda one: hint_title(words, one))
        ]
        rows += _unread_rows(words, part)
    return tuple(sorted(rows, key=lambda row: row.state != "red"))


def hint_title(words: Words, one: MarkedFinding) -> str:
    """The kind, with the column it stands in; what is about the whole says itself."""
    finding = one.finding
    kind = words(f"type.{finding.type.value}")
    if finding.type in _SPEAKING:
        told = finding.evidence[0] if finding.evidence else finding.value
        return words("drafting.hint.told", kind=kind, told=shortened(told)) if told else kind
    return words("drafting.hint.column", kind=kind, header=finding.header) if finding.header else kind


_SPEAKING = frozenset({
    FindingType.WORDING, FindingType.COMPLETENESS, FindingType.TIMING, FindingType.ATTRIBUTE, FindingType.ANNEX,
})


def shortened(text: str) -> str:
    """One line that fits a row."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[: SHORT - 1] + "…"


def _unread_rows(words: Words, part: PartView) -> list[HintRow]:
    counts: dict[str, int] = {}
    for unread in part.report.unread:
        counts[unread.reason.value] = counts.get(unread.reason.value, 0) + 1
    return [
        HintRow("amber", words("drafting.hint.count", title=words(f"unread.{reason}"), count=count),
                words("drafting.hint.looked"), part.part.id, part.part.name, ())
        for reason, count in counts.items()
    ]


def readings(words: Words, report: CheckReport, carrier: Carrier) -> tuple[Reading, ...]:
    """What was read of the body: 未标注 is amber for a 公文 and not shown for what is none."""
    header = report.header
    found = {
        "organ": header.organ, "number": header.number, "title": header.title,
        "date": header.date.isoformat() if header.date else None, "mark": header.mark,
    }
    official = carrier is not Carrier.NOT_OFFICIAL
    return tuple(
        Reading(key, text or words("drafting.unmarked"), None if text else "amber")
        for key, text in found.items() if text or official
    )


def annex_lines(words: Words, header: DocumentHeader, annexes: Sequence[tuple[int | None, str]]) -> tuple[str, ...]:
    """附件说明 against the files: one sentence for each thing that does not fit."""
    return tuple(
        words(f"drafting.annex.{issue.kind.value}", number=issue.number or "—", name=issue.name)
        for issue in check_annexes(header, annexes)
    )


def package_annex_lines(words: Words, view: ItemView) -> tuple[str, ...]:
    """The same for an entered package."""
    annexes = [(one.part.annex_number, one.part.name) for one in view.parts if one.part.role is PartRole.ANNEX]
    return annex_lines(words, view.parts[0].report.header, annexes)


def lacking_now(view: ItemView, form: Proposed) -> tuple[str, ...]:
    """What is missing if the form were recorded as it stands: by the same rules as handing in itself."""
    answered = list(lacking_grounds(form.attribute, form.basis, form.reason))
    rest = [key for key in view.lacking if key not in FORM_KEYS]
    return (*answered, *rest, *(() if form.column else ("column",)))


def recorded(package: PackageView) -> Proposed | None:
    """What the drafter last proposed, None where he proposed nothing yet."""
    one = package.proposal
    return None if one is None else Proposed(one.attribute, one.basis, one.reason, package.view.item.column)
