"""Strict reading of the shipped YAML (house style 31): scalars stay strings, a duplicate key is refused.

YAML guesses: `010` becomes 8, `no` becomes false, `12:30` becomes 750. Nothing is guessed here; whoever wants
a number or a date converts it by a schema and says so.
"""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from reviewer_app.domain.errors import Fault
from reviewer_app.shipped import parsed

if TYPE_CHECKING:
    import yaml


class RuleDataFault(Fault):
    """Shipped or configured rule data is wrong. Says the file or mark, never a document's text."""


@cache
def _strict_loader() -> type["yaml.BaseLoader"]:
    """The base loader (strings only) that refuses duplicate keys and anything but a string as key.

    Made when something is really parsed: what is shipped was parsed before, and the library need not be loaded.
    """
    import yaml

    base: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

    class StrictLoader(base):  # type: ignore[misc,valid-type]  # libyaml's loader where the wheel brings it
        def strict_mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
            """Build one mapping, depth first."""
            mapping: dict[str, Any] = {}
            for key_node, value_node in node.value:
                if not isinstance(key_node, yaml.ScalarNode):
                    message = f"a key must be a plain word: {key_node.start_mark}"
                    raise RuleDataFault(message)
                key = key_node.value
                if key in mapping:
                    message = f"key {key!r} stands twice: {key_node.start_mark}"
                    raise RuleDataFault(message)
                mapping[key] = self.construct_object(value_node, deep=True)
            return mapping

    StrictLoader.add_constructor("tag:yaml.org,2002:map", StrictLoader.strict_mapping)
    return StrictLoader


def parse(text: str) -> Any:  # noqa: ANN401  # YAML's top may be a mapping, a list or a string
    """Read one YAML text; scalars are strings, an empty value is the empty string."""
    import yaml

    try:
        return yaml.load(text, Loader=_strict_loader())  # noqa: S506  # the base loader builds strings only
    except yaml.YAMLError as broken:
        message = f"not valid YAML: {broken}"
        raise RuleDataFault(message) from broken


def read_mapping(name: str) -> dict[str, Any]:
    """Read the resource at `name` below `resources/` ("rules/secrecy.yaml"), whose top must be a mapping."""
    file = files("resources").joinpath(*name.split("/"))
    found = parsed(file, file.read_bytes(), parse)
    if not isinstance(found, dict):
        message = f"resources/{name} is no mapping"
        raise RuleDataFault(message)
    return found
