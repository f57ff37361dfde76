"""RFC 8785 canonical JSON, the subset that the log uses: no floats.

Written here and not imported because the verifier must build alone on the standard library and
`cryptography`. A property test compares it with the `rfc8785` library.
"""

import json
from collections.abc import Callable, Mapping
from json.encoder import encode_basestring
from typing import Final, NoReturn

from .errors import JsonRefused

_CARRIED: Final = "null, true, false, int, str, list, tuple, mapping"
MAX_INT: Final = 2**53 - 1
"""RFC 8785 §3.2.2.3 with I-JSON: integers beyond ±(2^53 − 1) lose digits in other programs and are refused."""


LONG: Final = 1 << 16
"""Texts of so many characters are escaped slice by slice: nothing else in the program can run beside one call."""

_FLAT_TYPES: Final = frozenset((str, int, bool, type(None)))
_write_flat: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
"""Rows of tables are flat, and there are millions: for them the standard library's C encoder writes the same bytes."""


def dumps(value: object) -> bytes:
    """Encode as canonical UTF-8 JSON: keys sorted by UTF-16 code units, no spaces, shortest escapes.

    Raises `JsonRefused` for floats, integers out of range, keys that are not text, lone surrogates and any
    other type.
    """
    pieces: list[str] = []
    try:
        if _is_flat(value):
            return _write_flat(value).encode("utf-8")
        _write(value, pieces.append)
        return "".join(pieces).encode("utf-8")
    except UnicodeEncodeError:
        message = "text holds half a surrogate pair"
        raise JsonRefused(message) from None
    except RecursionError:
        message = "nested too deeply"
        raise JsonRefused(message) from None


def loads(raw: bytes) -> object:
    """Decode bytes that are exactly what `dumps` would write; anything else raises `JsonRefused`."""
    try:
        value: object = json.loads(raw.decode("utf-8"), parse_float=_no_float, parse_constant=_no_float)
    except (ValueError, RecursionError):
        message = "not JSON in UTF-8 without floats"
        raise JsonRefused(message) from None
    if dumps(value) != raw:
        message = "not in canonical form"
        raise JsonRefused(message)
    return value


def _is_flat(value: object) -> bool:
    """Whether it is an object of plain values under ASCII keys, whose order by code point is the order by UTF-16."""
    return (
        type(value) is dict
        and all(type(key) is str and key.isascii() for key in value)
        and all(map(_is_plain, value.values()))
    )


def _is_plain(value: object) -> bool:
    kind = type(value)
    if kind is str:
        return len(value) < LONG  # type: ignore[arg-type]  # it is a str
    if kind is int:
        return -MAX_INT <= value <= MAX_INT  # type: ignore[operator]  # it is an int
    return value is None or kind is bool


def _write(value: object, put: Callable[[str], None]) -> None:
    if isinstance(value, str):
        _write_text(value, put)
    elif value is None or isinstance(value, bool):
        put({None: "null", True: "true", False: "false"}[value])
    elif isinstance(value, int):
        if not -MAX_INT <= value <= MAX_INT:
            message = "integer beyond 2^53 - 1"
            raise JsonRefused(message)
        put(int.__repr__(value))
    elif isinstance(value, Mapping):
        _write_object(value, put)
    elif isinstance(value, (list, tuple)):
        _write_array(value, put)
    else:
        message = f"a {type(value).__name__} is not one of {_CARRIED}"
        raise JsonRefused(message)


def _write_text(value: str, put: Callable[[str], None]) -> None:
    if len(value) < LONG:
        put(encode_basestring(value))
        return
    put('"')
    for at in range(0, len(value), LONG):
        put(encode_basestring(value[at : at + LONG])[1:-1])
    put('"')


def _write_array(values: list[object] | tuple[object, ...], put: Callable[[str], None]) -> None:
    mark = "["
    for value in values:
        put(mark)
        _write(value, put)
        mark = ","
    put("]" if values else "[]")


def _write_object(members: Mapping[object, object], put: Callable[[str], None]) -> None:
    keys = [key for key in members if isinstance(key, str)]
    if len(keys) != len(members):
        message = "a key is not text"
        raise JsonRefused(message)
    keys.sort(key=_utf16)
    mark = "{"
    for key in keys:
        put(mark)
        put(encode_basestring(key))
        put(":")
        _write(members[key], put)
        mark = ","
    put("}" if keys else "{}")


def _utf16(key: str) -> bytes:
    """Sort by UTF-16 code units (RFC 8785 §3.2.3); big-endian bytes compare like the units."""
    return key.encode("utf-16-be")


def _no_float(_text: str) -> NoReturn:
    message = "floats are not used"
    raise JsonRefused(message)
