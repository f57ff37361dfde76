"""The verifying core builds and installs alone, and then verifies without the application."""

import subprocess
import sys
import venv
from pathlib import Path

import cryptography
import pytest

from made_export import MadeExport, made_export

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "reviewer_app" / "verifier"
NEEDS = ("cryptography", "cffi", "_cffi_backend", "pycparser")
"""What the tool depends on, lent to the empty environment from this one: a test opens no connection."""


def run(*command: str | Path, ok: bool = True) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, encoding="utf-8", cwd=command_folder(command), check=False
    )
    assert not ok or done.returncode == 0, done.stdout + done.stderr
    return done


def command_folder(command: tuple[str | Path, ...]) -> Path:
    """Never the source tree: the tool must not find the application beside itself."""
    return Path(command[0]).parent


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of an empty environment with nothing but the tool and `cryptography` in it."""
    place = tmp_path_factory.mktemp("alone")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", place, SOURCE)
    (wheel,) = place.glob("reviewer_audit-*.whl")
    venv.create(place / "venv", with_pip=False, symlinks=True)
    folders = {name: place / "venv" / path for name, path in (("scripts", "bin"), ("lib", "lib"))}
    (packages,) = folders["lib"].glob("python*/site-packages")
    python = folders["scripts"] / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps", "--quiet", wheel)
    lend(packages)
    return folders["scripts"]


def lend(packages: Path) -> None:
    for path in Path(cryptography.__file__).parents[1].iterdir():
        if path.name.split(".")[0] in NEEDS:
            (packages / path.name).symlink_to(path)


@pytest.fixture
def made(tmp_path: Path) -> MadeExport:
    return made_export(tmp_path / "export")


def test_the_environment_holds_neither_the_application_nor_anything_else(scripts: Path) -> None:
    probe = "import importlib.util as u, reviewer_audit; print([n for n in %r if u.find_spec(n)])"
    names = ["reviewer_app", "resources", "db", "ui", "rfc8785", "sqlalchemy", "PySide6", "yaml"]
    assert run(scripts / "python", "-c", probe % names).stdout == "[]\n"


@pytest.mark.parametrize("tool", [("reviewer-audit",), ("python", "-m", "reviewer_audit")])
def test_verifies_an_export_and_names_what_is_tampered(scripts: Path, made: MadeExport, tool: tuple[str, ...]) -> None:
    anchor = made.folder.parent / "usb.note"
    anchor.write_text(made.anchor, "utf-8")
    command = (scripts / tool[0], *tool[1:], "verify", made.folder, "--anchor", anchor)
    assert "核验通过。" in run(*command).stdout
    made.write_entries([*made.log.leaves[:2], made.log.leaves[2].replace(b'"i1"', b'"i2"'), *made.log.leaves[3:]])
    done = run(*command, ok=False)
    assert done.returncode == 1
    assert "日志与外部存证不符" in done.stdout
    assert done.stderr == ""


def test_verifies_a_receipt(scripts: Path, made: MadeExport) -> None:
    receipt = made.folder / "receipts" / "i1.tlog-proof"
    done = run(scripts / "reviewer-audit", "receipt", receipt, "--log-key", str(made.keyring.log[0]))
    assert "回执有效" in done.stdout
