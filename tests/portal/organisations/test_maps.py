"""Maps: a handful of paths for Flanders, links for the members of a network."""

import pytest
from django.template.loader import render_to_string

from portal.organisations.loading import load_municipalities, load_outlines
from portal.organisations.maps import flanders_map, members_map
from portal.organisations.models import Municipality
from portal.reference.loading import load_vocabularies
from tests.factories.organisations import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def flanders():
    load_vocabularies()
    load_municipalities()
    load_outlines()


def groups(place_map):
    return {group.name: group for group in place_map.groups}


def drawn(counts):
    return flanders_map(counts, label="Kaart", one="1 praktijk", none="nog geen")


def test_darker_where_more_is_shared(flanders):
    parts = groups(drawn({"73111": 1, "11002": 3, "44021": 5, "31005": 0}))
    outline = Municipality.objects.get(nis="44021").outline.flanders_path
    assert parts["m3"].path == outline
    assert list(parts) == ["m0", "bxl", "m1", "m2", "m3"]
    assert Municipality.objects.get(nis="31005").outline.flanders_path in parts["m0"].path


def test_the_map_of_flanders_is_a_small_picture_with_words(flanders):
    html = render_to_string("components/map.html", {"map": drawn({"73111": 1})})
    assert len(html) < 45_000
    assert html.count("<path") == 3
    for word in ("1 praktijk", "2 tot 4", "5 of meer", "nog geen", "Bron: Statbel", 'role="img"'):
        assert word in html


def test_the_outlines_are_read_once(flanders, django_assert_num_queries):
    drawn({})
    with django_assert_num_queries(1):
        drawn({"73111": 1})


def test_other_outlines_are_seen(flanders):
    before = groups(drawn({}))["m0"].path
    outline = Municipality.objects.get(nis="73111").outline
    outline.flanders_path, outline.loaded_digest = "M0 0l1 1z", "f" * 64
    outline.save()
    assert groups(drawn({}))["m0"].path != before


def test_members_are_links_among_their_neighbours(flanders):
    members = list(Municipality.objects.filter(region__code="zuid-west-vlaanderen"))
    place_map = members_map(members, label="De leden", past=[Municipality.objects.get(name="Roeselare")])
    html = render_to_string("components/map.html", {"map": place_map})
    assert html.count("<a ") == len(members) + 1
    assert '<a href="/gemeenten/kortrijk/"><title>Kortrijk</title>' in html
    assert [entry.text for entry in place_map.legend] == ["lid", "vroeger lid", "geen lid"]
    assert 'role="group"' in html
    assert len(html) < 20_000


def test_a_map_of_members_is_wider_than_high(flanders):
    _left, _top, width, height = map(
        int, members_map(Municipality.objects.filter(region__code="regio-brugge"), label="Leden").box.split()
    )
    assert width >= 1.39 * height


def test_without_outlines_there_is_no_map_of_members():
    assert members_map([MunicipalityFactory()], label="Leden") is None
