"""The leaf has one byte form; everything else is refused."""

import json
import string
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.verifier.errors import LeafRefused
from reviewer_app.verifier.leaf import Change, Leaf, Op, commitment, instant, scan

PRINTABLE = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\')
TOKENS = st.text(PRINTABLE, min_size=1, max_size=40)
NAMES = st.text(string.ascii_lowercase, min_size=1, max_size=9)
HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)
CHANGES = st.builds(Change, NAMES, TOKENS, st.sampled_from([Op.ADD, Op.SET]), HASHES) | st.builds(
    Change, NAMES, TOKENS, st.just(Op.DEL), st.none()
)
LEVELS = st.sampled_from(["秘密", "机密", "绝密"])
REFS = st.dictionaries(NAMES, TOKENS | LEVELS | st.integers(-(10**15) + 1, 10**15 - 1) | st.lists(TOKENS).map(tuple))
LEAVES = st.builds(
    Leaf,
    seq=st.integers(0, 10**15 - 1),
    at=st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.just(UTC)).map(instant),  # noqa: DTZ001 - hypothesis wants it naive
    actor=TOKENS,
    action=st.tuples(NAMES, NAMES, NAMES).map(":".join),
    cmd=TOKENS,
    item=st.none() | TOKENS,
    changes=st.lists(CHANGES, max_size=4).map(tuple),
    refs=REFS,
)
SET = Change("items", "i1", Op.SET, "ab" * 32)
GOOD = Leaf(7, "2018-06-21T01:00:00Z", "u1", "reviewer:item:pass", "c1", "i1", (SET,), {"n": 1})


@given(LEAVES)
def test_parses_exactly_what_it_encodes(leaf: Leaf) -> None:
    raw = leaf.encode()
    assert Leaf.parse(raw) == leaf
    assert rfc8785.dumps(json.loads(raw)) == raw
    assert scan(raw).seq == leaf.seq
    assert [change[3] for change in scan(raw).changes] == [change.t for change in leaf.changes]


@given(LEAVES, st.data())
def test_no_other_bytes_parse_to_the_same_leaf(leaf: Leaf, data: st.DataObject) -> None:
    raw = leaf.encode()
    place = data.draw(st.integers(0, len(raw) - 1))
    spoiled = raw[:place] + data.draw(st.binary(max_size=2)) + raw[place + 1 :]
    try:
        read = Leaf.parse(spoiled)
    except LeafRefused:
        return
    assert (read == leaf) == (spoiled == raw)
    assert rfc8785.dumps(json.loads(spoiled)) == spoiled


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"extra": 1}, "unknown"), ({"v": 2}, "form"), ({"v": True}, "form"), ({"alg": "md5"}, "form"),
        ({"seq": -1}, "form"), ({"seq": "7"}, "form"), ({"seq": 2**52}, "form"), ({"at": "2018-06-21"}, "form"),
        ({"at": "2018-06-21T01:00:00+00:00"}, "form"), ({"at": "2018-13-21T01:00:00Z"}, "moment"),
        ({"at": "2018-02-30T01:00:00Z"}, "moment"), ({"actor": ""}, "form"), ({"actor": "张三"}, "form"),
        ({"actor": "a b"}, "form"), ({"actor": None}, "form"), ({"actor": "x" * 201}, "form"),
        ({"action": "pass"}, "form"),
        ({"item": 3}, "form"), ({"cmd": 'a"b'}, "form"), ({"changes": {}}, "form"),
        ({"changes": [{"t": "items", "k": "i1", "op": "set", "c": "AB" * 32}]}, "form"),
        ({"changes": [{"t": "items", "k": "i1", "op": "set", "c": None}]}, "form"),
        ({"changes": [{"t": "items", "k": "i1", "op": "del", "c": "ab" * 32}]}, "form"),
        ({"changes": [{"t": "items", "k": "i1", "op": "put", "c": "ab" * 32}]}, "form"),
        ({"changes": [{"t": "items", "k": "i1", "op": "del"}]}, "form"),
        ({"refs": {"who": "李四"}}, "form"), ({"refs": {"a": {"b": 1}}}, "form"), ({"refs": {"A": 1}}, "form"),
        ({"refs": []}, "form"), ({"refs": {"a": 1.5}}, "canonical"),
    ],
)  # fmt: skip
def test_refuses_fields_out_of_form(change: dict[str, object], why: str) -> None:
    raw = json.dumps(
        json.loads(GOOD.encode()) | change, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()
    with pytest.raises(LeafRefused, match=why):
        Leaf.parse(raw)


@pytest.mark.parametrize("name", sorted(json.loads(GOOD.encode())))
def test_refuses_a_missing_field(name: str) -> None:
    read = json.loads(GOOD.encode())
    del read[name]
    with pytest.raises(LeafRefused, match=f"missing: {name}"):
        Leaf.parse(rfc8785.dumps(read))


@pytest.mark.parametrize("refs", [b'{"b":1,"a":1}', b'{"a":1,"a":2}', b'{"a":1,"a":1}'])
def test_refuses_refs_out_of_order_or_doubled(refs: bytes) -> None:
    with pytest.raises(LeafRefused, match="refs"):
        Leaf.parse(GOOD.encode().replace(b'{"n":1}', refs))


@pytest.mark.parametrize("raw", [b"", b"null", b"[]", b"\xff", GOOD.encode() + b"\n", b" " + GOOD.encode()])
def test_refuses_what_is_no_leaf(raw: bytes) -> None:
    with pytest.raises(LeafRefused):
        Leaf.parse(raw)


def test_encoding_refuses_text_and_never_repeats_it() -> None:
    with pytest.raises(LeafRefused) as refused:
        Leaf(0, "2018-06-21T01:00:00Z", "王小明", "a:b:c", "c1").encode()
    assert "王小明" not in str(refused.value)


def test_commitment_is_salted_canonical_json() -> None:
    salt = bytes(range(32))
    assert commitment(salt, {"b": 1, "a": "文"}) == sha256(salt + '{"a":"文","b":1}'.encode()).hexdigest()
    assert commitment(salt, {"a": 1}) != commitment(bytes(32), {"a": 1})
    with pytest.raises(LeafRefused):
        commitment(b"short", {})


def test_instant_is_utc() -> None:
    assert instant(datetime(2018, 6, 21, 9, tzinfo=timezone(timedelta(hours=8)))) == "2018-06-21T01:00:00.000000Z"
    with pytest.raises(LeafRefused):
        instant(datetime(2018, 6, 21, 9))  # noqa: DTZ001 - a moment without zone is the point
