"""The one form of a backup file: a zip of the database, the keys and settings beside it, and a manifest of hashes.

Whole or not at all in both directions: a file appears under its name only when everything in it was written,
read again and synced to the disk; nothing is taken from one that differs from its manifest in a single byte.
"""

import os
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final, NamedTuple

from db.engine import FILE_MODE, HOME_MODE, sync_folder
from reviewer_app.domain.errors import BackupDamaged, StorageFailed
from reviewer_app.settings import CERTIFICATES, DATABASE_NAME
from reviewer_app.verifier import jcs

VERSION: Final = 1
MANIFEST: Final = "manifest.json"
COMPANIONS: Final = ("station.key", "settings.toml")
"""Files of a home that go along where they exist; persons' keys lie sealed in the database.

So do the certificates of the timestamp services the office trusts: without them its timestamps prove nothing.
"""

_CERTIFICATE: Final = re.compile(rf'{CERTIFICATES}/[^./\\:*?"<>|\x00-\x1f][^/\\:*?"<>|\x00-\x1f]{{0,199}}')
"""A certificate's name in a backup: one folder deep, and nothing that a file system takes for more than a name."""
_MAX_MANIFEST: Final = 1 << 20
_PIECE: Final = 1 << 20
_UNSOUND: Final = (
    zipfile.BadZipFile, zlib.error, ValueError, KeyError, TypeError, AttributeError, EOFError, RuntimeError,
)  # fmt: skip
"""What reading a broken, cut, foreign or encrypted zip, or a manifest of another form, ends in."""


class Held(NamedTuple):
    """What the manifest says of one file."""

    sha256: str
    size: int


def companions(home: Path) -> Iterator[str]:
    """The files of a home beside its database that belong in a backup, by their names below it."""
    yield from (name for name in COMPANIONS if (home / name).is_file())
    folder = home / CERTIFICATES
    kept = [path.name for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    yield from filter(_CERTIFICATE.fullmatch, sorted(f"{CERTIFICATES}/{name}" for name in kept))


def pack(folder: Path, target: Path, facts: dict[str, str | int]) -> str:
    """Pack the files of `folder` (a scratch folder beside `target`) into `target`; returns the file's SHA-256."""
    scratch = folder / ".packed"
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    manifest = {"v": VERSION, **facts, "files": {name: _describe(folder / name)._asdict() for name in names}}
    with os.fdopen(os.open(scratch, os.O_RDWR | os.O_CREAT | os.O_EXCL, FILE_MODE), "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(MANIFEST, jcs.dumps(manifest))
            for name in names:
                packed.write(folder / name, name)
        file.flush()
        os.fsync(file.fileno())
    digest = _describe(scratch).sha256
    scratch.replace(target)
    sync_folder(target.parent)
    return digest


def unpack(untrusted_file: Path, folder: Path) -> None:
    """Take everything out of a backup into `folder`; raises `BackupDamaged` where a byte differs."""
    try:
        with zipfile.ZipFile(untrusted_file) as packed:
            held = _read_manifest(packed)
            for name, wanted in held.items():
                _take(packed, name, wanted, folder / name)
        if (folder / CERTIFICATES).is_dir():
            sync_folder(folder / CERTIFICATES)
    except _UNSOUND:
        raise BackupDamaged(name=untrusted_file.name) from None
    sync_folder(folder)


@contextmanager
def scratch_beside(place: Path) -> Iterator[Path]:
    """A private folder on the same file system as `place`, so that renaming out of it is atomic; gone afterwards."""
    try:
        folder = Path(mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    except OSError as error:
        raise StorageFailed(detail=error.strerror or "") from None
    try:
        yield folder
    except OSError as error:
        raise StorageFailed(detail=error.strerror or "") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _describe(path: Path) -> Held:
    digest, size = sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            size += len(piece)
    return Held(digest.hexdigest(), size)


def _read_manifest(packed: zipfile.ZipFile) -> dict[str, Held]:
    with packed.open(MANIFEST) as file:
        manifest: Any = jcs.loads(file.read(_MAX_MANIFEST))
    held = {name: Held(**facts) for name, facts in manifest["files"].items()}
    fits = (
        manifest["v"] == VERSION
        and DATABASE_NAME in held
        and all(name in {DATABASE_NAME, *COMPANIONS} or _CERTIFICATE.fullmatch(name) for name in held)
        and sorted(packed.namelist()) == sorted((MANIFEST, *held))
    )
    if not fits:
        message = "the manifest does not fit the file"
        raise ValueError(message)
    return held


def _take(packed: zipfile.ZipFile, name: str, wanted: Held, target: Path) -> None:
    """Copy one file out, never more bytes than announced."""
    digest, left = sha256(), wanted.size
    target.parent.mkdir(mode=HOME_MODE, exist_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with packed.open(name) as source, os.fdopen(handle, "wb") as file:
        while piece := source.read(min(_PIECE, left + 1)):
            left -= len(piece)
            if left < 0:
                break
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    if left or digest.hexdigest() != wanted.sha256:
        message = "a file is not what the manifest says"
        raise ValueError(message)
