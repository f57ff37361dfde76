"""What differs between operating systems: who may read new files, network folders, and the protection of the worker.

Everything else in the program is the same on Windows, 统信/麒麟 and Debian. What a system does not offer is left out
and shows in the returned set, never silently: a worker tells its pool what protects it.
"""

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Final, Literal

from reviewer_app.adapters.worker_protection import Protection, WorkerLimits

_PRIVATE_UMASK: Final = 0o077
_NETWORK_TYPES: Final = frozenset({
    "nfs", "nfs3", "nfs4", "cifs", "smb3", "smbfs", "smb2", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "9p",
    "fuse.sshfs", "fuse.glusterfs", "fuse.davfs", "davfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs",
    "ocfs2", "gfs2",
})  # fmt: skip
_DRIVE_REMOTE: Final = 4


def restrict(limits: WorkerLimits) -> frozenset[Protection]:
    """Bind this process for good and return what holds from now on. Call before the first untrusted byte is read."""
    if sys.platform == "win32":
        # A job object needs the parent's side; until it is there nothing holds, and the set says so.
        return frozenset()
    from reviewer_app.adapters import platform_linux

    return platform_linux.restrict(limits)


def renew_cpu_limit(seconds: int) -> None:
    """Allow `seconds` of processor time from now on, where the system limits it."""
    if sys.platform != "win32":
        from reviewer_app.adapters import platform_linux

        platform_linux.renew_cpu_limit(seconds)


def set_private_umask() -> None:
    """From now on new files and folders are readable by this user only."""
    os.umask(_PRIVATE_UMASK)


def hold_standard_streams() -> None:
    """Open what we were started without at nothing: else the next file or pipe would become our output.

    A service, a scheduled task or a program without a console starts others like that.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one
    sys.stdin = sys.stdin or _nothing("r")
    sys.stdout = sys.stdout or _nothing("w")
    sys.stderr = sys.stderr or _nothing("w")


def _nothing(mode: Literal["r", "w"]) -> TextIOWrapper:
    return Path(os.devnull).open(mode, encoding="utf-8")


def is_network_path(path: Path) -> bool:
    """Whether a path, existing or not, lies on a network share, where SQLite can lose acknowledged data."""
    if sys.platform == "win32":
        return _is_windows_share(path)
    try:
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", errors="surrogateescape")
    except OSError:
        return False
    return file_system_of(path.resolve(), mounts) in _NETWORK_TYPES


def file_system_of(path: Path, mounts: str) -> str:
    """Type of the file system that holds an absolute path, by a `mountinfo` text; empty if none does."""
    best, found = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) > 4 and after:  # noqa: PLR2004 — mountinfo: the fifth field is the mount point
            point = Path(fields[4].replace("\\040", " "))
            # The later of two mounts on one point hides the earlier.
            if path.is_relative_to(point) and len(point.parts) >= best:
                best, found = len(point.parts), after.split()[0]
    return found


def _is_windows_share(path: Path) -> bool:
    import ctypes

    resolved = str(path.resolve())
    if resolved.startswith(("\\\\", "//")):
        return True
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 — exists on Windows only
    return bool(kernel.GetDriveTypeW(f"{Path(resolved).drive}\\") == _DRIVE_REMOTE)
