"""`reviewer-audit`: the auditor's own command line.

Exit status 0: everything holds; 1: something does not; 2: wrong usage.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from . import texts, tlog_proof
from .claims import Anchors
from .errors import KeyRefused, VerifyError
from .export import MAX_FILE, verify_export
from .keys import VerifierKey
from .notes import Checkpoint
from .report import Cosigned, PaperFile, Problem, StampFile, VerifyReport

HOLDS, FAILS, WRONG_USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    _speak_utf8()
    parser = _parser()
    chosen = parser.parse_args(arguments)
    try:
        return _verify(chosen) if chosen.command == "verify" else _receipt(chosen)
    except OSError as error:
        sys.stderr.write(texts.UNREADABLE.format(name=error.filename) + "\n")
        return WRONG_USAGE


def report_lines(report: VerifyReport) -> list[str]:
    """The report for people, without newlines at the ends."""
    counts = {name: getattr(report, name) for name in ("entries", "checkpoints", "signoffs", "receipts", "packages")}
    lines = [texts.COUNTS.format(**counts)]
    lines.append(texts.CODE_NOW.format(code=Checkpoint("", report.entries, report.root).short_code))
    lines += _ranges(report)
    lines += [*map(_cosigned_line, report.cosigned), *map(_stamped_line, report.timestamps)]
    if report.on_paper:
        lines += [texts.ON_PAPER, *map(_paper_line, report.on_paper)]
    if report.ok:
        return [*lines, texts.GOOD]
    if report.changed_within:
        first, last = report.changed_within
        lines.append((texts.CHANGED if first > 1 else texts.CHANGED_FROM_START).format(first=first, last=last))
    lines += [problem_line(problem) for problem in report.problems]
    if report.further:
        lines.append(texts.FURTHER.format(count=report.further))
    return [*lines, texts.BAD.format(count=len(report.problems) + report.further)]


def _cosigned_line(one: Cosigned) -> str:
    time = datetime.fromtimestamp(one.time, UTC).strftime("%Y-%m-%d %H:%M UTC")
    trust = texts.COSIGNED_TRUSTED if one.trusted else texts.COSIGNED_UNKNOWN
    return texts.COSIGNED.format(size=one.size, witness=one.witness, time=time, trust=trust)


def _stamped_line(one: StampFile) -> str:
    return texts.STAMPED.format(size=one.size, where=one.where, digest=one.digest)


def _paper_line(file: PaperFile) -> str:
    """A file that only paper covers, and how far the log ties it; people count entries from 1."""
    if file.seq is None:
        return texts.ON_PAPER_BARE.format(where=file.where)
    return texts.ON_PAPER_FILE.format(where=file.where, number=file.seq + 1)


def problem_line(problem: Problem) -> str:
    """One problem for people."""
    detail = texts.DETAIL.format(detail=problem.detail) if problem.detail else ""
    return texts.PROBLEM.format(what=texts.PROBLEMS[problem.code], where=problem.where, detail=detail)


def _ranges(report: VerifyReport) -> list[str]:
    """What is anchored and what is not, apart. People count entries from 1."""
    anchored, signed, entries = report.anchored_size, max(report.signed_size, report.anchored_size), report.entries
    lines = [texts.ANCHORED.format(size=anchored) if anchored else texts.ANCHORED_NONE]
    if signed > anchored:
        lines.append(texts.SIGNED.format(first=anchored + 1, last=signed))
    if entries > signed:
        lines.append(texts.UNSIGNED.format(first=signed + 1, last=entries))
    return lines


def _verify(chosen: argparse.Namespace) -> int:
    notes = {str(path): _text(path) for path in chosen.anchor}
    anchors = Anchors(notes, tuple(chosen.code), tuple(chosen.witness_key))
    report = verify_export(chosen.folder, anchors, chosen.log_key)
    if chosen.json:
        sys.stdout.write(json.dumps(_as_json(report), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(report_lines(report)) + "\n")
    return HOLDS if report.ok else FAILS


def _as_json(report: VerifyReport) -> dict[str, object]:
    return {
        "ok": report.ok, "entries": report.entries, "root": report.root.hex(),
        "anchored": report.anchored_size, "signed": report.signed_size, "unanchored": report.unanchored,
        "checkpoints": report.checkpoints, "signoffs": report.signoffs, "receipts": report.receipts,
        "packages": report.packages, "cosigned": [one._asdict() for one in report.cosigned],
        "timestamps": [one._asdict() for one in report.timestamps],
        "on_paper": [one._asdict() for one in report.on_paper],
        "changed_within": report.changed_within, "further": report.further,
        "problems": [{"code": code.value, "where": where, "detail": detail} for code, where, detail in report.problems],
    }  # fmt: skip


def _receipt(chosen: argparse.Namespace) -> int:
    try:
        shown = tlog_proof.verify(tlog_proof.parse(_text(chosen.file)), [chosen.log_key])
    except VerifyError as refused:
        sys.stdout.write(texts.RECEIPT_BAD.format(detail=refused) + "\n")
        return FAILS
    checkpoint, leaf = shown.opened.checkpoint, shown.leaf.decode("utf-8", "replace")
    line = texts.RECEIPT_GOOD.format(origin=checkpoint.origin, size=checkpoint.size, number=shown.index + 1, leaf=leaf)
    sys.stdout.write(line + "\n")
    return HOLDS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="reviewer-audit", description=texts.USAGE)
    commands = parser.add_subparsers(dest="command", required=True)
    verify = commands.add_parser("verify", help=texts.VERIFY, description=texts.VERIFY)
    verify.add_argument("folder", type=Path, metavar="EXPORT", help=texts.FOLDER)
    verify.add_argument("--anchor", type=Path, action="append", default=[], metavar="NOTE", help=texts.ANCHOR)
    verify.add_argument("--code", action="append", default=[], metavar="CODE", help=texts.SHORT_CODE)
    verify.add_argument("--log-key", type=_key, metavar="KEY", help=texts.LOG_KEY)
    verify.add_argument("--witness-key", type=_key, action="append", default=[], metavar="KEY", help=texts.WITNESS_KEY)
    verify.add_argument("--json", action="store_true", help=texts.JSON)
    receipt = commands.add_parser("receipt", help=texts.RECEIPT, description=texts.RECEIPT)
    receipt.add_argument("file", type=Path, metavar="FILE", help=texts.RECEIPT_FILE)
    receipt.add_argument("--log-key", type=_key, required=True, metavar="KEY", help=texts.RECEIPT_KEY)
    return parser


def _key(text: str) -> VerifierKey:
    try:
        return VerifierKey.parse(text)
    except KeyRefused:
        raise argparse.ArgumentTypeError(texts.BAD_KEY) from None


def _text(path: Path) -> str:
    """A file given by the user; bytes that are no UTF-8 become marks that no signature covers."""
    with path.open("rb") as file:
        return file.read(MAX_FILE).decode("utf-8", "replace")


def _speak_utf8() -> None:
    """Chinese must come out whatever the console's code page."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
