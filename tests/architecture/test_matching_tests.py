"""Every source file has a test: one named after it, one that imports it, or the test of a neighbour that uses it.

The list of exceptions may only shrink.
"""

import ast
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import source_tree

EXCEPTIONS = "untested_modules.txt"
WHOLE_WAY = {f"reviewer_app.cli.{name}" for name in ("audit", "backup", "demo", "release", "restore")}
"""Commands that need an office: tests/e2e/test_cli_demo.py runs them one after another on the demo's."""


def _module(path: Path) -> str:
    return source_tree.relative(path).removesuffix(".py").replace("/", ".")


def _imports(paths: Iterable[Path]) -> frozenset[str]:
    """Every module that files import, and every `module.name` that they import from one."""
    found: set[str] = set()
    for path in paths:
        for node in ast.walk(source_tree.tree_of(path)):
            if isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
                found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found)


@cache
def _imported_by_tests() -> frozenset[str]:
    helpers = (source_tree.ROOT / "tests" / "helpers").rglob("*.py")
    return _imports((*source_tree.files_of_tests(), *helpers))


def _has_own_test(path: Path) -> bool:
    module = _module(path)
    named = "test_" + module.removeprefix("reviewer_app.").replace(".", "_")
    stems = {test.stem for test in source_tree.files_of_tests()}
    if module in _imported_by_tests() | WHOLE_WAY:
        return True
    if any(stem == named or stem.startswith(named + "_") for stem in stems):
        return True
    # A page is tested as a whole, through the window: tests/ui/test_pages_inbox.py is about ui/pages/inbox.
    return module.startswith("ui.pages.") and "test_" + "_".join(module.split(".")[1:3]) in stems


def _neighbours(path: Path) -> tuple[str, ...]:
    """Folders whose tested modules speak for a piece they use: its own; for the window all of it; for what `bootstrap`
    puts together, the commands that run it.
    """
    folder = source_tree.relative(path.parent)
    if folder.startswith("ui"):
        return ("ui",)
    return (folder, "reviewer_app/cli") if folder == "reviewer_app/bootstrap" else (folder,)


@cache
def _imported_by_tested(folders: tuple[str, ...]) -> frozenset[str]:
    """What the tested modules below some folders import: pieces that their tests exercise through them."""
    inside = (path for path in source_tree.program_files() if source_tree.relative(path).startswith(folders))
    return _imports(path for path in inside if _has_own_test(path))


def _has_test(path: Path) -> bool:
    return _has_own_test(path) or _module(path) in _imported_by_tested(_neighbours(path))


def _untested() -> set[str]:
    sources = (path for path in source_tree.program_files() if path.name != "__init__.py")
    return {source_tree.relative(path) for path in sources if not _has_test(path)}


def test_every_source_file_has_a_test() -> None:
    untested = sorted(_untested() - source_tree.listed(EXCEPTIONS).keys())
    assert not untested


def test_exceptions_only_shrink() -> None:
    settled = sorted(source_tree.listed(EXCEPTIONS).keys() - _untested())
    assert not settled, f"take these lines out of {EXCEPTIONS}"
