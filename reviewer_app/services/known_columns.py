"""Columns that people name must stand in the catalogue: a typing error would else lead nowhere, unseen."""

from collections.abc import Iterable

from reviewer_app.domain.errors import NotFound
from reviewer_app.services.desk import Desk


def require_columns(desk: Desk, columns: Iterable[str | None]) -> None:
    """Raise `NotFound` for the first leaf the catalogue does not have; None is no column and passes."""
    for column in columns:
        if column is not None and desk.toolbox.catalogue.column(column) is None:
            raise NotFound(what="thing.column", id=column)
