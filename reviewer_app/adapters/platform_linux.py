"""Limits and sandbox of the worker on Linux: resource limits, a network namespace of its own, seccomp, Landlock.

Only what needs no privilege and no daemon. Each step is tried; what the kernel refuses is missing in the result.
"""

import ctypes
import platform
import resource
from typing import Final

from reviewer_app.adapters import platform_seccomp
from reviewer_app.adapters.worker_protection import Protection, WorkerLimits

_PR_SET_NO_NEW_PRIVS: Final = 38
_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000
_LANDLOCK_CREATE_RULESET: Final = 444
_LANDLOCK_RESTRICT_SELF: Final = 446
_LANDLOCK_VERSION: Final = 1
_ACCESS_WRITES: Final = sum(1 << bit for bit in (1, *range(4, 13)))
"""LANDLOCK_ACCESS_FS_: write a file, remove and make entries of every kind; reading stays, modules are still loaded."""

_ACCESS_REFER: Final = 1 << 13
_ACCESS_TRUNCATE: Final = 1 << 14
_ABI_REFER: Final = 2
_ABI_TRUNCATE: Final = 3
_SAME_NUMBERS: Final = frozenset({"x86_64", "aarch64", "loongarch64", "riscv64", "i686", "armv7l"})
"""Machines on which the Landlock calls have these numbers (all but alpha)."""


class _Ruleset(ctypes.Structure):
    _fields_ = (("handled_access_fs", ctypes.c_uint64),)


def restrict(limits: WorkerLimits) -> frozenset[Protection]:
    """Bind this process; see `platform.restrict`."""
    libc = ctypes.CDLL(None, use_errno=True)
    alone = _leave_network(libc)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    filtered = platform_seccomp.refuse_sockets_and_programs(libc)
    holds = {
        Protection.NO_NETWORK: alone or filtered,
        Protection.NO_PROGRAMS: filtered,
        Protection.NO_WRITES: _forbid_writes(libc),
        Protection.MEMORY: _limit(resource.RLIMIT_AS, limits.memory_bytes),
        Protection.OPEN_FILES: _limit(resource.RLIMIT_NOFILE, limits.open_files),
        Protection.NO_CORE: _limit(resource.RLIMIT_CORE, 0),
        Protection.NO_FILE_GROWTH: _limit(resource.RLIMIT_FSIZE, 0),
        Protection.CPU: renew_cpu_limit(limits.cpu_seconds),
    }
    return frozenset(protection for protection, active in holds.items() if active)


def _limit(kind: int, wanted: int) -> bool:
    _, hard = resource.getrlimit(kind)
    value = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    try:
        resource.setrlimit(kind, (value, value))
    except (ValueError, OSError):
        return False
    return True


def renew_cpu_limit(seconds: int) -> bool:
    """Move the soft limit to `seconds` beyond what is used by now; at the limit the kernel ends the process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = int(usage.ru_utime + usage.ru_stime) + seconds
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (wanted, hard))
    except (ValueError, OSError):
        return False
    return True


def _leave_network(libc: ctypes.CDLL) -> bool:
    """A network namespace without any interface; without privilege it needs a user namespace around it."""
    return bool(libc.unshare(_CLONE_NEWNET) == 0 or libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def _forbid_writes(libc: ctypes.CDLL) -> bool:
    """Landlock with an empty list of exceptions: nothing can be written, made or removed anywhere."""
    if platform.machine() not in _SAME_NUMBERS:
        return False
    abi = libc.syscall(_LANDLOCK_CREATE_RULESET, None, 0, _LANDLOCK_VERSION)
    if abi < 1:
        return False
    access = _ACCESS_WRITES
    access |= _ACCESS_REFER if abi >= _ABI_REFER else 0
    access |= _ACCESS_TRUNCATE if abi >= _ABI_TRUNCATE else 0
    rules = _Ruleset(access)
    ruleset = libc.syscall(_LANDLOCK_CREATE_RULESET, ctypes.byref(rules), ctypes.sizeof(rules), 0)
    if ruleset < 0:
        return False
    # The descriptor of the rule set stays open until the process ends; it grants nothing.
    return bool(libc.syscall(_LANDLOCK_RESTRICT_SELF, ruleset, 0) == 0)
