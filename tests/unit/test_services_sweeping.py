"""Sweeping an outlet: only what is no longer public goes."""

from datetime import timedelta

import pytest

from release_office import release_office
from reviewer_app.services.queueing import Withdraw, withdraw
from reviewer_app.services.sweeping import sweep_outlets
from reviewer_app.services.withdrawing import TakeDown, take_down


@pytest.fixture
def office(tmp_path):
    with release_office(tmp_path) as made:
        yield made


def test_nothing_is_swept_while_it_is_public_or_waits(office):
    entry = office.delivered()
    (office.outlet / f".{office.queued().id}.part").mkdir()
    assert sweep_outlets(office.desk) == ()
    assert (office.outlet / entry.id).is_dir()


def test_an_office_that_never_delivered_has_nothing_to_sweep(office):
    office.queued()
    assert sweep_outlets(office.desk) == ()


def test_a_package_that_came_back_after_its_take_down_goes(office):
    entry = office.delivered()
    take_down(office.desk, TakeDown(office.reviewer.id, entry.id, entry.version))
    for left in (entry.id, f".{entry.id}.gone", f".{entry.id}.part"):
        (office.outlet / left / "files").mkdir(parents=True)
    assert sweep_outlets(office.desk) == (entry.id,)
    assert list(office.outlet.iterdir()) == []


def test_a_delivery_that_was_never_recorded_goes_once_its_entry_is_withdrawn(office):
    entry = office.queued()
    (office.outlet / entry.id).mkdir(parents=True)
    office.clock.forward(timedelta(minutes=1))
    item = office.item_of(entry.item)
    withdraw(office.desk, Withdraw(office.publisher.id, item.id, item.version, "时机不对"))
    assert sweep_outlets(office.desk) == (entry.id,)
    assert not (office.outlet / entry.id).exists()
