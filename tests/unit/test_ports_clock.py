"""A sample office's clock: its own days, at the pace of the machine's."""

from datetime import UTC, datetime, timedelta

from reviewer_app.ports.clock import SHANGHAI, ShiftedClock, SystemClock


def test_it_begins_where_it_is_set_and_goes_on():
    start = datetime(2018, 6, 21, 9, tzinfo=SHANGHAI)
    clock = ShiftedClock(start)
    first, second = clock.now(), clock.now()
    assert start <= first <= second < start + timedelta(minutes=1)
    assert first.tzinfo is UTC


def test_it_keeps_the_machines_pace():
    clock, machine = ShiftedClock(datetime(2018, 6, 21, tzinfo=UTC)), SystemClock()
    apart = machine.now() - clock.now()
    assert abs((machine.now() - clock.now()) - apart) < timedelta(seconds=10)
