"""What the person decides on the review page: asks what has to be asked first, then runs the use case."""

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.document import Place
from reviewer_app.domain.legal import Audience, DisclosureAttribute, LegalBasis
from reviewer_app.domain.review import Conclusion, DispositionKind, ExemptionKind
from reviewer_app.domain.states import State
from reviewer_app.services.begin_review import BeginReview, begin_review
from reviewer_app.services.claim import Claim, claim
from reviewer_app.services.determine import Determine, determine
from reviewer_app.services.dispose import Dispose, dispose
from reviewer_app.services.exempt import Exempt, Exempted, exempt
from reviewer_app.services.judge import Judge, Window, judge
from reviewer_app.services.look_at_unread import LookAtUnread, look_at_unread
from reviewer_app.services.make_public_version import MakePublicVersion, make_public_version
from reviewer_app.services.open_item import ItemView
from reviewer_app.services.passing import Pass, pass_item
from reviewer_app.services.return_item import ReturnItem, return_item
from reviewer_app.services.review_secrecy import ReviewSecrecy, review_secrecy
from reviewer_app.services.sign import PassAndSign, pass_and_sign
from ui.actions.front import Front
from ui.dialogs.keep import KeepDialog
from ui.dialogs.reason import ReasonDialog, confirmed
from ui.dialogs.return_item import ReturnDialog
from ui.models.review_state import MarkedFinding, marked
from ui.pages.review.commands import ItemCommands
from ui.pages.review.judgement_panel import JudgedFields
from ui.pages.review.secrecy_panel import SecrecyVerdict

MANY_PERSONS = 5
"""Keeping or calling harmless more than this many asks with the number (window.md)."""


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

    @Slot()
    def on_claim(self) -> None:
        """签收并审查: two use cases, one press."""
        self.commands.run(claim, Claim)
        self.commands.run(begin_review, BeginReview)

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
        if not chosen or not self.active:
            return False
        lenient = kind in {DispositionKind.KEEP, DispositionKind.NOT_A_FINDING}
        if lenient and len(chosen) > MANY_PERSONS and not self._confirm(kind, len(chosen)):
            return False
        part, numbers = chosen[0].part, tuple(one.finding.number for one in chosen)
        overrules = any(one.finding.blocks for one in chosen)
        if kind is DispositionKind.KEEP and overrules:
            return self._keep(part, numbers, chosen[0])
        reason = ""
        if kind is DispositionKind.NOT_A_FINDING and overrules:
            dialog = ReasonDialog(self.front.words, self._widget)
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
    def on_judged(self, fields: JudgedFields) -> None:
        """④⑤⑥ recorded."""
        default = self._view.parts[0].report.judgement.timing if self._view else None
        timing = (
            Window(default.earliest, default.latest, fields.display_until)
            if fields.display_until is not None and default is not None else None
        )
        self.commands.run(
            judge,
            lambda actor, item, version: Judge(
                actor, item, version, fields.wording, timing, fields.channels, fields.audiences
            ),
        )

    @Slot(object)
    def on_public_wanted(self, audience: Audience) -> None:
        """⑦ make one."""
        self.commands.run(
            make_public_version,
            lambda actor, item, version: MakePublicVersion(actor, item, version, audience),
        )

    @Slot()
    def on_return(self) -> None:
        """退回修改, pinned to places."""
        if self._view is None:
            return
        offered: dict[tuple[str, str], tuple[str, MarkedFinding]] = {}
        for part in self._view.parts:
            for one in marked(self._view, part):
                if one.state in {"red", "amber"}:
                    offered.setdefault((part.part.id, one.finding.type.value), (part.part.name, one))
        dialog = ReturnDialog(self.front.words, list(offered.values()), self._widget)
        if dialog.exec():
            points, reason = dialog.points, dialog.reason.toPlainText().strip()
            self.commands.run(
                return_item,
                lambda actor, item, version: ReturnItem(actor, item, version, reason, points),
                partial(self._gone, "review.returned", points=len(points)),
            )

    def pass_on(self, conclusion: Conclusion) -> None:
        """审查通过，送签批."""
        self.commands.run(
            pass_item,
            lambda actor, item, version: Pass(actor, item, version, conclusion),
            partial(self._gone, "review.passed"),
        )

    def pass_and_sign(self, conclusion: Conclusion) -> None:
        """Pass and sign in one act under a written authorisation."""
        session = self.front.session
        if session is not None:
            self.commands.run(
                pass_and_sign,
                lambda actor, item, version: PassAndSign(Pass(actor, item, version, conclusion), session.signer),
                partial(self._gone, "review.signed"),
            )

    def _confirm(self, kind: DispositionKind, count: int) -> bool:
        words = self.front.words
        text = words("privacy.confirm", count=count, persons=count, kind=words(f"disposition.{kind.value}"))
        return confirmed(words, self._widget, text)

    def _keep(self, part: str, numbers: tuple[int, ...], one: MarkedFinding) -> bool:
        """保留: first the exemption, then the disposition that names it."""
        dialog = KeepDialog(self.front.words, one.finding.type, self._widget)
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

    def _gone(self, key: str, _result: object, **values: int) -> None:
        """The item left the desk: say so; what comes next is in 待办."""
        title = self._view.item.title if self._view else ""
        self.front.say("green", key, title=title, **values)
        self.front.changed.emit(self._view.item.id if self._view else "")
