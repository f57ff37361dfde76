"""Which kind of processing a publication is, for its impact assessment (PIPL 55; resources/rules/processing.yaml)."""

from datetime import date
from functools import cache

import msgspec

from reviewer_app.domain.report import DocumentType
from reviewer_app.rules.other_laws import laws_on
from reviewer_app.rules.strict_yaml import read_mapping


class _Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind; the last one has neither types nor columns and takes what is left."""

    id: str
    types: tuple[DocumentType, ...]
    columns: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The law that asks for assessments, and the kinds."""

    law: str
    kinds: tuple[_Kind, ...]


@cache
def _file() -> _File:
    return msgspec.convert(read_mapping("rules/processing.yaml"), _File, strict=False)


def processing_kinds() -> tuple[str, ...]:
    """All kinds, in order."""
    return tuple(kind.id for kind in _file().kinds)


def processing_kind(document: DocumentType, column: str | None) -> str:
    """The kind of a publication: by its column, else by its type, else the general one."""
    kinds = _file().kinds
    by_column = (kind.id for kind in kinds if column in kind.columns)
    by_type = (kind.id for kind in kinds if document in kind.types)
    return next(by_column, None) or next(by_type, kinds[-1].id)


def assessment_due(day: date) -> bool:
    """Whether the law that asks for assessments is in force on `day`."""
    return any(law.name == _file().law for law in laws_on(day))
