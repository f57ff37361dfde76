"""Two catalogues: the second is a part of the first, with the same places; what is not translated stays Chinese."""

from importlib.resources import files
from string import Formatter

import pytest
import yaml

from reviewer_app.domain.errors import Fault
from reviewer_app.text import LANGUAGES, catalogue, own_texts, say

OTHERS = LANGUAGES[1:]


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
def test_a_file_that_is_translated_is_translated_whole(language):
    root = files("resources") / "text"
    names = {entry.name for entry in (root / language).iterdir()}
    assert {"actions.yaml", "first_use.yaml", "inbox.yaml", "login.yaml", "settings_page.yaml", "window.yaml"} <= names
    for name in names:
        first, other = (yaml.safe_load((root / one / name).read_text("utf-8")) for one in (LANGUAGES[0], language))
        assert first.keys() == other.keys(), name


def test_a_text_is_said_in_the_language_asked_for():
    assert say("inbox.days", language="en", days=3) == "3 days"
    assert say("inbox.days", days=3) == "3 天"


def test_an_unknown_key_is_our_fault():
    with pytest.raises(Fault):
        say("no.such.key", language="en")
