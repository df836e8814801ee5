"""Municipalities and organisations, for tests."""

import factory
from django.utils.text import slugify
from factory.django import DjangoModelFactory

from portal.organisations.models import FormerMunicipality, Municipality, Organisation
from tests.factories.reference import (
    OrganisationKindFactory,
    ProvinceFactory,
    ReferenceRegionFactory,
    SizeClassFactory,
)


class MunicipalityFactory(DjangoModelFactory):
    """A municipality of Flanders; `brussels=True` gives one outside the provinces and regions."""

    class Meta:
        model = Municipality
        django_get_or_create = ("nis",)

    class Params:
        brussels = factory.Trait(province=None, region=None)

    nis = factory.Sequence(lambda number: f"{70_000 + number % 30_000:05}")
    name = factory.Sequence(lambda number: f"Gemeente {number}")
    slug = factory.LazyAttribute(lambda municipality: slugify(municipality.name))
    province = factory.SubFactory(ProvinceFactory)
    region = factory.SubFactory(ReferenceRegionFactory)
    size_class = factory.SubFactory(SizeClassFactory)
    population = 15_000
    postcodes = factory.LazyFunction(lambda: ["3700"])
    silhouette = "M0 0L10 0L10 10L0 10Z"
    silhouette_box = "0 0 10 10"


class FormerMunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = FormerMunicipality
        django_get_or_create = ("nis",)

    nis = factory.Sequence(lambda number: f"{10_000 + number % 30_000:05}")
    name = factory.Sequence(lambda number: f"Vroegere gemeente {number}")
    slug = factory.LazyAttribute(lambda municipality: slugify(municipality.name))
    successor = factory.SubFactory(MunicipalityFactory)
    ended_on = "2024-12-31"


class OrganisationFactory(DjangoModelFactory):
    """An organisation; `of_municipality=True` gives the authority of a municipality of its own."""

    class Meta:
        model = Organisation
        django_get_or_create = ("code",)

    class Params:
        of_municipality = factory.Trait(municipality=factory.SubFactory(MunicipalityFactory))

    code = factory.Sequence(lambda number: f"organisatie-{number}")
    name = factory.LazyAttribute(lambda organisation: organisation.code.replace("-", " ").capitalize())
    kind = factory.SubFactory(OrganisationKindFactory)
