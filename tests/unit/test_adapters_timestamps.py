"""Timestamps of a real service are accepted; of anybody else, over anything else or changed, refused."""

from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID

from reviewer_app.adapters.timestamps import Timestamps
from reviewer_app.domain.errors import CertificateUnusable, TimestampRefused
from reviewer_app.ports.timestamps import Stamp
from timestamp_service import OPENSSL, Service, imprint_of, openssl, rejection

DATA = b"office.example/log\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n"
DIGEST = sha256(DATA).digest()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return Service(tmp_path_factory.mktemp("tsa"))


def refusal(response: bytes, service: Service, digest: bytes = DIGEST) -> str:
    with pytest.raises(TimestampRefused) as refused:
        Timestamps().verify(response, digest, [service.root.pem])
    return str(refused.value.values["refusal"])


def test_the_request_is_what_services_read(service: Service) -> None:
    request = Timestamps().request(DATA)
    assert imprint_of(request) == DIGEST
    (service.folder / "request.tsq").write_bytes(request)
    if OPENSSL:
        said = openssl("ts", "-query", "-in", "request.tsq", "-text", folder=service.folder)
        assert "Hash Algorithm: sha256" in said
        assert "Nonce: unspecified" in said
        assert "Certificate required: yes" in said


@pytest.mark.parametrize("way", ["as it answers", "our own bytes"])
def test_an_answer_is_verified_up_to_the_given_root(service: Service, way: str) -> None:
    answer = service.answer(Timestamps().request(DATA)) if way == "as it answers" else service.own_answer(DIGEST)
    stamp = Timestamps().verify(answer, DIGEST, [service.root.pem])
    assert stamp == Stamp(DIGEST, stamp.generated, "CN=Test TSA")
    assert stamp.generated.tzinfo is not None
    assert Timestamps().read(answer) == stamp


def test_our_own_bytes_are_what_openssl_takes_too(service: Service) -> None:
    (service.folder / "own.tsr").write_bytes(service.own_answer(DIGEST))
    (service.folder / "root.pem").write_bytes(service.root.pem)
    if OPENSSL:
        command = ("ts", "-verify", "-in", "own.tsr", "-digest", DIGEST.hex(), "-CAfile", "root.pem")
        assert "Verification: OK" in openssl(*command, folder=service.folder)


def test_over_something_else_it_is_refused(service: Service) -> None:
    assert refusal(service.own_answer(DIGEST), service, bytes(32)) == "imprint"


def test_of_another_root_it_is_refused(service: Service, tmp_path: Path) -> None:
    assert refusal(Service(tmp_path).own_answer(DIGEST), service) == "signature"


def test_changed_after_signing_it_is_refused(service: Service) -> None:
    assert refusal(service.own_answer(DIGEST, signed=b"other"), service) == "signature"
    answer = bytearray(service.own_answer(DIGEST))
    answer[-1] ^= 1
    assert refusal(bytes(answer), service) == "signature"


def test_a_certificate_for_something_else_stamps_nothing(tmp_path: Path) -> None:
    other = Service(tmp_path, ExtendedKeyUsageOID.SERVER_AUTH)
    assert refusal(other.own_answer(DIGEST), other) == "signature"


@pytest.mark.parametrize("response", [b"", b"\x30", b"not DER", rejection()])
def test_what_is_no_granted_answer_is_refused(service: Service, response: bytes) -> None:
    assert refusal(response, service) == ("status" if response == rejection() else "format")


def test_a_file_without_certificate_is_named(service: Service) -> None:
    with pytest.raises(CertificateUnusable):
        Timestamps().verify(service.own_answer(DIGEST), DIGEST, [b"nothing"])
