"""The worker that holds the model: the real one, one that dies, one that stalls, one that answers nonsense."""

import sys

import pytest

from documents import text_document
from reviewer_app.bootstrap.tools import NamingPool, document_desk
from reviewer_app.documents.name_worker import BATCH_CHARACTERS, NameWorker
from reviewer_app.domain.document import Document, UnreadReason
from reviewer_app.domain.errors import ReadingCancelled
from reviewer_app.ports.names import NamePassFailed
from reviewer_app.rules.loader import load_rules
from reviewer_app.services.name_pass import NamePass, read_with_names

TEXT = "昨日下午，刘志强和陈桂花在村口发生争执。"
WRONG = (
    "import sys; from reviewer_app.documents import messages as m; "
    "r = m.receive_request(sys.stdin.buffer); sys.stdin.buffer.read(r.length); "
    "m.send(sys.stdout.buffer, m.Names([[(0, 99)]]))"
)


def code(text: str) -> tuple[str, ...]:
    return (sys.executable, "-c", text)


def test_one_process_answers_again_and_again() -> None:
    worker = NameWorker()
    try:
        assert worker.find([TEXT]) == [[(5, 8), (9, 12)]]
        first = worker._worker.current
        assert worker.find(["无"] * 3 + [TEXT]) == [[], [], [], [(5, 8), (9, 12)]]
        assert worker._worker.current is first
    finally:
        worker.close()


@pytest.mark.parametrize("command", [code("pass"), code(WRONG)])
def test_a_worker_that_dies_or_answers_nonsense_fails_the_pass(command: tuple[str, ...]) -> None:
    worker = NameWorker(command=command)
    with pytest.raises(NamePassFailed):
        worker.find([TEXT])
    assert worker._worker.current is None
    worker.close()


def test_a_worker_that_stalls_is_ended() -> None:
    worker = NameWorker(command=code("import sys; sys.stdin.buffer.read()"), stall_seconds=0.2)
    with pytest.raises(NamePassFailed):
        worker.find([TEXT])
    assert worker._worker.current is None
    worker.close()


def test_a_pass_can_be_cancelled_and_the_worker_stays() -> None:
    worker = NameWorker()
    asked = iter([False, True])
    try:
        with pytest.raises(ReadingCancelled):
            worker.find(["字" * BATCH_CHARACTERS] * 3, cancelled=lambda: next(asked))
        assert worker.find([TEXT]) == [[(5, 8), (9, 12)]]
    finally:
        worker.close()


def test_a_closed_worker_starts_nothing() -> None:
    worker = NameWorker()
    worker.close()
    with pytest.raises(ReadingCancelled):
        worker.find([TEXT])
    assert worker._worker.current is None


def test_a_failed_pass_leaves_the_document_unread_and_without_names() -> None:
    worker = NameWorker(command=code("pass"))
    document: Document = NamePass(worker, lambda: load_rules().lexicons)(text_document(TEXT))
    worker.close()
    assert document.names is None
    assert [one.reason for one in document.unread] == [UnreadReason.NAME_PASS_FAILED]


def test_the_desk_finds_names_where_asked() -> None:
    desk = document_desk()
    try:
        assert isinstance(desk, NamingPool)
        assert desk.read(TEXT.encode(), "a.txt").document.names is None
        named = read_with_names(desk, TEXT.encode(), "a.txt").document
        assert [named.text[one.start : one.end] for one in named.names or ()] == ["刘志强", "陈桂花"]
    finally:
        desk.close()


def test_without_names_the_desk_only_reads() -> None:
    desk = document_desk(names=False)
    try:
        assert read_with_names(desk, TEXT.encode(), "a.txt").document.names is None
    finally:
        desk.close()
