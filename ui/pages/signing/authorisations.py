"""书面授权: which reviewers may pass and sign in one act; grant and revoke."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from reviewer_app.domain.actors import Authorisation, Permission, User, may
from reviewer_app.ports.read_models import Rows
from reviewer_app.services.authorise import Authorise, Revoke, authorise, revoke
from reviewer_app.services.desk import Desk
from ui.actions.front import Front
from ui.actions.kept_text import KeptText
from ui.dialogs.reason import confirmed
from ui.dialogs.rows_table import table_of
from ui.dialogs.sign_authorise import AuthoriseDialog
from ui.models.item_rows import leaf_title
from ui.models.rows import RowsModel
from ui.models.signing_rows import AuthorisationLine, authorisation_columns


@dataclass(frozen=True, slots=True)
class Authorised:
    """The authorisations, newest first, and the reviewers that one can be given to."""

    lines: tuple[AuthorisationLine, ...]
    reviewers: tuple[User, ...]


class AuthorisationsPanel(QWidget):
    """A list with two buttons; whether it may be is the use cases' business."""

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = front.words
        self.front = front
        self._reviewers: tuple[User, ...] = ()
        self._title = partial(leaf_title, front.desk.toolbox.catalogue)
        self.model: RowsModel[AuthorisationLine] = RowsModel(
            authorisation_columns(words, front.desk.today, self._title), self
        )
        self.table = self._table()
        self.grant = QPushButton(words("authorise.new"), self)
        self.revoke = QPushButton(words("authorise.revoke"), self)
        self.revoke.setProperty("kind", "danger")
        hint = QLabel(words("authorise.about"), self)
        hint.setProperty("hint", "true")
        hint.setWordWrap(True)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.revoke)
        below.addWidget(self.grant)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 8, 0, 0)
        column_.addWidget(hint)
        column_.addWidget(self.table, 1)
        column_.addLayout(below)
        self.table.selectionModel().selectionChanged.connect(self.refresh)
        self.grant.clicked.connect(self.on_grant)
        self.revoke.clicked.connect(self.on_revoke)
        self.refresh()

    def reload(self) -> None:
        """Read them again."""
        self.front.ask(self, partial(_authorised, self.front.desk), self.on_read)

    @Slot(object)
    def on_read(self, found: Authorised) -> None:
        """Show them."""
        self._reviewers = found.reviewers
        self.model.restart(Rows(found.lines, None))
        self.refresh()

    @Slot()
    def refresh(self, *_args: object) -> None:
        """Only one in force, or still to come, can be revoked."""
        line = self.model.row(self.table.currentIndex())
        self.revoke.setEnabled(
            line is not None and line.standing(self.front.desk.today()) in {"in_force", "future"}
        )
        self.grant.setEnabled(bool(self._reviewers))

    @Slot()
    def on_grant(self) -> None:
        """Ask, then grant."""
        columns = [(one.id, f"{one.id}　{one.title}") for one in self.front.desk.toolbox.catalogue.columns]
        dialog = AuthoriseDialog(self.front.words, self._reviewers, columns, self.front.desk.today(), self)
        KeptText.of_dialog(self.front, "authorise", dialog)
        if dialog.exec() and dialog.grantee.value is not None:
            start, end = dialog.period
            command = Authorise(self.front.actor, dialog.grantee.value.id, dialog.chosen, start, end,
                                dialog.document.text().strip())
            self.front.do(self, authorise, command, self.on_granted)
        dialog.deleteLater()

    @Slot()
    def on_revoke(self) -> None:
        """Ask once more, then revoke."""
        line = self.model.row(self.table.currentIndex())
        if line is not None:
            one = line.authorisation
            text = self.front.words("authorise.confirm", name=line.grantee, document=one.document)
            if confirmed(self.front.words, self, text):
                self.front.do(self, revoke, Revoke(self.front.actor, one.id, one.version), self.on_revoked)

    @Slot(object)
    def on_granted(self, one: Authorisation) -> None:
        """Say until when."""
        self.front.say("green", "authorise.granted", document=one.document, until=one.valid_until.isoformat())

    @Slot(object)
    def on_revoked(self, one: Authorisation) -> None:
        """Say so."""
        self.front.say("green", "authorise.revoked.done", document=one.document)

    def _table(self) -> QTableView:
        words = self.front.words
        return table_of(self.model, words("authorise.list"), self, empty=words("empty.authorise"))


def _authorised(desk: Desk) -> Authorised:
    with desk.uow("", writing=False) as uow:
        users = {user.id: user for user in uow.users.find()}
        found = uow.authorisations.find()
    lines = tuple(
        AuthorisationLine(one, _name(users, one.grantee), _name(users, one.grantor)) for one in reversed(found)
    )
    return Authorised(lines, tuple(user for user in users.values() if may(user, Permission.ITEM_PASS)))


def _name(users: dict[str, User], id_: str) -> str:
    return users[id_].name if id_ in users else id_
