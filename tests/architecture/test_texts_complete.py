"""Every text key used exists, every key defined is used, and every place in a text gets its value."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import source_tree
from reviewer_app.domain import errors
from reviewer_app.text import catalogue


class Use(NamedTuple):
    """One call of `say`: the keys it may ask for (whole, or by prefix) and the values it passes (None: unknown)."""

    where: str
    keys: tuple[str, ...]
    prefixes: tuple[str, ...]
    values: frozenset[str] | None


def _key_parts(node: ast.expr) -> Iterator[ast.Constant | ast.JoinedStr]:
    """The literals an expression can come to; a choice has two."""
    match node:
        case ast.Constant(value=str()) | ast.JoinedStr():
            yield node
        case ast.IfExp(body=body, orelse=other):
            yield from _key_parts(body)
            yield from _key_parts(other)


def _prefix(node: ast.JoinedStr) -> str:
    first = node.values[0]
    return str(first.value) if isinstance(first, ast.Constant) else ""


def _key_argument(call: ast.Call) -> ast.expr | None:
    """Where a call asks for a text: the first argument of `say`; a window's `front.say` has a colour before it."""
    if isinstance(call.func, ast.Name) and call.func.id == "say" and call.args:
        return call.args[0]
    if isinstance(call.func, ast.Attribute) and call.func.attr == "say":
        dotted = (arg for arg in call.args if any("." in ast.unparse(part) for part in _key_parts(arg)))
        return next(dotted, None)
    return None


def _use(path: Path, call: ast.Call, key: ast.expr) -> Use:
    parts = list(_key_parts(key))
    open_ended = any(keyword.arg is None for keyword in call.keywords)
    return Use(
        f"{source_tree.relative(path)}:{call.lineno}",
        tuple(str(part.value) for part in parts if isinstance(part, ast.Constant)),
        tuple(_prefix(part) for part in parts if isinstance(part, ast.JoinedStr)),
        None if open_ended else frozenset(str(word.arg) for word in call.keywords) - {"language"},
    )


@cache
def _uses() -> tuple[Use, ...]:
    return tuple(
        _use(path, node, key)
        for path in source_tree.program_files()
        for node in ast.walk(source_tree.tree_of(path))
        if isinstance(node, ast.Call) and (key := _key_argument(node)) is not None
    )


def _literals() -> set[str]:
    """Every string literal of the program: tables of keys (errors, columns, actions) are uses too."""
    return {
        node.value
        for path in source_tree.program_files()
        for node in ast.walk(source_tree.tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _formatted_prefixes() -> set[str]:
    """Beginnings of every f-string of the program that could be a key ("type." of f"type.{kind}")."""
    starts = {
        _prefix(node)
        for path in source_tree.program_files()
        for node in ast.walk(source_tree.tree_of(path))
        if isinstance(node, ast.JoinedStr) and node.values
    }
    return {start for start in starts if "." in start and " " not in start}


def _in_resources() -> str:
    """Rule and law files may name texts; their whole wording, to look keys up in."""
    files = sorted((source_tree.ROOT / "resources").rglob("*.yaml"))
    return "\n".join(file.read_text("utf-8") for file in files if "/text/" not in file.as_posix())


def _places(text: str) -> set[str]:
    return {name.partition(".")[0].partition("[")[0] for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_key_used_exists() -> None:
    known = catalogue()
    missing = [(use.where, key) for use in _uses() for key in use.keys if key not in known]
    assert not missing


def test_every_prefix_used_leads_somewhere() -> None:
    known = catalogue()
    lost = [
        (use.where, prefix)
        for use in _uses()
        for prefix in use.prefixes
        if not prefix or not any(key.startswith(prefix) for key in known)
    ]
    assert not lost


def test_every_place_gets_its_value() -> None:
    known = catalogue()
    empty = [
        (use.where, key, sorted(_places(known[key]) - use.values))
        for use in _uses()
        for key in use.keys
        if use.values is not None and key in known and _places(known[key]) - use.values
    ]
    assert not empty


def test_every_key_is_used() -> None:
    literals, prefixes, data = _literals(), tuple(_formatted_prefixes()), _in_resources()
    idle = [key for key in catalogue() if key not in literals and not key.startswith(prefixes) and key not in data]
    assert not idle


def test_every_error_has_its_sentence() -> None:
    classes = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    keys = {kind.key for kind in classes if issubclass(kind, errors.ReviewerError)}
    missing = sorted(keys - catalogue().keys())
    assert not missing
    assert len(keys) == sum(issubclass(kind, errors.ReviewerError) for kind in classes), "two errors share a sentence"
