"""RFC 3161 by `rfc3161-client` (Trail of Bits, Apache-2.0): its Rust core verifies the CMS signature with OpenSSL.

It stands here and not in the verifying core, which may use nothing but `cryptography`: CMS is no thing to write anew.
"""

from collections.abc import Sequence
from typing import Final

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from reviewer_app.domain.errors import CertificateUnusable, TimestampRefused
from reviewer_app.ports.timestamps import Stamp

SHA256: Final = x509.ObjectIdentifier("2.16.840.1.101.3.4.2.1")
_BROKEN: Final = (ValueError, KeyError, x509.InvalidVersion, x509.DuplicateExtension, x509.UnsupportedGeneralNameType)
"""What the libraries raise for bytes that are no answer, or hold a certificate that is none."""
_PEM: Final = b"-----BEGIN CERTIFICATE-----"


class Timestamps:
    """`TimestampDesk` on the library."""

    def request(self, data: bytes) -> bytes:
        """A request without nonce: the imprint is of this checkpoint alone, and the answer may come in days."""
        builder = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256)
        return builder.nonce(nonce=False).cert_request(cert_request=True).build().as_bytes()

    def read(self, response: bytes) -> Stamp:
        """What the answer says; see `TimestampDesk.read`."""
        return _stamp(_decoded(response))

    def verify(self, response: bytes, digest: bytes, certificates: Sequence[bytes]) -> Stamp:
        """Verify; see `TimestampDesk.verify`."""
        answer = _decoded(response)
        stamp = _stamp(answer)
        if stamp.digest != digest:
            raise TimestampRefused(refusal="imprint")
        trusted = dict.fromkeys(one for data in certificates for one in require_certificates(data))
        try:
            VerifierBuilder(roots=list(trusted)).build().verify(answer, digest)
        except (VerificationError, *_BROKEN):
            raise TimestampRefused(refusal="signature") from None
        return stamp


def _decoded(response: bytes) -> TimeStampResponse:
    try:
        answer = decode_timestamp_response(response)
        status = answer.status
    except _BROKEN:
        raise TimestampRefused(refusal="format") from None
    if status != PKIStatus.GRANTED:
        raise TimestampRefused(refusal="status")
    return answer


def _stamp(answer: TimeStampResponse) -> Stamp:
    try:
        info = answer.tst_info
        imprint = info.message_imprint
        if imprint.hash_algorithm != SHA256:
            raise TimestampRefused(refusal="imprint")
        return Stamp(imprint.message, info.gen_time, _authority(answer))
    except _BROKEN:
        raise TimestampRefused(refusal="format") from None


def _authority(answer: TimeStampResponse) -> str:
    """The subject of the certificate that the signer names; its number where the certificate is not there."""
    signed = answer.signed_data
    signer = next(iter(signed.signer_infos), None)
    if signer is None:
        raise TimestampRefused(refusal="signature")
    for raw in signed.certificates:
        one = x509.load_der_x509_certificate(raw)
        if one.serial_number == signer.serial_number and one.issuer == signer.issuer:
            return one.subject.rfc4514_string()
    return f"{signer.serial_number:x}"


def require_certificates(data: bytes) -> list[x509.Certificate]:
    """The certificates of a PEM or DER file; raises `CertificateUnusable`."""
    try:
        return x509.load_pem_x509_certificates(data) if _PEM in data else [x509.load_der_x509_certificate(data)]
    except _BROKEN:
        raise CertificateUnusable(name="") from None
