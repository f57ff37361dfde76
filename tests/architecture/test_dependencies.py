"""What we stand on: pinned by hash, from no named place, and never under the GPL."""

import re
from importlib.metadata import PackageNotFoundError, metadata

import pytest

import source_tree

LOCKS = ("requirements.lock", "requirements-dev.lock", "scripts/setup.lock")
ELSEWHERE = {"colorama", "pywin32-ctypes"}
"""Pinned for Windows only; not installed here."""
UNSTATED = {"pysqlite3": "Zlib"}
"""Read in the project's LICENSE file where the metadata of the wheel says nothing."""
STRONG = re.compile(r"(?<![A-Za-z])A?GPL|(?<!Lesser )General Public License", re.IGNORECASE)


def _pins(name: str) -> dict[str, list[str]]:
    """Every pinned requirement of a lock with its hashes."""
    pins: dict[str, list[str]] = {}
    current: list[str] = []
    for line in (source_tree.ROOT / name).read_text("utf-8").splitlines():
        if match := re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?==\S+", line):
            current = pins.setdefault(match[1].lower(), [])
        current += re.findall(r"--hash=(sha256:[0-9a-f]{64})", line)
    return pins


def _licences(name: str) -> list[str]:
    """The alternatives a distribution may be used under."""
    found = metadata(name)
    written = str(found.get("License-Expression") or found.get("License") or UNSTATED.get(name, ""))
    classified = [line.rpartition("::")[2].strip() for line in found.get_all("Classifier", []) if "License ::" in line]
    return [part for part in re.split(r"\s+OR\s+", written[:200]) if part] or classified


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_hashes(name: str) -> None:
    pins = _pins(name)
    assert pins
    assert [requirement for requirement, hashes in pins.items() if not hashes] == []


@pytest.mark.parametrize("name", LOCKS)
def test_lock_names_no_place(name: str) -> None:
    text = (source_tree.ROOT / name).read_text("utf-8")
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url\S*|--find-links\S*| @ \S+", text) == []


def test_runtime_pins_are_what_developers_use() -> None:
    runtime, development = _pins("requirements.lock"), _pins("requirements-dev.lock")
    assert runtime.items() <= development.items()


def test_nothing_shipped_is_gpl() -> None:
    bound = {}
    for name in _pins("requirements.lock").keys() - ELSEWHERE:
        try:
            licences = _licences(name)
        except PackageNotFoundError:
            pytest.fail(f"{name} is pinned but not installed")
        if all(STRONG.search(licence) for licence in licences):
            bound[name] = licences
    assert not bound
