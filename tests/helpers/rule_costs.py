"""What each privacy rule costs: CPU milliseconds per million characters, by rule. Run it: it prints a table.

Usage: python tests/helpers/rule_costs.py [CHARACTERS]. Three texts: prose a tenth of which is dense with personal
data, one line of minutes with many names in office, and a list of villagers as a table. Shares, not absolute figures,
are to be compared: medians in one process; what the first rule asks the shared scan for is paid by `shared`.
"""

import sys
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import partial

import big_files
from measuring import seconds
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, Place
from reviewer_app.rules.columns import Columns
from reviewer_app.rules.context import Context
from reviewer_app.rules.detectors.registry import detectors_of
from reviewer_app.rules.engine import find, settle
from reviewer_app.rules.loader import load_rules
from reviewer_app.rules.roles import RoleReader
from reviewer_app.rules.scan import ScanText

MINUTES = "县委书记王建军主持会议，县长李小明、副县长罗峰（县林业局）出席，张伟、刘志强等三名同志作了发言。"
TODAY = Context(today=date(2026, 11, 23))


def texts(characters: int) -> dict[str, Document]:
    """The three, each about so long."""
    rows = list(big_files.rows(max(10, characters // 75)))
    cells = [
        Block(text, BlockKind.CELL, Place(row=row, column=column, table=1), big_files.HEADER[column - 1])
        for row, values in enumerate(rows, 2)
        for column, text in enumerate(values, 1)
    ]
    return {
        "prose": _of(big_files.prose(characters)),
        "minutes": _of("\n".join([MINUTES] * (characters // len(MINUTES)))),
        "list": Document.of(FileKind.DOCX, tuple(cells)),
    }


def _of(text: str) -> Document:
    return Document.of(FileKind.TEXT, tuple(Block(line, BlockKind.PARAGRAPH) for line in text.split("\n")))


def costs(document: Document) -> dict[str, float]:
    """Milliseconds per million characters by rule id; `shared`, `settle`, `roles` and `whole` beside them."""
    rules = load_rules()

    def scan() -> ScanText:
        made = ScanText(document, Columns(rules.lexicons.headers), rules.lexicons.vocabulary)
        len(made.cells), len(made.numbers), made.cells_of(), made.column_kind(0)
        made.words.ends(rules.lexicons.vocabulary[0])
        return made

    ready = scan()
    detected = [one for _, detector in detectors_of(rules) for one in detector.scan(ready)]
    settled = settle(detected)
    work: dict[str, Callable[[], object]] = {
        "shared": scan,
        "settle": partial(settle, detected),
        "roles": lambda: RoleReader(ready, rules, TODAY).resolve(settled),
        "whole": lambda: find(document, rules, TODAY),
    }
    work |= {rule.id: partial(_run, detector.scan, ready) for rule, detector in detectors_of(rules)}
    million = len(ready.text) / 1e6
    return {name: 1000 * seconds(one) / million for name, one in work.items()}


def _run(detect: Callable[[ScanText], object], scan: ScanText) -> None:
    list(detect(scan))  # type: ignore[call-overload]  # an iterator


def main() -> None:
    """Print the table, the dearest first."""
    characters = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for name, document in texts(characters).items():
        for rule, cost in costs(document).items():
            table[rule][name] = cost
    for rule, by_text in sorted(table.items(), key=lambda row: -sum(row[1].values())):
        sys.stdout.write(f"{rule:36}" + "".join(f"{name} {cost:8.1f}   " for name, cost in by_text.items()) + "\n")


if __name__ == "__main__":
    main()
