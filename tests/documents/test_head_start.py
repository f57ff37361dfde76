"""The worker that is started before the program: taken over by the first desk, ended where nobody reads."""

from collections.abc import Iterator

import pytest

from reviewer_app.documents import head_start
from reviewer_app.documents.worker_pool import WorkerPool


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    yield
    assert head_start._early == []


def test_the_first_desk_takes_the_early_worker_and_reads_with_it() -> None:
    head_start.begin()
    early = head_start._early[0]
    with WorkerPool() as desk:
        assert [worker.pid for worker in desk._idle] == [early.pid]
        assert desk.read("通知".encode(), "a.txt").document.text == "通知"
    assert early.poll() is not None


def test_a_worker_that_nobody_took_is_ended() -> None:
    head_start.begin()
    early = head_start._early[0]
    head_start.end()
    assert early.poll() is not None


def test_another_command_starts_its_own() -> None:
    head_start.begin()
    other = (*head_start.worker_command(), "--other")
    process = head_start.take(other)
    assert process is not head_start._early[0]
    process.kill()
    process.communicate()
    head_start.end()
