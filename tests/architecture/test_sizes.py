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
    """Methods a user of the class meets; properties are values, and ports' contracts count too."""
    return [
        method.name
        for method in node.body
        if isinstance(method, ast.FunctionDef)
        and not method.name.startswith("_")
        and not any(isinstance(mark, ast.Name) and mark.id == "property" for mark in method.decorator_list)
    ]


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
