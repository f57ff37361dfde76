"""A timestamp service of our own: a root, a certificate for timestamping, and answers by `openssl ts`.

Where there is no openssl the answers are written here, byte by byte: CMS SignedData over a TSTInfo (RFC 3161, 5652).
"""

import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

OPENSSL = shutil.which("openssl")
SHA256, RSA = "2.16.840.1.101.3.4.2.1", "1.2.840.113549.1.1.1"
SIGNED_DATA, TST_INFO = "1.2.840.113549.1.7.2", "1.2.840.113549.1.9.16.1.4"
CONTENT_TYPE, DIGEST, CERTIFICATE = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4", "1.2.840.113549.1.9.16.2.47"
CONFIG = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
tsa_name = yes
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True)
class Issued:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


class Service:
    """Answers requests; `purpose` and `digest` for services that do not do what they should."""

    def __init__(self, folder: Path, purpose: x509.ObjectIdentifier = ExtendedKeyUsageOID.TIME_STAMPING) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.root = _issue("Test Root", None, None)
        self.signer = _issue("Test TSA", self.root, purpose)

    def answer(self, request: bytes) -> bytes:
        """The answer to a request: by openssl, or our own."""
        return self._by_openssl(request) if OPENSSL else self.own_answer(imprint_of(request))

    def own_answer(self, imprint: bytes, *, signed: bytes | None = None) -> bytes:
        """An answer over an imprint; `signed`: what the signature is over instead, as if changed afterwards."""
        now = datetime.now(UTC).strftime("%Y%m%d%H%M%SZ").encode()
        info = _seq(_int(1), _oid("1.2.3.4.1"), _seq(_seq(_oid(SHA256), _der(5)), _der(4, imprint)), _int(7),
                    _der(0x18, now))  # fmt: skip
        certificate = self.signer.certificate.public_bytes(Encoding.DER)
        attributes = b"".join(sorted((
            _seq(_oid(CONTENT_TYPE), _der(0x31, _oid(TST_INFO))),
            _seq(_oid(DIGEST), _der(0x31, _der(4, sha256(signed or info).digest()))),
            _seq(_oid(CERTIFICATE), _der(0x31, _seq(_seq(_seq(_der(4, sha256(certificate).digest())))))),
        )))  # fmt: skip
        signature = self.signer.key.sign(_der(0x31, attributes), padding.PKCS1v15(), hashes.SHA256())
        signer = _seq(
            _int(1), _seq(self.root.certificate.subject.public_bytes(), _int(self.signer.certificate.serial_number)),
            _seq(_oid(SHA256)), _der(0xA0, attributes), _seq(_oid(RSA), _der(5)), _der(4, signature),
        )  # fmt: skip
        data = _seq(
            _int(3), _der(0x31, _seq(_oid(SHA256))), _seq(_oid(TST_INFO), _der(0xA0, _der(4, info))),
            _der(0xA0, certificate), _der(0x31, signer),
        )  # fmt: skip
        return _seq(_seq(_int(0)), _seq(_oid(SIGNED_DATA), _der(0xA0, data)))

    def _by_openssl(self, request: bytes) -> bytes:
        key = self.signer.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        files = {"q.tsq": request, "tsa.pem": self.signer.pem, "tsa.key": key, "serial": b"01",
                 "tsa.cnf": CONFIG.format(folder=self.folder).encode()}  # fmt: skip
        for name, data in files.items():
            (self.folder / name).write_bytes(data)
        command = ["ts", "-reply", "-config", "tsa.cnf", "-section", "here", "-queryfile", "q.tsq", "-inkey", "tsa.key",
                   "-signer", "tsa.pem", "-out", "a.tsr"]  # fmt: skip
        openssl(*command, folder=self.folder)
        return (self.folder / "a.tsr").read_bytes()


def openssl(*arguments: str | Path, folder: Path) -> str:
    """Run openssl in a folder; what it says."""
    command = [str(OPENSSL), *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def imprint_of(request: bytes) -> bytes:
    """The SHA-256 that a request of ours is over: 32 bytes behind their tag and length."""
    at = request.index(b"\x04\x20") + 2
    return request[at : at + 32]


def rejection() -> bytes:
    """An answer that grants nothing: status 2."""
    return _seq(_seq(_int(2)))


def _issue(name: str, issuer: Issued | None, purpose: x509.ObjectIdentifier | None) -> Issued:
    key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder().subject_name(subject).public_key(key.public_key())
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )  # fmt: skip
    if purpose is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    return Issued(builder.sign(issuer.key if issuer else key, hashes.SHA256()), key)


def _der(tag: int, data: bytes = b"") -> bytes:
    size = len(data)
    if size < 128:
        return bytes([tag, size]) + data
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + data


def _seq(*parts: bytes) -> bytes:
    return _der(0x30, b"".join(parts))


def _int(value: int) -> bytes:
    return _der(2, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _oid(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    out = bytearray([first * 40 + second])
    for number in rest:
        groups = [number & 0x7F]
        while number := number >> 7:
            groups.append(0x80 | number & 0x7F)
        out += bytes(reversed(groups))
    return _der(6, bytes(out))
