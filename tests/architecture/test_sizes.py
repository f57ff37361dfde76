"""Files, functions and classes stay small enough to be read (house style 44)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import source_tree

FILE_LINES = 400
FUNCTION_LINES = 40
PUBLIC_METHODS = 11


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(source_tree.tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _public_methods(node: ast.ClassDef) -> list[str]:
    """Methods that users of the class call: no properties, no slots, no overrides of Qt (camel case)."""
    return [
        method.name
        for method in node.body
        if isinstance(method, ast.FunctionDef)
        and not method.name.startswith("_")
        and method.name.islower()
        and not _marks(method) & {"property", "Slot", "overload"}
    ]


def _marks(method: ast.FunctionDef) -> set[str]:
    calls = (mark.func if isinstance(mark, ast.Call) else mark for mark in method.decorator_list)
    return {mark.id for mark in calls if isinstance(mark, ast.Name)}


def test_files_are_short() -> None:
    long = {
        source_tree.relative(path): lines
        for path in source_tree.program_files() + source_tree.files_of_tests()
        if (lines := len(path.read_text("utf-8").splitlines())) > FILE_LINES
    }
    assert not long


def test_functions_are_short() -> None:
    long = {
        f"{source_tree.relative(path)}:{node.name}": lines
        for path in source_tree.program_files()
        for node in _functions(path)
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }
    assert not long


def test_classes_are_narrow() -> None:
    wide = {
        f"{source_tree.relative(path)}:{node.name}": names
        for path in source_tree.program_files()
        for node in ast.walk(source_tree.tree_of(path))
        if isinstance(node, ast.ClassDef) and len(names := _public_methods(node)) > PUBLIC_METHODS
    }
    assert not wide


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "base", "manager"])
def test_no_module_without_a_subject(name: str) -> None:
    named = [source_tree.relative(path) for path in source_tree.program_files() if path.stem == name]
    assert not named
