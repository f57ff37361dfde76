"""Every aggregate comes back from its row as it went in, and no value has two rows."""

import json
from contextlib import closing
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

import homes
from db import mapping
from db.kinds import KINDS, LOG_KINDS
from db.mapping import from_row, to_row
from db.tables import Base
from reviewer_app.domain.document import Box, Place
from reviewer_app.domain.errors import DatabaseDamaged
from reviewer_app.domain.items import Route, RouteStep
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.public_version import ResultProof, ScanProof
from reviewer_app.domain.release import OnlineRecord, RegisterEntry, RegisterKind
from reviewer_app.domain.review import UnreadLook
from reviewer_app.services.verify_log import verify_log
from reviewer_app.verifier import jcs

ALL = {**KINDS, **LOG_KINDS}
MIDNIGHT = datetime(2018, 6, 21, tzinfo=UTC)
MAX_INT = 2**53 - 1
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    int: st.integers(-MAX_INT, MAX_INT),
    bool: st.booleans(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    NoneType: st.none(),
}


@cache
def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value that a field of that type may hold."""
    if hint in PLAIN:
        return PLAIN[hint]
    if get_origin(hint) in (Union, UnionType):
        return st.one_of(*map(values, get_args(hint)))
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=3).map(tuple)
    if get_origin(hint) is frozenset:
        return st.frozensets(values(get_args(hint)[0]), max_size=3)
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    return st.builds(hint, **{name: values(one) for name, one in get_type_hints(hint).items()})


def test_a_public_version_kept_before_results_were_proven_is_read_and_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    column = mapping._column

    def old_column(value: object, *, nested: bool) -> str | int | None:
        written = column(value, nested=nested)
        if not isinstance(value, ScanProof):
            return written
        proof = json.loads(str(written))
        del proof["result"]
        return jcs.dumps(proof).decode()

    with closing(homes.new_store(tmp_path / "home")) as store:
        monkeypatch.setattr(mapping, "_column", old_column)
        homes.populate(store)
        monkeypatch.undo()
        assert all("result" not in row["proof"] for _, _, row in store.log.proven_rows("public_versions"))
        assert verify_log(store.log).ok
        with store.uow("u-draft", writing=False) as uow:
            assert uow.public_versions.get("pv1").proof.result == ResultProof()


@pytest.mark.parametrize("name", ALL)
@given(data=st.data())
def test_round_trip(name: str, data: st.DataObject) -> None:
    value = data.draw(values(ALL[name]))
    row = to_row(value)
    assert from_row(ALL[name], row) == value
    assert to_row(from_row(ALL[name], row)) == row
    jcs.dumps(row)  # exactly what the log can commit to


@pytest.mark.parametrize("name", ALL)
def test_columns_are_the_fields(name: str) -> None:
    columns = Base.metadata.tables[name].columns.keys()
    assert columns == ["serial", *ALL[name].__dataclass_fields__]


def test_instants_have_a_fixed_width() -> None:
    value = OnlineRecord("1", "q", "i", "a", MIDNIGHT, "u", MIDNIGHT)
    assert to_row(value)["seen_at"] == "2018-06-21T00:00:00.000000Z"


def test_nested_values_are_canonical_text() -> None:
    look = UnreadLook("1", "i", "r", "p", (Place(boxes=(Box(1.0, 2.5, 3, 4),)),), "u", MIDNIGHT)
    assert to_row(look)["places"] == "[[null,null,[[1,2.5,3,4]],null,null,null,null,null]]"
    assert to_row(Route("1", "甲", (RouteStep("核稿", "endorser"),)))["steps"] == '[{"name":"核稿","role":"endorser"}]'


@pytest.mark.parametrize(
    "spoiled", [{"steps": "no json"}, {"steps": '[{"name":1}]'}, {"version": "one"}, {"name": None}, {"id": None}]
)
def test_a_row_that_is_no_value_is_damage(spoiled: dict[str, Any]) -> None:
    row = to_row(Route("1", "甲", (), 1))
    with pytest.raises(DatabaseDamaged):
        from_row(Route, {**row, **spoiled})


def test_a_missing_column_is_damage() -> None:
    with pytest.raises(DatabaseDamaged):
        from_row(Route, {"id": "1"})


@given(st.dates())
def test_days_are_iso(day: date) -> None:
    value = RegisterEntry("1", "i", "r", RegisterKind.WITHHELD, DisclosureAttribute.WITHHELD, "", MIDNIGHT, day)
    assert to_row(value)["review_date"] == day.isoformat()
