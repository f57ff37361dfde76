"""Where the program's own sources and tests lie, for the tests of the house."""

import ast
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PACKAGES: Final = ("reviewer_app", "ui", "db", "resources")
SELF_CONTAINED: Final = ("db/migrations/versions/",)
"""Migrations import nothing from the program and are never touched again: rules of form do not apply to them."""


@cache
def program_files() -> tuple[Path, ...]:
    """All Python files of the four packages, without migrations."""
    files = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    return tuple(path for path in files if not relative(path).startswith(SELF_CONTAINED))


@cache
def files_of_tests() -> tuple[Path, ...]:
    """All test files."""
    return tuple(sorted((ROOT / "tests").rglob("test_*.py")))


def relative(path: Path) -> str:
    """A path as it is called in the repository."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def listed(name: str) -> dict[str, str]:
    """A list of exceptions in tests/architecture: `entry  # reason` a line; the reason is required."""
    entries: dict[str, str] = {}
    for line in (ROOT / "tests" / "architecture" / name).read_text("utf-8").splitlines():
        entry, mark, reason = line.partition("#")
        if not entry.strip():
            continue
        assert mark, f"{name}: no reason for {entry.strip()}"
        assert reason.strip(), f"{name}: no reason for {entry.strip()}"
        assert entry.strip() not in entries, f"{name}: {entry.strip()} stands twice"
        entries[entry.strip()] = reason.strip()
    return entries
