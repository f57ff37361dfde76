"""Every source file has a test: one named after it, or one that imports it. The list of exceptions may only shrink."""

import ast
from functools import cache
from pathlib import Path

import source_tree

EXCEPTIONS = "untested_modules.txt"


def _module(path: Path) -> str:
    return source_tree.relative(path).removesuffix(".py").replace("/", ".")


@cache
def _imported_by_tests() -> frozenset[str]:
    """Every module that a test or a helper of tests imports, and every `module.name` it imports from one."""
    found: set[str] = set()
    helpers = tuple((source_tree.ROOT / "tests" / "helpers").rglob("*.py"))
    for path in source_tree.files_of_tests() + helpers:
        for node in ast.walk(source_tree.tree_of(path)):
            if isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
                found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found)


def _has_test(path: Path) -> bool:
    module = _module(path)
    named = "test_" + module.removeprefix("reviewer_app.").replace(".", "_") + ".py"
    return module in _imported_by_tests() or any(test.name == named for test in source_tree.files_of_tests())


def _untested() -> set[str]:
    sources = (path for path in source_tree.program_files() if path.name != "__init__.py")
    return {source_tree.relative(path) for path in sources if not _has_test(path)}


def test_every_source_file_has_a_test() -> None:
    assert not _untested() - source_tree.listed(EXCEPTIONS).keys()


def test_exceptions_only_shrink() -> None:
    settled = source_tree.listed(EXCEPTIONS).keys() - _untested()
    assert not settled, f"take these lines out of {EXCEPTIONS}"
