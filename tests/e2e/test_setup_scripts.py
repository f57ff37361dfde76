"""Set-up on a machine where little is installed: what is missing is said as one command, nothing stays half made.

`apt-get`, `id`, `sudo` and `python3` are stand-ins on the PATH; the scripts are the real ones.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ALWAYS = ("sh", "cat", "grep", "find", "sha256sum", "cut", "sed", "dirname", "mkdir", "rm", "chmod")
PYTHON = """
case "$*" in
    *ensurepip*) exit {venv} ;;
    *"-m venv"*)
        rm -rf .venv && mkdir -p .venv/bin
        cp "$STUBS/whole" .venv/bin/python
        cp "$STUBS/uv" .venv/bin/uv ;;
esac
"""


class Machine:
    """A copy of the scripts, and a folder that is the whole PATH."""

    def __init__(self, root: Path) -> None:
        self.tree, self.stubs = root / "tree", root / "bin"
        shutil.copytree(ROOT / "scripts", self.tree / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
        self.stubs.mkdir()
        for name in (*ALWAYS, "cp"):
            (self.stubs / name).symlink_to(str(shutil.which(name)))
        for name in ("requirements-dev.lock", "pyproject.toml"):
            shutil.copy(ROOT / name, self.tree)
        self.has("id", "echo 1000")
        self.has("whole", "exit 0")
        self.has("uv", "exit 0")
        self.has_python(venv=True)

    def has(self, name: str, script: str) -> None:
        self.put(self.stubs / name, script)

    def put(self, path: Path, script: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def has_python(self, *, venv: bool) -> None:
        self.has("python3", PYTHON.format(venv=int(not venv)))

    def run(self, script: str) -> subprocess.CompletedProcess[str]:
        # The scripts look into /sbin for ldconfig too, so that the real libraries may be seen: it makes no difference.
        return subprocess.run(
            [self.tree / "scripts" / script], capture_output=True, encoding="utf-8", check=False,
            env={"PATH": str(self.stubs), "STUBS": str(self.stubs), "HOME": str(self.tree)},
        )  # fmt: skip


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize(("tool", "start"), [("sudo", "    sudo sh -c '"), (None, "    su -c '")])
def test_a_plain_user_is_shown_one_command_that_names_what_is_missing(
    machine: Machine, tool: str | None, start: str
) -> None:
    machine.has("apt-get", "echo must not run >&2; exit 9")
    machine.has_python(venv=False)
    if tool:
        machine.has(tool, "exit 9")
    done = machine.run("setup_system.sh")
    (command,) = [line for line in done.stderr.splitlines() if "apt-get" in line]
    assert command.startswith(f"{start}apt-get update && apt-get install -y --no-install-recommends ")
    assert command.endswith("python3-venv'")
    assert done.returncode == 1, "nothing can be set up without venv"


def test_root_has_it_installed(machine: Machine, tmp_path: Path) -> None:
    machine.has("id", "echo 0")
    machine.has("apt-get", f'echo "$*" >>{tmp_path}/asked')
    machine.has_python(venv=False)
    assert machine.run("setup_system.sh").returncode == 0
    assert (tmp_path / "asked").read_text().split()[-1] == "python3-venv"


def test_without_venv_set_up_stops_before_it_leaves_half_an_environment(machine: Machine) -> None:
    machine.has("apt-get", "exit 9")
    machine.has_python(venv=False)
    done = machine.run("setup.sh")
    assert done.returncode != 0
    assert "python3-venv" in done.stderr
    assert not (machine.tree / ".venv").exists()


def test_half_an_environment_is_made_anew(machine: Machine) -> None:
    machine.has("apt-get", "exit 9")
    machine.put(machine.tree / ".venv" / "bin" / "python", "exit 1  # no pip: ensurepip was missing when it was made")
    done = machine.run("setup.sh")
    assert done.returncode == 0, done.stderr
    assert (machine.tree / ".venv" / "setup.stamp").read_text()
