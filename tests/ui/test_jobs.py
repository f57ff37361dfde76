"""The door to background work: late results are dropped, faults are named, lanes keep their order."""

import gc
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject

from reviewer_app.domain.errors import WrongPassword
from ui.jobs import CROWD, JobRunner, Lane

pytestmark = pytest.mark.usefixtures("qapp")

PATIENCE = 10


@pytest.fixture
def jobs():
    runner = JobRunner()
    yield runner
    runner.close()


class Owner(QObject):
    """A page as far as jobs know one."""

    def __init__(self):
        super().__init__()
        self.got = []

    def take(self, result):
        self.got.append(result)


def held(started, go, result="late"):
    def work(_control):
        started.set()
        assert go.wait(PATIENCE)
        return result

    return work


def after_everything(jobs, qtbot):
    """Let whatever was on its way arrive: a later job of the same lane is answered after it."""
    last = Owner()
    jobs.run(last, lambda _control: "end", last.take, lane=Lane.WRITE)
    qtbot.waitUntil(lambda: last.got == ["end"])


def test_a_result_reaches_its_owner_in_the_gui_thread(jobs, qtbot):
    owner = Owner()
    jobs.run(owner, lambda _control: 7, owner.take)
    qtbot.waitUntil(lambda: owner.got == [7])


def test_a_late_result_of_a_closed_page_is_dropped(jobs, qtbot):
    owner, started, go = Owner(), Event(), Event()
    jobs.run(owner, held(started, go), owner.take, lane=Lane.WRITE)
    assert started.wait(PATIENCE)
    jobs.cancel_owned(owner)
    go.set()
    after_everything(jobs, qtbot)
    assert owner.got == []


def test_a_destroyed_page_gets_nothing_and_stops_nothing(jobs, qtbot):
    owner, started, go, got = Owner(), Event(), Event(), []
    jobs.run(owner, held(started, go), got.append, lane=Lane.WRITE)
    assert started.wait(PATIENCE)
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    go.set()
    after_everything(jobs, qtbot)
    assert got == []
    assert not jobs.busy


def test_a_result_already_on_its_way_is_dropped_too(jobs, qtbot):
    owner, done = Owner(), Event()

    def work(_control):
        done.set()
        return "early"

    number = jobs.run(owner, work, owner.take, lane=Lane.WRITE)
    assert done.wait(PATIENCE)
    jobs.cancel(number)
    after_everything(jobs, qtbot)
    assert owner.got == []


def test_an_error_of_the_world_reaches_its_owner(jobs, qtbot):
    owner = Owner()

    def work(_control):
        raise WrongPassword

    jobs.run(owner, work, None, owner.take)
    qtbot.waitUntil(lambda: bool(owner.got))
    assert isinstance(owner.got[0], WrongPassword)


@pytest.mark.expects_log("ui.jobs")
def test_our_own_fault_is_named_without_its_text(jobs, qtbot, caplog):
    owner = Owner()

    def work(_control):
        message = "张三的身份证号"
        raise ValueError(message)

    with qtbot.waitSignal(jobs.faulted) as faulted:
        jobs.run(owner, work, None, owner.take)
    assert faulted.args == ["ValueError"]
    assert "张三" not in caplog.text


def test_writes_are_done_one_after_the_other(jobs, qtbot):
    owner = Owner()
    for number in range(20):
        jobs.run(owner, lambda _control, number=number: number, owner.take, lane=Lane.WRITE)
    qtbot.waitUntil(lambda: len(owner.got) == 20)
    assert owner.got == list(range(20))


def test_closing_finishes_the_writes_that_were_begun():
    runner, started, go, written = JobRunner(), Event(), Event(), []
    owner = Owner()

    def work(control):
        held(started, go)(control)
        written.append("whole")

    runner.run(owner, work, lane=Lane.WRITE)
    assert started.wait(PATIENCE)
    go.set()
    runner.close()
    assert written == ["whole"]


def test_cycles_are_collected_in_the_gui_thread_alone(qtbot):
    """A closed page's widgets must not be destroyed by a worker that happens to allocate."""
    threads = []
    limits = gc.get_threshold()
    gc.enable()  # an in-process test of the worker may have left it off; the runner restores what it finds
    gc.set_threshold(200, 5, 5)
    runner = JobRunner()

    class Cycle:
        def __init__(self):
            self.me = self

        def __del__(self):
            threads.append(current_thread())

    def work(_control):
        for _ in range(2000):
            Cycle()
        return "made"

    owner = Owner()
    try:
        runner.run(owner, work, owner.take)
        qtbot.waitUntil(lambda: owner.got == ["made"])
        qtbot.waitUntil(lambda: len(threads) > 0)
    finally:
        runner.close()
        gc.set_threshold(*limits)
    assert set(threads) == {main_thread()}
    assert gc.isenabled()


def test_a_crowd_that_came_at_once_is_set_aside_and_not_looked_through():
    runner = JobRunner()
    try:
        before = gc.get_freeze_count()
        few = [[] for _ in range(CROWD // 4)]
        runner._collector.collect()
        assert gc.get_freeze_count() == before
        crowd = [[] for _ in range(CROWD + 10)]
        runner._collector.collect()
        assert gc.get_freeze_count() >= before + len(crowd) + len(few)
    finally:
        runner.close()
        gc.unfreeze()
