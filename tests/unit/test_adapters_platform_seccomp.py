"""The seccomp filter, run through an interpreter of the few instructions it is made of."""

import errno

import pytest

from reviewer_app.adapters.platform_seccomp import filter_lines

X86 = 0xC000003E
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM


def run(lines: list[tuple[int, int, int, int]], architecture: int, number: int) -> int:
    words = {0: number, 4: architecture}
    loaded, step = 0, 0
    while True:
        code, true, false, value = lines[step]
        step += 1
        if code == 0x20:
            loaded = words[value]
        elif code == 0x15:
            step += true if loaded == value else false
        elif code == 0x35:
            step += true if loaded >= value else false
        else:
            return value


@pytest.mark.parametrize(
    ("architecture", "number", "verdict"),
    [
        (X86, 0, ALLOW), (X86, 40, ALLOW), (X86, 41, REFUSE), (X86, 59, REFUSE), (X86, 322, REFUSE), (X86, 323, ALLOW),
        (X86, 0x40000000 + 41, REFUSE), (X86, 0x40000000, REFUSE), (0xC00000B7, 198, REFUSE), (0x40000003, 0, REFUSE),
    ],
)  # fmt: skip
def test_verdicts(architecture: int, number: int, verdict: int) -> None:
    assert run(filter_lines(X86, (41, 59, 322)), architecture, number) == verdict
