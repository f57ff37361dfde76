"""`evaluate`: how well the privacy rules do on a labelled corpus. Needs neither home nor login."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

import click

from reviewer_app.cli import output
from reviewer_app.cli.assessing import context_of
from reviewer_app.cli.command import OfficeCommand, home_option, json_option
from reviewer_app.cli.sources import read_bytes
from reviewer_app.cli.status import ExitStatus
from reviewer_app.domain.errors import UsageFault
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.report import NamesMode
from reviewer_app.text import say

if TYPE_CHECKING:
    from reviewer_app.rules.evaluation import Passage, Score

DIGITS: Final = 4


@click.command("evaluate", cls=OfficeCommand, help=say("cli.evaluate.help"))
@click.argument("path", type=click.Path(path_type=Path), metavar="CORPUS.jsonl")
@click.option("--map", "pairs", multiple=True, metavar="PER=person_name", help=say("cli.map.help"))
@click.option("--model/--no-model", default=True, help=say("cli.model.help"))
@json_option
@home_option
def command(path: Path, *, pairs: tuple[str, ...], model: bool, as_json: bool, home: Path | None) -> ExitStatus:
    """Measure every type that the corpus labels."""
    from reviewer_app.bootstrap.tools import labelled_corpus
    from reviewer_app.rules.evaluation import evaluate, unknown_labels
    from reviewer_app.rules.loader import load_rules

    mapping = _mapping(pairs)
    passages = _passages(path)
    corpus, mode, seconds = labelled_corpus(passages, model=model)
    scores = evaluate(corpus, load_rules(), context_of(home), mapping, perf_counter)
    if FindingType.PERSON_NAME in scores:
        names = scores[FindingType.PERSON_NAME]
        scores[FindingType.PERSON_NAME] = replace(names, seconds=names.seconds + seconds)
    ignored = unknown_labels(passages, mapping)
    if as_json:
        output.write_json(_value(passages, mode, scores, ignored))
    else:
        _write_table(passages, mode, scores, ignored)
    return ExitStatus.CLEAN


def _mapping(pairs: Sequence[str]) -> dict[str, FindingType]:
    """`LABEL=type` pairs; raises `UsageFault` for another form or an unknown type."""
    found: dict[str, FindingType] = {}
    for pair in pairs:
        label, sign, kind = pair.partition("=")
        if not label or not sign or kind not in FindingType.__members__.values():
            raise UsageFault(detail=say("cli.evaluate.bad_map", pair=pair))
        found[label] = FindingType(kind)
    return found


def _passages(path: Path) -> "list[Passage]":
    """The corpus; raises `FileMissing`, and `UsageFault` naming the first line of another form."""
    from reviewer_app.rules.evaluation import read_passage

    found: list[Passage] = []
    for number, line in enumerate(read_bytes(path).splitlines(), 1):
        if line.strip():
            try:
                found.append(read_passage(line))
            except ValueError:  # msgspec's errors are ValueErrors; their text could hold the line's
                raise UsageFault(detail=say("cli.evaluate.bad_line", line=number)) from None
    if not found:
        raise UsageFault(detail=say("cli.evaluate.empty"))
    return found


def _value(
    passages: "Sequence[Passage]", mode: NamesMode, scores: "Mapping[FindingType, Score]", ignored: Mapping[str, int]
) -> dict[str, Any]:
    return {
        "schema": 1,
        "passages": len(passages),
        "chars": sum(len(one.text) for one in passages),
        "names": mode.value,
        "types": {kind.value: _shares(score) for kind, score in scores.items()},
        "ignored_labels": dict(ignored),
        "error": None,
    }


def _shares(score: "Score") -> dict[str, float | int | None]:
    return {
        "gold": score.gold,
        "found": score.found,
        "correct": score.right,
        "precision": _rounded(score.precision),
        "recall": _rounded(score.recall),
        "f1": _rounded(score.f1),
        "full_cover": _rounded(score.full_cover),
        "chars_per_second": round(score.speed) if score.speed else None,
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, DIGITS)


def _write_table(
    passages: "Sequence[Passage]", mode: NamesMode, scores: "Mapping[FindingType, Score]", ignored: Mapping[str, int]
) -> None:
    chars = sum(len(one.text) for one in passages)
    output.write_line(say("cli.evaluate.corpus", passages=len(passages), chars=chars, names=mode.value))
    output.write_line(say("cli.evaluate.heading"))
    for kind, score in scores.items():
        shares = (score.precision, score.recall, score.f1, score.full_cover)
        told = "\t".join("—" if share is None else f"{share:.3f}" for share in shares)
        speed = f"{score.speed:,.0f}" if score.speed else "—"
        output.write_line(f"{kind.value}\t{score.gold}\t{score.found}\t{told}\t{speed}")
    if ignored:
        output.write_line(say("cli.evaluate.ignored", labels="、".join(f"{one} {n}" for one, n in ignored.items())))
