"""One generic repository for every kind of domain value, and those of bytes and texts.

A change goes to the database and into the draft of the next log entry in one place, so that none is forgotten.
"""

from dataclasses import replace
from hashlib import sha256
from typing import Any, Generic, TypeVar

from sqlalchemy import Table, delete, insert, select, update

from db.failures import ConstraintFailed
from db.kinds import BLOBS, KINDS
from db.mapping import field_names, from_row, to_row
from db.tables import Base, BlobRow, TextRow
from db.work import Work
from reviewer_app.domain.errors import DatabaseDamaged, Fault, IllegalTransition, NotFound
from reviewer_app.ports.log import Row
from reviewer_app.ports.store import BlobRef, Ids

T = TypeVar("T")


def missing(name: str, id_: str) -> NotFound:
    """The error for something that is not there, in the user's words."""
    return NotFound(what=f"store.kind.{name}", id=id_)


class SqlRepository(Generic[T]):
    """`Repository` of one kind over its table."""

    def __init__(self, work: Work, name: str, kind: type[T]) -> None:
        self._work = work
        self._name = name
        self._kind = kind
        self._table: Table = Base.metadata.tables[name]

    def get(self, id_: str, version: int | None = None) -> T:
        """The value with that id; raises `NotFound`, or `StaleDecision` where its version is another."""
        row = self._row(id_)
        if row is None:
            raise missing(self._name, id_)
        if version is not None and row["version"] != version:
            raise self._work.stale(self._name, id_, row)
        return from_row(self._kind, row)

    def add(self, value: T) -> None:
        """Keep a new value."""
        row = to_row(value)
        try:
            serial = self._work.write(insert(self._table).returning(self._table.c.serial), row).scalar_one()
        except ConstraintFailed as refused:
            if self._name == "reviews" and "reviews.item" in refused.said:
                self._refuse_second_review(row)
            raise
        self._work.draft.added(self._name, row["id"], {"serial": serial, **row})
        self._work.touch(self._name, row)

    def replace(self, value: T) -> T:
        """Write a changed value if the stored version is still that of `value`; returns it with version + 1."""
        names = field_names(self._kind_any)
        if "version" not in names:
            message = f"{self._name} are written once"
            raise Fault(message)
        seen = to_row(value)
        changed: Any = replace(value, version=seen["version"] + 1)  # type: ignore[type-var]  # T is a dataclass
        table = self._table
        statement = (
            update(table)
            .where(table.c.id == seen["id"], table.c.version == seen["version"])
            .values({name: column for name, column in to_row(changed).items() if name != "id"})
            .returning(table.c.serial)
        )
        try:
            serial = self._work.write(statement).scalar()
        except IllegalTransition:
            raise IllegalTransition(state=self._stored(seen["id"])["state"], wanted=seen["state"]) from None
        if serial is None:
            raise self._work.stale(self._name, seen["id"], self._stored(seen["id"]))
        self._work.draft.changed(self._name, seen["id"], {"serial": serial, **to_row(changed)})
        self._work.touch(self._name, seen)
        return changed  # type: ignore[no-any-return]

    def find(self, **equal: str | int | None) -> tuple[T, ...]:
        """All values whose fields equal the given ones, in the order they were added."""
        table = self._table
        unknown = equal.keys() - set(field_names(self._kind_any))
        if unknown:
            message = f"{self._name} have no field {', '.join(sorted(unknown))}"
            raise Fault(message)
        statement = select(table).order_by(table.c.serial)
        for name, value in equal.items():
            statement = statement.where(table.c[name].is_(None) if value is None else table.c[name] == value)
        rows = self._work.execute(statement).mappings()
        return tuple(from_row(self._kind, dict(row)) for row in rows)

    @property
    def _kind_any(self) -> Any:  # noqa: ANN401 - typeshed does not see that a class can be hashed
        return self._kind

    def _row(self, id_: str) -> Row | None:
        found = self._work.execute(select(self._table).where(self._table.c.id == id_)).mappings().first()
        return dict(found) if found else None

    def _stored(self, id_: str) -> Row:
        row = self._row(id_)
        if row is None:
            raise missing(self._name, id_)
        return row

    def _refuse_second_review(self, row: Row) -> None:
        """Tell who has the review open."""
        table = self._table
        statement = select(table).where(table.c.item == row["item"], table.c.closed_at.is_(None))
        for found in self._work.execute(statement).mappings():
            raise self._work.stale(self._name, found["id"], dict(found))


class SqlBlobs:
    """`Blobs`: bytes by content."""

    def __init__(self, work: Work, ids: Ids) -> None:
        self._work = work
        self._ids = ids

    def put(self, data: bytes) -> BlobRef:
        """Keep bytes; the same bytes are kept once."""
        digest = sha256(data).hexdigest()
        known = self._work.execute(select(BlobRow.id).where(BlobRow.sha256 == digest)).scalar()
        if known is not None:
            return BlobRef(known, digest, len(data))
        row: Row = {"id": self._ids(), "sha256": digest, "size": len(data)}
        self._work.write(insert(BlobRow), {**row, "data": data})
        self._work.draft.added(BLOBS, row["id"], row)
        return BlobRef(**row)

    def get(self, id_: str) -> bytes:
        """The bytes; raises `NotFound`, or `DatabaseDamaged` where they do not match their hash."""
        found = self._work.execute(select(BlobRow.data, BlobRow.sha256).where(BlobRow.id == id_)).first()
        if found is None:
            raise missing(BLOBS, id_)
        if sha256(found.data).hexdigest() != found.sha256:
            raise DatabaseDamaged(detail=BLOBS)
        return bytes(found.data)


class SqlTexts:
    """`Texts`: encoded documents by part."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def put(self, part: str, payload: bytes) -> None:
        """Keep the encoded document of a part, replacing an older copy."""
        self._work.write(delete(TextRow).where(TextRow.part == part))
        self._work.write(insert(TextRow), {"part": part, "payload": payload})

    def get(self, part: str) -> bytes | None:
        """The encoded document of a part, or None."""
        return self._work.execute(select(TextRow.payload).where(TextRow.part == part)).scalar()


def repositories(work: Work) -> dict[str, SqlRepository[Any]]:
    """A repository for every kind, by name."""
    return {name: SqlRepository(work, name, kind) for name, kind in KINDS.items()}
