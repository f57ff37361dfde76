"""Writes tests/data/privacy: a labelled corpus of office texts about persons who do not exist.

The templates in scripts/privacy_templates are written by hand; this script only fills in persons and numbers. A part
of the templates is held out: its results are reported, its failures are not looked at. `--check` compares only.
"""

import json
import sys
from pathlib import Path
from zlib import crc32

from corpus_markup import filled

HERE = Path(__file__).parent / "privacy_templates"
OUT = Path(__file__).parent.parent / "tests" / "data" / "privacy"
FILLS = {"passages": 3, "documents": 2, "negatives": 6, "clean": 3, "fresh": 2, "wider": 2, "fourth": 2}
"""How often each template is filled; a template without slots would come out the same and is taken once."""
HELD_OUT = 4
"""Every fourth template, by the checksum of its text."""
FRESH_HELD_OUT = 2
"""Of the later batches every second one: they were written to see how the rules do on other kinds of papers."""


def templates(name: str) -> list[tuple[str, str]]:
    """(column, template) of one file."""
    text = (HERE / f"{name}.txt").read_text("utf-8")
    if name in {"documents", "clean", "wider", "fourth"}:
        pieces = [piece.partition("\n") for piece in text.split("\n=== ")[1:]]
        return [(column.strip(), body.strip("\n").replace("\\t", "\t")) for column, _, body in pieces]
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    cut = (line.partition("|") for line in lines)
    return [(column, body.replace("\\n", "\n").replace("\\t", "\t")) for column, _, body in cut]


def lines(name: str) -> list[str]:
    """The corpus file's lines."""
    found: list[str] = []
    for number, (column, template) in enumerate(templates(name), 1):
        every = FRESH_HELD_OUT if name in {"fresh", "wider", "fourth"} else HELD_OUT
        part = "held" if crc32(template.encode()) % every == 0 else "open"
        texts: set[str] = set()
        for fill in range(1, FILLS[name] + 1):
            passage = filled(template, f"{name}-{number}-{fill}")
            if passage.text not in texts:
                texts.add(passage.text)
                value = passage.value({"id": f"{name}-{number}-{fill}", "column": column, "part": part})
                found.append(json.dumps(value, ensure_ascii=False))
    return found


def main() -> int:
    """Write the files, or with --check tell whether they are those that would be written."""
    different = 0
    OUT.mkdir(parents=True, exist_ok=True)
    for name in FILLS:
        text = "\n".join(lines(name)) + "\n"
        path = OUT / f"{name}.jsonl"
        if "--check" not in sys.argv:
            path.write_text(text, "utf-8")
        elif not path.exists() or path.read_text("utf-8") != text:
            print("differs:", path)
            different = 1
    return different


if __name__ == "__main__":
    sys.exit(main())
