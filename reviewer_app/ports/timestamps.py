"""Timestamps of services outside (RFC 3161), as files: a request goes out, an answer comes in, both by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn, Protocol

from reviewer_app.domain.errors import TimestampRefused


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an answer says: the hash (SHA-256, 32 bytes) it is over, when, by whom (subject of the certificate)."""

    digest: bytes
    generated: datetime
    authority: str


class TimestampDesk(Protocol):
    """Makes requests and reads answers. Nothing here opens a connection."""

    def request(self, data: bytes) -> bytes:
        """A request (.tsq, DER) over the SHA-256 of `data` that asks for the service's certificate, without nonce."""
        ...

    def read(self, response: bytes) -> Stamp:
        """What an answer (.tsr, DER) says, its signature not verified; raises `TimestampRefused`."""
        ...

    def verify(self, response: bytes, digest: bytes, certificates: Sequence[bytes]) -> Stamp:
        """Verify an answer over `digest`; raises `TimestampRefused`, `CertificateUnusable`.

        That is: message imprint, signature, purpose of the signer's certificate, and its chain up to one of the
        certificates (PEM or DER files), each valid at the time that the answer names.
        """
        ...


class TimestampOffice(TimestampDesk, Protocol):
    """A `TimestampDesk` that also knows which services the office trusts."""

    def certificates(self) -> tuple[bytes, ...]:
        """The certificate files (PEM or DER) the office trusts; none: signatures are not verified.

        Raises `CertificateUnusable`.
        """
        ...


class NoTimestamps:
    """Where nobody reads answers: each is refused, so that none is ever taken for checked."""

    def request(self, _data: bytes) -> NoReturn:
        """Refuse."""
        raise TimestampRefused(refusal="format")

    def read(self, _response: bytes) -> NoReturn:
        """Refuse."""
        raise TimestampRefused(refusal="format")

    def verify(self, _response: bytes, _digest: bytes, _certificates: Sequence[bytes]) -> NoReturn:
        """Refuse."""
        raise TimestampRefused(refusal="format")

    def certificates(self) -> tuple[bytes, ...]:
        """None."""
        return ()
