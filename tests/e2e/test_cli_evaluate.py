import json
import subprocess
import sys
from pathlib import Path

import pytest

import program
from inside import run

LINES = (
    {"text": "昨日下午，刘志强来访，电话13807971234。", "spans": [[5, 8, "PER"], [13, 24, "mobile"]]},
    {"text": "各有关单位：请认真贯彻执行。", "spans": []},
    {"text": "赣州市国土资源局", "spans": [[0, 8, "ORG"]]},
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in LINES) + "\n", "utf-8")
    return path


def test_figures_as_json(corpus: Path) -> None:
    done = program.run("evaluate", corpus, "--map", "PER=person_name", "--json")
    value = json.loads(done.out)
    assert done.status == 0
    assert (value["passages"], value["names"], value["ignored_labels"]) == (3, "lac", {"ORG": 1})
    for kind in ("person_name", "mobile"):
        figures = value["types"][kind]
        assert figures.pop("chars_per_second") > 0
        assert figures == {
            "gold": 1, "found": 1, "correct": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0, "full_cover": 1.0,
        }


def test_without_the_model_a_name_that_only_it_knows_is_missed(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    line = {"text": "雨夜里人们想起孙慧芳冒雨抢修的情景。", "spans": [[7, 10, "PER"]]}
    path.write_text(json.dumps(line, ensure_ascii=False) + "\n", "utf-8")
    covers = []
    for model in ((), ("--no-model",)):
        done = run("evaluate", path, "--map", "PER=person_name", *model, "--json")
        value = json.loads(done.out)
        covers.append((value["names"], value["types"]["person_name"]["full_cover"]))
    assert covers == [("lac", 1.0), ("rules", 0.0)]


def test_figures_for_people(corpus: Path) -> None:
    done = run("evaluate", corpus)
    assert done.status == 0
    assert "mobile\t1\t1\t1.000\t1.000\t1.000\t1.000" in done.out
    assert "ORG 1、PER 1" in done.out


@pytest.mark.parametrize(
    "arguments", [("--map", "PER"), ("--map", "PER=nothing"), ("--map", "=person_name")]
)
def test_a_wrong_map_is_a_usage_fault(corpus: Path, arguments: tuple[str, ...]) -> None:
    assert run("evaluate", corpus, *arguments).status == 2


@pytest.mark.parametrize("text", ["", "{}", '{"text":"张伟","spans":[[0,9,"PER"]]}'])
def test_a_wrong_corpus_is_a_usage_fault_that_shows_nothing_of_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(text, "utf-8")
    done = run("evaluate", path)
    assert done.status == 2
    assert "张伟" not in done.out + done.err


def test_a_missing_corpus_cannot_be_read(tmp_path: Path) -> None:
    assert run("evaluate", tmp_path / "none.jsonl").status == 3


IMPORTS = """
import sys
from reviewer_app.cli.main import run
assert run(["evaluate", %r]) == 0
assert not {"PySide6", "sqlalchemy"} & {name.partition(".")[0] for name in sys.modules}
"""


def test_neither_window_nor_database_is_loaded(corpus: Path) -> None:
    done = subprocess.run([sys.executable, "-c", IMPORTS % str(corpus)], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
