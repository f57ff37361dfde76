"""DSSE envelopes around sign-offs: the person's Ed25519 signature over type and payload together.

One signature an envelope: a sign-off is one person's act. `keyid` is the person's user id; who that is, and whether
the key is his, the log tells. Payload and envelope are RFC 8785 JSON, so an envelope has exactly one byte form and
the SHA-256 of its payload (the card's hash) can stand in the log.
"""

from hashlib import sha256
from typing import Any, Final, NamedTuple, Protocol

from . import base64_strict, jcs
from .errors import EnvelopeRefused, JsonRefused
from .keys import holds

PAYLOAD_TYPE: Final = "application/vnd.reviewer.signoff+json"


class Signer(Protocol):
    """Who signs: a user id and the private key behind `sign`."""

    @property
    def user(self) -> str:
        """The person's user id."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Ed25519 signature, 64 bytes."""
        ...


class Envelope(NamedTuple):
    """An envelope taken apart, nothing verified yet."""

    payload: bytes
    keyid: str
    signature: bytes

    @property
    def card(self) -> str:
        """SHA-256 of the payload, 64 hex digits: `refs.card` of the leaf that the sign-off is tied to."""
        return sha256(self.payload).hexdigest()


def pae(payload_type: str, payload: bytes) -> bytes:
    """Pre-authentication encoding: what is really signed."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def sign(payload_type: str, payload: bytes, signer: Signer) -> str:
    """The envelope's text around an RFC 8785 payload; raises `EnvelopeRefused` for what `verify` would refuse."""
    envelope = Envelope(payload, signer.user, signer.sign(pae(payload_type, payload)))
    payload_of(envelope)
    if payload_type != PAYLOAD_TYPE:
        message = "not the payload type of a sign-off"
        raise EnvelopeRefused(message)
    return _write(envelope)


def verify(envelope: str, public: bytes) -> dict[str, object]:
    """The payload, if the envelope is well-formed and this public key (32 bytes) signed it; else `EnvelopeRefused`."""
    opened = parse(envelope)
    if not holds(public, pae(PAYLOAD_TYPE, opened.payload), opened.signature):
        message = "the signature does not hold"
        raise EnvelopeRefused(message)
    return payload_of(opened)


def parse(envelope: str) -> Envelope:
    """Take an envelope apart; raises `EnvelopeRefused` for anything `sign` would not write."""
    try:
        taken = _take_apart(jcs.loads(envelope.encode()))
    except (ValueError, TypeError, KeyError):
        taken = None
    if taken is None or _write(taken) != envelope:
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


def _take_apart(read: Any) -> Envelope:  # noqa: ANN401 - decoded JSON; whatever does not fit raises
    (signature,) = read["signatures"]
    payload, raw = base64_strict.decode(read["payload"]), base64_strict.decode(signature["sig"])
    if not isinstance(signature["keyid"], str):
        message = "keyid is text"
        raise TypeError(message)
    return Envelope(payload, signature["keyid"], raw)


def _write(envelope: Envelope) -> str:
    """The one form of an envelope."""
    entry = {"keyid": envelope.keyid, "sig": base64_strict.encode(envelope.signature)}
    payload = base64_strict.encode(envelope.payload)
    return jcs.dumps({"payload": payload, "payloadType": PAYLOAD_TYPE, "signatures": [entry]}).decode()
