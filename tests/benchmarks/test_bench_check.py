"""Ratios of the design's budgets (§11), measured side by side. Nothing here fails for being slow: it prints."""

import gc
import json
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

import big_files
from measuring import Cost, compare, program, script, seconds
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind
from reviewer_app.domain.report import NamesMode
from reviewer_app.rules.context import Context
from reviewer_app.rules.engine import find
from reviewer_app.rules.loader import load_rules

pytestmark = [pytest.mark.bench, pytest.mark.xdist_group("bench")]

PEERS = Path(__file__).parents[2] / "out" / "peers" / "bin" / "python"  # made by scripts/bench_peers.sh
PDFIUM = """
import sys, pypdfium2
document = pypdfium2.PdfDocument(sys.argv[1])
for index in range(len(document)):
    page = document[index]
    print(page.get_textpage().get_text_bounded())
    page.close()
"""
LXML = """
import sys, zipfile
from lxml import etree
root = etree.fromstring(zipfile.ZipFile(sys.argv[1]).read("word/document.xml"))
print(sum(len(text) for text in root.itertext()))
"""
CALAMINE = """
import sys, python_calamine
book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
print(sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names))
"""


@pytest.fixture(scope="module")
def report() -> Iterator[Callable[[str, str, str], None]]:
    """Collects the lines of the table and prints it at the end."""
    lines: list[tuple[str, str, str]] = []
    yield lambda job, measured, budget: lines.append((job, measured, budget))
    print()  # noqa: T201 - the table is what a benchmark is for
    for job, measured, budget in lines:
        print(f"{job:<46} {measured:<58} {budget}")  # noqa: T201 - as above


def _ratio(ours: Cost, theirs: Cost) -> str:
    return (
        f"wall {ours.wall / theirs.wall:5.1f} x  cpu {ours.cpu / theirs.cpu:5.1f} x"
        f"  ({ours.wall * 1000:.0f} : {theirs.wall * 1000:.0f} ms, {ours.memory:.0f} MiB)"
    )


@pytest.mark.parametrize(
    ("name", "make", "size", "bare", "budget"),
    [
        ("pdf", big_files.pdf, 200, PDFIUM, "<= 4 x bare pypdfium2"),
        ("docx", big_files.docx, 5000, LXML, "<= 4 x bare lxml"),
        ("xlsx", big_files.xlsx, 5000, CALAMINE, "<= 12 x bare calamine"),
    ],
)
def test_whole_check_against_a_bare_reader(
    tmp_path: Path,
    report: Callable[[str, str, str], None],
    name: str,
    make: Callable[[int], bytes],
    size: int,
    bare: str,
    budget: str,
) -> None:
    path, doubled = tmp_path / f"one.{name}", tmp_path / f"two.{name}"
    path.write_bytes(make(size))
    doubled.write_bytes(make(2 * size))
    costs = compare({
        "ours": program("check", "--no-names", "--json", path),
        "bare": script(bare, path),
        "doubled": program("check", "--no-names", "--json", doubled),
    })
    report(f"check --no-names, {name} of {size}", _ratio(costs["ours"], costs["bare"]), budget)
    growth = costs["doubled"].cpu / costs["ours"].cpu
    memory = costs["doubled"].memory / costs["ours"].memory
    report(f"the same, {2 * size}", f"cpu {growth:5.2f} x  memory {memory:5.2f} x", "<= 2.2 x the time")


def test_start_of_the_command_line(report: Callable[[str, str, str], None], tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("关于做好有关工作的通知\n", "utf-8")
    costs = compare({"ours": program("check", "--no-names", "--json", path), "bare": script("pass")})
    report("check of one line, whole process", _ratio(costs["ours"], costs["bare"]), "against a bare interpreter")


def _of_lines(text: str) -> Document:
    return Document.of(FileKind.TEXT, tuple(Block(line, BlockKind.PARAGRAPH) for line in text.split("\n")))


def test_structural_detectors(report: Callable[[str, str, str], None], tmp_path: Path) -> None:
    text = big_files.prose(2_000_000)
    without = _of_lines("\n".join(line for line in text.split("\n") if not line.startswith("申请人")))
    document = _of_lines(text)
    rules = load_rules()
    context = Context(today=date(2018, 6, 21), names=NamesMode.OFF)
    gc.disable()  # as good as the command line, which collects after a million new values
    try:
        ours = len(text) / seconds(lambda: find(document, rules, context))
        plain = len(without.text) / seconds(lambda: find(without, rules, context))
    finally:
        gc.enable()
    report("structural detectors, 2 M characters", f"{ours / 1e6:.1f} M characters/s/core", ">= 8 M")
    report("the same, nothing personal in it", f"{plain / 1e6:.1f} M characters/s/core", "")
    (tmp_path / "prose.txt").write_text(text[:300_000], "utf-8")
    told = subprocess.check_output([PEERS, Path(__file__).with_name("peer_speed.py"), tmp_path / "prose.txt"])
    for name, budget in (("jionlp", ">= 3 x"), ("presidio", ">= 20 x")):
        theirs = json.loads(told)[name]
        report(f"the same against {name}", f"{ours / theirs:.1f} x ({theirs / 1e6:.2f} M characters/s/core)", budget)
