"""Who may search: nobody who sees no texts; a drafter among his own."""

import pytest

from review_office import fresh_office
from reviewer_app.domain.errors import NotPermitted
from reviewer_app.ports.read_models import Rows
from reviewer_app.services.search_items import SearchItems, search_items


class Asked:
    """Notes whose items it was asked for."""

    def __init__(self):
        self.mine = []

    def found(self, query, mine, after, limit):
        assert (query, after, limit) == ("公示", (0, 7), 5)
        self.mine.append(mine)
        return Rows((), None)


@pytest.mark.parametrize(("role", "own"), [("drafter", True), ("reviewer", False), ("signatory", False),
                                           ("publisher", False), ("auditor", False)])
def test_a_drafter_searches_his_own_everybody_else_all(role, own):
    office, reads = fresh_office(), Asked()
    user = getattr(office, role)
    search_items(office.desk, reads, SearchItems(user.id, "公示", (0, 7), 5))
    assert reads.mine == [user.id if own else None]


def test_the_administrator_finds_nothing_by_text():
    office, reads = fresh_office(), Asked()
    with pytest.raises(NotPermitted):
        search_items(office.desk, reads, SearchItems(office.administrator.id, "公示", (0, 7), 5))
    assert reads.mine == []
