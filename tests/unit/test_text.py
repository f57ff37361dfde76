"""Two catalogues: the second has every key that a window shows, with the same places; official papers stay Chinese."""

import re
from importlib.resources import files
from string import Formatter

import pytest
import yaml

from reviewer_app.domain.errors import Fault
from reviewer_app.text import LANGUAGES, catalogue, own_texts, say

OTHERS = LANGUAGES[1:]
CHINESE = re.compile("[\u3400-\u9fff]")
ONLY_CHINESE = {
    "cli.yaml": "the command line has one language",
    "demo.yaml": "as above",
    "evaluate.yaml": "as above",
    "proof.yaml": "as above",
    "redact.yaml": "as above",
    "scan.yaml": "as above, and its report",
    "forms.yaml": "official papers",
    "law.yaml": "reasons that rules give are kept with the finding, as they were given",
    "privacy.yaml": "as above",
    "public.yaml": "stands in public versions",
}


def places(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", OTHERS)
def test_a_second_language_has_no_key_of_its_own(language):
    assert own_texts(language).keys() <= catalogue().keys()


@pytest.mark.parametrize("language", OTHERS)
def test_a_second_language_fills_the_same_places(language):
    first = catalogue()
    different = [key for key, text in own_texts(language).items() if places(text) != places(first[key])]
    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_ever_missing(language):
    assert catalogue(language).keys() == catalogue().keys()


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_of_the_window_is_translated(language):
    root = files("resources") / "text"
    there, translated = ({entry.name for entry in (root / one).iterdir() if entry.name.endswith(".yaml")}
                         for one in (LANGUAGES[0], language))
    names = there - ONLY_CHINESE.keys()
    assert translated == names
    for name in names:
        first, other = (yaml.safe_load((root / one / name).read_text("utf-8")) for one in (LANGUAGES[0], language))
        assert first.keys() == other.keys(), name


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_is_no_chinese(language):
    left = {key: text for key, text in own_texts(language).items() if CHINESE.search(text)}
    assert left.keys() == {
        "drafting.form.name",  # the file name of an official form
        "drop.hint",  # names that form
        "language.zh_CN", "look.language",  # for who cannot read the other language
    }


def test_a_text_is_said_in_the_language_asked_for():
    assert say("inbox.days", language="en", days=3) == "3 working days left"
    assert say("inbox.days", days=3) == "剩 3 个工作日"


def test_an_unknown_key_is_our_fault():
    with pytest.raises(Fault):
        say("no.such.key", language="en")


def test_no_key_stands_twice_in_a_file():
    """YAML takes the last of two without a word: the first one's sentence would never be said."""
    for language in LANGUAGES:
        for path in (files("resources") / "text" / language).iterdir():
            found = yaml.compose(path.read_text("utf-8")) if path.name.endswith(".yaml") else None
            keys = [key.value for key, _ in found.value] if found is not None else []
            assert len(keys) == len(set(keys)), (path.name, {key for key in keys if keys.count(key) > 1})
