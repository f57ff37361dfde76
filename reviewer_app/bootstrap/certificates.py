"""The certificates of timestamp services that an office trusts: files in a folder of its home."""

from pathlib import Path

from reviewer_app.adapters.timestamps import Timestamps, require_certificates
from reviewer_app.domain.errors import CertificateUnusable
from reviewer_app.settings import CERTIFICATES


class OfficeTimestamps(Timestamps):
    """`TimestampOffice` of a home."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def certificates(self) -> tuple[bytes, ...]:
        """Read anew each time: the administrator may put one there while the window is open."""
        return tuple(map(certificate, kept_certificates(self._home)))


def kept_certificates(home: Path) -> tuple[Path, ...]:
    """The files of the home's folder, in order."""
    folder = home / CERTIFICATES
    return tuple(sorted(folder.iterdir())) if folder.is_dir() else ()


def certificate(path: Path) -> bytes:
    """A certificate file, tried at once so that a bad one is named; raises `CertificateUnusable`."""
    try:
        data = path.read_bytes()
        require_certificates(data)
    except (OSError, CertificateUnusable):
        raise CertificateUnusable(name=str(path)) from None
    return data
