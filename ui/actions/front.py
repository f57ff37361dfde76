"""The front that pages talk to: the session, commands, queries, and the one `changed` signal (house style 22).

A page never calls the store: it hands a frozen command and its handler to `do`, which runs it in the write lane,
or a read to `ask`. After a command one signal names what moved and each page decides whether to reload.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from reviewer_app.domain.actors import Permission, User
from reviewer_app.domain.errors import KeyLocked, ReviewerError
from reviewer_app.ports.log import Vault
from reviewer_app.ports.read_models import ReadModels
from reviewer_app.ports.signing import Signer
from reviewer_app.services.desk import Desk
from ui.actions.preferences import Preferences
from ui.jobs import JobControl, JobRunner, Lane
from ui.models.days import Days
from ui.text import Words

T = TypeVar("T")
C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Session:
    """Who is at the desk, with the unlocked key (locked again by itself after at most 15 minutes)."""

    user: User
    signer: Signer


class Front(QObject):
    """Everything a page may use."""

    changed = Signal(str)
    """Something about this item (its id, "" for something that is no item) was committed."""

    session_changed = Signal()
    said = Signal(str, str)
    """A message for the user: level ("green", "amber", "red") and the finished sentence."""

    open_item = Signal(str)
    """Show this item on the page that fits its state and the person's role."""

    verified = Signal(object)
    """The log was verified: the `OfficeReport`; the window's top line shows what came of it."""

    key_changed = Signal()
    """The key of the person at the desk was locked or unlocked; the session is the same."""

    def __init__(
        self, desk: Desk, reads: ReadModels, jobs: JobRunner, words: Words, parent: QObject | None = None,
        *, vault: Vault | None = None, preferences: Preferences | None = None,
    ) -> None:
        super().__init__(parent)
        self.vault = vault
        self.preferences = preferences or Preferences(parent=self)
        self.desk = desk
        self.reads = reads
        self.jobs = jobs
        self.words = words
        self.days = Days(words, desk.today, lambda: desk.toolbox.calendar)
        self._session: Session | None = None

    @property
    def session(self) -> Session | None:
        """Who is logged in, or None."""
        return self._session

    def log_in(self, session: Session | None) -> None:
        """Begin or end a session; ending it locks the key."""
        before = self._session
        if before is not None and (session is None or session.signer is not before.signer):
            before.signer.lock()
        self._session = session
        self.session_changed.emit()

    def renew(self, session: Session) -> None:
        """The same person unlocked the key again: pages stay as they are."""
        self._session = session
        self.key_changed.emit()

    def lock(self) -> None:
        """Lock the key; whoever sits at the desk has to give the password before anything is signed."""
        if self._session is not None:
            self._session.signer.lock()
            self.key_changed.emit()

    @property
    def actor(self) -> str:
        """The acting person's id; raises `KeyLocked` where nobody is logged in."""
        if self._session is None:
            raise KeyLocked
        return self._session.user.id

    def may(self, permission: Permission) -> bool:
        """Whether to show something at all; the use case decides again."""
        return self._session is not None and permission in self._session.user.grants()

    def do(
        self,
        owner: QObject,
        handler: Callable[[Desk, C], T],
        command: C,
        on_done: Callable[[T], None] | None = None,
        *,
        item: str = "",
        title: str = "",
    ) -> int:
        """Run a use case in the write lane; errors are said, success tells everybody what moved."""

        def work(_control: JobControl) -> T:
            return handler(self.desk, command)

        def done(result: T) -> None:
            self.changed.emit(item)
            if on_done is not None:
                on_done(result)

        return self.jobs.run(owner, work, done, self.complain, lane=Lane.WRITE, title=title)

    def ask(self, owner: QObject, read: Callable[[], T], on_done: Callable[[T], None], *, title: str = "") -> int:
        """Run a read in the read lane."""

        def work(_control: JobControl) -> T:
            return read()

        return self.jobs.run(owner, work, on_done, self.complain, lane=Lane.READ, title=title)

    def complain(self, error: ReviewerError) -> None:
        """Say an error: what happened, what was kept, what to do."""
        self.said.emit("red", self.words.error(error))

    def say(self, level: str, key: str, **values: Any) -> None:  # noqa: ANN401 - values of a text
        """Say something to the user."""
        self.said.emit(level, self.words(key, **values))
