"""What lies in the database is checked when it is read; the rest of the promise is in test_store_contract."""


import pytest
from sqlalchemy import text

from db.repositories import SqlRepository, missing, repositories
from db.store import Store
from reviewer_app.domain.errors import DatabaseDamaged
from reviewer_app.text import say


def test_bytes_are_checked_on_every_read(store: Store) -> None:
    with store.around.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER guard_blobs_update"))
        connection.execute(text("UPDATE blobs SET data = x'00'"))
    with store.uow("u-draft", writing=False) as uow, pytest.raises(DatabaseDamaged):
        uow.blobs.get(uow.revisions.get("r1").parts[0].blob)


def test_a_row_that_is_no_value_is_damage(store: Store) -> None:
    with store.around.engine.begin() as connection:
        connection.execute(text("UPDATE items SET created_at = 'yesterday', version = version + 1"))
    with store.uow("u-draft", writing=False) as uow, pytest.raises(DatabaseDamaged):
        uow.items.get("i1")


def test_every_kind_has_a_name_for_people(store: Store) -> None:
    with store.uow("u-draft", writing=False) as uow:
        for name, repository in repositories(uow.work).items():
            assert isinstance(repository, SqlRepository)
            assert "\u4e00" <= say(str(missing(name, "x").values["what"]))[0] <= "\u9fff"
