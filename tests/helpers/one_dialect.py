"""All stores of a test process share what SQLAlchemy compiles: a fifth of such a test's time otherwise."""

from typing import Any

import pysqlite3
import pytest
from sqlalchemy import Engine, create_engine

import db.engine


def share(patch: pytest.MonkeyPatch) -> None:
    """Give every engine that `db.engine` makes one dialect and one cache of compiled statements."""
    first = create_engine("sqlite+pysqlite://", module=pysqlite3)
    first.connect().close()  # a dialect is made ready by its first connection
    first.dispose()

    def made(*arguments: Any, **options: Any) -> Engine:
        engine = create_engine(*arguments, **options)
        engine.dialect = first.dialect
        engine._compiled_cache = first._compiled_cache
        return engine

    patch.setattr(db.engine, "create_engine", made)
