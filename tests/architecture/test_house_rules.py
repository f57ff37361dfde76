"""Rules of the house that no linter knows."""

import ast
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import db
import resources
import source_tree
import ui

BORDERS = {
    "reviewer_app/__main__.py",  # excepthook
    "reviewer_app/cli/main.py",  # the command line's excepthook: status 70 instead of a traceback
    "reviewer_app/bootstrap/worker.py",  # process worker
    "reviewer_app/documents/worker_side.py",  # process worker
    "ui/jobs.py",  # job runner
}
WIDE = {"Exception", "BaseException"}
REGISTRIES = (
    "py" + "pi.org", "python" + "hosted", "npm" + "js", "crates" + ".io", "tuna" + ".tsinghua", "mirrors" + ".",
)


def _tracked() -> Iterator[Path]:
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=source_tree.ROOT, capture_output=True, check=True, text=True
    ).stdout.split("\0")
    yield from (path for name in names if name and (path := source_tree.ROOT / name).is_file())


def _swallows(handler: ast.ExceptHandler) -> bool:
    """Whether a handler takes everything and does not raise it again."""
    caught = [] if handler.type is None else [node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)]
    wide = handler.type is None or bool(WIDE & set(caught))
    return wide and not isinstance(handler.body[-1], ast.Raise)


def test_generic_package_names_are_ours() -> None:
    for package in (db, ui, resources):
        assert Path(str(package.__file__)).parent.parent == source_tree.ROOT


def test_tests_are_no_package() -> None:
    assert not list((source_tree.ROOT / "tests").rglob("__init__.py"))


def test_names_of_test_files_are_unique() -> None:
    counted = Counter(path.name for path in source_tree.files_of_tests())
    assert [name for name, count in counted.items() if count > 1] == []


def test_everything_is_caught_only_at_the_borders() -> None:
    swallowing = {
        source_tree.relative(path)
        for path in source_tree.program_files()
        for node in ast.walk(source_tree.tree_of(path))
        if isinstance(node, ast.ExceptHandler) and _swallows(node)
    }
    beyond = sorted(swallowing - BORDERS)
    assert not beyond


def test_every_suppression_gives_its_reason() -> None:
    bare = [
        f"{source_tree.relative(path)}:{number}"
        for path in source_tree.program_files() + source_tree.files_of_tests()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"# noqa(?!: [A-Z0-9, ]+ {1,2}[-—#] ?\S)", line) and "re.search" not in line
    ]
    assert not bare


def test_no_file_names_a_registry() -> None:
    naming = []
    for path in _tracked():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        naming += [source_tree.relative(path) for word in REGISTRIES if word in text]
    assert not naming
