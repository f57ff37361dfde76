"""The protocol of the worker: frames there and back, and what is not one."""

import io

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.documents import messages, worker_side
from reviewer_app.documents.head_start import worker_command
from reviewer_app.documents.messages import (
    Blocks,
    Done,
    Failure,
    Hello,
    PageRequest,
    Progress,
    ReadRequest,
    Reply,
    Request,
    Shown,
    WriteRequest,
    Written,
)
from reviewer_app.domain.document import Block, BlockKind, Box, FileKind, Place, Unread, UnreadReason
from reviewer_app.domain.page_layout import PageLayout
from reviewer_app.domain.public_version import ColumnCut, PublicPlan, RowCut, SpanEdit, TableCut

PLACE = st.builds(
    Place,
    part=st.none() | st.text(max_size=8),
    page=st.none() | st.integers(1, 9),
    boxes=st.lists(st.builds(Box, *[st.floats(0, 900, allow_nan=False)] * 4), max_size=2).map(tuple),
    sheet=st.none() | st.text(max_size=8),
    cell=st.none() | st.just("C12"),
    row=st.none() | st.integers(1, 9),
    column=st.none() | st.integers(1, 9),
    table=st.none() | st.integers(1, 9),
)
BLOCK = st.builds(
    Block, st.text(max_size=20), st.sampled_from(BlockKind), PLACE, st.none() | st.text(max_size=5), st.booleans()
)
SIDES = st.floats(0, 900, allow_nan=False)
BOXES = st.builds(Box, SIDES, SIDES, SIDES, SIDES)
REPLIES = st.one_of(
    st.builds(Hello, st.lists(st.text(max_size=5), max_size=3)),
    st.builds(Blocks, st.lists(BLOCK, max_size=5)),
    st.builds(Progress, st.integers(0, 9), st.integers(0, 9)),
    st.builds(
        Done,
        st.sampled_from(FileKind),
        st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3),
        st.lists(st.builds(Unread, PLACE, st.sampled_from(UnreadReason)), max_size=3),
    ),
    st.builds(Written, st.binary(max_size=50)),
    st.builds(Shown, st.binary(max_size=9), st.builds(PageLayout, SIDES, SIDES, st.tuples(st.tuples(BOXES, BOXES)))),
    st.builds(
        Failure, st.text(max_size=9), st.dictionaries(st.text(max_size=5), st.text(max_size=5) | st.integers(0, 9))
    ),
)
PLAN = PublicPlan(
    (SpanEdit(1, 2, "某"),), (ColumnCut(3, table=1),), (RowCut(2, sheet="甲"),), (TableCut(1, notice="略"),)
)
REQUESTS: list[Request] = [
    ReadRequest("a.docx", 5), WriteRequest("a.docx", 5, PLAN), PageRequest("a.pdf", 5, 1, 144),
]  # fmt: skip


@given(st.lists(REPLIES, max_size=4))
def test_replies_arrive_as_sent(replies: list[Reply]) -> None:
    pipe = io.BytesIO()
    for reply in replies:
        messages.send(pipe, reply)
    pipe.seek(0)
    assert [messages.receive_reply(pipe) for _ in replies] == replies
    assert messages.receive_reply(pipe) is None


@pytest.mark.parametrize("request_", REQUESTS)
def test_requests_arrive_as_sent(request_: Request) -> None:
    pipe = io.BytesIO()
    messages.send(pipe, request_)
    pipe.seek(0)
    assert messages.receive_request(pipe) == request_
    assert messages.receive_request(pipe) is None


@pytest.mark.parametrize(
    "junk", [b"", b"\0", b"\0\0\0\5ab", b"\xff\xff\xff\xffabc", b"\0\0\0\2\xc1\xc1", b"\0\0\0\1\xc0"]
)
def test_what_is_no_reply_ends_the_conversation(junk: bytes) -> None:
    assert messages.receive_reply(io.BytesIO(junk)) is None


def test_a_request_that_is_none_is_our_own_fault() -> None:
    with pytest.raises(msgspec.MsgspecError):
        messages.receive_request(io.BytesIO(b"\0\0\0\1\xc0"))


def test_worker_binds_itself_before_it_reads_anything() -> None:
    order: list[str] = []

    class Untrusted(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() == self.body:
                order.append("reads")
            return super().read(size)

        body = -1

    def bind() -> frozenset[str]:
        order.append("binds")
        return frozenset({"memory"})

    requests, replies = Untrusted(), io.BytesIO()
    messages.send(requests, ReadRequest("a.txt", 4))
    requests.body = requests.tell()
    requests.write(b"text")
    requests.seek(0)
    guard = worker_side.Guard(bind, lambda: order.append("renews"), lambda work: work())
    worker_side.serve(requests, replies, guard)
    assert order[:3] == ["binds", "renews", "reads"]
    replies.seek(0)
    assert messages.receive_reply(replies) == Hello(["memory"])
    assert isinstance(messages.receive_reply(replies), Blocks)
    assert isinstance(messages.receive_reply(replies), Done)


def test_worker_ends_where_a_document_is_cut_off() -> None:
    requests, replies = io.BytesIO(), io.BytesIO()
    messages.send(requests, ReadRequest("a.txt", 400))
    requests.write(b"text")
    requests.seek(0)
    worker_side.serve(requests, replies, worker_side.Guard(frozenset, lambda: None, lambda work: work()))
    replies.seek(0)
    assert messages.receive_reply(replies) == Hello([])
    assert messages.receive_reply(replies) is None


def test_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worker_command()[-3:] == ("-m", "reviewer_app", "--worker")
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert worker_command()[1:] == ("--worker",)
