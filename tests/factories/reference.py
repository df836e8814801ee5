"""Terms of the vocabularies, for tests."""

import datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from portal.reference import models as reference


class TermFactory(DjangoModelFactory):
    """A term that may be chosen; asking for a code that exists returns that term."""

    class Meta:
        abstract = True
        django_get_or_create = ("code",)

    class Params:
        ended = factory.Trait(ended_on=datetime.date(2020, 12, 31))

    code = factory.Sequence(lambda number: f"term-{number}")
    label = factory.LazyAttribute(lambda term: term.code.replace("-", " ").capitalize())
    sort = factory.Sequence(int)


class ThemeFactory(TermFactory):
    class Meta:
        model = reference.Theme


class TargetGroupFactory(TermFactory):
    class Meta:
        model = reference.TargetGroup


class PolicyDomainFactory(TermFactory):
    class Meta:
        model = reference.PolicyDomain


class PracticeStatusFactory(TermFactory):
    class Meta:
        model = reference.PracticeStatus

    code = "lopend"


class OfferStatusFactory(TermFactory):
    class Meta:
        model = reference.OfferStatus

    code = "open"


class EventKindFactory(TermFactory):
    class Meta:
        model = reference.EventKind

    code = "inspiratiedag"


class GuidelineKindFactory(TermFactory):
    class Meta:
        model = reference.GuidelineKind

    code = "handreiking"


class AudienceFactory(TermFactory):
    class Meta:
        model = reference.Audience


class AgiiRoleFactory(TermFactory):
    class Meta:
        model = reference.AgiiRole


class QualityLevelFactory(TermFactory):
    class Meta:
        model = reference.QualityLevel

    code = "ingediend"
    value = 1


class AnchoringFactorFactory(TermFactory):
    class Meta:
        model = reference.AnchoringFactor


class AnchoringScaleFactory(TermFactory):
    class Meta:
        model = reference.AnchoringScale

    value = factory.Sequence(lambda number: number % 4 + 1)


class OrganisationKindFactory(TermFactory):
    class Meta:
        model = reference.OrganisationKind

    code = "lokaal-bestuur"


class SizeClassFactory(TermFactory):
    class Meta:
        model = reference.SizeClass

    code = "10000-24999"
    min_population = 10_000
    max_population = 24_999


class ProvinceFactory(TermFactory):
    class Meta:
        model = reference.Province

    code = "limburg"
    nis = factory.Sequence(lambda number: f"{number % 100_000:05}")


class ReferenceRegionFactory(TermFactory):
    class Meta:
        model = reference.ReferenceRegion

    code = "limburg"


class ProgrammeFactory(TermFactory):
    class Meta:
        model = reference.Programme

    code = "sociale-cohesie"
    start_year = 2026
    end_year = 2029

    class Params:
        over = factory.Trait(code="plan-samenleven", start_year=2022, end_year=2025)


class ActionFactory(TermFactory):
    class Meta:
        model = reference.Action
        skip_postgeneration_save = True

    code = factory.Sequence(lambda number: f"actie-{number}")
    programme = factory.SubFactory(ProgrammeFactory)

    @factory.post_generation
    def themes(self, create: bool, themes: Any, **kwargs: Any) -> None:
        if create and themes:
            self.themes.set(themes)
