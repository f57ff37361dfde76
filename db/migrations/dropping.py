"""Going back a release: tables that the older form does not have go, but never with rows in them."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

from reviewer_app.domain.errors import DowngradeLosesRows


def drop_empty(tables: Iterable[str], revision: str) -> None:
    """Drop the tables of one migration; `DowngradeLosesRows` where any has a row: the log names each of them."""
    names = tuple(tables)
    rows = sum(op.get_bind().scalar(sa.text(f"SELECT count(*) FROM {name}")) or 0 for name in names)  # noqa: S608 - our own names
    if rows:
        raise DowngradeLosesRows(revision=revision, rows=rows)
    for name in names:
        op.drop_table(name)
