"""Municipalities like another, and why."""

import pytest

from portal.organisations.similar import alike, likeness
from tests.factories.organisations import MunicipalityFactory
from tests.factories.reference import ProvinceFactory, ReferenceRegionFactory, SizeClassFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    """A municipality with one of each likeness to it."""
    small, large = SizeClassFactory(), SizeClassFactory(code="groot", min_population=25_000, max_population=None)
    here, there = ReferenceRegionFactory(code="hier"), ReferenceRegionFactory(code="daar")
    province, other = ProvinceFactory(code="limburg"), ProvinceFactory(code="antwerpen")
    rows = {
        "mine": (small, here, province),
        "all": (small, here, province),
        "size": (small, there, other),
        "region": (large, here, province),
        "province": (large, there, province),
        "nothing": (large, there, other),
        "brussels": (large, None, None),
    }
    return {
        name: MunicipalityFactory(name=name, size_class=size, region=region, province=in_province)
        for name, (size, region, in_province) in rows.items()
    }


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("all", ("even groot", "zelfde regio")),
        ("size", ("even groot",)),
        ("region", ("zelfde regio",)),
        ("province", ("zelfde provincie",)),
        ("nothing", ()),
        ("brussels", ()),
    ],
)
def test_the_reasons_are_said_in_words(places, name, reasons):
    assert likeness(places["mine"], places[name]).reasons == reasons


def test_the_most_alike_come_first(places):
    rows = alike(places["mine"], {places["size"].nis: 4})
    assert [(row.municipality.name, row.count) for row in rows] == [("all", 0), ("size", 4), ("region", 0)]


def test_brussels_shares_no_region_with_brussels(places):
    other = MunicipalityFactory(name="ook brussel", size_class=places["brussels"].size_class, brussels=True)
    assert likeness(places["brussels"], other).reasons == ("even groot",)


def test_of_two_alike_the_one_nearest_in_size_comes_first(places):
    near = MunicipalityFactory(name="near", population=15_100)
    far = MunicipalityFactory(name="far", population=24_000)
    for place in (near, far):
        place.region, place.province = places["mine"].region, places["mine"].province
        place.save()
    rows = [row.municipality.name for row in alike(places["mine"], {})]
    assert rows.index("near") < rows.index("far")


def test_comparing_takes_one_query(places, django_assert_num_queries):
    with django_assert_num_queries(1):
        alike(places["mine"], {})
