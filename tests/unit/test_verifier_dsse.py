"""DSSE envelopes of sign-offs."""

import base64
import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.verifier import dsse, jcs, keys
from reviewer_app.verifier.errors import EnvelopeRefused

SEED = bytes(range(32))
PUBLIC = keys.public_of(SEED)
PAYLOAD = {"item": "i1", "decision": "signed", "public": ["ab" * 32]}


class Person:
    """Signs as user u1."""

    user = "u1"

    def sign(self, message: bytes) -> bytes:
        return keys.sign(SEED, message)


ENVELOPE = dsse.sign(dsse.PAYLOAD_TYPE, jcs.dumps(PAYLOAD), Person())


def test_pre_authentication_encoding_vector() -> None:
    encoded = dsse.pae("http://example.com/HelloWorld", b"hello world")
    assert encoded == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    assert dsse.pae("文", b"") == "DSSEv1 3 文 0 ".encode()


def test_round_trip() -> None:
    assert dsse.verify(ENVELOPE, PUBLIC) == PAYLOAD
    assert dsse.parse(ENVELOPE).keyid == "u1"
    assert dsse.payload_of(dsse.parse(ENVELOPE)) == PAYLOAD
    assert dsse.parse(ENVELOPE).card == sha256(jcs.dumps(PAYLOAD)).hexdigest()


@pytest.mark.parametrize(("kind", "payload"), [("text/plain", b"{}"), (dsse.PAYLOAD_TYPE, b"{ }")])
def test_signs_nothing_but_canonical_cards(kind: str, payload: bytes) -> None:
    with pytest.raises(EnvelopeRefused):
        dsse.sign(kind, payload, Person())


def test_another_key_is_refused() -> None:
    with pytest.raises(EnvelopeRefused, match="does not hold"):
        dsse.verify(ENVELOPE, keys.public_of(bytes(32)))


@given(st.integers(0, len(ENVELOPE) - 1), st.integers(1, 127))
def test_a_changed_byte_is_refused_unless_it_only_renames_the_key(place: int, step: int) -> None:
    spoiled = ENVELOPE[:place] + chr((ord(ENVELOPE[place]) + step) % 0xD800) + ENVELOPE[place + 1 :]
    try:
        payload = dsse.verify(spoiled, PUBLIC)
    except EnvelopeRefused:
        return
    assert payload == PAYLOAD
    assert dsse.parse(spoiled).keyid != "u1"


def changed(**fields: object) -> str:
    return jcs.dumps(json.loads(ENVELOPE) | fields).decode()


@pytest.mark.parametrize(
    "envelope",
    [
        "", "[]", "null", '"x"', ENVELOPE + "\n", json.dumps(json.loads(ENVELOPE)), "\ud800",
        changed(payloadType="text/plain"), changed(more=1), changed(signatures=[]), changed(signatures={}),
        changed(signatures=json.loads(ENVELOPE)["signatures"] * 2), changed(payload=1), changed(payload="e30"),
        changed(signatures=[{"keyid": 1, "sig": ""}]), changed(signatures=[{"sig": ""}]), changed(signatures=["ab"]),
        changed(signatures=[{"keyid": "u1", "sig": "", "cert": ""}]), changed(signatures=None),
    ],
)  # fmt: skip
def test_malformed_envelopes_are_refused(envelope: str) -> None:
    with pytest.raises(EnvelopeRefused):
        dsse.parse(envelope)


@pytest.mark.parametrize("body", [b"[]", b'{"a": 1}', b"\xff", b"1"])
def test_a_signed_payload_that_is_no_canonical_object_is_refused(body: bytes) -> None:
    signature = keys.sign(SEED, dsse.pae(dsse.PAYLOAD_TYPE, body))
    entry = {"keyid": "u1", "sig": base64.b64encode(signature).decode()}
    envelope = changed(payload=base64.b64encode(body).decode(), signatures=[entry])
    with pytest.raises(EnvelopeRefused):
        dsse.verify(envelope, PUBLIC)
