"""Validates what `--json` prints against the shipped schemas."""

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

import source_tree


@cache
def validator(name: str) -> Draft202012Validator:
    """The validator of one shipped schema ("check", "redact"); the schema itself is checked first."""
    path = source_tree.ROOT / "resources" / "schemas" / f"{name}.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def lines(printed: str, name: str = "check") -> list[dict[str, Any]]:
    """The objects of a JSON Lines output, each of them valid; "\\u2028" and the like end no line."""
    values: list[dict[str, Any]] = []
    for line in printed.rstrip("\n").split("\n"):
        values.append(json.loads(line))
        validator(name).validate(values[-1])
    return values
