"""What differs between systems: the umask, network folders, limits."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer_app.adapters import platform
from reviewer_app.adapters.worker_protection import Protection, WorkerLimits

MOUNTS = """\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
30 22 0:5 / /mnt/share\\040one rw shared:9 - nfs4 server:/x rw
31 22 0:6 / /srv/smb rw - cifs //server/x rw
32 31 0:7 / /srv/smb/local rw - tmpfs tmpfs rw
33 22 0:8 / /srv/twice rw - ext4 /dev/vdb rw
34 22 0:9 / /srv/twice rw - fuse.sshfs a:/ rw
a broken line
"""


def test_streams_that_are_closed_at_the_start_do_not_become_other_files() -> None:
    look = (
        "import os, sys; from reviewer_app.adapters import platform; platform.hold_standard_streams();"
        "print('lost'); print('lost', file=sys.stderr); sys.stdin.read(); sys.exit(os.open(os.devnull, os.O_RDONLY))"
    )
    done = subprocess.run(["sh", "-c", '"$0" -c "$1" <&- >&- 2>&-', sys.executable, look], check=False, timeout=60)
    assert done.returncode >= 3


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/home/office", "ext4"), ("/mnt/share one/office", "nfs4"), ("/mnt/share", "ext4"), ("/srv/smb/a", "cifs"),
        ("/srv/smb/local/a", "tmpfs"), ("/srv/twice", "fuse.sshfs"),
    ],
)  # fmt: skip
def test_file_system_of_a_path(path: str, found: str) -> None:
    assert platform.file_system_of(Path(path), MOUNTS) == found


def test_no_mounts_no_answer() -> None:
    assert platform.file_system_of(Path("/a"), "") == ""


def test_temporary_folder_is_no_network_share(tmp_path: Path) -> None:
    assert not platform.is_network_path(tmp_path / "not yet there")


BOUND = """
import json, resource, sys
from reviewer_app.adapters import platform
held = platform.restrict(platform.WorkerLimits(memory_bytes=1 << 30, cpu_seconds=7, open_files=32))
platform.renew_cpu_limit(9)
limits = {name: resource.getrlimit(getattr(resource, name))[0]
          for name in ("RLIMIT_AS", "RLIMIT_NOFILE", "RLIMIT_CORE", "RLIMIT_FSIZE", "RLIMIT_CPU")}
try:
    bytearray(2 << 30)
except MemoryError:
    limits["refused"] = True
print(json.dumps({"held": sorted(held), "limits": limits}))
"""


def test_a_bound_process_tells_what_holds() -> None:
    done = subprocess.run([sys.executable, "-c", BOUND], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    always = {Protection.MEMORY, Protection.CPU, Protection.OPEN_FILES, Protection.NO_CORE, Protection.NO_FILE_GROWTH}
    assert always <= set(told["held"])
    limits = told["limits"]
    assert limits.pop("RLIMIT_CPU") in range(9, 15)
    assert limits == {
        "RLIMIT_AS": 1 << 30, "RLIMIT_NOFILE": 32, "RLIMIT_CORE": 0, "RLIMIT_FSIZE": 0, "refused": True,
    }  # fmt: skip


def test_limits_leave_room_for_real_documents() -> None:
    assert WorkerLimits().memory_bytes == 2 * 1024**3
    assert WorkerLimits().cpu_seconds >= 60


def test_umask_is_private() -> None:
    script = (
        "import os\nfrom reviewer_app.adapters import platform\nplatform.set_private_umask()\nprint(oct(os.umask(0)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0o77"
