"""Channels: data that loads, every default of the catalogue among them, and nothing for a group on the site."""

import pytest

from reviewer_app.domain.errors import NotFound
from reviewer_app.domain.legal import Audience
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.channels import channel, channels


def test_every_default_channel_of_the_catalogue_exists():
    assert {one for column in load_catalogue().columns for one in column.channels} <= set(channels())


@pytest.mark.parametrize("id_", sorted(channels()))
def test_a_channel_serves_somebody_and_goes_somewhere(id_):
    found = channel(id_)
    assert found.audiences
    assert Audience.UNDETERMINED not in found.audiences
    assert found.outlet == "folder"
    assert found.title


@pytest.mark.parametrize("id_", ["government_site", "land_platform", "new_media", "gazette"])
def test_nothing_for_a_group_goes_on_the_net(id_):
    assert channel(id_).audiences == {Audience.ALL}


def test_an_unknown_channel_is_said():
    with pytest.raises(NotFound):
        channel("telepathy")
