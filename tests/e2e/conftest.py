"""What the tests of whole commands share."""

from collections.abc import Iterator

import pytest

import inside


@pytest.fixture(scope="module")
def lasting_desks() -> Iterator[None]:
    """The workers that read files stay for all tests of a module."""
    with inside.lasting_desks():
        yield
