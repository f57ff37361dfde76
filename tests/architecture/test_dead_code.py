"""No function, class or method that the program itself never uses; what only tests use counts as unused.

Fields and enum members are left out: they are data shapes that files, databases and other programs read.
"""

from functools import cache

from vulture import Vulture

import source_tree

EXCEPTIONS = "unused_code.txt"
KINDS = {"function", "method", "class", "property", "import", "unreachable_code"}
CALLED_BY_FRAMEWORKS = [
    "visit_*",  # ast.NodeVisitor
    "*Event", "sizeHint", "paint", "rowCount", "columnCount", "data", "headerData", "flags", "index", "parent",  # Qt
    "fetchMore", "canFetchMore", "eventFilter", "__call__",  # Qt, Python
    "format_usage", "get_command", "list_commands",  # click
    "handle_*",  # html.parser
    "process_bind_param", "process_result_value", "upgrade", "downgrade",  # SQLAlchemy, Alembic
]


@cache
def _unused() -> frozenset[str]:
    vulture = Vulture(ignore_names=CALLED_BY_FRAMEWORKS, ignore_decorators=["@Slot*", "@click.*", "@event.*"])
    vulture.scavenge([str(source_tree.ROOT / name) for name in (*source_tree.PACKAGES, "scripts")])
    return frozenset(
        f"{source_tree.relative(item.filename)}:{item.name}"
        for item in vulture.get_unused_code(min_confidence=60)
        if item.typ in KINDS
    )


def test_nothing_is_unused() -> None:
    unused = sorted(_unused() - source_tree.listed(EXCEPTIONS).keys())
    assert not unused


def test_exceptions_only_shrink() -> None:
    settled = sorted(source_tree.listed(EXCEPTIONS).keys() - _unused())
    assert not settled, f"take these lines out of {EXCEPTIONS}"
