"""DSSE envelopes around sign-offs: the person's Ed25519 signature over type and payload together.

One signature an envelope: a sign-off is one person's act. `keyid` is the person's user id; who that is, and whether
the key is his, the log tells. Payload and envelope are RFC 8785 JSON, so an envelope has exactly one byte form and
its SHA-256 (`digest`) can stand in the log.
"""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, Final, NamedTuple

from . import base64_strict, jcs
from .errors import EnvelopeRefused, JsonRefused
from .keys import holds

PAYLOAD_TYPE: Final = "application/vnd.reviewer.signoff+json"


class Envelope(NamedTuple):
    """An envelope taken apart, nothing verified yet."""

    payload: bytes
    keyid: str
    signature: bytes


def pae(payload_type: str, payload: bytes) -> bytes:
    """Pre-authentication encoding: what is really signed."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def sign(payload: Mapping[str, object], keyid: str, sign_bytes: Callable[[bytes], bytes]) -> bytes:
    """The envelope's bytes around the payload's RFC 8785 form."""
    body = jcs.dumps(payload)
    return _write(body, keyid, sign_bytes(pae(PAYLOAD_TYPE, body)))


def verify(envelope: bytes, public: bytes) -> dict[str, object]:
    """The payload, if the envelope is well-formed and this public key (32 bytes) signed it; else `EnvelopeRefused`."""
    opened = parse(envelope)
    if not holds(public, pae(PAYLOAD_TYPE, opened.payload), opened.signature):
        message = "the signature does not hold"
        raise EnvelopeRefused(message)
    return payload_of(opened)


def parse(envelope: bytes) -> Envelope:
    """Take an envelope apart; raises `EnvelopeRefused` for anything `sign` would not write."""
    try:
        taken = _take_apart(jcs.loads(envelope))
    except (ValueError, TypeError, KeyError):
        taken = None
    if taken is None or _write(*taken) != envelope:
        message = "not a sign-off envelope"
        raise EnvelopeRefused(message)
    return taken


def payload_of(envelope: Envelope) -> dict[str, object]:
    """The payload as a JSON object; raises `EnvelopeRefused` unless it is one in RFC 8785 form."""
    try:
        payload = jcs.loads(envelope.payload)
    except JsonRefused:
        payload = None
    if not isinstance(payload, dict):
        message = "the payload is not a canonical JSON object"
        raise EnvelopeRefused(message)
    return payload


def digest(envelope: bytes) -> str:
    """SHA-256 of the envelope's bytes, 64 hex digits: `refs.signoff` of its leaf and the stem of its file name."""
    return sha256(envelope).hexdigest()


def _take_apart(read: Any) -> Envelope:  # noqa: ANN401 - decoded JSON; whatever does not fit raises
    (signature,) = read["signatures"]
    payload, raw = base64_strict.decode(read["payload"]), base64_strict.decode(signature["sig"])
    if not isinstance(signature["keyid"], str):
        message = "keyid is text"
        raise TypeError(message)
    return Envelope(payload, signature["keyid"], raw)


def _write(payload: bytes, keyid: str, signature: bytes) -> bytes:
    """The one byte form of an envelope."""
    entry = {"keyid": keyid, "sig": base64_strict.encode(signature)}
    return jcs.dumps(
        {"payload": base64_strict.encode(payload), "payloadType": PAYLOAD_TYPE, "signatures": [entry]}
    )
