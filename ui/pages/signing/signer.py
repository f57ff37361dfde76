"""What is done with the card in front: asks what has to be asked, unlocks the key where it is locked, then acts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from reviewer_app.domain.actors import Permission, User, may
from reviewer_app.domain.errors import TemplateUnusable
from reviewer_app.domain.items import Change, Item
from reviewer_app.services.desk import Desk
from reviewer_app.services.open_item import ItemView
from reviewer_app.services.refuse import Refuse, refuse
from reviewer_app.services.sign import Sign, sign
from reviewer_app.services.sign_amended import SignWithAmendments, sign_with_amendments
from ui.actions.front import Front
from ui.actions.kept_text import KeptText
from ui.dialogs.amend_sign import AmendSignDialog
from ui.dialogs.paper_sign import PaperSignDialog, PaperWish, record_paper
from ui.dialogs.sign_refuse import RefuseDialog
from ui.dialogs.sign_saving import FormSaver
from ui.dialogs.unlock import KeyDoor


@dataclass(frozen=True, slots=True)
class Asked:
    """What dialogs need from the office: its signatories and its phrases."""

    signatories: tuple[User, ...]
    phrases: Mapping[str, str]


class CardSigner(QObject):
    """Runs one act at a time on the item whose card is shown."""

    busy_changed = Signal()

    def __init__(self, front: Front, widget: QWidget) -> None:
        super().__init__(widget)
        self.front = front
        self.forms = FormSaver(front, widget)
        self._widget = widget
        self._view: ItemView | None = None
        self._job: int | None = None
        self._door = KeyDoor(front, widget)
        front.jobs.finished.connect(self.on_finished)

    @property
    def busy(self) -> bool:
        """Whether an act is under way: a second press must not sign the next card unseen."""
        return self._job is not None

    def set_view(self, view: ItemView | None) -> None:
        """The card in front."""
        self._view = view

    @Slot()
    def agree(self) -> None:
        """同意."""
        if self._ready():
            self._door.let(self._sign)

    @Slot(object)
    def agree_amended(self, begin: tuple[int, str] | None) -> None:
        """修改后同意: list the changes first."""
        if self._ready() and self._view is not None:
            dialog = AmendSignDialog(self.front.words, self._view.parts, begin, self._widget)
            revision = self._view.facts.revision.id
            kept = KeptText(self.front, f"amend-sign-{revision}", dialog.typed, dialog.bring_back, dialog)
            dialog.edited.connect(kept.note)
            kept.follow(dialog)
            if self._answered(dialog):
                changes, reason = dialog.changes, dialog.reason.text().strip()
                self._door.let(partial(self._sign_amended, changes, reason))

    @Slot()
    def refuse(self) -> None:
        """退回: with the office's phrases at hand."""
        if self._ready():
            self.front.ask(self, partial(_asked, self.front.desk), self.on_refuse)

    @Slot()
    def paper(self) -> None:
        """登记线下签批."""
        if self._ready():
            self.front.ask(self, partial(_asked, self.front.desk), self.on_paper)

    @Slot(object)
    def on_refuse(self, asked: Asked) -> None:
        """Ask for the reason."""
        view = self._view
        if view is None or self.busy:
            return
        dialog = RefuseDialog(self.front.words, view.item.title, asked.phrases, self._widget)
        KeptText.of_dialog(self.front, f"refuse-{view.item.id}", dialog)
        if self._answered(dialog):
            command = Refuse(self.front.actor, view.item.id, view.item.version, dialog.reason)
            after = partial(self._refused, slip=dialog.slip.isChecked())
            self._run(refuse, command, after, view)

    @Slot(object)
    def on_paper(self, asked: Asked) -> None:
        """Ask who signed on paper, when, and for the scan."""
        view = self._view
        if view is None or self.busy:
            return
        dialog = PaperSignDialog(
            self.front.words, view.item.title, asked.signatories, self.front.desk.today(), self._widget
        )
        signer = dialog.signer
        if self._answered(dialog) and signer.value is not None and dialog.scan is not None:
            wish = PaperWish(self.front.actor, view.item.id, view.item.version, signer.value.id, dialog.signed_on,
                             dialog.scan)
            self._run(record_paper, wish, partial(self._said, "signing.done.paper"), view)

    @Slot(int)
    def on_finished(self, job: int) -> None:
        """The act is over, well or not."""
        if job == self._job:
            self._job = None
            self.busy_changed.emit()

    def _ready(self) -> bool:
        return self._view is not None and not self.busy

    def _answered(self, dialog: QDialog) -> bool:
        answered = bool(dialog.exec())
        dialog.deleteLater()
        return answered and not self.busy

    def _sign(self) -> None:
        view, session = self._view, self.front.session
        if view is not None and session is not None:
            command = Sign(self.front.actor, view.item.id, view.item.version, session.signer)
            self._run(sign, command, partial(self._said, "signing.done"), view)

    def _sign_amended(self, changes: tuple[Change, ...], reason: str) -> None:
        view, session = self._view, self.front.session
        if view is not None and session is not None:
            command = SignWithAmendments(self.front.actor, view.item.id, view.item.version, session.signer, changes,
                                         reason)
            self._run(sign_with_amendments, command, partial(self._said, "signing.done.amended"), view)

    def _run(self, handler: Callable[[Desk, Any], Any], command: object, after: Callable[..., None],
             view: ItemView) -> None:
        title = self.front.words("signing.working", title=view.item.title)
        self._job = self.front.do(self, handler, command, partial(after, view.item), item=view.item.id, title=title)
        self.busy_changed.emit()

    def _said(self, key: str, item: Item, _result: object) -> None:
        self.front.say("green", key, title=item.title)

    def _refused(self, item: Item, _result: object, *, slip: bool) -> None:
        self.front.say("green", "signing.done.refused", title=item.title)
        if slip:
            self.forms.save_slip(item.id)


def _asked(desk: Desk) -> Asked:
    """Phrases that cannot be read must keep nobody from returning an item: then there are none."""
    with desk.uow("", writing=False) as uow:
        signatories = tuple(user for user in uow.users.find() if may(user, Permission.ITEM_SIGN))
    try:
        phrases = desk.forms.phrases("refuse")
    except TemplateUnusable:
        phrases = {}
    return Asked(signatories, phrases)
