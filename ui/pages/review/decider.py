"""What the person decides on the review page: asks what has to be asked first, then runs the use case."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from zlib import crc32

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.document import Place
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.items import Change
from reviewer_app.domain.legal import Audience, DisclosureAttribute, LegalBasis
from reviewer_app.domain.review import DispositionKind, ExemptionKind
from reviewer_app.domain.states import State
from reviewer_app.services.add_finding import (
    MARKABLE,
    REGION_KINDS,
    AddedFinding,
    AddFinding,
    AddRegion,
    add_finding,
    add_region,
)
from reviewer_app.services.amend import Amend, amend
from reviewer_app.services.answer_questions import AnswerQuestions, answer_questions
from reviewer_app.services.assess_impact import AssessImpact, assess_impact
from reviewer_app.services.determine import Determine, determine
from reviewer_app.services.dispose import Dispose, dispose
from reviewer_app.services.exempt import Exempt, Exempted, exempt
from reviewer_app.services.judge import Judge, Window, default_window, judge
from reviewer_app.services.look_at_unread import LookAtUnread, look_at_unread
from reviewer_app.services.make_public_version import MakePublicVersion, make_public_version
from reviewer_app.services.mark_policy import MarkPolicy, linkable, mark_policy
from reviewer_app.services.office_opinion import RecordOpinion, record_opinion
from reviewer_app.services.open_item import ItemView, PartView
from reviewer_app.services.review_secrecy import ReviewSecrecy, review_secrecy
from ui.actions.front import Front
from ui.actions.kept_text import KeptText
from ui.dialogs.keep import KeepDialog
from ui.dialogs.mark import AmendDialog, MarkDialog
from ui.dialogs.reason import ReasonDialog, confirmed
from ui.models.review_state import MarkedFinding, persons_in
from ui.pages.review.commands import ItemCommands
from ui.pages.review.judgement_panel import JudgedFields
from ui.pages.review.policy_panel import PolicyPanel, Ticked
from ui.pages.review.secrecy_panel import SecrecyVerdict
from ui.pages.review.selection_row import Passage, Region

MANY_PERSONS = 5
"""Keeping or calling harmless more than this many asks with the number (window.md)."""


def unique_around(text: str, start: int, end: int) -> str:
    """The passage with as much around it as makes it stand once in the text: nobody guesses which place is meant."""
    while text.count(text[start:end]) > 1 and (start > 0 or end < len(text)):
        start, end = max(start - 2, 0), min(end + 2, len(text))
    return text[start:end]


class Decider(QObject):
    """Turns what panels emit into commands on the open item."""

    def __init__(self, front: Front, widget: QWidget) -> None:
        super().__init__(widget)
        self.front = front
        self.commands = ItemCommands(front, widget)
        self._widget = widget
        self._view: ItemView | None = None

    def set_view(self, view: ItemView) -> None:
        """The item as it was read last."""
        self._view = view
        self.commands.set_item(view.item)

    @property
    def active(self) -> bool:
        """Whether the open item is this person's to decide: under review and claimed by him."""
        view = self._view
        return view is not None and view.item.state is State.IN_REVIEW and view.item.claimed_by == self.front.actor

    @Slot(object)
    def on_secrecy(self, verdict: SecrecyVerdict) -> None:
        """① recorded."""
        self.commands.run(
            review_secrecy,
            lambda actor, item, version: ReviewSecrecy(
                actor, item, version, verdict.source, verdict.opened, verdict.conclusion, verdict.hints, verdict.note,
                verdict.authority,
            ),
        )

    def decide(self, chosen: tuple[MarkedFinding, ...], kind: DispositionKind, replacement: str | None) -> bool:
        """② a decision on findings of one part; asks what has to be asked first. False where it was called off."""
        if kind is DispositionKind.SEEN:
            chosen = tuple(one for one in chosen if not one.finding.blocks)
        if not chosen or not self.active:
            return False
        lenient = kind in {DispositionKind.KEEP, DispositionKind.NOT_A_FINDING}
        persons = persons_in(chosen)
        if lenient and persons > MANY_PERSONS and not self._confirm(kind, len(chosen), persons):
            return False
        part, numbers = chosen[0].part, tuple(one.finding.number for one in chosen)
        overrules = any(one.finding.blocks for one in chosen)
        if kind is DispositionKind.KEEP and overrules:
            return self._keep(part, numbers, chosen[0])
        reason = ""
        if kind is DispositionKind.NOT_A_FINDING and overrules:
            dialog = ReasonDialog(self.front.words, self._widget)
            KeptText.of_dialog(self.front, f"not-a-finding-{part}-{numbers[0]}", dialog)
            if not dialog.exec():
                return False
            reason = dialog.reason
        self.commands.run(
            dispose,
            lambda actor, item, version: Dispose(actor, item, version, part, numbers, kind, replacement, reason),
        )
        return True

    def undo(self, part: str) -> None:
        """Take the last disposition of a part back; what was decided stays in the log."""
        if self._view is None:
            return
        mine = [one for one in self._view.facts.dispositions if one.part == part]
        if mine and mine[-1].kind is not DispositionKind.OPEN:
            numbers = mine[-1].numbers
            self.commands.run(
                dispose,
                lambda actor, item, version: Dispose(actor, item, version, part, numbers, DispositionKind.OPEN),
            )

    def mark(self, part: str, passage: Passage | Region, done: Callable[[AddedFinding], None]) -> None:
        """手工标注: a passage, or a rectangle of a page, becomes a finding; `done` gets its number."""
        if isinstance(passage, Region):
            self._mark_region(part, passage, done)
            return
        dialog = MarkDialog(self.front.words, passage.text, MARKABLE, self._widget)
        marked = self._marked(dialog, f"mark-{part}-{passage.start}-{passage.end}")
        if marked is not None:
            self.commands.run(
                add_finding,
                lambda actor, item, version: AddFinding(
                    actor, item, version, part, passage.start, passage.end, *marked
                ),
                done,
            )

    def _mark_region(self, part: str, region: Region, done: Callable[[AddedFinding], None]) -> None:
        words = self.front.words
        told = words("select.region", page=region.page) if region.page else words("select.region.picture")
        dialog = MarkDialog(words, told, REGION_KINDS, self._widget)
        where = f"{region.page or crc32((region.picture or '').encode())}-{region.box.left:.0f}-{region.box.top:.0f}"
        marked = self._marked(dialog, f"mark-{part}-{where}")
        if marked is not None:
            self.commands.run(
                add_region,
                lambda actor, item, version: AddRegion(
                    actor, item, version, part, region.page, region.box, *marked, picture=region.picture),
                done,
            )

    def _marked(self, dialog: MarkDialog, key: str) -> tuple[FindingType, str] | None:
        """What was marked and the note on it, kept under `key` while it is written; None where it was called off."""
        KeptText.of_dialog(self.front, key, dialog)
        if not dialog.exec():
            return None
        return dialog.kind.value or FindingType.PERSON_NAME, dialog.note.text().strip()

    def amend(self, part: PartView, passage: Passage, done: Callable[[Any], None]) -> None:
        """修改建议: another wording for a passage, which the drafter accepts or declines."""
        text = unique_around(part.document.text, passage.start, passage.end)
        dialog = AmendDialog(self.front.words, text, self._widget)
        KeptText.of_dialog(self.front, f"amend-{part.part.id}-{passage.start}-{passage.end}", dialog)
        if dialog.exec():
            change = Change(part.part.ordinal, text, dialog.after.toPlainText())
            reason = dialog.reason.text().strip()
            self.commands.run(
                amend, lambda actor, item, version: Amend(actor, item, version, (change,), reason), done
            )

    def looked(self, part: str, places: tuple[Place, ...]) -> None:
        """Unread pieces of a part were looked at."""
        self.commands.run(
            look_at_unread, lambda actor, item, version: LookAtUnread(actor, item, version, part, places)
        )

    @Slot(object, object, str)
    def on_attribute(self, attribute: DisclosureAttribute, basis: tuple[LegalBasis, ...], reason: str) -> None:
        """③ decided."""
        self.commands.run(
            determine,
            lambda actor, item, version: Determine(actor, item, version, attribute, basis, reason),
        )

    @Slot(object)
    def on_answers(self, answers: tuple[tuple[str, bool], ...]) -> None:
        """③ questions answered."""
        self.commands.run(
            answer_questions, lambda actor, item, version: AnswerQuestions(actor, item, version, answers)
        )

    @Slot(bool, str)
    def on_opinion(self, agrees: bool, opinion: str) -> None:
        """③ the disclosure office's opinion."""
        self.commands.run(
            record_opinion, lambda actor, item, version: RecordOpinion(actor, item, version, agrees, opinion)
        )

    @Slot(object)
    def on_judged(self, fields: JudgedFields) -> None:
        """④⑤⑥ recorded."""
        kept = default_window(self._view.parts[0].report.judgement) if self._view else None
        # The panel's 「沿用默认」 sets nothing at all, also no end of display; whoever records says what it is.
        changed = kept is not None and fields.wording is not None and fields.display_until != kept.display_until
        timing = Window(kept.earliest, kept.latest, fields.display_until) if kept is not None and changed else None
        self.commands.run(
            judge,
            lambda actor, item, version: Judge(
                actor, item, version, fields.wording, timing, fields.channels, fields.audiences, fields.note
            ),
        )

    def offer_links(self, panel: PolicyPanel) -> None:
        """Interpretations that could explain this item, for its panel to offer."""
        view, front = self._view, self.front
        if view is not None:
            front.ask(panel, partial(linkable, front.desk, front.actor, view.item.id), panel.offer)

    @Slot(object)
    def on_policy(self, ticked: Ticked) -> None:
        """⑤ 政策解读三同步."""
        self.commands.run(
            mark_policy,
            lambda actor, item, version: MarkPolicy(
                actor, item, version, ticked.kind, ticked.first_interpreter, ticked.linked
            ),
        )
    @Slot(object)
    def on_impact(self, assessment: AssessImpact) -> None:
        """⑦ an impact assessment of this kind of processing."""
        command = replace(assessment, actor=self.front.actor)
        self.front.do(self, assess_impact, command, lambda _made: self.commands.settled.emit())

    @Slot(object, str)
    def on_public_wanted(self, audience: Audience, policy: str) -> None:
        """⑦ make one."""
        self.commands.run(
            make_public_version,
            lambda actor, item, version: MakePublicVersion(actor, item, version, audience, policy or None),
        )

    def _confirm(self, kind: DispositionKind, count: int, persons: int) -> bool:
        words = self.front.words
        text = words("privacy.confirm", count=count, persons=persons, kind=words(f"disposition.{kind.value}"))
        return confirmed(words, self._widget, text)

    def _keep(self, part: str, numbers: tuple[int, ...], one: MarkedFinding) -> bool:
        """保留: first the exemption, then the disposition that names it."""
        dialog = KeepDialog(self.front.words, one.finding.type, self._widget)
        KeptText.of_dialog(self.front, f"keep-{part}-{numbers[0]}", dialog)
        if not dialog.exec():
            return False
        kind, basis, fields = dialog.kind.value or ExemptionKind.OFFICE, (dialog.basis,), dialog.fields
        reason, end = dialog.reason.toPlainText().strip(), dialog.end

        def keep(exempted: Exempted) -> None:
            self.commands.run(
                dispose,
                lambda actor, item, version: Dispose(
                    actor, item, version, part, numbers, DispositionKind.KEEP, exemption=exempted.exemption.id
                ),
            )

        self.commands.run(
            exempt,
            lambda actor, item, version: Exempt(actor, item, version, kind, basis, fields, reason, end),
            keep,
        )
        return True
