"""A seccomp filter for the worker: no sockets, no other programs.

Unlike namespaces and Landlock it exists on the older kernels of 统信 and 麒麟 too. The filter is a list of four-word
instructions of classic BPF; it refuses with EPERM instead of killing, so that a library that merely asks goes on.
"""

import ctypes
import errno
import platform
from typing import Final, NamedTuple

_PR_SET_SECCOMP: Final = 22
_MODE_FILTER: Final = 2
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | errno.EPERM
_LOAD: Final = 0x20
_JUMP_IF_EQUAL: Final = 0x15
_JUMP_IF_AT_LEAST: Final = 0x35
_RETURN: Final = 0x06
_NUMBER_OFFSET: Final = 0
_ARCHITECTURE_OFFSET: Final = 4
_FOREIGN_TABLE: Final = 0x40000000
"""Calls from here on are x32's, which would reach the same functions under other numbers."""

_POINTER_BYTES: Final = 8


class _Machine(NamedTuple):
    """Its AUDIT_ARCH word and its numbers of socket, execve and execveat."""

    architecture: int
    refused: tuple[int, ...]


_GENERIC: Final = (198, 221, 281)
_MACHINES: Final = {
    "x86_64": _Machine(0xC000003E, (41, 59, 322)),
    "aarch64": _Machine(0xC00000B7, _GENERIC),
    "riscv64": _Machine(0xC00000F3, _GENERIC),
    "loongarch64": _Machine(0xC0000102, _GENERIC),
}


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("jump_true", ctypes.c_uint8),
        ("jump_false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(_Instruction)))


def refuse_sockets_and_programs(libc: ctypes.CDLL) -> bool:
    """Install the filter; the caller has given up new privileges. False where machine or kernel do not allow it."""
    machine = _MACHINES.get(platform.machine())
    if machine is None or ctypes.sizeof(ctypes.c_void_p) != _POINTER_BYTES:
        # A 32-bit interpreter on a 64-bit kernel speaks another table: the filter would refuse everything.
        return False
    lines = filter_lines(machine.architecture, machine.refused)
    instructions = (_Instruction * len(lines))(*(_Instruction(*line) for line in lines))
    program = _Program(len(lines), instructions)
    return bool(libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def filter_lines(architecture: int, refused: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """The filter as (code, steps if true, steps if false, value): refuse the calls, and all of a foreign table."""
    count = len(refused)
    lines = [
        (_LOAD, 0, 0, _ARCHITECTURE_OFFSET),
        (_JUMP_IF_EQUAL, 0, count + 3, architecture),
        (_LOAD, 0, 0, _NUMBER_OFFSET),
        (_JUMP_IF_AT_LEAST, count + 1, 0, _FOREIGN_TABLE),
    ]
    lines.extend((_JUMP_IF_EQUAL, count - index, 0, number) for index, number in enumerate(refused))
    return [*lines, (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
