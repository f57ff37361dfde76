"""Domain value ↔ row: one generic mapping, because a column is named and typed as the field it holds.

A row holds text, whole numbers, truth values and nulls only, exactly what the log commits to. Instants are
fixed-width UTC text, so that they sort as they happened; days are ISO; enums stand by value; tuples, sets and
nested values are canonical JSON text, so that one value has one row and one commitment.
"""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
import rfc8785

from reviewer_app.domain.errors import DatabaseDamaged, Fault
from reviewer_app.ports.log import Row
from reviewer_app.verifier.leaf import instant

T = TypeVar("T")


def to_row(value: object) -> Row:
    """The row of a frozen domain value."""
    kind: Any = type(value)  # typeshed does not see that a class can be hashed
    nested = nested_fields(kind)
    return {name: _column(getattr(value, name), nested=name in nested) for name in field_names(kind)}


def from_row(kind: type[T], row: Row) -> T:
    """The domain value of a row; raises `DatabaseDamaged` where the row cannot be one. Other keys are ignored."""
    known: Any = kind
    nested = nested_fields(known)
    try:
        read = {
            name: msgspec.json.decode(row[name]) if name in nested and row[name] is not None else row[name]
            for name in field_names(known)
        }
        return msgspec.convert(read, kind)
    except (msgspec.ValidationError, msgspec.DecodeError, KeyError) as error:
        raise DatabaseDamaged(detail=kind.__name__) from error


@cache
def field_names(kind: type[Any]) -> tuple[str, ...]:
    """The names of a kind's fields, in order."""
    return tuple(field.name for field in fields(kind))


@cache
def nested_fields(kind: type[Any]) -> frozenset[str]:
    """The fields that are kept as JSON text."""
    return frozenset(name for name, hint in get_type_hints(kind).items() if _is_nested(hint))


def _is_nested(hint: Any) -> bool:  # noqa: ANN401 - a type annotation of any form
    if get_origin(hint) in (Union, UnionType):
        return any(_is_nested(one) for one in get_args(hint) if one is not NoneType)
    if get_origin(hint) in (tuple, frozenset):
        return True
    return is_dataclass(hint) or (isinstance(hint, type) and issubclass(hint, tuple))


def _column(value: object, *, nested: bool) -> str | int | None:
    if value is None:
        return None
    if nested:
        return rfc8785.dumps(msgspec.to_builtins(value, order="deterministic")).decode()
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (str, int)):
        return value
    message = f"a {type(value).__name__} cannot stand in a column"
    raise Fault(message)
