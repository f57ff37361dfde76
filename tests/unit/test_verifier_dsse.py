"""DSSE envelopes of sign-offs."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.verifier import dsse, jcs, keys
from reviewer_app.verifier.errors import EnvelopeRefused

SEED = bytes(range(32))
PUBLIC = keys.public_of(SEED)
PAYLOAD = {"item": "i1", "decision": "signed", "public": ["ab" * 32]}
ENVELOPE = dsse.sign(PAYLOAD, "u1", lambda message: keys.sign(SEED, message))


def test_pre_authentication_encoding_vector() -> None:
    encoded = dsse.pae("http://example.com/HelloWorld", b"hello world")
    assert encoded == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    assert dsse.pae("文", b"") == "DSSEv1 3 文 0 ".encode()


def test_round_trip() -> None:
    assert dsse.verify(ENVELOPE, PUBLIC) == PAYLOAD
    assert dsse.parse(ENVELOPE).keyid == "u1"
    assert dsse.payload_of(dsse.parse(ENVELOPE)) == PAYLOAD
    assert len(dsse.digest(ENVELOPE)) == 64


def test_another_key_is_refused() -> None:
    with pytest.raises(EnvelopeRefused, match="does not hold"):
        dsse.verify(ENVELOPE, keys.public_of(bytes(32)))


@given(st.integers(0, len(ENVELOPE) - 1), st.integers(1, 255))
def test_a_changed_byte_is_refused_unless_it_only_renames_the_key(place: int, step: int) -> None:
    spoiled = ENVELOPE[:place] + bytes([(ENVELOPE[place] + step) % 256]) + ENVELOPE[place + 1 :]
    try:
        payload = dsse.verify(spoiled, PUBLIC)
    except EnvelopeRefused:
        return
    assert payload == PAYLOAD
    assert dsse.parse(spoiled).keyid != "u1"
    assert dsse.digest(spoiled) != dsse.digest(ENVELOPE)


def changed(**fields: object) -> bytes:
    return jcs.dumps(json.loads(ENVELOPE) | fields)


@pytest.mark.parametrize(
    "envelope",
    [
        b"", b"[]", b"null", b'"x"', ENVELOPE + b"\n", json.dumps(json.loads(ENVELOPE)).encode(),
        changed(payloadType="text/plain"), changed(more=1), changed(signatures=[]), changed(signatures={}),
        changed(signatures=json.loads(ENVELOPE)["signatures"] * 2), changed(payload=1), changed(payload="e30"),
        changed(signatures=[{"keyid": 1, "sig": ""}]), changed(signatures=[{"sig": ""}]), changed(signatures=["ab"]),
        changed(signatures=[{"keyid": "u1", "sig": "", "cert": ""}]), changed(signatures=None),
    ],
)  # fmt: skip
def test_malformed_envelopes_are_refused(envelope: bytes) -> None:
    with pytest.raises(EnvelopeRefused):
        dsse.parse(envelope)


@pytest.mark.parametrize("body", [b"[]", b'{"a": 1}', b"\xff", b"1"])
def test_a_signed_payload_that_is_no_canonical_object_is_refused(body: bytes) -> None:
    signature = keys.sign(SEED, dsse.pae(dsse.PAYLOAD_TYPE, body))
    entry = {"keyid": "u1", "sig": base64.b64encode(signature).decode()}
    envelope = changed(payload=base64.b64encode(body).decode(), signatures=[entry])
    with pytest.raises(EnvelopeRefused):
        dsse.verify(envelope, PUBLIC)
