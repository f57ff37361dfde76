"""Bytes and what was read of them."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base, proven, working


class BlobRow(Base):
    """Content-addressed bytes. The log commits to id, hash and size; the bytes answer to the hash.

    The one content table without a delete trigger: erasing takes the row away, with an entry that says so.
    """

    __tablename__ = "blobs"
    __table_args__ = proven()
    id: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary, info={"uncommitted": True})


class TextRow(Base):
    """The encoded document of a part, so that it is not read again."""

    __tablename__ = "texts"
    __table_args__ = working()
    part: Mapped[str] = mapped_column(primary_key=True)
    payload: Mapped[bytes] = mapped_column(LargeBinary)
