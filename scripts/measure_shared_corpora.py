"""Measures the privacy rules on the development corpora, read where they lie and never copied.

Usage: python scripts/measure_shared_corpora.py FOLDER [--show KIND]. The table goes through the real program
as xlsx, once with its header row and once without; what counts is that findings of the kind cover the whole cell.
"""

import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from openpyxl import Workbook

KINDS = {
    "PERSON": "person_name",
    "ID_CARD": "id_number",
    "TELEPHONE": "landline",
    "MOBILE_PHONE": "mobile",
    "EMAIL": "email",
    "LICENSE_PLATE": "plate",
    "BANK_CARD": "bank_account",
    "PASSPORT": "passport",
    "LOCATION": "address",
    "IPV4": "ip",
    "IPV6": "ip",
    "MAC": "mac",
    "SOCIAL_CREDIT_CODE": "credit_code",
}
TEXTS = ("resume_dev.jsonl", "weibo_dev.jsonl")
PROGRAM = (sys.executable, "-m", "reviewer_app")


def covers(rows: list[list[str]], header: list[str], *, with_header: bool, show: str) -> dict[str, float]:
    """Kind → share of the non-empty cells that are covered whole."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in [header, *rows] if with_header else rows:
            sheet.append(row)
        book.save(path)
        done = subprocess.run([*PROGRAM, "check", path, "--json", "--reveal"], capture_output=True, check=False)  # noqa: S603  # our own
    found: dict[tuple[int, int, str], list[str]] = {}
    for one in json.loads(done.stdout)["findings"]:
        if one["place"]["row"]:
            found.setdefault((one["place"]["row"], one["place"]["column"], one["type"]), []).append(one["value"])
    good: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for number, row in enumerate(rows, 2 if with_header else 1):
        for column, (name, value) in enumerate(zip(header, row, strict=True), 1):
            kind = KINDS.get(name)
            if kind and value.strip():
                total[name] += 1
                values = found.get((number, column, kind), [])
                whole = any(value.strip() in one for one in values)
                good[name] += whole
                if name == show and not whole:
                    print(repr(value), values)
    return {name: good[name] / total[name] for name in total}


def main() -> None:
    """Print the figures."""
    folder = Path(sys.argv[1])
    show = sys.argv[sys.argv.index("--show") + 1] if "--show" in sys.argv else ""
    for name in TEXTS:
        for extra in ((), ("--no-model",)):
            command = [*PROGRAM, "evaluate", folder / name, "--map", "PER=person_name", "--json", *extra]
            done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603  # our own
            figures = json.loads(done.stdout)["types"]["person_name"]
            print(name, *extra, {key: figures[key] for key in ("precision", "recall", "full_cover")})
    with (folder / "opendlp_table_2000.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    for with_header in (True, False):
        print("with header row" if with_header else "without header row")
        for name, share in covers(rows, header, with_header=with_header, show=show).items():
            print(f"  {name:20}{share:.4f}")


if __name__ == "__main__":
    main()
