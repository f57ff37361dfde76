"""What all tables share: the declarative base, column types, constraint names, and the declaration of the ledger.

A column is named as the field it holds (`db.mapping`). A table is *proven* (the log commits to each of its rows) or
*working* (derivable or erasable); one that says neither fails a test.
"""

from enum import StrEnum
from typing import Annotated, Any, ClassVar, Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, mapped_column

_NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The declarative base of all tables."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text, int: Integer}


class Ledger(StrEnum):
    """Whether the log answers for a table."""

    PROVEN = "proven"
    WORKING = "working"


Serial = Annotated[int, mapped_column(Integer, primary_key=True)]
"""The order rows were added in. It is committed too: which disposition is the latest depends on it."""

Id = Annotated[str, mapped_column(unique=True)]
Json = Annotated[str, mapped_column()]
"""Canonical JSON text (RFC 8785)."""
Instant = Annotated[str, mapped_column()]
"""UTC, `YYYY-MM-DDTHH:MM:SS.ffffffZ`."""
Day = Annotated[str, mapped_column()]
"""`YYYY-MM-DD`."""

# Deferred: within one act rows may come in any order; at its end every reference must hold.
ItemId = Annotated[
    str, mapped_column(ForeignKey("items.id", deferrable=True, initially="DEFERRED"), index=True)
]
RevisionId = Annotated[str, mapped_column(ForeignKey("revisions.id", deferrable=True, initially="DEFERRED"))]
UserId = Annotated[str, mapped_column(ForeignKey("users.id", deferrable=True, initially="DEFERRED"), index=True)]
PublicVersionId = Annotated[
    str, mapped_column(ForeignKey("public_versions.id", deferrable=True, initially="DEFERRED"))
]
QueueId = Annotated[str, mapped_column(ForeignKey("queue.id", deferrable=True, initially="DEFERRED"), index=True)]
WithdrawalId = Annotated[
    str, mapped_column(ForeignKey("withdrawals.id", deferrable=True, initially="DEFERRED"), index=True)
]

CheckpointId = Annotated[
    str, mapped_column(ForeignKey("checkpoints.id", deferrable=True, initially="DEFERRED"), index=True)
]

TableItem = CheckConstraint | UniqueConstraint | Index


def proven(*items: TableItem) -> tuple[Any, ...]:
    """The table arguments of a table that the log commits to."""
    return (*items, {"info": {"ledger": Ledger.PROVEN}})


def working(*items: TableItem, **options: object) -> tuple[Any, ...]:
    """The table arguments of a table that is derivable or erasable."""
    return (*items, {"info": {"ledger": Ledger.WORKING}, **options})


def is_proven(table: Table) -> bool:
    """Whether the log commits to the table's rows; raises `KeyError` for a table that does not say."""
    return Ledger(table.info["ledger"]) is Ledger.PROVEN


def one_of(column: str, enum: type[StrEnum]) -> CheckConstraint:
    """The column holds a value of the enum (or null, where null may stand)."""
    values = ", ".join(f"'{one.value}'" for one in enum)
    return CheckConstraint(f"{column} IN ({values})", name=column)
