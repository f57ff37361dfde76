"""Going back a release loses no row, at whatever step one stands in its way."""

from contextlib import closing
from pathlib import Path

import pytest

import homes
from db import schema
from reviewer_app.domain.errors import DowngradeLosesRows
from reviewer_app.services.verify_log import verify_log


def test_going_back_keeps_the_office_s_own_rules_and_policies(tmp_path: Path) -> None:
    with closing(homes.new_store(tmp_path / "home")) as store:
        homes.populate(store)
        homes.own_ways(store.uow)
        with pytest.raises(DowngradeLosesRows):
            schema.downgrade(store.around.engine, "0004")
        assert schema.current(store.around.engine) == schema.HEAD
        assert verify_log(store.log).ok
