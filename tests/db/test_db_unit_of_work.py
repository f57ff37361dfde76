"""What only the real unit of work can do wrong."""


import pytest
from sqlalchemy import text

from db.store import Store
from db.unit_of_work import SqlUnitOfWork
from db.work import NOBODY
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import Fault, StaleDecision


def test_is_entered_once(store: Store) -> None:
    uow = SqlUnitOfWork(store.around, "u-draft")
    with uow, pytest.raises(Fault), uow:
        pass


def test_is_not_used_after_it_ended(store: Store) -> None:
    uow = SqlUnitOfWork(store.around, "u-draft")
    with uow:
        uow.record(AuditAction.OFFICE_CHANGE)
        uow.commit()
        with pytest.raises(Fault):
            uow.commit()
    with pytest.raises(Fault):
        uow.record(AuditAction.OFFICE_CHANGE)
    with pytest.raises(Fault):
        SqlUnitOfWork(store.around, "u-draft").record(AuditAction.OFFICE_CHANGE)


def test_a_stale_decision_names_the_actor_where_he_is_no_user(store: Store) -> None:
    with store.uow("system") as uow:
        uow.offices.replace(uow.offices.get("o1"))
        uow.record(AuditAction.OFFICE_CHANGE)
        uow.commit()
    with store.uow("u-admin") as uow, pytest.raises(StaleDecision) as stale:
        uow.offices.get("o1", version=1)
    assert stale.value.values == {"who": "system", "when": "2018-06-21 09:00", "state": NOBODY}


def test_a_stale_decision_without_a_trace(store: Store) -> None:
    with store.around.engine.begin() as connection:
        connection.execute(text("DELETE FROM audit_salts"))
    with store.uow("u-admin") as uow, pytest.raises(StaleDecision) as stale:
        uow.offices.get("o1", version=9)
    assert stale.value.values == {"who": NOBODY, "when": NOBODY, "state": NOBODY}
