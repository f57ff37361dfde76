"""The folder outlet: a release package as a folder that somebody uploads or pins up (design §1, issue item 9).

Whole or not at all: the package is written beside its place, synced and renamed in one step. Twice is once: a
package that already lies there unchanged is the same delivery.
"""

import hashlib
import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from reviewer_app.domain.errors import OutletFailed
from reviewer_app.ports.outlet import Delivery, OutletFile

MANIFEST: Final = "manifest.sha256"
_HIDDEN: Final = re.compile(r"^\.(.+)\.(?:part|gone)$")


def manifest_of(files: tuple[OutletFile, ...]) -> bytes:
    """One `sha256sum` line a file, sorted by name, so that any office can check it without this program."""
    lines = (f"{hashlib.sha256(file.data).hexdigest()}  {file.name}\n" for file in sorted(files, key=lambda f: f.name))
    return "".join(lines).encode()


class FolderOutlet:
    """Delivers packages as folders below `root`, one a queue entry."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def deliver(self, package_id: str, files: tuple[OutletFile, ...]) -> Delivery:
        """Write the package; see `Outlet.deliver`."""
        manifest = manifest_of(files)
        target = self._root / package_id
        delivery = Delivery(str(target), hashlib.sha256(manifest).hexdigest())
        if target.exists():
            self._same_or_refuse(target, manifest, files)
            return delivery
        draft, _ = self._hidden(package_id)
        try:
            self._write(draft, files, manifest)
            draft.rename(target)
            _sync_folder(self._root)
        except OSError as failure:
            shutil.rmtree(draft, ignore_errors=True)
            raise OutletFailed(reason=failure.strerror or type(failure).__name__) from failure
        return delivery

    def remove(self, package_id: str) -> bool:
        """Take the package away; its name vanishes in one step, then the files, and what a killed run left."""
        draft, gone = self._hidden(package_id)
        target = self._root / package_id
        present = [path for path in (gone, draft, target) if path.exists()]
        try:
            for path in present:
                if path == target:
                    path = target.rename(gone)  # noqa: PLW2901 - the same files under their new name
                shutil.rmtree(path)
            if present:
                _sync_folder(self._root)
        except OSError as failure:
            raise OutletFailed(reason=failure.strerror or type(failure).__name__) from failure
        return bool(present)

    def held(self) -> frozenset[str]:
        """Ids of all packages of which anything lies here; see `Outlet.held`."""
        try:
            names = [path.name for path in self._root.iterdir()]
        except FileNotFoundError:  # nothing was ever delivered
            return frozenset()
        except OSError as failure:
            raise OutletFailed(reason=failure.strerror or type(failure).__name__) from failure
        return frozenset(_HIDDEN.sub(r"\1", name) for name in names)

    def _hidden(self, package_id: str) -> tuple[Path, Path]:
        """Where a package lies while it is written, and while it is removed."""
        return self._root / f".{package_id}.part", self._root / f".{package_id}.gone"

    def _write(self, draft: Path, files: tuple[OutletFile, ...], manifest: bytes) -> None:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True, mode=0o700)
        for file in (*files, OutletFile(MANIFEST, manifest)):
            path = draft.joinpath(*file.name.split("/"))
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as stream:
                stream.write(file.data)
                stream.flush()
                os.fsync(stream.fileno())
        for folder in {draft, *(path.parent for path in draft.rglob("*"))}:
            _sync_folder(folder)

    def _same_or_refuse(self, target: Path, manifest: bytes, files: tuple[OutletFile, ...]) -> None:
        """Raise unless what lies there is exactly this package: changed bytes are never taken for delivered."""
        try:
            found = (target / MANIFEST).read_bytes()
            same = found == manifest and all(
                target.joinpath(*file.name.split("/")).read_bytes() == file.data for file in files
            )
        except OSError:
            same = False
        if not same:
            raise OutletFailed(reason=f"{target.name}≠{MANIFEST}")


def _sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows has no such call and needs none."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
