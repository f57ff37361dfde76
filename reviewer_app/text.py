"""Typed look-up of every string a user sees: window, command line, forms (house style 34).

Texts are data in `resources/text/<language>/*.yaml`: flat `key: text` with `{named}` places. A key that does not
exist is our own fault and raises; a test walks all keys used and all keys defined.
"""

from functools import cache
from importlib.resources import files
from typing import Any, Final

from reviewer_app.domain.errors import Fault, ReviewerError
from reviewer_app.shipped import parsed

LANGUAGES: Final = ("zh_CN", "en")
WHOLE_KEYS: Final = frozenset({"what", "first", "last"})
"""Values of errors that are keys of a text themselves ("store.kind.items", "queue.any_day"), or a day."""


@cache
def catalogue(language: str = "zh_CN") -> dict[str, str]:
    """All texts of one language; official papers, the command line and reasons of rules stay Chinese in every one."""
    own = own_texts(language)
    return own if language == LANGUAGES[0] else catalogue() | own


@cache
def own_texts(language: str) -> dict[str, str]:
    """The texts that stand in one language's files; a key defined twice is a fault."""
    texts: dict[str, str] = {}
    folder = files("resources") / "text" / language
    for entry in sorted(folder.iterdir(), key=lambda path: path.name):
        if not entry.name.endswith(".yaml"):
            continue
        read = parsed(entry, entry.read_bytes(), _flat)
        for key, text in (read or {}).items():
            if key in texts:
                message = f"text key defined twice: {key}"
                raise Fault(message)
            texts[key] = text.rstrip("\n")
    return texts


def _flat(text: str) -> Any:  # noqa: ANN401 - YAML's top may be a mapping or nothing
    import yaml  # needed only where a file was not parsed before

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 - the base loader makes strings only


def say(key: str, /, *, language: str = "zh_CN", **values: object) -> str:
    """The text of `key` with its places filled; raises `Fault` for an unknown key or a missing value."""
    try:
        return catalogue(language)[key].format_map(values)
    except KeyError as missing:
        message = f"text {key!r} lacks {missing}"
        raise Fault(message) from None


def explain(error: ReviewerError, *, language: str = "zh_CN") -> str:
    """The sentence for an error: what happened, what was kept, what to do.

    Errors carry keys and enum values; here they become words.
    """
    values = {name: _worded(name, str(value), language) for name, value in error.values.items()}
    return say(error.key, language=language, **values)


def _worded(name: str, value: str, language: str) -> str:
    """The words for one value of an error; a value that is no key is shown as it is."""
    if name == "missing":
        return say("missing.join", language=language).join(
            _known(f"missing.{key}", key, language) for key in value.split(",")
        )
    if name in WHOLE_KEYS:
        return _known(value, value, language)
    keys = {
        "state": f"state.{value}",
        "wanted": f"state.{value}",
        "permission": f"permission.{value}",
        "audience": f"audience.{value}",
        "refusal": f"timestamp.refusal.{value}",
        "fault": f"rule_file.{value}",
    }
    return _known(keys[name], value, language) if name in keys else value


def _known(key: str, value: str, language: str) -> str:
    return catalogue(language).get(key, value)
