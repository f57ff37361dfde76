"""What the database says went wrong, as errors that a person can act on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError

from db.engine import DriverError
from reviewer_app.domain.errors import (
    AuthorMayNot,
    DatabaseBusy,
    DatabaseDamaged,
    Fault,
    IllegalTransition,
    ReviewerError,
    StorageFailed,
)

_PRIMARY: Final = 0xFF
"""The low byte of an SQLite result code is its kind; the rest is detail."""
_BUSY: Final = frozenset({5, 6})  # SQLITE_BUSY, SQLITE_LOCKED
_CONSTRAINT: Final = 19
_DAMAGED: Final = frozenset({11, 26})  # SQLITE_CORRUPT, SQLITE_NOTADB
_FAILED: Final = frozenset({8, 10, 13, 14})  # SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN

AUTHOR_MAY_NOT: Final = "author_may_not"
ILLEGAL_TRANSITION: Final = "illegal_transition"


class ConstraintFailed(Fault):
    """A constraint refused a row. `said` is SQLite's sentence: it names table and column, never a value."""

    def __init__(self, said: str) -> None:
        super().__init__(f"the database refused: {said}")
        self.said = said


@contextmanager
def translated() -> Iterator[None]:
    """Raise the domain's error for the driver's. SQLAlchemy's text would quote parameters and is not passed on."""
    try:
        yield
    except DBAPIError as error:
        raise meaning(error.orig) from None
    except DriverError as error:
        raise meaning(error) from None


def meaning(error: BaseException | None) -> ReviewerError | Fault:
    """The error of ours that says what the driver's error means."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    name = str(getattr(error, "sqlite_errorname", type(error).__name__))
    if code in _BUSY:
        return DatabaseBusy()
    if code in _DAMAGED:
        return DatabaseDamaged(detail=name)
    if code in _FAILED:
        return StorageFailed(detail=name)
    if str(error) == AUTHOR_MAY_NOT:
        return AuthorMayNot()
    if str(error) == ILLEGAL_TRANSITION:
        return IllegalTransition(state="—", wanted="—")
    return ConstraintFailed(str(error)) if code == _CONSTRAINT else Fault(f"the database refused: {name}")
